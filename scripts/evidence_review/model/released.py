"""The parts of a release: each thing as it was published, kept for good. The release itself: `release.py`.

What a reader could have seen is held as text and never looked up again: names, words, sentences. What a
body is called now has no effect on what it was called then, and words of a vocabulary are plain text, since
the vocabulary may change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BeforeValidator

from evidence_review.model.authored import Authored
from evidence_review.model.date import WrittenDate, WrittenDay
from evidence_review.model.identifiers import WrittenUrl
from evidence_review.model.things import Retirement


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
            message = f"the id {id_!r} stands twice"
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
class ReleasedBody(Authored):
    """A body that was asked for something, as named then."""

    id: str
    """The id, such as `org-ps`."""
    name: str
    """Its name."""
    reason: str = ""
    """Why this body; empty for bodies that had gone already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedWork(Authored):
    """How a work stood to a finding or recommendation."""

    key: str
    """The citation key; the work itself is among the references of the release."""
    stance: str
    """How it stood to it, as a word of the vocabulary."""
    note: str = ""
    """What the work had to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedBearing(Authored):
    """How an event bore on a recommendation."""

    id: str
    """The id of the event, which is among those of the release."""
    effect: str
    """How it bore on it, as a word of the vocabulary."""
    note: str = ""
    """What limited that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedAnswer(Authored):
    """What one body had said."""

    id: str
    """The id of the body."""
    name: str
    """Its name."""
    response: str
    """What it had said, as a word of the vocabulary."""
    reason: str = ""
    """Its reason, or the part it will do."""
    put_on: WrittenDate | None = None
    """When it was put to the body."""
    answer_due: WrittenDate | None = None
    """When the time to answer ran out."""
    rests_on: tuple[str, ...] = ()
    """The ids of the events that showed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedDue(Authored):
    """The date by which something was promised."""

    date: WrittenDate
    """The date promised."""
    moved_from: WrittenDate | None = None
    """The first date promised, where it had been put off."""
    reason: str = ""
    """Why it was put off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedSearch(Authored):
    """Where, when and with what words somebody had looked."""

    date: WrittenDay
    """The day of the search."""
    places: tuple[str, ...]
    """Where they looked."""
    words: str = ""
    """The words they looked for."""
    result: str = ""
    """What came of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedPosition(Authored):
    """Where a recommendation stood on the day of the release."""

    date: WrittenDay
    """The day of the judgement."""
    by: str
    """Who judged."""
    sentence: str
    """Where it stood, in one sentence."""
    delivery: str
    """What public evidence showed, as a word of the vocabulary."""
    lifecycle: str
    """Whether it was live, as a word of the vocabulary."""
    timeliness: str = ""
    """How it stood to the date promised, as a word of the vocabulary; empty where none was promised."""
    responses: Annotated[Mapping[str, ReleasedAnswer], ById] = field(default_factory=dict)
    """What each body had said, by its id."""
    reason: str
    """Why the editors judged so."""
    outstanding: str = ""
    """The part that was still to do."""
    due: ReleasedDue | None = None
    """The date promised."""
    rests_on: tuple[str, ...] = ()
    """The ids of the events that the judgement rested on."""
    searched: ReleasedSearch | None = None
    """The last search, where nothing was found."""
    lifecycle_reason: str = ""
    """Why it was not live."""
    continued_in: str = ""
    """The id of the recommendation that took its place."""
    statement: str = ""
    """What the body or the maker said, where the record was disputed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedPlace(Authored):
    """Where in the report something stands."""

    section: str
    """The part of the report."""
    lines: tuple[int, ...]
    """The lines where it is said."""
    also: tuple[int, ...] = ()
    """Other lines that touch on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedRecommendation(Authored):
    """A recommendation as it was published."""

    id: str
    """The id."""
    title: str
    """What was asked, in a few words."""
    text: str
    """The ask at length, in Markdown as it was written."""
    made_by: Annotated[Mapping[str, ReleasedPerson], ById]
    """Who asked, by id."""
    strength: str
    """In whose voice it was said, as a word of the vocabulary."""
    kind: str
    """What sort of change it asked for, as a word of the vocabulary."""
    occasion: str
    """On what occasion it was said, as a word of the vocabulary."""
    implied: bool = False
    """Whether it was implied and not said outright."""
    source: ReleasedPlace
    """Where in the report it stands."""
    cluster: str = ""
    """The title of the cluster it belonged to."""
    chosen_by: str
    """Who chose the bodies, as a word of the vocabulary."""
    addressees: Annotated[Mapping[str, ReleasedBody], ById] = field(default_factory=dict)
    """The bodies it was addressed to, by id."""
    addressees_then: Annotated[Mapping[str, ReleasedBody], ById] = field(default_factory=dict)
    """The bodies of the time that had gone, by id."""
    position: ReleasedPosition | None = None
    """Where it stood; nothing where nobody had judged."""
    findings: tuple[str, ...] = ()
    """The ids of the findings it rested on."""
    references: tuple[ReleasedWork, ...] = ()
    """The works set beside it."""
    tensions: Mapping[str, str] = field(default_factory=dict)
    """What pulled against it, by the id of the other thing, in a sentence; written on either side."""
    events: Annotated[Mapping[str, ReleasedBearing], ById] = field(default_factory=dict)
    """The events that were known to bear on it, by id."""
    retired: Retirement | None = None
    """Why the id was used no more."""
    replaces: tuple[str, ...] = ()
    """The ids of retired recommendations whose place it took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedFinding(Authored):
    """A finding as it was published."""

    id: str
    """The id."""
    title: str
    """A short name for it."""
    statement: str
    """What was found, in one sentence."""
    text: str
    """The finding at length, in Markdown as it was written."""
    source: ReleasedPlace
    """Where in the report it stands."""
    heading: str = ""
    """The heading in the report under which it stands."""
    voices: Annotated[Mapping[str, ReleasedPerson], ById] = field(default_factory=dict)
    """The people heard under its own heading, by id."""
    limits: tuple[str, ...] = ()
    """How far it could be trusted."""
    references: tuple[ReleasedWork, ...] = ()
    """The works set beside it."""
    tensions: Mapping[str, str] = field(default_factory=dict)
    """What pulled against it, by the id of the other thing, in a sentence; written on either side."""
    events: tuple[str, ...] = ()
    """The ids of the events that were known to bear on it."""
    retired: Retirement | None = None
    """Why the id was used no more."""
    replaces: tuple[str, ...] = ()
    """The ids of retired findings whose place it took."""


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
