"""The things of a review that have an id, and how they are named in a link."""

from dataclasses import dataclass

from evidence_review.model.authored import Authored
from evidence_review.model.date import WrittenDay
from evidence_review.vocabulary import Vocabulary


class EntityKind(Vocabulary, published_as="thing-kind"):
    """What sort of thing an id names."""

    REFERENCE = "reference", "Reference", "A work in the bibliography."
    FINDING = "finding", "Finding", "What the report found."
    PARTICIPANT = "participant", "Participant", "A person who was interviewed, under another name."
    RECOMMENDATION = "recommendation", "Recommendation", "Something asked of somebody."
    EVENT = "event", "Event", "Something that has happened or been published."
    ORGANISATION = "organisation", "Organisation", "A body that something is asked of."
    CLUSTER = "cluster", "Cluster", "Recommendations that belong together."
    TERM = "term", "Term", "A word of the glossary."
    TABLE = "table", "Table", "A table of figures from the report."
    ERRATUM = "slip", "Erratum", "A slip in the report."
    PAGE = "page", "Page", "A page of the review."


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """One thing of a review, by its kind and id."""

    kind: EntityKind
    """What sort of thing it is."""
    id: str
    """Its id; a citation key for a reference, a path such as `about.md` for a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retirement(Authored):
    """Why an id is used no more. Its page stays and says so."""

    date: WrittenDay
    """The day on which it was retired."""
    reason: str
    """Why, in a sentence."""
