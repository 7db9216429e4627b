"""The sentence around each citation of a page, as plain text, and where sentences end."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from evidence_review.prose.markers import CitationMarker
from evidence_review.prose.page.converted import MarkedPage
from evidence_review.prose.page.placeholders import (
    PATTERN,
    PlaceholderKind,
    placeholder_index,
    strip_markers,
)
from evidence_review.prose.page.rendered import PageElement

BLOCKS = frozenset(
    (
        *("article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt"),
        *("figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "section"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
"""The elements in which a sentence begins and ends."""
MOST_BEFORE, MOST_AFTER = 180, 120
"""The most characters of a sentence before and after a citation. Longer ones are cut, with an ellipsis."""
_SHOWN_AS_WRITTEN = (PlaceholderKind.KEY, PlaceholderKind.SEMICOLON, PlaceholderKind.LITERAL)


@dataclass(frozen=True, slots=True)
class CitationContext:
    """The sentence around a citation: the text before it and the text after it."""

    before: tuple[str | int, ...] = ()
    """Text, and other citations by their number on the page."""
    after: tuple[str | int, ...] = ()
    """The same."""


def find_citation_contexts(page: MarkedPage) -> Iterator[CitationContext]:
    """Yield the sentence around each citation, in order; an empty one beyond `MAX_CITATIONS`."""
    citations = page.citations
    if not citations:
        return
    marked = citations[:MAX_CITATIONS]
    spans = [_span(citation, page) for citation in marked]
    seen = {each.element: each for each in page.rendered.elements}
    placed = sorted((span, number) for number, span in enumerate(spans) if span)
    firsts = [first for (first, _, _), _ in placed]
    signs = [
        citation_character(number, is_bracketed=page.text[citation.start] == "[")
        for number, citation in enumerate(marked)
    ]
    lines: dict[tuple[int, int], tuple[str, Sequence[int]]] = {}
    for number, span in enumerate(spans):
        if span is None:
            yield CitationContext()
            continue
        start, end = block = _block(span, page, seen)
        if block not in lines:
            near = placed[bisect_left(firsts, start) : bisect_left(firsts, end)]
            inside = [((first, last), signs[at]) for (first, last, _), at in near if last <= end]
            line = _line(page, start, end, inside)
            lines[block] = line, list(find_sentence_ends(line))
        yield _context(*lines[block], signs[number])
    yield from (CitationContext() for _ in citations[MAX_CITATIONS:])


def _span(citation: CitationMarker, page: MarkedPage) -> tuple[int, int, int] | None:
    """Return where a citation begins and ends in the text of the page, and the element it is in."""
    places = page.spans_between(citation.start, citation.end)
    if not places:
        return None
    start = min(place.start for place in places) - (page.text[citation.start] == "[")
    end = max(place.end for place in places) + (page.text[citation.end - 1] == "]")
    return start, end, places[0].parent


def _block(
    span: tuple[int, int, int], page: MarkedPage, seen: Mapping[etree._Element, PageElement]
) -> tuple[int, int]:
    """Return the part of a page's text around a citation in which no block begins or ends."""
    start, end, parent = span
    block = page.rendered.elements[parent].element
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


def _line(page: MarkedPage, start: int, end: int, inside: Sequence[tuple[tuple[int, int], str]]) -> str:
    """Return part of a page's text on one line, with one character for each citation."""
    parts: list[str] = []
    for (first, last), sign in inside:
        if first >= start:
            parts += (_words(page, start, first), sign)
            start = last
    parts.append(_words(page, start, end))
    return " ".join("".join(parts).split())


def _words(page: MarkedPage, start: int, end: int) -> str:
    def shown(found: re.Match[str]) -> str:
        number = placeholder_index(found)
        if number >= len(page.placeholders):
            return ""
        placeholder = page.placeholders[number]
        if placeholder.kind is PlaceholderKind.LINK:
            return page.source(placeholder)[1:-1]
        if placeholder.kind is PlaceholderKind.ESCAPE:
            return "@"
        return page.source(placeholder) if placeholder.kind in _SHOWN_AS_WRITTEN else ""

    return PATTERN.sub(shown, strip_markers(CITATION.sub("", page.rendered.text[start:end])))


def _context(line: str, ends: Sequence[int], sign: str) -> CitationContext:
    """Return the sentence around a citation. One in brackets may also follow the full stop of its sentence.

    Args:
        line: The text of a block on one line.
        ends: Where its sentences end.
        sign: The character that represents the citation.
    """
    place = line.find(sign)
    if place < 0:  # it is inside another citation
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


_BRACKETED, _IN_SENTENCE = 0xF0000, 0x100000
"""The first characters of Unicode's two supplementary private-use planes, which represent citations: one in
brackets, and one that names its author and may begin a sentence."""
MAX_CITATIONS = 0xFFF0
"""The most citations of a page that have a character: each plane has 65,534."""
CITATION = re.compile("[\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
"""A citation in a line."""
_END = re.compile(
    r"""
    [.!?…]["'”’)\]]*(?:[ ]+[\U000f0000-\U000ffffd])*[ ]+
    (?=["'“‘(\[]*(?:[^\W_a-z]|[\U00100000-\U0010fffd]))
    """,
    re.VERBOSE,
)
"""The possible end of a sentence, and the beginning of the next."""
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\Z")
"""The word before a full stop, which may contain others, as in "i.e"."""
_BEFORE_NAMES = """
    adj brig capt cf cllr cmdr col dr e.g esp fr gen gov hon i.e insp lt mr mrs ms mt mx prof pt rev
    rt sgt sr st supt viz vs
    """
"""Abbreviations that never end a sentence."""
_BEFORE_NUMBERS = """
    app approx apr arr art arts aug bk c ca ch chap circa cl cls col cols dec ed eds eq eqs est ex feb ff fig
    figs fol fols ib jan jul jun l ll mar max min n nn no nos nov nr oct op p par para paras pp pt pts pub r
    reg regs s sc sch sec secs sect sep sept ser ss sub subs supp suppl tab v ver vers vol vols
    """
"""Abbreviations that do not end a sentence before a number."""
_MAY_END = frozenset(("al", "ph.d"))
"""Abbreviations that may end a sentence, as a single capital letter may."""
_OPENER = re.compile(
    r"(?:A|After|All|And|As|At|But|By|For|From|He|His|How|I|If|In|It|Its|No|On|One|She|Some|That|The|Their|Then"
    r"|There|These|They|This|Those|To|We|What|When|While|With)\b"
)
"""A word that often begins a sentence, but never a name."""
_NUMBER = re.compile(r"\d|[IVXLC]+\b")
_NEVER = frozenset(_BEFORE_NAMES.split())
_NOT_BEFORE_NUMBERS = frozenset(_BEFORE_NUMBERS.split())


def citation_character(number: int, *, is_bracketed: bool) -> str:
    """Return the character that represents a citation of a page.

    Args:
        number: Its number, from 0 and below `MAX_CITATIONS`.
        is_bracketed: Whether it is in brackets: then it may end a sentence, but not begin one.
    """
    return chr((_BRACKETED if is_bracketed else _IN_SENTENCE) + number)


def citation_index(sign: str) -> int:
    """Return the number of the citation that a character represents."""
    code = ord(sign)
    return code - (_IN_SENTENCE if code >= _IN_SENTENCE else _BRACKETED)


def find_sentence_ends(line: str) -> Iterator[int]:
    """Yield the positions in a line where a sentence ends and another begins, in order."""
    for found in _END.finditer(line):
        if line[found.start()] != "." or not _is_abbreviation(line, found.start(), found.end()):
            yield found.end()


def _is_abbreviation(line: str, stop: int, following: int) -> bool:
    """Return whether a full stop belongs to an initial or an abbreviation and does not end a sentence."""
    word = _WORD.search(line, max(0, stop - 12), stop)
    if not word:
        return False
    short, last = word[0].lower(), word[0].rpartition(".")[2]
    if (len(last) == 1 and last.isupper()) or short in _MAY_END:
        return not _OPENER.match(line, following)
    return short in _NEVER or (short in _NOT_BEFORE_NUMBERS and bool(_NUMBER.match(line, following)))
