"""What each thing of a review is called, on pages and in data."""

from collections.abc import Callable, Mapping

from evidence_review.model.things import Thing, ThingKind
from evidence_review.review.review import FIELDS, Review


def is_sound(review: Review, thing: Thing) -> bool:
    """Say whether a thing could be read, and so has a place on the site."""
    return thing.id in getattr(review, FIELDS[thing.kind])


def label_of(review: Review, thing: Thing) -> str:
    """Return what a thing is called in a link."""
    return LABELS[thing.kind](review, thing.id)


LABELS: Mapping[ThingKind, Callable[[Review, str], str]] = {
    ThingKind.REFERENCE: lambda review, id_: review.references[id_].title or id_,
    ThingKind.FINDING: lambda review, id_: review.findings[id_].title,
    ThingKind.PARTICIPANT: lambda review, id_: review.participants[id_].pseudonym,
    ThingKind.RECOMMENDATION: lambda review, id_: review.recommendations[id_].title,
    ThingKind.EVENT: lambda review, id_: review.events[id_].title,
    ThingKind.ORGANISATION: lambda review, id_: review.organisations[id_].name,
    ThingKind.CLUSTER: lambda review, id_: review.clusters[id_].title,
    ThingKind.TERM: lambda review, id_: review.glossary[id_].term,
    ThingKind.TABLE: lambda review, id_: review.tables[id_].title,
    ThingKind.SLIP: lambda _, id_: f"slip {id_}",
    ThingKind.PAGE: lambda review, id_: review.pages[id_].title,
}
"""What each sort of thing is called."""
