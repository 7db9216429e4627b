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
from evidence_review.prose.links.glossary import NO_TERMS, GlossaryTerms, find_terms
from evidence_review.prose.links.glossary import placeholders as term_tokens
from evidence_review.prose.mistakes import brackets as mistakes
from evidence_review.prose.mistakes.brackets import MarkupMistake, MistakeKind
from evidence_review.prose.mistakes.citations import find_citation_mistakes, find_lost_citations
from evidence_review.prose.mistakes.footnotes import FootnoteMistake, footnote_mistakes
from evidence_review.prose.mistakes.lists_and_tables import BlockMistake, block_mistakes
from evidence_review.prose.mistakes.tags import UnclosedTag, unclosed_tags
from evidence_review.prose.page.markers import EscapeMarker, LinkMarker, Marker, without_nested
from evidence_review.prose.page.placeholders import (
    Placeholder,
    PlaceholderKind,
    address_placeholders,
    disjoint_in_order,
    insert_placeholders,
    literal_placeholders,
)
from evidence_review.prose.page.rendered import RenderedPage, read_rendered_page
from evidence_review.prose.structure.citation_contexts import CitationContext, find_citation_contexts
from evidence_review.prose.structure.elements import DisallowedMarkup, Heading, Hyperlink, PageElements
from evidence_review.prose.structure.heading_anchors import anchor_markers, marked_headings
from evidence_review.prose.structure.notes import TextNote, text_notes
from evidence_review.prose.structure.plain_text import plain_text
from evidence_review.prose.structure.sections import find_citation_sections
from evidence_review.sources.files import line_of

__all__ = (
    "DisallowedMarkup",
    "Heading",
    "Hyperlink",
    "ParsedPassage",
    "converter",
    "line_of",
    "read_passage",
)

MAX_OPEN_BRACKETS = 100
"""How many square brackets may be open at once: the time Markdown takes grows with their square and more."""

_MARKUP = frozenset("<>[]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedPassage:
    """What was found in a piece of Markdown."""

    markers: tuple[Marker, ...] = ()
    """What is replaced before conversion, by place, none inside another."""
    hyperlinks: tuple[Hyperlink, ...] = ()
    """The links and pictures that Markdown makes, in the order of the page."""
    anchors: tuple[str, ...] = ()
    """The addresses on the page that a link may lead to."""
    headings: tuple[Heading, ...] = ()
    """The headings, in order."""
    disallowed: tuple[DisallowedMarkup, ...] = ()
    """What may not be published."""
    mistakes: tuple[MarkupMistake, ...] = ()
    """Brackets that came out as they are and were meant to be a link or a citation."""
    footnote_mistakes: tuple[FootnoteMistake, ...] = ()
    """Footnotes that nothing leads to, or of which there are two."""
    unclosed_tags: tuple[UnclosedTag, ...] = ()
    """Tags of HTML without their other half."""
    block_mistakes: tuple[BlockMistake, ...] = ()
    """Lists, tables and code that are none."""
    plain_text: str = ""
    """Its words on one line, without markup and without citations in brackets."""
    sections: tuple[str, ...] = ()
    """The words of the heading over each citation, in order; empty before the first heading."""
    contexts: tuple[CitationContext, ...] = ()
    """The sentence round each citation, in order."""
    notes: tuple[TextNote, ...] = ()
    """The notes of the text where its style sets citations in notes, in the order of their marks."""


@dataclass(frozen=True, slots=True)
class _Conversion:
    """A text with what may be marks in it, and the page that Markdown makes of it."""

    scanner: Scanner
    links: Sequence[LinkCandidate]
    mistake_candidates: Mapping[int, MarkupMistake]
    lost_citations: tuple[MarkupMistake, ...]
    placeholders: Sequence[Placeholder]
    rendered_page: RenderedPage
    unclosed_tags: tuple[UnclosedTag, ...]
    block_mistakes: tuple[BlockMistake, ...]


def read_passage(
    text: str,
    *,
    ids: re.Pattern[str],
    markdown: Markdown,
    terms: GlossaryTerms = NO_TERMS,
) -> ParsedPassage:
    """Return what stands in a piece of Markdown.

    The text is converted once. It is converted again in three rare cases that only the first conversion
    shows: a label that looked defined is an example in code; a heading has a mark in it, or an `@` in code,
    and what stands for those would make the heading's address; or something that turned out to be no mark
    has signs in it that may mean something to Markdown.

    Args:
        text: The Markdown, without front matter.
        ids: What an id looks like.
        markdown: The site's converter.
        terms: The words of the glossary.
    """
    try:
        return _read(text, ids, markdown, terms)
    except Exception as error:  # noqa: BLE001 - whatever breaks Markdown or an extension is the text's fault
        description = f"text that Markdown cannot convert ({type(error).__name__})"
        return ParsedPassage(disallowed=(DisallowedMarkup(offset=0, description=description),))


def _read(text: str, ids: re.Pattern[str], markdown: Markdown, terms: GlossaryTerms) -> ParsedPassage:
    scanner = Scanner(text)
    scanner.read()
    if scanner.depth > MAX_OPEN_BRACKETS:
        description = f"more than {MAX_OPEN_BRACKETS} square brackets open at once"
        return ParsedPassage(disallowed=(DisallowedMarkup(offset=text.find("["), description=description),))
    seeming = link_syntax.link_definitions(text)
    page = _converted(text, scanner, ids, markdown, seeming, terms)
    defined = seeming.intersection(map(link_syntax.normalise_label, markdown.references))
    if any("@" not in label for label in seeming - defined):
        page = _converted(text, scanner, ids, markdown, defined, terms)
    markers = without_nested(_markers(text, page))
    parts = PageElements(text, page.placeholders, page.rendered_page)
    plain = plain_text(text, page.placeholders, page.rendered_page, markers)
    contexts = tuple(find_citation_contexts(text, markers, page.placeholders, page.rendered_page))
    notes = text_notes(text, markers, page.placeholders, page.rendered_page)
    stops = frozenset(bracket.stop for bracket in scanner.brackets)
    candidate = mistakes.find_bracket_mistakes(
        text, page.placeholders, page.rendered_page.places, page.mistake_candidates, stops
    )
    slips = find_citation_mistakes(text, scanner, markers, page.placeholders, page.rendered_page.places)
    used = tuple(find_terms(text, page.placeholders, page.rendered_page, markers, terms))
    headings = tuple(parts.headings())
    marked = marked_headings(markers, _heading_of(page))
    if marked or parts.has_hidden_heading_text() or _hides_markup(text, page, markers, seeming):
        parts = _with_marks_hidden(text, markers, markdown)
        headings = tuple(parts.headings())
        if "attr_list" in markdown.treeprocessors:
            markers = without_nested((*markers, *anchor_markers(text, headings, marked)))
    return ParsedPassage(
        markers=without_nested((*markers, *used)),
        hyperlinks=tuple(parts.hyperlinks()),
        anchors=tuple(parts.anchors()),
        headings=headings,
        disallowed=tuple(parts.disallowed()),
        mistakes=(*candidate, *slips, *page.lost_citations),
        footnote_mistakes=tuple(footnote_mistakes(text)),
        unclosed_tags=page.unclosed_tags,
        block_mistakes=page.block_mistakes,
        plain_text=plain,
        sections=tuple(find_citation_sections(markers, page.placeholders, page.rendered_page, headings)),
        contexts=contexts,
        notes=notes,
    )


def _converted(  # noqa: PLR0913, PLR0917 - what there is to know of a text
    text: str,
    scanner: Scanner,
    ids: re.Pattern[str],
    markdown: Markdown,
    defined: frozenset[str],
    terms: GlossaryTerms,
) -> _Conversion:
    links = link_syntax.candidates(text, scanner.brackets, ids, defined)
    mistake_candidates = mistakes.candidates(text, scanner, ids, defined)
    if "wikilink" in markdown.inlinePatterns:
        mistake_candidates = {
            at: candidate
            for at, candidate in mistake_candidates.items()
            if candidate.kind is not MistakeKind.WIKI_LINK
        }
    ours = (
        *_placeholders(text, scanner, links, defined),
        *term_tokens(text, terms),
        *mistakes.placeholders(mistake_candidates),
    )
    placeholders = disjoint_in_order((*literal_placeholders(text), *address_placeholders(text), *ours))
    html = _html(text, placeholders, markdown)
    rendered_page = read_rendered_page(html)
    return _Conversion(
        scanner,
        links,
        mistake_candidates,
        tuple(find_lost_citations(text, placeholders, rendered_page.places, html)),
        placeholders,
        rendered_page,
        tuple(unclosed_tags(text, html)),
        tuple(block_mistakes(text, html)),
    )


def _html(text: str, placeholders: Sequence[Placeholder], markdown: Markdown) -> str:
    markdown.reset()
    return markdown.convert(insert_placeholders(text, placeholders))


def _placeholders(
    text: str, scanner: Scanner, links: Sequence[LinkCandidate], defined: frozenset[str]
) -> Iterator[Placeholder]:
    """Give a token for everything that may be part of a mark."""
    for link in links:
        yield from link_syntax.placeholders(link)
    for escape in scanner.escapes:
        yield Placeholder(PlaceholderKind.ESCAPE, escape.start, escape.start + 2)
    taken = {link.target.start for link in links} | {link.words.start for link in links if link.words}
    for bracket in scanner.brackets:
        if bracket.start not in taken and _may_cite(text, bracket, defined):
            yield Placeholder(PlaceholderKind.OPEN, bracket.start + 1, bracket.start + 1)
            yield Placeholder(PlaceholderKind.CLOSE, bracket.stop, bracket.stop)
            for part in bracket.parts:
                if isinstance(part, Semicolon):
                    yield Placeholder(PlaceholderKind.SEMICOLON, part.at, part.at + 1)
    for key in scanner.keys:
        if text[key.start - 2 : key.start] != "[^":
            yield Placeholder(PlaceholderKind.KEY, key.start, key.end)


def _may_cite(text: str, bracket: Bracket, defined: frozenset[str]) -> bool:
    """Say whether a bracket may be a citation or the locator of one."""
    if text[bracket.start + 1] == "^" or text[bracket.start - 1 : bracket.start] == "^":
        return False
    if text.startswith(("(", "["), bracket.stop + 1) and not text.startswith("[^", bracket.stop + 1):
        return False
    if bracket.has_key:
        return True
    return bracket.preceding_key is not None and (
        link_syntax.normalise_label(text[bracket.start + 1 : bracket.stop]) not in defined
    )


def _markers(text: str, page: _Conversion) -> Iterator[Marker]:
    yield from CitationReader(text, page.placeholders, page.rendered_page).read(page.scanner.roots)
    yield from link_syntax.find_links(text, page.placeholders, page.rendered_page, page.links)
    for number, placeholder in enumerate(page.placeholders):
        if placeholder.kind is PlaceholderKind.ESCAPE and number in page.rendered_page.places:
            yield EscapeMarker(start=placeholder.start, end=placeholder.end, text="@")


def _heading_of(page: _Conversion) -> dict[int, int]:
    """Return the heading that each place with a token in a heading is in."""
    places = page.rendered_page.places
    found: dict[int, int] = {}
    for number, placeholder in enumerate(page.placeholders):
        if number in places and places[number].heading >= 0:
            found[placeholder.start - (placeholder.kind is PlaceholderKind.OPEN)] = places[number].heading
    return found


def _hides_markup(text: str, page: _Conversion, markers: Sequence[Marker], defined: frozenset[str]) -> bool:
    """Say whether something that is no mark was hidden from Markdown that might change the page."""
    starts = [marker.start for marker in markers]
    for number, placeholder in enumerate(page.placeholders):
        before = bisect_right(starts, placeholder.start) - 1
        if before >= 0 and placeholder.start < markers[before].end:
            continue
        source = text[placeholder.start : placeholder.end]
        if placeholder.kind is PlaceholderKind.KEY and number in page.rendered_page.places:
            return True
        if placeholder.kind in (
            PlaceholderKind.KEY,
            PlaceholderKind.LINK,
            PlaceholderKind.WORDS,
        ) and not _MARKUP.isdisjoint(source):
            return True
    labels = (text[bracket.start + 1 : bracket.stop] for bracket in page.scanner.brackets if bracket.has_key)
    return bool(defined) and any(link_syntax.normalise_label(label) in defined for label in labels)


def _with_marks_hidden(text: str, markers: Sequence[Marker], markdown: Markdown) -> PageElements:
    """Convert a text with each mark as one token, so that nothing of a mark is left in an address."""
    hidden: list[Placeholder] = []
    for marker in markers:
        if not isinstance(marker, LinkMarker) or not marker.words:
            kind = PlaceholderKind.ESCAPE if isinstance(marker, EscapeMarker) else PlaceholderKind.RESOLVED
            hidden.append(Placeholder(kind, marker.start, marker.end))
        else:
            opened = marker.start + 1
            hidden.append(Placeholder(PlaceholderKind.WORDS, marker.start, opened))
            hidden.append(Placeholder(PlaceholderKind.WORDS_END, opened + len(marker.words), marker.end))
    placeholders = disjoint_in_order((*literal_placeholders(text), *address_placeholders(text), *hidden))
    return PageElements(text, placeholders, read_rendered_page(_html(text, placeholders, markdown)))
