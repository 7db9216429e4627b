"""The text of a passage without markup, for example for a summary.

Reads the converted page. How citations are formatted is not known here.
"""

import re
from collections.abc import Iterator

from evidence_review.prose.page.converted import MarkedPage
from evidence_review.prose.page.placeholders import (
    PATTERN,
    PlaceholderKind,
    placeholder_index,
    strip_markers,
)

_SHOWN_AS_WRITTEN = (PlaceholderKind.KEY, PlaceholderKind.SEMICOLON, PlaceholderKind.LITERAL)


def plain_text(page: MarkedPage) -> str:
    """Return the text of a page on one line.

    Citations in brackets are left out, and those in the sentence remain as written. A link to an entity
    shows its words, or the id if it has none.
    """

    def shown(found: re.Match[str]) -> str:
        number = placeholder_index(found)
        if number >= len(page.placeholders):
            return ""
        placeholder = page.placeholders[number]
        if number not in page.rendered.places or placeholder.kind in _SHOWN_AS_WRITTEN:
            return page.source(placeholder)
        if placeholder.kind is PlaceholderKind.LINK:
            return page.source(placeholder)[1:-1]
        return "@" if placeholder.kind is PlaceholderKind.ESCAPE else ""

    parts: list[str] = []
    end = 0
    for start, stop in sorted(_bracketed(page)):
        if start >= end:
            parts.append(page.rendered.text[end:start].rstrip())
            end = stop
    parts.append(page.rendered.text[end:])
    return " ".join(PATTERN.sub(shown, strip_markers("".join(parts))).split())


def _bracketed(page: MarkedPage) -> Iterator[tuple[int, int]]:
    """Yield where each citation in brackets begins and ends in the text of a page."""
    citations = page.citations
    spans = page.spans_by_source() if citations else {}
    for citation in citations:
        first = spans.get((PlaceholderKind.OPEN, citation.start + 1))
        last = spans.get((PlaceholderKind.CLOSE, citation.end - 1))
        if first is not None and last is not None:
            yield first.start - 1, last.end + 1
