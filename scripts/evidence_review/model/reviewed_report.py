"""The report under review: how it was made, and its limits."""

from dataclasses import dataclass

from evidence_review.location import Location
from evidence_review.model.authored import Authored, LineNumber, LineRange
from evidence_review.model.date import WrittenDate
from evidence_review.text_form import PlainText


@dataclass(frozen=True, slots=True, kw_only=True)
class PointWithLines(Authored):
    """A sentence or two with their source."""

    text: PlainText
    """The point, in our words."""
    lines: tuple[LineNumber, ...] = ()
    """The lines of the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fieldwork(Authored):
    """The period in which the study was done."""

    start: WrittenDate
    """The first month, such as `2015-09`."""
    end: WrittenDate
    """The last month."""
    line: LineNumber | None = None
    """The line of the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyDesign(Authored):
    """How the report was made."""

    kind: PlainText = ""
    """The type of study."""
    question: PlainText = ""
    """The research question."""
    method: PlainText = ""
    """The method."""
    analysis: PlainText = ""
    """The method of analysis."""
    setting: PlainText = ""
    """The setting, as far as it may be disclosed."""
    ethics: PlainText = ""
    """How participants were protected."""
    fieldwork: Fieldwork | None = None
    """The dates of the fieldwork."""
    lines: LineRange | None = None
    """The first and last line of the report that describe it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights(Authored):
    """The rights in the report, and what follows from them."""

    holder: PlainText
    """The rights holder."""
    line: LineNumber | None = None
    """The line of the report that says so."""
    meaning: PlainText = ""
    """What that means for this site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedReport(Authored):
    """The report under review, with its design, limits and conclusion."""

    id: str = ""
    """The permanent id of the review in its feeds; by default the citation key of the report."""
    short_name: PlainText
    """A short name for the report."""
    reviewed: str
    """The citation key of the report."""
    locator: PlainText = "line"
    """The unit of places in the report, such as `line` or `page`."""
    date_note: PlainText = ""
    """A note on its date, shown with every citation of it."""
    attributions: tuple[PlainText, ...] = ()
    """Words that say whose view something is, such as `said`: if given, each finding's statement has one."""
    present_words: tuple[str, ...] = ()
    """Words such as `today`: if given, a figure beside one needs a source besides the report."""
    rights: Rights | None = None
    """The rights in the report."""
    design: StudyDesign | None = None
    """How it was made."""
    limits: tuple[PointWithLines, ...] = ()
    """Its limits."""
    reflexivity: PointWithLines | None = None
    """The author's account of their own position."""
    conclusion: PointWithLines | None = None
    """What the report concludes."""
    where: Location
    """Where it is written."""
