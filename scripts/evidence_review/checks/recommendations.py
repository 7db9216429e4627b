"""Checks of recommendations and their record."""

from collections.abc import Iterator

from evidence_review.checks.judgements import judgements
from evidence_review.diagnostics import Diagnostic, error
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.links import Relation
from evidence_review.model.recommendation import Assessment
from evidence_review.model.vocabularies import ClaimLevel, Delivery
from evidence_review.review.review import Review

DOCUMENTED = frozenset({ClaimLevel.DOCUMENTED, ClaimLevel.VERIFIED})
"""The levels at which a first-hand document has been seen."""


def rec101_assessments_rest_on_something(review: Review) -> Iterator[Diagnostic]:
    """An assessment must rest on events, on a search, or on both.

    "Nothing found" means something only when a reader can see where and when somebody looked.

    Bad:  `delivery: unknown` with neither `rests_on` nor `searched`.
    Good: `searched: {date: 2026-11-23, places: [published guidance]}`.
    """
    for judgement in judgements(review):
        assessment = judgement.assessment
        if not assessment.rests_on and not assessment.searched:
            message = f"the assessment of {assessment.date} rests on neither events nor a search"
            yield error("REC101", assessment.where, message, "add `rests_on:` or `searched:`")


def rec102_delivery_has_its_evidence(review: Review) -> Iterator[Diagnostic]:
    """A word for delivery must have the evidence that its definition needs.

    `unknown` needs a search. Any other word needs one event that is documented or verified;
    `implemented` and `implemented-differently` need two that are documented by different publishers,
    or one that is verified.

    Bad:  `delivery: implemented` resting on one event whose `claim_level` is `asserted`.
    Good: `delivery: in-progress` resting on one event whose `claim_level` is `documented`.
    """
    for judgement in judgements(review):
        recommendation, assessment = judgement.recommendation, judgement.assessment
        needed = _missing_evidence(review, assessment)
        if needed:
            message = (
                f"{recommendation.id} is said to be {str(assessment.delivery)!r} on {assessment.date}, "
                f"which needs {needed}"
            )
            hint = "add it to `rests_on` or choose another word"
            yield error("REC102", judgement.location_of("delivery"), message, hint)


def rec103_evidence_bears_on_it(review: Review) -> Iterator[Diagnostic]:
    """An assessment may rest only on events that say they bear on its recommendation.

    Otherwise the event's page and the recommendation's page would tell two stories.

    Bad:  `rests_on: [e033]` in `r017`, when `e033` does not name `r017` in `bears_on`.
    Good: `bears_on: {r017: supports}` in `e033`.
    """
    for recommendation in review.recommendations.values():
        here = Entity(EntityKind.RECOMMENDATION, recommendation.id)
        bearing = set(review.links.sources(here, EntityKind.EVENT, Relation.BEARS_ON))
        for link in review.links.outgoing(here, Relation.JUDGED_BY):
            if link.target.id in review.events and link.target.id not in bearing:
                event, judged = link.target.id, recommendation.id
                message = f"{judged} is judged by {event}, which does not bear on it"
                hint = f"take {event} out of `rests_on`, or add `{judged}: …` to `bears_on` in {event}"
                yield error("REC103", link.where, message, hint)


def _missing_evidence(review: Review, assessment: Assessment) -> str:
    """Return what the word for delivery lacks, in words; empty where it lacks nothing."""
    if assessment.delivery is Delivery.UNKNOWN:
        return "" if assessment.searched else "a search"
    if any(id_ not in review.events for id_ in assessment.rests_on):
        return ""  # an event that is missing or not sound is a fault of its own
    events = [review.events[id_] for id_ in assessment.rests_on if id_ in review.events]
    if not assessment.delivery.is_done:
        enough = any(event.claim_level in DOCUMENTED for event in events)
        return "" if enough else "one event that is documented or verified"
    publishers = {event.publisher for event in events if event.claim_level in DOCUMENTED}
    verified = any(event.claim_level is ClaimLevel.VERIFIED for event in events)
    if verified or len(publishers) > 1:
        return ""
    return "two documented events of different publishers, or one that is verified"
