"""A slip in the report under review, and what this site does about it."""

from dataclasses import dataclass

from evidence_review.location import Location
from evidence_review.model.authored import Authored, LineNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum(Authored):
    """Something in the report that affects citing or reading it."""

    id: str
    """The id, such as `d07`. Permanent."""
    kind: str
    """The sort of slip, such as `year`."""
    lines: tuple[LineNumber, ...] = ()
    """The lines of the report."""
    as_printed: str
    """What the report prints, or a description of it."""
    suggested: str = ""
    """What it seems to mean."""
    evidence: str = ""
    """What shows that."""
    decision: str
    """What this site does about it."""
    reference: str = ""
    """The citation key of the work concerned."""
    where: Location
    """Where it is written."""
