"""A recommendation as a release holds it, with where it stood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from evidence_review.model.authored import Authored, Retirement
from evidence_review.model.cluster import Slug
from evidence_review.model.date import WrittenDate, WrittenDay
from evidence_review.model.releases.released_values import (
    ById,
    ReleasedOrganisation,
    ReleasedPerson,
    ReleasedReference,
    ReleasedSourceLines,
)


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
class ReleasedRecommendation(Authored):
    """A recommendation as it was published."""

    id: Slug
    """The id, a part of the address of its page."""
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
    source: ReleasedSourceLines
    """Where in the report it stands."""
    cluster: str = ""
    """The title of the cluster it belonged to."""
    chosen_by: str
    """Who chose the bodies, as a word of the vocabulary."""
    addressees: Annotated[Mapping[str, ReleasedOrganisation], ById] = field(default_factory=dict)
    """The bodies it was addressed to, by id."""
    addressees_then: Annotated[Mapping[str, ReleasedOrganisation], ById] = field(default_factory=dict)
    """The bodies of the time that had gone, by id."""
    position: ReleasedPosition | None = None
    """Where it stood; nothing where nobody had judged."""
    findings: tuple[str, ...] = ()
    """The ids of the findings it rested on."""
    references: tuple[ReleasedReference, ...] = ()
    """The works set beside it."""
    tensions: Mapping[str, str] = field(default_factory=dict)
    """What pulled against it, by the id of the other thing, in a sentence; written on either side."""
    events: Annotated[Mapping[str, ReleasedBearing], ById] = field(default_factory=dict)
    """The events that were known to bear on it, by id."""
    retired: Retirement | None = None
    """Why the id was used no more."""
    replaces: tuple[str, ...] = ()
    """The ids of retired recommendations whose place it took."""
