"""What the report found, who said it, and how far it goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BeforeValidator, InstanceOf

from evidence_review.location import Location
from evidence_review.model.authored import Authored, LineNumber, LineRange, Retirement
from evidence_review.model.passage import Passage
from evidence_review.model.vocabularies import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt(Authored):
    """What one person said about a finding, in our words."""

    paraphrase: str
    """What was said, in our words."""
    stance: Stance
    """How it stands to the finding."""
    line: LineNumber
    """The line of the report."""
    participant: str = ""
    """The id of the person who said it; empty where the report prints it without a name."""
    joint_with: str = ""
    """The id of a second person, where two are credited with one remark."""
    speaker: str = ""
    """Who is said to have spoken, where no name is printed."""
    section: str = ""
    """The part of the report, where it is not the one of the finding's own heading."""
    attribution: str = ""
    """How the remark is credited, where that is not plain: `inferred`, `unattributed` or a phrase."""
    attribution_reason: str = ""
    """Why an inferred credit was given."""
    phrase: str = ""
    """Words quoted as they were spoken: six at the most."""
    where: Location
    """Where it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantifier(Authored):
    """How many people the report says, set beside how many can be traced."""

    claim: str
    """What the report says, in our words."""
    line: LineNumber
    """The line of the report."""
    section: str = ""
    """The part of the report, where it is not the finding's own."""
    expected: int | None = None
    """The number claimed, where there is one."""
    traced: tuple[str, ...] = ()
    """The ids of the people to whom it can be traced."""
    note: str = ""
    """What a reader should know about the count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support(Authored):
    """How a work stands to a finding or a recommendation."""

    stance: Stance = Stance.CONTEXT
    """How the work stands to it."""
    note: str = ""
    """What the work has to say, in one sentence."""


def _supports(value: object) -> object:
    values = value if isinstance(value, list) else [value]
    return [{"stance": each} if isinstance(each, str) else each for each in values]


Supports = Annotated[
    tuple[Support, ...],
    BeforeValidator(_supports, json_schema_input_type=Stance | Support | tuple[Stance | Support, ...]),
]
"""Written as a stance, as a stance with a note, or as a list of these where a work cuts both ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Authored):
    """One thing that the report found."""

    id: str
    """The id, such as `f02`. Permanent."""
    title: str
    """A short name for it."""
    statement: str
    """What was found, in one sentence."""
    section: str
    """The part of the report in which it stands."""
    heading: str
    """The heading in the report under which it stands."""
    lines: LineRange
    """The first and the last line of the report under that heading."""
    summary: InstanceOf[Passage]
    """The finding at length: the text of the file."""
    excerpts: tuple[Excerpt, ...] = ()
    """What people said, in the order of the report."""
    limits: tuple[str, ...] = ()
    """How far it can be trusted."""
    quantifiers: tuple[Quantifier, ...] = ()
    """Counts that the report gives, beside those that can be traced."""
    references: Mapping[str, Supports] = field(default_factory=dict)
    """The works set beside it, by citation key."""
    without_voices: str = ""
    """Why nobody is heard under it, where nobody is."""
    without_references: str = ""
    """Why no work is set beside it or cited in it, where none is."""
    tensions: Mapping[str, str] = field(default_factory=dict)
    """What pulls against it: by the id of another thing, or by its own id for a tension within."""
    retired: Retirement | None = None
    """Why it is used no more."""
    replaces: tuple[str, ...] = ()
    """The ids of retired findings whose place it takes."""
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
