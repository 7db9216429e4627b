"""The words of a passage for places where nothing is marked up, such as a summary.

Takes them from the converted page. How citations are formatted is not known here.
"""

import re
from collections.abc import Iterator, Sequence

from evidence_review.prose.page.markers import CitationMarker, Marker
from evidence_review.prose.page.placeholders import (
    PATTERN,
    Placeholder,
    PlaceholderKind,
    placeholder_index,
    strip_markers,
)
from evidence_review.prose.page.rendered import RenderedPage


def plain_text(
    text: str, placeholders: Sequence[Placeholder], rendered_page: RenderedPage, markers: Sequence[Marker]
) -> str:
    """Return the words of a page on one line.

    Citations in brackets are left out and those in the sentence stay as written; a link to a thing shows
    its words, or else its id.

    Args:
        text: The source.
        placeholders: What was hidden in it.
        rendered_page: The page with the tokens in it.
        markers: What was found in it.
    """

    def shown(found: re.Match[str]) -> str:
        number = placeholder_index(found)
        placeholder = (
            placeholders[number]
            if number < len(placeholders)
            else Placeholder(PlaceholderKind.RESOLVED, 0, 0)
        )
        source = text[placeholder.start : placeholder.end]
        if number not in rendered_page.places or placeholder.kind in (
            PlaceholderKind.KEY,
            PlaceholderKind.SEMICOLON,
            PlaceholderKind.LITERAL,
        ):
            return source
        if placeholder.kind is PlaceholderKind.LINK:
            return source[1:-1]
        return "@" if placeholder.kind is PlaceholderKind.ESCAPE else ""

    parts: list[str] = []
    end = 0
    for start, stop in sorted(_bracketed(placeholders, rendered_page, markers)):
        if start >= end:
            parts.append(rendered_page.text[end:start].rstrip())
            end = stop
    parts.append(rendered_page.text[end:])
    return " ".join(PATTERN.sub(shown, strip_markers("".join(parts))).split())


def _bracketed(
    placeholders: Sequence[Placeholder], rendered_page: RenderedPage, markers: Sequence[Marker]
) -> Iterator[tuple[int, int]]:
    """Give the stretches of a page that are citations in brackets."""
    places = {
        (placeholder.kind, placeholder.start): rendered_page.places[number]
        for number, placeholder in enumerate(placeholders)
        if number in rendered_page.places
    }
    for marker in markers:
        first = places.get((PlaceholderKind.OPEN, marker.start + 1))
        last = places.get((PlaceholderKind.CLOSE, marker.end - 1))
        if isinstance(marker, CitationMarker) and first is not None and last is not None:
            yield first.start - 1, last.end + 1
