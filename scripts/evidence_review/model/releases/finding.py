"""A finding as a release holds it, with who said what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from evidence_review.model.authored import Authored, Retirement
from evidence_review.model.cluster import Slug
from evidence_review.model.releases.released_values import (
    ById,
    ReleasedPerson,
    ReleasedReference,
    ReleasedSourceLines,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedExcerpt(Authored):
    """What one person had said about a finding."""

    paraphrase: str
    """What was said, in the words of the review."""
    stance: str
    """How it stood to the finding, as a word of the vocabulary."""
    line: int
    """The line of the report."""
    speakers: Annotated[Mapping[str, ReleasedPerson], ById] = field(default_factory=dict)
    """Who said it, by id; empty where the report prints no name."""
    section: str = ""
    """The part of the report, where it is not the one of the finding's own heading."""
    attribution: str = ""
    """How the remark was credited, where that is not plain."""
    attribution_reason: str = ""
    """Why an inferred credit was given."""
    phrase: str = ""
    """Words quoted as they were spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedCount(Authored):
    """How many people the report says, set beside how many could be traced."""

    claim: str
    """What the report says, in the words of the review."""
    line: int
    """The line of the report."""
    section: str = ""
    """The part of the report, where it is not the finding's own."""
    expected: int | None = None
    """The number claimed, where there is one."""
    traced: Annotated[Mapping[str, ReleasedPerson], ById] = field(default_factory=dict)
    """The people to whom it could be traced, by id."""
    note: str = ""
    """What a reader should know about the count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedFinding(Authored):
    """A finding as it was published."""

    id: Slug
    """The id, a part of the address of its page."""
    title: str
    """A short name for it."""
    statement: str
    """What was found, in one sentence."""
    text: str
    """The finding at length, in Markdown as it was written."""
    source: ReleasedSourceLines
    """Where in the report it stands."""
    heading: str = ""
    """The heading in the report under which it stands."""
    voices: Annotated[Mapping[str, ReleasedPerson], ById] = field(default_factory=dict)
    """The people heard under its own heading, by id."""
    excerpts: tuple[ReleasedExcerpt, ...] = ()
    """What people had said, in the order of the report."""
    counts: tuple[ReleasedCount, ...] = ()
    """Counts that the report gives, beside those that could be traced."""
    limits: tuple[str, ...] = ()
    """How far it could be trusted."""
    references: tuple[ReleasedReference, ...] = ()
    """The works set beside it."""
    tensions: Mapping[str, str] = field(default_factory=dict)
    """What pulled against it, by the id of the other thing, in a sentence; written on either side."""
    events: tuple[str, ...] = ()
    """The ids of the events that were known to bear on it."""
    retired: Retirement | None = None
    """Why the id was used no more."""
    replaces: tuple[str, ...] = ()
    """The ids of retired findings whose place it took."""
