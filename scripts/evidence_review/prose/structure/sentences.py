"""The sentence round each citation of a page, as plain text. Knows the page as converted, and no more."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from evidence_review.prose.page.markers import CitationMark, Mark
from evidence_review.prose.page.placeholders import PATTERN, Kind, Token, without_edges
from evidence_review.prose.page.placeholders import number_of as token_number_of
from evidence_review.prose.page.rendered import Seen, Surface
from evidence_review.prose.structure.sentence_ends import (
    CITATION,
    MOST_CITATIONS,
    number_of,
    sentence_ends,
    sign_of,
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
class Context:
    """The sentence round a citation: what stands before, the citation itself, and what stands after."""

    before: tuple[str | int, ...] = ()
    """Stretches of text, and other citations by their number on the page."""
    after: tuple[str | int, ...] = ()
    """The same."""


def contexts_of(
    text: str, marks: Sequence[Mark], tokens: Sequence[Token], surface: Surface
) -> Iterator[Context]:
    """Return the sentence round each citation, in order; of too many on one page, round the first of them.

    Args:
        text: The source.
        marks: The marks of the page, by place.
        tokens: What was hidden in its source, by place.
        surface: The page as converted.
    """
    citations = [mark for mark in marks if isinstance(mark, CitationMark)]
    if not citations:
        return
    starts = [token.start for token in tokens]
    marked = citations[:MOST_CITATIONS]
    spans = [_span(mark, text, starts, surface) for mark in marked]
    seen = {each.element: each for each in surface.elements}
    placed = sorted((span, number) for number, span in enumerate(spans) if span)
    firsts = [first for (first, _, _), _ in placed]
    signs = [sign_of(number, is_bracketed=text[mark.start] == "[") for number, mark in enumerate(marked)]
    lines: dict[tuple[int, int], tuple[str, Sequence[int]]] = {}
    for number, span in enumerate(spans):
        if span is None:
            yield Context()
            continue
        start, end = block = _block(span, surface, seen)
        if block not in lines:
            near = placed[bisect_left(firsts, start) : bisect_left(firsts, end)]
            inside = [((first, last), signs[at]) for (first, last, _), at in near if last <= end]
            line = _line(surface.text, start, end, inside, text, tokens)
            lines[block] = line, list(sentence_ends(line))
        yield _context(*lines[block], signs[number])
    yield from (Context() for _ in citations[MOST_CITATIONS:])


def _span(
    mark: CitationMark, text: str, starts: Sequence[int], surface: Surface
) -> tuple[int, int, int] | None:
    """Return where a citation begins and ends in the page's text, and the element it stands in."""
    numbers = range(bisect_left(starts, mark.start), bisect_left(starts, mark.end))
    places = [surface.places[number] for number in numbers if number in surface.places]
    if not places:
        return None
    start = min(place.start for place in places) - (text[mark.start] == "[")
    end = max(place.end for place in places) + (text[mark.end - 1] == "]")
    return start, end, places[0].parent


def _block(
    span: tuple[int, int, int], surface: Surface, seen: Mapping[etree._Element, Seen]
) -> tuple[int, int]:
    """Return the stretch of a page's text round a citation in which no block begins or ends."""
    start, end, parent = span
    block = surface.elements[parent].element
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
    tokens: Sequence[Token],
) -> str:
    """Return the words of a stretch of a page on one line, one character for each citation."""
    parts: list[str] = []
    for (first, last), sign in inside:
        if first >= start:
            parts += (_words(page[start:first], text, tokens), sign)
            start = last
    parts.append(_words(page[start:end], text, tokens))
    return " ".join("".join(parts).split())


def _words(stretch: str, text: str, tokens: Sequence[Token]) -> str:
    def shown(found: re.Match[str]) -> str:
        number = token_number_of(found)
        if number >= len(tokens):
            return ""
        token = tokens[number]
        source = text[token.start : token.end]
        if token.kind is Kind.LINK:
            return source[1:-1]
        if token.kind is Kind.ESCAPE:
            return "@"
        return source if token.kind in (Kind.KEY, Kind.SEMICOLON, Kind.LITERAL) else ""

    return PATTERN.sub(shown, without_edges(CITATION.sub("", stretch)))


def _context(line: str, ends: Sequence[int], sign: str) -> Context:
    """Return the sentence round a citation. In brackets it may also stand after the full stop of its own.

    Args:
        line: The words of a block on one line.
        ends: Where its sentences end.
        sign: The character that stands for the citation.
    """
    place = line.find(sign)
    if place < 0:  # it stands inside another
        return Context()
    following = bisect_right(ends, place)
    before = line[ends[following - 1] if following else 0 : place]
    after = line[place + 1 : ends[following] if following < len(ends) else len(line)].rstrip()
    if len(before) > MOST_BEFORE:
        before = "… " + before[-MOST_BEFORE:].partition(" ")[2]
    if len(after) > MOST_AFTER:
        after = after[:MOST_AFTER].rpartition(" ")[0].rstrip(" ,;:") + " …"
    return Context(before=tuple(_parts(before)), after=tuple(_parts(after)))


def _parts(line: str) -> Iterator[str | int]:
    place = 0
    for found in CITATION.finditer(line):
        yield from (line[place : found.start()],) if found.start() > place else ()
        yield number_of(found[0])
        place = found.end()
    if place < len(line):
        yield line[place:]
