"""The sentence round each citation of a page, as plain text. Knows the page as converted, and no more."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from evidence_review.content.marks import CitationMark, Mark
from evidence_review.content.surface import Seen, Surface
from evidence_review.content.tokens import PATTERN, Kind, Token, number_of, without_edges

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
_FIRST = 0xF0000
"""The private-use character that stands for the first citation of a page while its sentence is sought."""
_CITATION = re.compile("[\U000f0000-\U000ffffd]")
_END = re.compile(
    r"""
    (?=[.!?…])  # first, for it rules out most places
    (?<!\b[A-Z])(?<!\be\.g)(?<!\bi\.e)(?<!\bal)(?<!\bcf)(?<!\bvs)(?<!\bpp)(?<!\bp)(?<!\bDr)(?<!\bMr)(?<!\bMrs)
    (?<!\bMs)(?<!\bSt)(?<!\bNo)(?<!\bed)(?<!\beds)(?<!\bvol)(?<!\bch)
    [.!?…]["'”’)\]]*[ ]+(?=["'“‘(\[]*[^\W_a-z])
    """,
    re.VERBOSE,
)
"""Where one sentence ends and the next begins, but not after an initial or a common abbreviation."""


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
    """Return the sentence round each citation, in order.

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
    spans = [_span(mark, text, starts, surface) for mark in citations]
    seen = {each.element: each for each in surface.elements}
    placed = sorted((span, number) for number, span in enumerate(spans) if span)
    firsts = [first for (first, _, _), _ in placed]
    lines: dict[tuple[int, int], str] = {}
    for number, span in enumerate(spans):
        if span is None:
            yield Context()
            continue
        start, end = block = _block(span, surface, seen)
        if block not in lines:
            near = placed[bisect_left(firsts, start) : bisect_left(firsts, end)]
            inside = [each for each in near if each[0][1] <= end]
            lines[block] = _line(surface.text, start, end, inside, text, tokens)
        yield _context(lines[block], number, is_bracketed=text[citations[number].start] == "[")


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
    inside: Sequence[tuple[tuple[int, int, int], int]],
    text: str,
    tokens: Sequence[Token],
) -> str:
    """Return the words of a stretch of a page on one line, one character for each citation."""
    parts: list[str] = []
    for (first, last, _), number in inside:
        if first >= start:
            parts += (_words(page[start:first], text, tokens), chr(_FIRST + number))
            start = last
    parts.append(_words(page[start:end], text, tokens))
    return " ".join("".join(parts).split())


def _words(stretch: str, text: str, tokens: Sequence[Token]) -> str:
    def shown(found: re.Match[str]) -> str:
        number = number_of(found)
        if number >= len(tokens):
            return ""
        token = tokens[number]
        source = text[token.start : token.end]
        if token.kind is Kind.LINK:
            return source[1:-1]
        if token.kind is Kind.ESCAPE:
            return "@"
        return source if token.kind in (Kind.KEY, Kind.SEMICOLON, Kind.LITERAL) else ""

    return PATTERN.sub(shown, without_edges(_CITATION.sub("", stretch)))


def _context(line: str, number: int, *, is_bracketed: bool) -> Context:
    """Return the sentence round a citation. In brackets it may also stand after the full stop of its own."""
    own = chr(_FIRST + number)
    before, _, after = line.partition(own)
    ends = [found.end() for found in _END.finditer(before if is_bracketed else f"{before}A")]
    if ends:
        before = before[ends[-1] :]
    stop = _END.search(f"{own}{after}")
    if stop:
        after = f"{own}{after}"[1 : stop.end()].rstrip()
    if len(before) > MOST_BEFORE:
        before = "… " + before[-MOST_BEFORE:].partition(" ")[2]
    if len(after) > MOST_AFTER:
        after = after[:MOST_AFTER].rpartition(" ")[0].rstrip(" ,;:") + " …"
    return Context(before=tuple(_parts(before)), after=tuple(_parts(after)))


def _parts(line: str) -> Iterator[str | int]:
    place = 0
    for found in _CITATION.finditer(line):
        yield from (line[place : found.start()],) if found.start() > place else ()
        yield ord(found[0]) - _FIRST
        place = found.end()
    if place < len(line):
        yield line[place:]
