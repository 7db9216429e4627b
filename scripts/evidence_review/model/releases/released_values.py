"""The parts of a release: each thing as it was published, kept for good. The release itself: `release.py`.

What a reader could have seen is held as text and never looked up again: names, words, sentences. What a
body is called now has no effect on what it was called then, and words of a vocabulary are plain text, since
the vocabulary may change.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BeforeValidator

from evidence_review.bibliography.csl.identifiers import WrittenUrl
from evidence_review.model.authored import Authored, Retirement
from evidence_review.model.date import WrittenDate


def _by_id(value: object) -> object:
    """Return a list of things that have ids as a mapping; no id may stand twice."""
    if not isinstance(value, list):
        return value
    found: dict[object, object] = {}
    for each in value:
        id_ = each.get("id") if isinstance(each, Mapping) else None
        if not isinstance(id_, str) or not id_:
            message = "an item has no id"
            raise ValueError(message)
        if id_ in found:
            message = f"the id {id_!r} appears twice"
            raise ValueError(message)
        found[id_] = each
    return found


ById = BeforeValidator(_by_id)
"""Written as a list of things, each with its `id`; held by id, in that order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedWord(Authored):
    """What a word of a vocabulary meant when the release was made."""

    label: str
    """The word as the site printed it."""
    meaning: str = ""
    """What it said to a reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedPerson(Authored):
    """Somebody who asked for something or was heard, as named then."""

    id: str
    """The id, such as `p3`, or `author`."""
    name: str
    """The pseudonym, or what the author was called."""
    role: str = ""
    """The part the person played."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedOrganisation(Authored):
    """A body that was asked for something, as named then."""

    id: str
    """The id, such as `org-ps`."""
    name: str
    """Its name."""
    reason: str = ""
    """Why this body; empty for bodies that had gone already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedReference(Authored):
    """How a work stood to a finding or recommendation."""

    key: str
    """The citation key; the work itself is among the references of the release."""
    stance: str
    """How it stood to it, as a word of the vocabulary."""
    note: str = ""
    """What the work had to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedSourceLines(Authored):
    """Where in the report something stands."""

    section: str
    """The part of the report."""
    lines: tuple[int, ...]
    """The lines where it is said."""
    also: tuple[int, ...] = ()
    """Other lines that touch on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedEvent(Authored):
    """An event that was known when the release was made."""

    id: str
    """The id."""
    title: str
    """What it was called."""
    date: WrittenDate | None = None
    """When, as exactly as was known."""
    period: str = ""
    """Roughly when, in words, for an undated event."""
    publisher: str
    """Who published the source."""
    url: WrittenUrl = ""
    """The address of the source."""
    claim_level: str
    """How well it was established, as a word of the vocabulary."""
    retired: Retirement | None = None
    """Why the id was used no more."""
