"""The sources that a review links to, events and references alike, with their copies in web archives."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.location import Location
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.event import Event
from evidence_review.review.review import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedSource:
    """A source on the web, and the copy of it in a web archive, if one is known."""

    id: str
    """The id of the event or the key of the reference."""
    url: str
    """Its own address; empty if it has none."""
    is_dead: bool
    """Whether that address no longer leads to it."""
    archived_url: str
    """The address of the copy; empty if none is known."""
    archived_on: date | None
    """The day on which the copy was made."""
    since: date | None
    """The first day on which the source may have existed; None if that is not known."""
    where: Location
    """Where its address is written."""
    where_archived: Location
    """Where the copy is written, or else the address."""


def linked_sources(review: Review) -> Iterator[LinkedSource]:
    """Yield every event and reference in use, in the order of their ids and of the bibliography."""
    yield from (event_source(review, event) for event in review.events.values() if not event.retired)
    yield from (reference_source(reference) for reference in review.references.values())


def event_source(review: Review, event: Event) -> LinkedSource:
    """Return the source of an event."""
    entity = Entity(EntityKind.EVENT, event.id)
    return LinkedSource(
        id=event.id,
        url=event.url,
        is_dead=event.url_dead,
        archived_url=event.archived.url if event.archived else "",
        archived_on=event.archived.date if event.archived else None,
        since=event.date.first if event.date else None,
        where=review.location_of(entity, "url"),
        where_archived=review.location_of(entity, "archived" if event.archived else "url"),
    )


def reference_source(reference: Reference) -> LinkedSource:
    """Return a reference as a source."""
    written = next(
        (name for name, _ in reference.fields if name.startswith("archive") and "ur" in name), "url"
    )
    return LinkedSource(
        id=reference.key,
        url=reference.url,
        is_dead=reference.url_dead,
        archived_url=reference.archived_url,
        archived_on=reference.archived_on,
        since=_first_day(reference),
        where=reference.location_of("url"),
        where_archived=reference.location_of(written),
    )


def _first_day(reference: Reference) -> date | None:
    """Return the first day on which a reference may have been published; None if its date is vague."""
    issued = reference.issued
    if not issued or not issued.start or issued.circa:
        return None
    try:
        return date(*(*issued.start, 1, 1)[:3])
    except ValueError:  # before the year 1, or a day that does not exist
        return None
