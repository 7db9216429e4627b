"""The sentence round each citation of a page, as plain text. Knows the page as converted, and no more."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from evidence_review.prose.page.markers import CitationMarker, Marker
from evidence_review.prose.page.placeholders import (
    PATTERN,
    Placeholder,
    PlaceholderKind,
    placeholder_index,
    strip_markers,
)
from evidence_review.prose.page.rendered import PageElement, RenderedPage
from evidence_review.prose.structure.sentence_ends import (
    CITATION,
    MAX_CITATIONS,
    citation_character,
    citation_index,
    find_sentence_ends,
)

BLOCKS = frozenset(
    (
        *("article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt"),
        *("figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "section"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
"""The elements in which a sentence begins and ends."""
MOST_BEFORE, MOST_AFTER = 180, 120
"""How many characters of a sentence are kept on either side of the citation."""


@dataclass(frozen=True, slots=True)
class CitationContext:
    """The sentence round a citation: what stands before, the citation itself, and what stands after."""

    before: tuple[str | int, ...] = ()
    """Stretches of text, and other citations by their number on the page."""
    after: tuple[str | int, ...] = ()
    """The same."""


def find_citation_contexts(
    text: str, markers: Sequence[Marker], placeholders: Sequence[Placeholder], rendered_page: RenderedPage
) -> Iterator[CitationContext]:
    """Return the sentence round each citation, in order; of too many on one page, round the first of them.

    Args:
        text: The source.
        markers: The marks of the page, by place.
        placeholders: What was hidden in its source, by place.
        rendered_page: The page as converted.
    """
    citations = [marker for marker in markers if isinstance(marker, CitationMarker)]
    if not citations:
        return
    starts = [placeholder.start for placeholder in placeholders]
    marked = citations[:MAX_CITATIONS]
    spans = [_span(marker, text, starts, rendered_page) for marker in marked]
    seen = {each.element: each for each in rendered_page.elements}
    placed = sorted((span, number) for number, span in enumerate(spans) if span)
    firsts = [first for (first, _, _), _ in placed]
    signs = [
        citation_character(number, is_bracketed=text[marker.start] == "[")
        for number, marker in enumerate(marked)
    ]
    lines: dict[tuple[int, int], tuple[str, Sequence[int]]] = {}
    for number, span in enumerate(spans):
        if span is None:
            yield CitationContext()
            continue
        start, end = block = _block(span, rendered_page, seen)
        if block not in lines:
            near = placed[bisect_left(firsts, start) : bisect_left(firsts, end)]
            inside = [((first, last), signs[at]) for (first, last, _), at in near if last <= end]
            line = _line(rendered_page.text, start, end, inside, text, placeholders)
            lines[block] = line, list(find_sentence_ends(line))
        yield _context(*lines[block], signs[number])
    yield from (CitationContext() for _ in citations[MAX_CITATIONS:])


def _span(
    marker: CitationMarker, text: str, starts: Sequence[int], rendered_page: RenderedPage
) -> tuple[int, int, int] | None:
    """Return where a citation begins and ends in the page's text, and the element it stands in."""
    numbers = range(bisect_left(starts, marker.start), bisect_left(starts, marker.end))
    places = [rendered_page.places[number] for number in numbers if number in rendered_page.places]
    if not places:
        return None
    start = min(place.start for place in places) - (text[marker.start] == "[")
    end = max(place.end for place in places) + (text[marker.end - 1] == "]")
    return start, end, places[0].parent


def _block(
    span: tuple[int, int, int], rendered_page: RenderedPage, seen: Mapping[etree._Element, PageElement]
) -> tuple[int, int]:
    """Return the stretch of a page's text round a citation in which no block begins or ends."""
    start, end, parent = span
    block = rendered_page.elements[parent].element
    while block.tag not in BLOCKS and (above := block.getparent()) is not None:
        block = above
    first, last = seen[block].start, seen[block].end
    for inner in block.iterdescendants(*BLOCKS):
        found = seen.get(inner)
        if found and found.end <= start:
            first = max(first, found.end)
        elif found and found.start >= end:
            last = min(last, found.start)
    return first, last


def _line(  # noqa: PLR0913, PLR0917 - a stretch of a page and what is in it
    page: str,
    start: int,
    end: int,
    inside: Sequence[tuple[tuple[int, int], str]],
    text: str,
    placeholders: Sequence[Placeholder],
) -> str:
    """Return the words of a stretch of a page on one line, one character for each citation."""
    parts: list[str] = []
    for (first, last), sign in inside:
        if first >= start:
            parts += (_words(page[start:first], text, placeholders), sign)
            start = last
    parts.append(_words(page[start:end], text, placeholders))
    return " ".join("".join(parts).split())


def _words(stretch: str, text: str, placeholders: Sequence[Placeholder]) -> str:
    def shown(found: re.Match[str]) -> str:
        number = placeholder_index(found)
        if number >= len(placeholders):
            return ""
        placeholder = placeholders[number]
        source = text[placeholder.start : placeholder.end]
        if placeholder.kind is PlaceholderKind.LINK:
            return source[1:-1]
        if placeholder.kind is PlaceholderKind.ESCAPE:
            return "@"
        return (
            source
            if placeholder.kind in (PlaceholderKind.KEY, PlaceholderKind.SEMICOLON, PlaceholderKind.LITERAL)
            else ""
        )

    return PATTERN.sub(shown, strip_markers(CITATION.sub("", stretch)))


def _context(line: str, ends: Sequence[int], sign: str) -> CitationContext:
    """Return the sentence round a citation. In brackets it may also stand after the full stop of its own.

    Args:
        line: The words of a block on one line.
        ends: Where its sentences end.
        sign: The character that stands for the citation.
    """
    place = line.find(sign)
    if place < 0:  # it stands inside another
        return CitationContext()
    following = bisect_right(ends, place)
    before = line[ends[following - 1] if following else 0 : place]
    after = line[place + 1 : ends[following] if following < len(ends) else len(line)].rstrip()
    if len(before) > MOST_BEFORE:
        before = "… " + before[-MOST_BEFORE:].partition(" ")[2]
    if len(after) > MOST_AFTER:
        after = after[:MOST_AFTER].rpartition(" ")[0].rstrip(" ,;:") + " …"
    return CitationContext(before=tuple(_parts(before)), after=tuple(_parts(after)))


def _parts(line: str) -> Iterator[str | int]:
    place = 0
    for found in CITATION.finditer(line):
        yield from (line[place : found.start()],) if found.start() > place else ()
        yield citation_index(found[0])
        place = found.end()
    if place < len(line):
        yield line[place:]
