"""Formatting every citation of a site and every entry of its bibliography in one style."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape, unescape
from itertools import zip_longest
from pathlib import Path

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.citeproc.call.cache import ResultCache
from evidence_review.citeproc.call.cached_results import caching_batch_processor, caching_processor
from evidence_review.citeproc.call.request import (
    BatchProcessor,
    CiteprocRequest,
    CiteprocResult,
    Processor,
    StyleContext,
    read_style_context,
    run_citeproc,
    whole_citation,
)
from evidence_review.citeproc.call.result import FormattedReference, FormattedSite, Fragment
from evidence_review.citeproc.incremental import author_date
from evidence_review.citeproc.style_features import StyleFeatures
from evidence_review.citeproc.style_files import DEFAULT_STYLE, find_style
from evidence_review.citeproc.style_variants import standalone_style, without_entries
from evidence_review.diagnostics import Diagnostic
from evidence_review.errors import ReviewError
from evidence_review.prose.citation import CitationGroup, CitationMode
from evidence_review.prose.passage import TextNote

_TAG = re.compile(r"<[^>]+>")

Pages = Sequence[Sequence[CitationGroup]]
"""The citations of each page, pages in the order of their paths."""


def format_site(  # noqa: PLR0913 - all that the citations of a site depend on
    pages: Pages,
    references: Sequence[Reference],
    style: Path,
    locale: str,
    cache_folder: Path | None = None,
    *,
    by_page: bool = False,
    notes: Sequence[Sequence[TextNote]] = (),
) -> FormattedSite:
    """Format every citation and every entry. Year suffixes apply to the whole site.

    The numbers of notes start again on each page, and so do those of references if `by_page` is set.

    Args:
        pages: The citations of each page.
        references: Every reference, cited or not.
        style: The CSL file.
        locale: The language of the site, such as `en-GB`.
        cache_folder: Where results are cached between builds; nowhere if not given.
        by_page: Whether numbers start again on each page.
        notes: The notes of each page, which contain its citations; without them each citation is a note.

    Raises:
        ReviewError: pandoc cannot be run or does not accept the style.
    """
    style_context = read_style_context(style, locale)
    return format_in_style(pages, references, style_context, cache_folder, by_page=by_page, notes=notes)


def format_in_style(  # noqa: PLR0913 - the same
    pages: Pages,
    references: Sequence[Reference],
    style_context: StyleContext,
    cache_folder: Path | None = None,
    *,
    by_page: bool = False,
    notes: Sequence[Sequence[TextNote]] = (),
) -> FormattedSite:
    """Format every citation and every entry, as `format_site` does."""
    cache = ResultCache(cache_folder)
    references = tuple(references)
    features = style_context.features
    processor = _processor_for(cache, features)
    if features.has_notes or (by_page and features.has_numbers):
        formatted = _format_page_by_page(
            pages, references, style_context, caching_batch_processor(cache), processor, notes
        )
    else:
        formatted = _format_together(pages, references, style_context, processor)
    if features.has_notes or features.has_numbers:
        short_forms = _author_date_short_forms(references, style_context, cache)
        formatted = replace(formatted, short_forms=short_forms)
    cache.save()
    return formatted


def _processor_for(cache: ResultCache, features: StyleFeatures) -> Processor:
    """Return a processor that formats only changed citations and entries, if the style allows this."""
    if author_date.is_possible(features):
        return author_date.processor(cache, run_citeproc)
    return caching_processor(cache)


def _format_together(
    pages: Pages, references: tuple[Reference, ...], style_context: StyleContext, processor: Processor
) -> FormattedSite:
    flat = [group for page in pages for group in page]
    # A number has no meaning outside the text, so a style with numbers has no short forms.
    short_forms = (
        []
        if style_context.features.numbers_citations
        else [whole_citation(reference.key, CitationMode.NARRATIVE) for reference in references]
    )
    everything = (*flat, *short_forms)
    # Equal citations look the same everywhere, unless the style depends on what precedes them.
    asked = everything if style_context.features.positions else tuple(dict.fromkeys(everything))
    result = processor(CiteprocRequest(style_context=style_context, groups=asked, references=references))
    if asked is everything:
        formatted = iter(result.citations)
    else:
        found = dict(zip(asked, result.citations, strict=True))
        formatted = iter([found[group] for group in everything])
    citations = tuple(tuple(next(formatted) for _ in page) for page in pages)
    return FormattedSite(
        citations=citations,
        bibliography=_bibliography(result.entries, references),
        short_forms={
            reference.key: next(formatted) for reference, _ in zip(references, short_forms, strict=False)
        },
    )


def _format_page_by_page(  # noqa: PLR0913, PLR0917 - the same
    pages: Pages,
    references: tuple[Reference, ...],
    style_context: StyleContext,
    process_pages: BatchProcessor,
    processor: Processor,
    notes: Sequence[Sequence[TextNote]] = (),
) -> FormattedSite:
    """Format each page as a separate document: "ibid." must not refer to another page."""
    has_notes = style_context.features.has_notes
    each_notes = [
        page_notes for _, page_notes in zip_longest(pages, notes if has_notes else (), fillvalue=())
    ]
    requests = [
        _in_order_of_notes(
            CiteprocRequest(
                style_context=style_context, groups=tuple(page), references=_cited_on(page, references)
            ),
            page_notes,
        )
        for page, page_notes in zip(pages, each_notes, strict=True)
    ]
    results = [
        _in_order_of_page(result, page_notes)
        for result, page_notes in zip(process_pages(requests), each_notes, strict=True)
    ]
    entries = processor(
        CiteprocRequest(style_context=style_context, groups=(), references=references)
    ).entries
    if style_context.features.has_notes and not entries:
        entries = _first_notes(references, style_context, processor)
    return FormattedSite(
        citations=tuple(result.citations for result in results),
        # A number from the whole bibliography has no meaning if each page has its own numbers.
        bibliography=_bibliography(
            {key: replace(each, label="") for key, each in entries.items()}, references
        ),
        short_forms={},
        labels=tuple({key: entry.label for key, entry in result.entries.items()} for result in results),
    )


def _in_order_of_notes(request: CiteprocRequest, notes: Sequence[TextNote]) -> CiteprocRequest:
    """Return the request of a page with its citations in the order of its notes, if these are known."""
    if not notes:
        return request
    order = [(place, note) for note in notes for place in note.citations]
    return replace(
        request,
        groups=tuple(request.groups[place] for place, _ in order),
        notes=tuple(note.number for _, note in order),
        in_footnotes=frozenset(number for number, (_, note) in enumerate(order) if note.anchor),
    )


def _in_order_of_page(result: CiteprocResult, notes: Sequence[TextNote]) -> CiteprocResult:
    """Return the result of a page with its citations in the order of the page."""
    if not notes:
        return result
    order = [place for note in notes for place in note.citations]
    by_place = dict(zip(order, result.citations, strict=True))
    return replace(result, citations=tuple(by_place[place] for place in range(len(order))))


def _author_date_short_forms(
    references: tuple[Reference, ...], style_context: StyleContext, cache: ResultCache
) -> Mapping[str, tuple[Fragment, ...]]:
    """Return short forms with author and year, since a note or a number has no meaning outside the text."""
    style = find_style(DEFAULT_STYLE, Path())
    if isinstance(style, Diagnostic):
        raise ReviewError(style.message)
    plain = read_style_context(style, style_context.locale)
    without_bibliography = replace(plain, csl=without_entries(plain.csl))
    return _format_together((), references, without_bibliography, caching_processor(cache)).short_forms


def _first_notes(
    references: tuple[Reference, ...], style_context: StyleContext, processor: Processor
) -> Mapping[str, FormattedReference]:
    """Return each reference as in its first note, for a style without a bibliography."""
    groups = tuple(whole_citation(reference.key) for reference in references)
    citations = processor(
        CiteprocRequest(style_context=style_context, groups=groups, references=references)
    ).citations
    notes = [
        "".join(part.html for fragment in fragments for part in fragment.note) for fragments in citations
    ]
    return {
        reference.key: FormattedReference(html=html, text=unescape(_TAG.sub("", html)))
        for reference, html in zip(references, notes, strict=True)
        if html
    }


def _cited_on(page: Sequence[CitationGroup], references: Sequence[Reference]) -> tuple[Reference, ...]:
    cited = frozenset(citation.key for group in page for citation in group.citations)
    return tuple(reference for reference in references if reference.key in cited)


def _bibliography(
    entries: Mapping[str, FormattedReference], references: Sequence[Reference]
) -> dict[str, FormattedReference]:
    """Return the entries in the order of the style, with titles for references that it leaves out."""
    found = dict(entries)
    for reference in references:
        title = reference.title or reference.key
        found.setdefault(reference.key, FormattedReference(html=escape(title), text=title))
    return found


def format_standalone(
    references: Sequence[Reference], style: Path, locale: str, cache_folder: Path | None = None
) -> Mapping[str, FormattedReference]:
    """Format each reference as if it were the only one, all in one call.

    Args:
        references: The references.
        style: The CSL file.
        locale: The language of the site.
        cache_folder: Where the result is cached between builds; nowhere if not given.

    Returns:
        The entries by key.

    Raises:
        ReviewError: pandoc cannot be run or does not accept the style.
    """
    style_context = read_style_context(style, locale)
    standalone = replace(style_context, csl=standalone_style(style_context.csl))
    return format_in_style([], references, standalone, cache_folder).bibliography
