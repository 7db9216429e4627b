"""What the report found, who said it, and how far it goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BeforeValidator, InstanceOf

from evidence_review.location import Location
from evidence_review.model.authored import Authored, LineNumber, LineRange, Retirement
from evidence_review.model.custom_field import CustomValue
from evidence_review.model.passage import Passage
from evidence_review.model.vocabularies import Stance
from evidence_review.text_form import PlainText, VerbatimText


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt(Authored):
    """A statement by one person about a finding, in our words."""

    paraphrase: PlainText
    """The statement, in our words."""
    stance: Stance
    """Its stance on the finding."""
    line: LineNumber | None = None
    """The line of the report."""
    participant: str = ""
    """The id of the person who said it; empty if the report does not name the person."""
    joint_with: str = ""
    """The id of a second person, if two are credited with one remark."""
    speaker: PlainText = ""
    """How the report describes the speaker, if it prints no name."""
    section: PlainText = ""
    """The part of the report, if it is not that of the finding's own heading."""
    attribution: PlainText = ""
    """How the remark is attributed, if that is not explicit: `inferred`, `unattributed` or a phrase."""
    attribution_reason: PlainText = ""
    """Why an attribution was inferred."""
    phrase: VerbatimText = ""
    """Words quoted as they were spoken: six at the most."""
    where: Location
    """Where it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantifier(Authored):
    """A count of people in the report, compared with those to whom it can be traced."""

    claim: PlainText
    """The claim of the report, in our words."""
    line: LineNumber | None = None
    """The line of the report."""
    section: PlainText = ""
    """The part of the report, if it is not the finding's own."""
    expected: int | None = None
    """The number claimed, if there is one."""
    traced: tuple[str, ...] = ()
    """The ids of the people to whom it can be traced."""
    note: PlainText = ""
    """What a reader should know about the count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support(Authored):
    """The relation of a reference to a finding or recommendation."""

    stance: Stance = Stance.CONTEXT
    """The stance of the reference."""
    note: PlainText = ""
    """What the reference contributes, in one sentence."""


def _supports(value: object) -> object:
    values = value if isinstance(value, list) else [value]
    return [{"stance": each} if isinstance(each, str) else each for each in values]


Supports = Annotated[
    tuple[Support, ...],
    BeforeValidator(_supports, json_schema_input_type=Stance | Support | tuple[Stance | Support, ...]),
]
"""Written as a stance, as a stance with a note, or as a list of these for a reference that cuts both ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Authored):
    """One thing that the report found."""

    id: str
    """The id, such as `f02`. Permanent."""
    title: PlainText
    """A short name for it."""
    statement: PlainText = ""
    """What was found, in one sentence; otherwise its text says it."""
    section: PlainText = ""
    """The part of the report that contains it."""
    heading: PlainText = ""
    """Its heading in the report."""
    lines: LineRange | None = None
    """The first and the last line of the report under that heading."""
    summary: InstanceOf[Passage]
    """The finding at length: the text of the file."""
    excerpts: tuple[Excerpt, ...] = ()
    """What people said, in the order of the report."""
    limits: tuple[PlainText, ...] = ()
    """How far it can be trusted."""
    quantifiers: tuple[Quantifier, ...] = ()
    """Counts in the report, compared with those that can be traced."""
    references: Mapping[str, Supports] = field(default_factory=dict)
    """The references compared with it, by citation key."""
    without_voices: PlainText = ""
    """Why no participant is quoted under it, if none is."""
    without_references: PlainText = ""
    """Why no reference is compared with it or cited in it, if none is."""
    tensions: Mapping[str, PlainText] = field(default_factory=dict)
    """A sentence for each entity in tension with it, by id; its own id means an internal tension."""
    custom: Mapping[str, CustomValue] = field(default_factory=dict)
    """The values of the fields that the review adds, by id."""
    retired: Retirement | None = None
    """Why it is no longer used."""
    replaces: tuple[str, ...] = ()
    """The ids of the retired findings that it replaces."""
    where: Location
    """Where it is written."""

    @property
    def voices(self) -> tuple[str, ...]:
        """The ids of the people heard under its own heading, in order of first remark."""
        excerpts_by_finding: dict[str, None] = {}
        for excerpt in self.excerpts:
            if not excerpt.section:
                names = (excerpt.participant, excerpt.joint_with)
                excerpts_by_finding.update(dict.fromkeys(name for name in names if name))
        return tuple(excerpts_by_finding)
