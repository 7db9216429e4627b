"""Checks of the evidence on which assessments of recommendations are based."""

from collections.abc import Iterator

from evidence_review.checks.judgements import judgements
from evidence_review.diagnostics import Diagnostic, error, warning
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.links import Relation
from evidence_review.model.recommendation import Assessment
from evidence_review.model.vocabularies import ClaimLevel, Delivery, DocumentKind, Lifecycle
from evidence_review.review.review import Review

DOCUMENTED = frozenset({ClaimLevel.DOCUMENTED, ClaimLevel.VERIFIED})
"""The levels at which a first-hand document has been seen."""


def rec101_assessments_rest_on_something(review: Review) -> Iterator[Diagnostic]:
    """An assessment must be based on events, on a search, or on both.

    "Nothing found" means something only if readers can see where and when people looked.

    Bad:  `delivery: unknown` with neither `rests_on` nor `searched`.
    Good: `searched: {date: 2026-11-23, places: [published guidance]}`.
    """
    for judgement in judgements(review):
        assessment = judgement.assessment
        if not assessment.rests_on and not assessment.searched:
            message = f"the assessment of {assessment.date} is based on neither events nor a search"
            yield error("REC101", assessment.where, message, "add `rests_on:` or `searched:`")


def rec102_delivery_has_its_evidence(review: Review) -> Iterator[Diagnostic]:
    """A delivery status must have the evidence that its definition requires.

    Readers rely on it. `unknown` requires a search. Any other status requires one event that is documented or
    verified; `implemented` and `implemented-differently` require two that are documented by different
    publishers, or one that is verified.

    Bad:  `delivery: implemented`, based on one event whose `claim_level` is `asserted`.
    Good: `delivery: in-progress`, based on one event whose `claim_level` is `documented`.
    """
    for judgement in judgements(review):
        recommendation, assessment = judgement.recommendation, judgement.assessment
        needed = _missing_evidence(review, assessment)
        if needed:
            message = (
                f"{recommendation.id} is recorded as {str(assessment.delivery)!r} on {assessment.date}, "
                f"which requires {needed}"
            )
            hint = "add it to `rests_on`, or choose another word"
            yield error("REC102", judgement.location_of("delivery"), message, hint)


def rec103_evidence_bears_on_it(review: Review) -> Iterator[Diagnostic]:
    """An assessment may be based only on events that bear on its recommendation.

    Otherwise the page of the event and the page of the recommendation would contradict each other.

    Bad:  `rests_on: [e033]` in `r017`, when `e033` does not name `r017` in `bears_on`.
    Good: `bears_on: {r017: supports}` in `e033`.
    """
    for recommendation in review.recommendations.values():
        here = Entity(EntityKind.RECOMMENDATION, recommendation.id)
        bearing = set(review.links.sources(here, EntityKind.EVENT, Relation.BEARS_ON))
        for link in review.links.outgoing(here, Relation.JUDGED_BY):
            if link.target.id in review.events and link.target.id not in bearing:
                event, judged = link.target.id, recommendation.id
                message = f"{judged} is assessed by {event}, which does not bear on it"
                hint = f"remove {event} from `rests_on`, or add `{judged}: …` to `bears_on` in {event}"
                yield error("REC103", link.where, message, hint)


def rec120_guidance_alone_is_no_step(review: Review) -> Iterator[Diagnostic]:
    """A current status that says that steps were taken must be based on more than guidance.

    Guidance says what should be done. Readers who see "in progress" expect that something is being done.

    Bad:  `delivery: in-progress`, based on one event whose `document` is `guidance`.
    Good: `delivery: unknown` with a search, and the guidance listed among the events that bear on it.
    """
    for recommendation in review.recommendations.values():
        current = recommendation.assessment_as_of(review.as_at)
        if current is None or current.delivery in _WITHOUT_STEPS or recommendation.retired:
            continue
        events = [review.events[id_] for id_ in current.rests_on if id_ in review.events]
        steps = [event for event in events if event.document is not DocumentKind.GUIDANCE]
        if current.delivery is not Delivery.RELATED_STEPS:
            steps = [event for event in steps if event.claim_level in DOCUMENTED]
        if not steps and any(event.document is DocumentKind.GUIDANCE for event in events):
            word = str(current.delivery)
            message = (
                f"{recommendation.id} is recorded as {word!r} on {current.date}, based on guidance alone"
            )
            hint = "add an event that shows a step to `rests_on`, or choose another word"
            yield error("REC120", current.where, message, hint)


def rec121_unread_sources_are_not_events(review: Review) -> Iterator[Diagnostic]:
    """A source that is recorded as known but not read must not be an event.

    Readers see it beside the status as something that nobody could open. Once it has been read, it is an
    event, and the status can be based on it.

    Bad:  an item of `unread` with the `url` of an event.
    Good: `unread: [{title: A framework on vetting, date: 2026-04-01, would_change: It may exclude them.}]`.
    """
    events = {event.url: event.id for event in review.events.values() if event.url}
    for recommendation in review.recommendations.values():
        for number, source in enumerate(recommendation.unread):
            if source.url in events:
                known = events[source.url]
                message = (
                    f"{recommendation.id} has {source.title!r} as not read, but it is the source of {known}"
                )
                entity = Entity(EntityKind.RECOMMENDATION, recommendation.id)
                where = review.location_of(entity, "unread", number)
                yield error("REC121", where, message, f"remove it from `unread`, or correct {known}")


def rec122_new_events_are_assessed(review: Review) -> Iterator[Diagnostic]:
    """A recommendation should be assessed again after an event that bears on it.

    Otherwise its status does not take the event into account, and readers cannot see that.

    Bad:  an event of 2026-12-01 that bears on `r017`, whose last assessment is of 2026-11-23.
    Good: a new assessment, even if it comes to the same result.
    """
    for recommendation in review.recommendations.values():
        current = recommendation.assessment_as_of(review.as_at)
        if current is None or recommendation.retired or current.lifecycle is not Lifecycle.OPEN:
            continue
        here = Entity(EntityKind.RECOMMENDATION, recommendation.id)
        for id_ in review.links.sources(here, EntityKind.EVENT, Relation.BEARS_ON):
            event = review.events.get(id_)
            if event and event.date and current.date < event.date.first <= review.as_at:
                message = (
                    f"{recommendation.id} was last assessed on {current.date}, before {id_} of {event.date}"
                )
                yield warning(
                    "REC122", current.where, message, "add an assessment that takes it into account"
                )


_WITHOUT_STEPS = frozenset({Delivery.UNKNOWN, Delivery.NOT_STARTED, Delivery.NOT_IMPLEMENTED})
"""The words that do not say that a step was taken."""


def _missing_evidence(review: Review, assessment: Assessment) -> str:
    """Return the evidence that a delivery status lacks, in words; empty if it lacks none."""
    if assessment.delivery is Delivery.UNKNOWN:
        return "" if assessment.searched else "a search"
    if any(id_ not in review.events for id_ in assessment.rests_on):
        return ""  # a missing or invalid event is reported separately
    events = [review.events[id_] for id_ in assessment.rests_on if id_ in review.events]
    if not assessment.delivery.is_done:
        enough = any(event.claim_level in DOCUMENTED for event in events)
        return "" if enough else "one event that is documented or verified"
    publishers = {event.publisher for event in events if event.claim_level in DOCUMENTED}
    verified = any(event.claim_level is ClaimLevel.VERIFIED for event in events)
    if verified or len(publishers) > 1:
        return ""
    return "two documented events from different publishers, or one that is verified"
