"""A copy of a source in a web archive, for the day on which its own address no longer works."""

from dataclasses import dataclass

from evidence_review.bibliography.csl.identifiers import WrittenUrl
from evidence_review.model.authored import Authored
from evidence_review.model.date import WrittenDay


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedCopy(Authored):
    """A copy of a source in a web archive."""

    url: WrittenUrl
    """The address of the copy."""
    date: WrittenDay
    """The day on which the copy was made."""
