"""A piece of contributed Markdown with what was found in it."""

from dataclasses import dataclass

from evidence_review.location import Location
from evidence_review.prose.markers import CitationMarker
from evidence_review.prose.passage import ParsedPassage


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Markdown as a contributor wrote it, and the marks that Markdown itself does not know."""

    text: str
    """The Markdown, without front matter."""
    where: Location
    """Where its first line stands."""
    reading: ParsedPassage
    """The citations, links, headings and addresses found in it."""


def citations_in(passage: Passage) -> tuple[CitationMarker, ...]:
    """Return the citations of a passage, in order."""
    return tuple(mark for mark in passage.reading.markers if isinstance(mark, CitationMarker))
