"""Reading a piece of Markdown: citations, links, headings, addresses, mistakes and disallowed markup.

This is the entry point of `prose`. Markdown is converted by the site's own converter, never parsed here.
Nothing is rendered or looked up. Candidates are what may be a citation, a link or a mistake in the source;
their placeholders show on the converted page whether they are.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markdown import Markdown

from evidence_review.prose.citations.locators import LOCALE, read_locator
from evidence_review.prose.citations.reader import find_citations
from evidence_review.prose.citations.scanner import KEY_NAME, Bracket, Scanner, Semicolon
from evidence_review.prose.links import cross_references, glossary
from evidence_review.prose.links.cross_references import (
    LinkCandidate,
    find_links,
    link_definitions,
    normalise_label,
)
from evidence_review.prose.links.glossary import NO_TERMS, GlossaryTerms, compile_terms, find_terms
from evidence_review.prose.markdown_limits import TooMuchMarkupError, require_moderate
from evidence_review.prose.markers import AnchorMarker, Marker, without_nested
from evidence_review.prose.mistakes import brackets
from evidence_review.prose.mistakes.block_mistake import BlockMistake
from evidence_review.prose.mistakes.brackets import MarkupMistake, MistakeKind, find_bracket_mistakes
from evidence_review.prose.mistakes.citation_slip import CitationSlip, CitedWork
from evidence_review.prose.mistakes.citation_slips import find_citation_slips
from evidence_review.prose.mistakes.citations import find_citation_mistakes, find_lost_citations
from evidence_review.prose.mistakes.footnotes import FootnoteMistake, footnote_mistakes
from evidence_review.prose.mistakes.lists_and_tables import (
    UnclosedTag,
    block_mistakes,
    unclosed_tags,
)
from evidence_review.prose.mistakes.locator_forms import (
    NUMBERS,
    PAGE_WORDS,
    cited_pages,
    page_range,
    printed_pages,
)
from evidence_review.prose.mistakes.lookalikes import find_chatbot_traces, find_lookalikes
from evidence_review.prose.mistakes.plain_text import MarkupKind, find_markup, keys_in
from evidence_review.prose.page.allow_list import (
    STRICT,
    MarkupRules,
    added_by_extensions,
    is_allowed_style,
)
from evidence_review.prose.page.code_spans import without_code
from evidence_review.prose.page.converted import (
    ConvertedPage,
    MarkedPage,
    convert_page,
    convert_without_markers,
    find_escapes,
)
from evidence_review.prose.page.placeholders import Placeholder, PlaceholderKind, find_sample
from evidence_review.prose.structure.citation_contexts import CitationContext, find_citation_contexts
from evidence_review.prose.structure.elements import DisallowedMarkup, Heading, Hyperlink, PageElements
from evidence_review.prose.structure.headings import anchor_markers, citation_sections, marked_headings
from evidence_review.prose.structure.notes import TextNote, plain_text, text_notes


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may be a citation, link or mistake in a text."""

    scanner: Scanner
    """The keys and brackets of the source."""
    labels: frozenset[str]
    """The labels, normalised, that belong to Markdown's own links."""
    links: Sequence[LinkCandidate]
    """The brackets that may be links to entities."""
    mistakes: Mapping[int, MarkupMistake]
    """The mistakes, by the place in the source that tells whether a reader would see them."""


def find_candidates(
    text: str, scanner: Scanner, ids: re.Pattern[str], labels: frozenset[str], *, has_wiki_links: bool
) -> Candidates:
    """Return what may be a citation, link or mistake in a text.

    Args:
        text: The source.
        scanner: Its keys and brackets.
        ids: The form of ids.
        labels: The labels, normalised, that belong to Markdown's own links.
        has_wiki_links: Whether the site turns `[[page]]` into a link.
    """
    mistakes = brackets.candidates(text, scanner, ids, labels)
    if has_wiki_links:
        mistakes = {at: each for at, each in mistakes.items() if each.kind is not MistakeKind.WIKI_LINK}
    links = cross_references.candidates(text, scanner.brackets, ids, labels)
    return Candidates(scanner, labels, links, mistakes)


def placeholders(text: str, candidates: Candidates, terms: GlossaryTerms) -> Iterator[Placeholder]:
    """Yield the placeholders for everything in a text that may be a citation, link, term or mistake."""
    for link in candidates.links:
        yield from cross_references.placeholders(link)
    yield from _citation_placeholders(text, candidates)
    yield from glossary.placeholders(text, terms)
    yield from brackets.placeholders(candidates.mistakes)


def _citation_placeholders(text: str, candidates: Candidates) -> Iterator[Placeholder]:
    scanner, links = candidates.scanner, candidates.links
    for escape in scanner.escapes:
        yield Placeholder(PlaceholderKind.ESCAPE, escape.start, escape.start + 2)
    taken = {link.target.start for link in links} | {link.words.start for link in links if link.words}
    for bracket in scanner.brackets:
        if bracket.start not in taken and _may_cite(text, bracket, candidates.labels):
            yield Placeholder(PlaceholderKind.OPEN, bracket.start + 1, bracket.start + 1)
            yield Placeholder(PlaceholderKind.CLOSE, bracket.stop, bracket.stop)
            for part in bracket.parts:
                if isinstance(part, Semicolon):
                    yield Placeholder(PlaceholderKind.SEMICOLON, part.at, part.at + 1)
    for key in scanner.keys:
        if text[key.start - 2 : key.start] != "[^":
            yield Placeholder(PlaceholderKind.KEY, key.start, key.end)


def _may_cite(text: str, bracket: Bracket, labels: frozenset[str]) -> bool:
    """Return whether a bracket may be a citation or the locator of one."""
    if text[bracket.start + 1] == "^" or text[bracket.start - 1 : bracket.start] == "^":
        return False
    if text.startswith(("(", "["), bracket.stop + 1) and not text.startswith("[^", bracket.stop + 1):
        return False
    if bracket.has_key:
        return True
    label = text[bracket.start + 1 : bracket.stop]
    return bracket.preceding_key is not None and normalise_label(label) not in labels


__all__ = (
    "KEY_NAME",
    "LOCALE",
    "NUMBERS",
    "PAGE_WORDS",
    "CitationContext",
    "CitationSlip",
    "CitedWork",
    "DisallowedMarkup",
    "GlossaryTerms",
    "Heading",
    "Hyperlink",
    "MarkupKind",
    "MarkupMistake",
    "MarkupRules",
    "MistakeKind",
    "ParsedPassage",
    "TextNote",
    "cited_pages",
    "compile_terms",
    "find_chatbot_traces",
    "find_citation_slips",
    "find_lookalikes",
    "find_markup",
    "is_allowed_style",
    "keys_in",
    "page_range",
    "printed_pages",
    "read_locator",
    "read_passage",
    "without_code",
)

MAX_OPEN_BRACKETS = 100
"""The most square brackets that may be open at once: the time Markdown takes grows with their square."""
MAX_KEYS = 5_000
"""The most citations of one text."""
_MARKUP = frozenset("<>[]")
_HIDING = (PlaceholderKind.KEY, PlaceholderKind.LINK, PlaceholderKind.WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedPassage:
    """What was found in a piece of Markdown."""

    markers: tuple[Marker, ...] = ()
    """The parts to replace before conversion, in order, none inside another."""
    hyperlinks: tuple[Hyperlink, ...] = ()
    """The links and images that Markdown itself makes, in the order of the page."""
    anchors: tuple[str, ...] = ()
    """The ids on the page that a link may point to."""
    headings: tuple[Heading, ...] = ()
    """The headings, in order."""
    disallowed: tuple[DisallowedMarkup, ...] = ()
    """Markup that may not be published."""
    mistakes: tuple[MarkupMistake, ...] = ()
    """Brackets that readers would see, although they were meant to be a link or a citation."""
    footnote_mistakes: tuple[FootnoteMistake, ...] = ()
    """Footnotes that nothing refers to, and duplicates."""
    unclosed_tags: tuple[UnclosedTag, ...] = ()
    """HTML tags without their counterpart."""
    block_mistakes: tuple[BlockMistake, ...] = ()
    """Lines that look like a list, a table or code but are not."""
    plain_text: str = ""
    """The text on one line, without markup and without citations in brackets."""
    sections: tuple[str, ...] = ()
    """The text of the heading above each citation, in order; empty before the first heading."""
    contexts: tuple[CitationContext, ...] = ()
    """The sentence around each citation, in order."""
    notes: tuple[TextNote, ...] = ()
    """The notes of the text in a style that puts citations in notes, in the order of their note marks."""


def read_passage(
    text: str,
    *,
    ids: re.Pattern[str],
    markdown: Markdown,
    terms: GlossaryTerms = NO_TERMS,
    rules: MarkupRules = STRICT,
) -> ParsedPassage:
    """Return what a piece of Markdown contains.

    The text is converted once. It is converted again in three rare cases, which only the first conversion
    reveals: a link definition turns out to be an example in code; a heading contains a citation or a link,
    or an `@` in code, whose placeholder would become part of the heading's id; or something that turned
    out to be neither citation nor link contains characters that may be Markdown.

    Args:
        text: The Markdown, without front matter.
        ids: The form of ids.
        markdown: The site's converter.
        terms: The words of the glossary.
        rules: What HTML it may contain.
    """
    try:
        return _read(text, ids, markdown, terms, rules)
    except TooMuchMarkupError as error:
        offset = find_sample(text, error.sample)
        return ParsedPassage(disallowed=(DisallowedMarkup(offset=offset, description=error.description),))
    except Exception as error:  # noqa: BLE001 - whatever breaks Markdown or an extension is the text's fault
        description = f"text that Markdown cannot convert ({type(error).__name__})"
        return ParsedPassage(disallowed=(DisallowedMarkup(offset=0, description=description),))


def _read(
    text: str, ids: re.Pattern[str], markdown: Markdown, terms: GlossaryTerms, rules: MarkupRules
) -> ParsedPassage:
    require_moderate(text)
    scanner = Scanner(text)
    scanner.read()
    if scanner.depth > MAX_OPEN_BRACKETS:
        description = f"more than {MAX_OPEN_BRACKETS} square brackets open at once"
        return ParsedPassage(disallowed=(DisallowedMarkup(offset=text.find("["), description=description),))
    if len(scanner.keys) > MAX_KEYS:
        description = f"a text with more than {MAX_KEYS:,} citations"
        offset = scanner.keys[MAX_KEYS].start
        return ParsedPassage(disallowed=(DisallowedMarkup(offset=offset, description=description),))
    definitions = link_definitions(text)
    candidates, converted = _convert(text, scanner, ids, definitions, markdown, terms)
    page = _mark(converted, candidates)
    elements, anchors = _elements(page, scanner, definitions, markdown, rules)
    headings = tuple(elements.headings())
    disallowed = () if rules.is_trusted else tuple(elements.disallowed(added_by_extensions(markdown)))
    unclosed = tuple(unclosed_tags(page))
    if not (rules.is_trusted or elements.is_contained or disallowed or unclosed):
        place = max(text.find("<"), 0)
        description = "a tag that ends an element around the text, or is never closed"
        disallowed = (DisallowedMarkup(offset=place, description=description),)
    return ParsedPassage(
        markers=without_nested((*page.markers, *anchors, *find_terms(page, terms))),
        hyperlinks=tuple(elements.hyperlinks()),
        anchors=tuple(elements.anchors()),
        headings=headings,
        disallowed=disallowed,
        mistakes=tuple(_mistakes(page, candidates)),
        footnote_mistakes=tuple(footnote_mistakes(text)),
        unclosed_tags=unclosed,
        block_mistakes=tuple(block_mistakes(page)),
        plain_text=plain_text(page),
        sections=tuple(citation_sections(page, headings)),
        contexts=tuple(find_citation_contexts(page)),
        notes=text_notes(page),
    )


def _convert(  # noqa: PLR0913, PLR0917 - the text and everything that decides how it is read
    text: str,
    scanner: Scanner,
    ids: re.Pattern[str],
    definitions: frozenset[str],
    markdown: Markdown,
    terms: GlossaryTerms,
) -> tuple[Candidates, ConvertedPage]:
    """Convert a text with a placeholder for each candidate; again if a definition turns out not to be one."""

    def convert(labels: frozenset[str]) -> tuple[Candidates, ConvertedPage]:
        has_wiki_links = "wikilink" in markdown.inlinePatterns
        candidates = find_candidates(text, scanner, ids, labels, has_wiki_links=has_wiki_links)
        return candidates, convert_page(text, placeholders(text, candidates, terms), markdown)

    converted = convert(definitions)
    defined = definitions.intersection(map(normalise_label, markdown.references))
    return convert(defined) if any("@" not in label for label in definitions - defined) else converted


def _mark(page: ConvertedPage, candidates: Candidates) -> MarkedPage:
    """Return a page with the citations, links and escapes that its readers find in it."""
    found: tuple[Marker, ...] = (
        *find_citations(page, candidates.scanner),
        *find_links(page, candidates.links),
        *find_escapes(page),
    )
    return MarkedPage(
        page.text, page.placeholders, page.html, page.rendered, page.labels, without_nested(found)
    )


def _mistakes(page: MarkedPage, candidates: Candidates) -> Iterator[MarkupMistake]:
    yield from find_bracket_mistakes(page, candidates.mistakes, candidates.scanner)
    yield from find_citation_mistakes(page, candidates.scanner)
    yield from find_lost_citations(page)


def _elements(
    page: MarkedPage,
    scanner: Scanner,
    definitions: frozenset[str],
    markdown: Markdown,
    rules: MarkupRules,
) -> tuple[PageElements, tuple[AnchorMarker, ...]]:
    """Return the elements of a page without placeholders of ours that would change them, and its anchors."""
    elements = PageElements(page, rules)
    marked = marked_headings(page)
    if not (marked or elements.has_hidden_heading_text() or _hides_markup(page, scanner, definitions)):
        return elements, ()
    elements = PageElements(convert_without_markers(page, markdown), rules)
    if "attr_list" not in markdown.treeprocessors:
        return elements, ()
    return elements, tuple(anchor_markers(page.text, tuple(elements.headings()), marked))


def _hides_markup(page: MarkedPage, scanner: Scanner, definitions: frozenset[str]) -> bool:
    """Return whether placeholders hid characters that may be Markdown, where there is no marker."""
    starts = [marker.start for marker in page.markers]
    for number, placeholder in enumerate(page.placeholders):
        before = bisect_right(starts, placeholder.start) - 1
        if before >= 0 and placeholder.start < page.markers[before].end:
            continue
        if placeholder.kind is PlaceholderKind.KEY and number in page.rendered.places:
            return True
        if placeholder.kind in _HIDING and not _MARKUP.isdisjoint(page.source(placeholder)):
            return True
    labels = (page.text[each.start + 1 : each.stop] for each in scanner.brackets if each.has_key)
    return bool(definitions) and any(normalise_label(label) in definitions for label in labels)
