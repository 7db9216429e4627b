"""An error in the report under review, and how this site deals with it."""

from dataclasses import dataclass

from evidence_review.location import Location
from evidence_review.model.authored import Authored, LineNumber
from evidence_review.text_form import PlainText, VerbatimText


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum(Authored):
    """Something in the report that affects citing or reading it."""

    id: str
    """The id, such as `d07`. Permanent."""
    kind: str
    """The type of error, such as `year`."""
    lines: tuple[LineNumber, ...] = ()
    """The lines of the report."""
    as_printed: VerbatimText
    """What the report prints, or a description of it."""
    suggested: VerbatimText = ""
    """The probable intention."""
    evidence: PlainText = ""
    """The evidence for that."""
    decision: PlainText
    """How this site deals with it."""
    reference: str = ""
    """The citation key of the reference concerned."""
    where: Location
    """Where it is written."""
