"""What the review is about: the report under review, how it was made and how far to trust it."""

from dataclasses import dataclass

from evidence_review.location import Location
from evidence_review.model.authored import Authored, LineNumber, LineRange
from evidence_review.model.date import WrittenDate


@dataclass(frozen=True, slots=True, kw_only=True)
class PointWithLines(Authored):
    """A sentence or two with where they come from."""

    text: str
    """What is said, in our words."""
    lines: tuple[LineNumber, ...] = ()
    """The lines of the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fieldwork(Authored):
    """When the study was done."""

    start: WrittenDate
    """The first month, such as `2015-09`."""
    end: WrittenDate
    """The last month."""
    line: LineNumber
    """The line of the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyDesign(Authored):
    """How the report was made."""

    kind: str
    """What sort of study it is."""
    question: str
    """What it asks."""
    method: str
    """How it went about it."""
    analysis: str
    """How what was gathered was read."""
    setting: str
    """Where, as far as may be said."""
    ethics: str
    """What was done to protect people."""
    fieldwork: Fieldwork
    """When it was done."""
    lines: LineRange
    """The first and last line of the report that describe it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights(Authored):
    """Who owns the report and what follows."""

    holder: str
    """Who owns it."""
    line: LineNumber
    """The line of the report that says so."""
    meaning: str
    """What that means for this site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedReport(Authored):
    """The report under review, in short."""

    id: str = ""
    """What feeds know the review by for ever; the key of the report where none is given."""
    short_name: str
    """A short name for the report."""
    reviewed: str
    """The citation key of the report."""
    locator: str = "line"
    """What places in the report are counted in, such as `line` or `page`."""
    date_note: str = ""
    """What to know about its date, shown with every citation of it."""
    rights: Rights
    """Who owns it."""
    design: StudyDesign
    """How it was made."""
    limits: tuple[PointWithLines, ...]
    """How far it can be trusted."""
    reflexivity: PointWithLines
    """What its author says of her or his own position."""
    conclusion: PointWithLines
    """What the report concludes."""
    where: Location
    """Where it is written."""
