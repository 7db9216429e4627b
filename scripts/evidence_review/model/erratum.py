"""An error in the report under review, and how this site deals with it."""

from dataclasses import dataclass

from evidence_review.location import Location
from evidence_review.model.authored import Authored, LineNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum(Authored):
    """Something in the report that affects citing or reading it."""

    id: str
    """The id, such as `d07`. Permanent."""
    kind: str
    """The type of error, such as `year`."""
    lines: tuple[LineNumber, ...] = ()
    """The lines of the report."""
    as_printed: str
    """What the report prints, or a description of it."""
    suggested: str = ""
    """The probable intention."""
    evidence: str = ""
    """The evidence for that."""
    decision: str
    """How this site deals with it."""
    reference: str = ""
    """The citation key of the reference concerned."""
    where: Location
    """Where it is written."""
