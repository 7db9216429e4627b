"""Checks of events."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.diagnostics import Diagnostic, did_you_mean, error, warning
from evidence_review.model.date import PartialDate
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.event import Event
from evidence_review.model.links import Relation
from evidence_review.model.vocabularies import GRADE, ClaimLevel, Confidence, Effect
from evidence_review.review.review import Review


def evt101_groups_exist(review: Review) -> Iterator[Diagnostic]:
    """An event must belong to a group that is listed.

    Otherwise it would appear in no list, and nobody would find it.

    Bad:  `group: befor`, when `docs/_data/event-groups.yml` lists `before`.
    Good: `group: before`.
    """
    if "event_groups" in review.unloaded:
        return
    for event in review.events.values():
        if event.group and event.group not in review.event_groups:
            message = f"{event.id} is in the group {event.group!r}, which is not listed"
            where = review.location_of(Entity(EntityKind.EVENT, event.id), "group")
            yield error("EVT101", where, message, did_you_mean(event.group, review.event_groups))


def evt102_events_are_not_in_the_future(review: Review) -> Iterator[Diagnostic]:
    """An event should not be dated later than the review's "as at" date.

    The site would describe something that, on its "as at" date, has not happened yet.

    Bad:  `date: 2027-02-04`, when `as_at` in `mkdocs.yml` is 2026-11-23.
    Good: `as_at: 2027-03-01`, once the whole review has been brought up to that date.
    """
    for event in review.events.values():
        if event.date and event.date.first > review.as_at:
            message = f"{event.id} is dated {event.date}, but the review is as at {review.as_at}"
            where = review.location_of(Entity(EntityKind.EVENT, event.id), "date")
            yield warning("EVT102", where, message, "correct the date, or move `as_at` forward")


def evt103_events_bear_on_something(review: Review) -> Iterator[Diagnostic]:
    """An event must bear on a recommendation or a finding, or be mentioned in a text.

    Otherwise no page leads readers to it, and it is evidence of nothing.

    Bad:  neither `bears_on` nor `findings`, and no page with a link to the event.
    Good: `bears_on: {r017: supports}`.
    """
    for event in review.events.values():
        entity = Entity(EntityKind.EVENT, event.id)
        told = review.links.incoming(entity, Relation.MENTIONS)
        if not (event.bears_on or event.findings or told or event.retired):
            message = f"{event.id} bears on nothing"
            yield error("EVT103", event.where, message, "add `bears_on` with a recommendation, or `findings`")


def evt104_a_date_or_a_period(review: Review) -> Iterator[Diagnostic]:
    """An event must have either a date or a period in words, not both.

    Readers could not tell which of the two is right.

    Bad:  `date: 2016-04` with `period: about 2015`.
    Good: `date: 2016-04`.
    """
    for event in review.events.values():
        if event.date and event.period.strip():
            message = f"{event.id} has both a date, {event.date}, and a period, {event.period!r}"
            where = review.location_of(Entity(EntityKind.EVENT, event.id), "period")
            yield error("EVT104", where, message, "keep one; explain a date in `date_note`")


def evt105_events_follow_their_source(review: Review) -> Iterator[Diagnostic]:
    """An event that is also a reference cannot be dated earlier than its publication.

    Both have the same DOI or address, so one of the two dates is wrong, and readers cite them.

    Bad:  `date: 2014` and the DOI of a reference whose `year` is 2016.
    Good: `date: 2016`.
    """
    works = {reference.doi.casefold(): reference for reference in review.references.values() if reference.doi}
    works |= {reference.url: reference for reference in review.references.values() if reference.url}
    for event in review.events.values():
        work = works.get(event.doi.casefold()) or works.get(event.url) if event.doi or event.url else None
        if work and event.date and _last_day(event.date) < _first_day(work):
            message = f"{event.id} is dated {event.date}, before its source, {work.key!r}, was published"
            where = review.location_of(Entity(EntityKind.EVENT, event.id), "date")
            yield error("EVT105", where, message, f"correct the date, or that of {work.key!r}")


def evt106_reading_limits_the_claim(review: Review) -> Iterator[Diagnostic]:
    """An event whose source itself was not read cannot be documented, verified or of high confidence.

    Readers rely on both words. Whoever has read only the page that presents a document, or someone else's
    account of it, knows what is said about it and not what it says.

    Bad:  `read: landing page` with `claim_level: documented` or `confidence: high`.
    Good: `read: landing page` with `claim_level: asserted` and `confidence: medium`.
    """
    for event in review.events.values():
        if event.read is None or event.read.is_first_hand or event.retired:
            continue
        for key, word, is_too_high, best in (
            (
                "claim_level",
                event.claim_level,
                event.claim_level not in (None, ClaimLevel.ASSERTED),
                "asserted",
            ),
            ("confidence", event.confidence, event.confidence is Confidence.HIGH, "medium"),
        ):
            if is_too_high:
                message = (
                    f"{event.id} has `{key}: {word}`, but of its source only this was read: {event.read}"
                )
                where = review.location_of(Entity(EntityKind.EVENT, event.id), key)
                hint = f"write `{key}: {best}`, or read the source and change `read`"
                yield error("EVT106", where, message, hint)


def evt107_documents_of_a_kind_have_one_grade(review: Review) -> Iterator[Diagnostic]:
    """Events whose sources are documents of the same kind must be equally well established.

    Otherwise readers would trust one minister's answer more than another's. Two independent documents, at
    addresses of different sites, also count as verified.

    Bad:  `document: news` with `claim_level: documented`.
    Good: `document: news` with `claim_level: asserted`.
    """
    for event in review.events.values():
        if not event.document or not event.claim_level or event.retired:
            continue
        if event.read and not event.read.is_first_hand:
            continue
        grade = GRADE[event.document]
        is_confirmed = event.claim_level is ClaimLevel.VERIFIED and len(_sites(event)) > 1
        if event.claim_level is not grade and not is_confirmed:
            message = (
                f"{event.id} is {str(event.claim_level)!r}, but a document of the kind "
                f"{str(event.document)!r} makes it {str(grade)!r}"
            )
            where = review.location_of(Entity(EntityKind.EVENT, event.id), "claim_level")
            yield error("EVT107", where, message, f"write `claim_level: {grade}`, or correct `document`")


def evt108_overtaking_is_explained(review: Review) -> Iterator[Diagnostic]:
    """An event that overtakes a recommendation should say what has changed, beyond who must act.

    When one organisation succeeds another, the recommendation is shown as addressed to the successor and
    still fits as worded. Calling it overtaken would tell readers that it no longer matters.

    Bad:  `r017: overtakes`, or the same for the event in which the addressee of r017 was replaced.
    Good: `r017: {effect: overtakes, note: The law that it asks to change was repealed.}`.
    """
    for event in review.events.values():
        where = Entity(EntityKind.EVENT, event.id)
        for id_, bearing in event.bears_on.items():
            if bearing.effect is not Effect.OVERTAKES:
                continue
            if not bearing.note.strip():
                message = f"{event.id} overtakes {id_} without a note"
                hint = "add `note:` with what has changed"
                yield warning("EVT108", review.location_of(where, "bears_on", id_), message, hint)
            elif event.url and event.url in _succession_sources(review, id_):
                message = f"{event.id} overtakes {id_}, but only replaces its addressee"
                hint = "remove it: the successor of an organisation is shown already"
                yield warning("EVT108", review.location_of(where, "bears_on", id_), message, hint)


def _sites(event: Event) -> set[str]:
    """Return the sites at which the source of an event was read or can be read."""
    return {
        urlsplit(address).netloc.removeprefix("www.") for address in (event.url, *event.checked) if address
    } - {""}


def _succession_sources(review: Review, recommendation: str) -> set[str]:
    """Return the addresses of the sources for the succession to the former addressees."""
    known = review.recommendations.get(recommendation)
    former = known.addressees_then if known else ()
    return {
        successor.source_of(id_)
        for successor in review.organisations.values()
        for id_ in former
        if id_ in successor.succeeds
    }


def _last_day(date: PartialDate) -> tuple[int, ...]:
    return (date.last.year, date.last.month, date.last.day)


def _first_day(work: Reference) -> tuple[int, ...]:
    """Return the first day on which a reference may have been published, or None if its date is vague."""
    issued = work.issued
    return (*issued.start, 1, 1)[:3] if issued and issued.start and not issued.circa else ()
