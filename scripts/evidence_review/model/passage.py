"""A contributed Markdown text with the result of parsing it."""

from dataclasses import dataclass

from evidence_review.location import Location
from evidence_review.prose.markers import CitationMarker
from evidence_review.prose.passage import ParsedPassage


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Markdown as a contributor wrote it, with the markers that are not part of Markdown itself."""

    text: str
    """The Markdown, without front matter."""
    where: Location
    """The location of its first line."""
    reading: ParsedPassage
    """The citations, links, headings and addresses found in it."""


def citations_in(passage: Passage) -> tuple[CitationMarker, ...]:
    """Return the citations of a passage, in order."""
    return tuple(marker for marker in passage.reading.markers if isinstance(marker, CitationMarker))
