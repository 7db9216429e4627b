"""The parts that a review may switch on, and the facts that each of them requires.

A finding, a recommendation or an event needs a title and a text. Whoever switches on a part promises its
facts for all of them, and a missing one is an error.
"""

from collections.abc import Collection, Mapping

from evidence_review.model.entity import EntityKind

REQUIRED: Mapping[str, Mapping[EntityKind, tuple[str, ...]]] = {
    "report": {
        EntityKind.FINDING: ("statement", "section", "heading", "lines"),
        EntityKind.RECOMMENDATION: ("section", "source"),
    },
    "people": {EntityKind.RECOMMENDATION: ("made_by", "origin")},
    "addressees": {
        EntityKind.RECOMMENDATION: ("addressee_source", "addressees"),
        EntityKind.ORGANISATION: ("type",),
    },
    "assessments": {EntityKind.RECOMMENDATION: ("assessments",)},
    "events": {EntityKind.EVENT: ("group", "publisher", "claim_level", "read", "confidence")},
    "clusters": {EntityKind.RECOMMENDATION: ("cluster", "kind")},
}
"""The keys that each part requires, by kind. The parts are: places in one reviewed report; people heard from;
organisations addressed; a dated record of what became of recommendations; events graded by how well they are
established; and recommendations grouped by subject."""

PARTS = tuple(REQUIRED)
"""The names of the parts."""


def required_keys(parts: Collection[str], kind: EntityKind) -> tuple[str, ...]:
    """Return the keys that the parts of a review require of a kind, in addition to those of the model."""
    keys = (REQUIRED[part].get(kind, ()) for part in PARTS if part in parts)
    return tuple(key for found in keys for key in found)
