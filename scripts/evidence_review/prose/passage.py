"""What stands in a piece of Markdown: citations, links, headings, addresses and foreign markup.

Markdown is converted by the site's own converter, never parsed here. Nothing is rendered or looked up.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markdown import Markdown

from evidence_review.prose.citations.reader import CitationReader
from evidence_review.prose.citations.scanner import Bracket, Scanner, Semicolon
from evidence_review.prose.converter import converter
from evidence_review.prose.links import cross_references as link_syntax
from evidence_review.prose.links.cross_references import LinkCandidate
from evidence_review.prose.links.glossary import NO_TERMS, Terms, read_terms
from evidence_review.prose.links.glossary import tokens as term_tokens
from evidence_review.prose.mistakes import brackets as leftovers
from evidence_review.prose.mistakes.blocks import BlockFault, block_faults
from evidence_review.prose.mistakes.brackets import Leftover, LeftoverKind
from evidence_review.prose.mistakes.citations import citation_slips, lost_citations
from evidence_review.prose.mistakes.footnotes import OddNote, odd_notes
from evidence_review.prose.mistakes.tags import OpenTag, open_tags
from evidence_review.prose.page.markers import EscapeMark, LinkMark, Mark, side_by_side
from evidence_review.prose.page.placeholders import Kind, Token, addresses, in_order, literals, with_tokens
from evidence_review.prose.page.rendered import Surface, surface_of
from evidence_review.prose.structure.elements import ForeignMarkup, Heading, Hyperlink, PageParts
from evidence_review.prose.structure.heading_anchors import anchor_marks, marked_headings
from evidence_review.prose.structure.notes import TextNote, text_notes
from evidence_review.prose.structure.plain_text import plain_text
from evidence_review.prose.structure.sections import sections_of
from evidence_review.prose.structure.sentences import Context, contexts_of
from evidence_review.sources.files import line_of

__all__ = (
    "ForeignMarkup",
    "Heading",
    "Hyperlink",
    "PassageReading",
    "converter",
    "line_of",
    "read_passage",
)

MOST_OPEN = 100
"""How many square brackets may be open at once: the time Markdown takes grows with their square and more."""

LOCALE = "en-US"
"""Whose locator terms count unless a site says otherwise: pandoc's own default."""
_MARKUP = frozenset("<>[]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageReading:
    """What was found in a piece of Markdown."""

    marks: tuple[Mark, ...] = ()
    """What is replaced before conversion, by place, none inside another."""
    hyperlinks: tuple[Hyperlink, ...] = ()
    """The links and pictures that Markdown makes, in the order of the page."""
    anchors: tuple[str, ...] = ()
    """The addresses on the page that a link may lead to."""
    headings: tuple[Heading, ...] = ()
    """The headings, in order."""
    foreign: tuple[ForeignMarkup, ...] = ()
    """What may not be published."""
    leftovers: tuple[Leftover, ...] = ()
    """Brackets that came out as they are and were meant to be a link or a citation."""
    odd_notes: tuple[OddNote, ...] = ()
    """Footnotes that nothing leads to, or of which there are two."""
    open_tags: tuple[OpenTag, ...] = ()
    """Tags of HTML without their other half."""
    block_faults: tuple[BlockFault, ...] = ()
    """Lists, tables and code that are none."""
    plain_text: str = ""
    """Its words on one line, without markup and without citations in brackets."""
    sections: tuple[str, ...] = ()
    """The words of the heading over each citation, in order; empty before the first heading."""
    contexts: tuple[Context, ...] = ()
    """The sentence round each citation, in order."""
    notes: tuple[TextNote, ...] = ()
    """The notes of the text where its style sets citations in notes, in the order of their marks."""


@dataclass(frozen=True, slots=True)
class _Conversion:
    """A text with what may be marks in it, and the page that Markdown makes of it."""

    scanner: Scanner
    links: Sequence[LinkCandidate]
    strays: Mapping[int, Leftover]
    lost: tuple[Leftover, ...]
    tokens: Sequence[Token]
    surface: Surface
    open_tags: tuple[OpenTag, ...]
    block_faults: tuple[BlockFault, ...]


def read_passage(
    text: str, *, ids: re.Pattern[str], markdown: Markdown, locale: str = LOCALE, terms: Terms = NO_TERMS
) -> PassageReading:
    """Return what stands in a piece of Markdown.

    The text is converted once. It is converted again in three rare cases that only the first conversion
    shows: a label that looked defined is an example in code; a heading has a mark in it, or an `@` in code,
    and what stands for those would make the heading's address; or something that turned out to be no mark
    has signs in it that may mean something to Markdown.

    Args:
        text: The Markdown, without front matter.
        ids: What an id looks like.
        markdown: The site's converter.
        locale: Whose locator terms count.
        terms: The words of the glossary.
    """
    try:
        return _read(text, ids, markdown, locale, terms)
    except Exception as error:  # noqa: BLE001 - whatever breaks Markdown or an extension is the text's fault
        what = f"text that Markdown cannot convert ({type(error).__name__})"
        return PassageReading(foreign=(ForeignMarkup(offset=0, what=what),))


def _read(text: str, ids: re.Pattern[str], markdown: Markdown, locale: str, terms: Terms) -> PassageReading:
    scanner = Scanner(text)
    scanner.read()
    if scanner.depth > MOST_OPEN:
        what = f"more than {MOST_OPEN} square brackets open at once"
        return PassageReading(foreign=(ForeignMarkup(offset=text.find("["), what=what),))
    seeming = link_syntax.definitions(text)
    page = _converted(text, scanner, ids, markdown, seeming, terms)
    defined = seeming.intersection(map(link_syntax.folded, markdown.references))
    if any("@" not in label for label in seeming - defined):
        page = _converted(text, scanner, ids, markdown, defined, terms)
    marks = side_by_side(_marks(text, page, locale))
    parts = PageParts(text, page.tokens, page.surface)
    plain = plain_text(text, page.tokens, page.surface, marks)
    contexts = tuple(contexts_of(text, marks, page.tokens, page.surface))
    notes = text_notes(text, marks, page.tokens, page.surface)
    stops = frozenset(bracket.stop for bracket in scanner.brackets)
    stray = leftovers.read_leftovers(text, page.tokens, page.surface.places, page.strays, stops)
    slips = citation_slips(text, scanner, marks, page.tokens, page.surface.places)
    used = tuple(read_terms(text, page.tokens, page.surface, marks, terms))
    headings = tuple(parts.headings())
    marked = marked_headings(marks, _heading_of(page))
    if marked or parts.hides_words_of_headings() or _hides_markup(text, page, marks, seeming):
        parts = _with_marks_hidden(text, marks, markdown)
        headings = tuple(parts.headings())
        if "attr_list" in markdown.treeprocessors:
            marks = side_by_side((*marks, *anchor_marks(text, headings, marked)))
    return PassageReading(
        marks=side_by_side((*marks, *used)),
        hyperlinks=tuple(parts.hyperlinks()),
        anchors=tuple(parts.anchors()),
        headings=headings,
        foreign=tuple(parts.foreign()),
        leftovers=(*stray, *slips, *page.lost),
        odd_notes=tuple(odd_notes(text)),
        open_tags=page.open_tags,
        block_faults=page.block_faults,
        plain_text=plain,
        sections=tuple(sections_of(marks, page.tokens, page.surface, headings)),
        contexts=contexts,
        notes=notes,
    )


def _converted(  # noqa: PLR0913, PLR0917 - what there is to know of a text
    text: str,
    scanner: Scanner,
    ids: re.Pattern[str],
    markdown: Markdown,
    defined: frozenset[str],
    terms: Terms,
) -> _Conversion:
    links = link_syntax.candidates(text, scanner.brackets, ids, defined)
    strays = leftovers.candidates(text, scanner, ids, defined)
    if "wikilink" in markdown.inlinePatterns:
        strays = {at: stray for at, stray in strays.items() if stray.kind is not LeftoverKind.WIKI}
    ours = (
        *_tokens(text, scanner, links, defined),
        *term_tokens(text, terms),
        *leftovers.tokens(strays),
    )
    tokens = in_order((*literals(text), *addresses(text), *ours))
    html = _html(text, tokens, markdown)
    surface = surface_of(html)
    return _Conversion(
        scanner,
        links,
        strays,
        tuple(lost_citations(text, tokens, surface.places, html)),
        tokens,
        surface,
        tuple(open_tags(text, html)),
        tuple(block_faults(text, html)),
    )


def _html(text: str, tokens: Sequence[Token], markdown: Markdown) -> str:
    markdown.reset()
    return markdown.convert(with_tokens(text, tokens))


def _tokens(
    text: str, scanner: Scanner, links: Sequence[LinkCandidate], defined: frozenset[str]
) -> Iterator[Token]:
    """Give a token for everything that may be part of a mark."""
    for link in links:
        yield from link_syntax.tokens(link)
    for escape in scanner.escapes:
        yield Token(Kind.ESCAPE, escape.start, escape.start + 2)
    taken = {link.target.start for link in links} | {link.words.start for link in links if link.words}
    for bracket in scanner.brackets:
        if bracket.start not in taken and _may_cite(text, bracket, defined):
            yield Token(Kind.OPEN, bracket.start + 1, bracket.start + 1)
            yield Token(Kind.CLOSE, bracket.stop, bracket.stop)
            for part in bracket.parts:
                if isinstance(part, Semicolon):
                    yield Token(Kind.SEMICOLON, part.at, part.at + 1)
    for key in scanner.keys:
        if text[key.start - 2 : key.start] != "[^":
            yield Token(Kind.KEY, key.start, key.end)


def _may_cite(text: str, bracket: Bracket, defined: frozenset[str]) -> bool:
    """Say whether a bracket may be a citation or the locator of one."""
    if text[bracket.start + 1] == "^" or text[bracket.start - 1 : bracket.start] == "^":
        return False
    if text.startswith(("(", "["), bracket.stop + 1) and not text.startswith("[^", bracket.stop + 1):
        return False
    if bracket.has_key:
        return True
    return bracket.follows is not None and (
        link_syntax.folded(text[bracket.start + 1 : bracket.stop]) not in defined
    )


def _marks(text: str, page: _Conversion, locale: str) -> Iterator[Mark]:
    yield from CitationReader(text, page.tokens, page.surface, locale).read(page.scanner.roots)
    yield from link_syntax.read_links(text, page.tokens, page.surface, page.links)
    for number, token in enumerate(page.tokens):
        if token.kind is Kind.ESCAPE and number in page.surface.places:
            yield EscapeMark(start=token.start, end=token.end, text="@")


def _heading_of(page: _Conversion) -> dict[int, int]:
    """Return the heading that each place with a token in a heading is in."""
    places = page.surface.places
    found: dict[int, int] = {}
    for number, token in enumerate(page.tokens):
        if number in places and places[number].heading >= 0:
            found[token.start - (token.kind is Kind.OPEN)] = places[number].heading
    return found


def _hides_markup(text: str, page: _Conversion, marks: Sequence[Mark], defined: frozenset[str]) -> bool:
    """Say whether something that is no mark was hidden from Markdown that might change the page."""
    starts = [mark.start for mark in marks]
    for number, token in enumerate(page.tokens):
        before = bisect_right(starts, token.start) - 1
        if before >= 0 and token.start < marks[before].end:
            continue
        source = text[token.start : token.end]
        if token.kind is Kind.KEY and number in page.surface.places:
            return True
        if token.kind in (Kind.KEY, Kind.LINK, Kind.WORDS) and not _MARKUP.isdisjoint(source):
            return True
    labels = (text[bracket.start + 1 : bracket.stop] for bracket in page.scanner.brackets if bracket.has_key)
    return bool(defined) and any(link_syntax.folded(label) in defined for label in labels)


def _with_marks_hidden(text: str, marks: Sequence[Mark], markdown: Markdown) -> PageParts:
    """Convert a text with each mark as one token, so that nothing of a mark is left in an address."""
    hidden: list[Token] = []
    for mark in marks:
        if not isinstance(mark, LinkMark) or not mark.words:
            kind = Kind.ESCAPE if isinstance(mark, EscapeMark) else Kind.DONE
            hidden.append(Token(kind, mark.start, mark.end))
        else:
            opened = mark.start + 1
            hidden.append(Token(Kind.WORDS, mark.start, opened))
            hidden.append(Token(Kind.WORDS_END, opened + len(mark.words), mark.end))
    tokens = in_order((*literals(text), *addresses(text), *hidden))
    return PageParts(text, tokens, surface_of(_html(text, tokens, markdown)))
