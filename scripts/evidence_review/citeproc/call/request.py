"""A request to pandoc: some citations of some references in a style; and its result."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, takewhile
from pathlib import Path
from typing import Any

from lxml import etree

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.citeproc.call import pandoc
from evidence_review.citeproc.call.cache import hash_of
from evidence_review.citeproc.call.fragments import (
    add_missing_titles,
    choose_note_offset,
    expand_ranges,
    merge_parts,
    split_into_fragments,
)
from evidence_review.citeproc.call.pandoc import Node
from evidence_review.citeproc.call.pandoc_inlines import as_html, as_plain, inlines_in
from evidence_review.citeproc.call.result import FormattedReference, Fragment
from evidence_review.citeproc.style_features import StyleFeatures, read_style_features
from evidence_review.errors import ReviewError
from evidence_review.prose.citation import Citation, CitationGroup, CitationMode

CACHE_VERSION = 9
"""The version of the format of cached results; a new one invalidates the whole cache."""
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class StyleContext:
    """The style and the language of a result."""

    csl: str
    """The text of the style."""
    locale: str
    """The language of the site, such as `en-GB`."""

    @cached_property
    def features(self) -> StyleFeatures:
        """The features of the style."""
        return read_style_features(self.csl)

    @cached_property
    def digest(self) -> str:
        """A hash of everything that a result depends on besides the citations and references."""
        return hash_of((CACHE_VERSION, pandoc.version(), self.csl, self.locale))


def read_style_context(style: Path, locale: str) -> StyleContext:
    """Return the context for the style in a file, written out afresh: pandoc gets what was checked.

    Raises:
        ReviewError: The file is not valid XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(style.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        message = f"the citation style {style.name!r} is not valid XML: {error.msg}"
        raise ReviewError(message) from None
    return StyleContext(etree.tostring(root, encoding="unicode"), locale)


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteprocRequest:
    """Citations of some references."""

    style_context: StyleContext
    """The style and the language."""
    groups: tuple[CitationGroup, ...]
    """The citations to format, in the order of the site."""
    references: tuple[Reference, ...]
    """The references that are distinguished from one another and form the bibliography."""
    notes: tuple[int, ...] = ()
    """The number of the note of each group, in ascending order; if empty, each group is the next note."""
    in_footnotes: frozenset[int] = frozenset()
    """The indexes in `groups` of those that are already in a footnote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteprocResult:
    """The result of a request."""

    citations: tuple[tuple[Fragment, ...], ...]
    """The fragments of each citation."""
    entries: Mapping[str, FormattedReference]
    """The entry of each reference that the style lists, by key, in the order of the style."""


def run_citeproc(request: CiteprocRequest) -> CiteprocResult:
    """Let pandoc format the citations of one request.

    Raises:
        ReviewError: pandoc cannot be run or does not accept the style.
    """
    (result,) = run_citeproc_on_each([request])
    return result


def run_citeproc_on_each(requests: Sequence[CiteprocRequest]) -> Sequence[CiteprocResult]:
    """Let one call of pandoc format several requests in the same style, each as a separate document.

    Raises:
        ReviewError: pandoc cannot be run or does not accept the style.
    """
    documents = [_prepare(request) for request in requests]
    citing = [document for document in documents if document.items]
    if not citing:
        return [_without_references(request) for request in requests]
    context = requests[0].style_context
    blocks = iter(pandoc.cite([_cited_document(each) for each in citing], context.csl, context.locale))
    return [
        _read(document, next(blocks)) if document.items else _without_references(document.request)
        for document in documents
    ]


def _without_references(request: CiteprocRequest) -> CiteprocResult:
    return CiteprocResult(
        citations=tuple(split_into_fragments(group, [], {}) for group in request.groups), entries={}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _PreparedRequest:
    """A request in the form in which pandoc processes it."""

    request: CiteprocRequest
    """The request."""
    ids: Mapping[str, str]
    """The id that pandoc uses for each key: ids become link targets, but a key may contain anything."""
    items: Sequence[Mapping[str, Any]]
    """Every reference as CSL-JSON, with these ids."""
    parts: Sequence[Sequence[tuple[Citation, ...]]]
    """The parts in which each group is formatted."""
    note_offset: int
    """The offset of the number of each note; 0 in a style without notes."""

    @property
    def divided(self) -> Sequence[int]:
        """The indexes of the groups with several parts.

        They are also formatted as a whole, which is better if pandoc leaves the author next to the year.
        """
        if self.request.style_context.features.positions:
            return ()
        return tuple(place for place, each in enumerate(self.parts) if len(each) > 1)


def _prepare(request: CiteprocRequest) -> _PreparedRequest:
    features = request.style_context.features
    ids = {reference.key: f"r{number}" for number, reference in enumerate(request.references)}
    items = [{**reference.csl(), "id": ids[reference.key]} for reference in request.references]
    parts = [split_group(group, ids, sorts=features.sorted_delimiter is not None) for group in request.groups]
    offset = choose_note_offset(repr((request.groups, items))) if features.has_notes else 0
    return _PreparedRequest(request=request, ids=ids, items=items, parts=parts, note_offset=offset)


def _cited_document(prepared: _PreparedRequest) -> pandoc.CitedDocument:
    wholes = (
        pandoc.CitedGroup(tuple(chain.from_iterable(prepared.parts[place])), prepared.note_offset)
        for place in prepared.divided
    )
    groups = (*_with_note_numbers(prepared), *wholes)
    return pandoc.CitedDocument(groups=groups, ids=prepared.ids, items=prepared.items)


def _read(prepared: _PreparedRequest, blocks: Sequence[Node]) -> CiteprocResult:
    """Return the result of a request from the blocks that pandoc returned for it."""
    request, ids = prepared.request, prepared.ids
    features = request.style_context.features
    titles = {reference.key: reference.title or reference.key for reference in request.references}
    formatted_parts, last = _formatted_parts(prepared, blocks)
    keys = {f"#ref-{id_}": key for key, id_ in ids.items()}
    entries = dict(_entries(last, keys))
    numbers = _numbers(entries, request.references)
    citations = []
    for place, group in enumerate(request.groups):
        nodes = merge_parts(formatted_parts[place], features.sorted_delimiter or "")
        cited = [citation.key for citation in group.citations if citation.key in ids]
        in_footnote = place in request.in_footnotes
        fragments = split_into_fragments(
            group, nodes, keys, ids, in_footnote=in_footnote, note_offset=prepared.note_offset
        )
        fragments = expand_ranges(fragments, cited, numbers)
        # A number that represents several references may hide some; nothing else should.
        is_whole = features.numbers_citations and bool(fragments)
        citations.append(
            fragments
            if is_whole
            else add_missing_titles(fragments, group, titles, in_note=features.has_notes)
        )
    return CiteprocResult(citations=tuple(citations), entries=entries)


def whole_citation(key: str, mode: CitationMode = CitationMode.PAREN) -> CitationGroup:
    """Return a citation of one reference without a prefix or a locator."""
    return CitationGroup(citations=(Citation(key=key, mode=mode),))


Processor = Callable[[CiteprocRequest], CiteprocResult]
"""`run_citeproc`, or a function that caches its results."""
BatchProcessor = Callable[[Sequence[CiteprocRequest]], Sequence[CiteprocResult]]
"""`run_citeproc_on_each`, or a function that caches its results."""


def split_group(
    group: CitationGroup, known: Container[str], *, sorts: bool
) -> tuple[tuple[Citation, ...], ...]:
    """Return the parts in which pandoc formats a group.

    Unknown keys are left out, because pandoc would print them in bold. If the style sorts the citations of a
    group, a narrative citation is a separate part, because pandoc would separate its author from its year.
    So are those without an author that follow it, because they would seem to be by someone else.

    Args:
        group: The group.
        known: The keys that name a reference.
        sorts: Whether the style sorts the citations of a group.
    """
    valid = tuple(citation for citation in group.citations if citation.key in known)
    if sorts and len(valid) > 1 and valid[0].mode is CitationMode.NARRATIVE:
        without = tuple(takewhile(lambda each: each.mode is CitationMode.SUPPRESS, valid[1:]))
        return tuple(part for part in (valid[:1], without, valid[1 + len(without) :]) if part)
    return (valid,) if valid else ()


def _formatted_parts(
    prepared: _PreparedRequest, blocks: Iterable[Node]
) -> tuple[list[list[Sequence[Node]]], list[Node]]:
    """Return the inlines of each part of each group, and the blocks with the entries."""
    rest = iter(blocks)
    formatted: list[list[Sequence[Node]]] = [[next(rest)["c"] for _ in each] for each in prepared.parts]
    for place in prepared.divided:
        whole = next(rest)["c"]
        if _begins_with(whole, formatted[place][0]):
            formatted[place] = [whole]
    return formatted, list(rest)


def _begins_with(whole: Sequence[Node], first: Sequence[Node]) -> bool:
    """Tell whether a group begins with its first part, so that its author is next to its year."""
    words = as_plain(first).removesuffix(")")
    return bool(words) and as_plain(whole).startswith(words)


def _with_note_numbers(prepared: _PreparedRequest) -> Iterator[pandoc.CitedGroup]:
    """Yield each part with the number of its note."""
    request, number = prepared.request, 0
    for place, each in enumerate(prepared.parts):
        for part in each:
            number = request.notes[place] if request.notes else number + 1
            note = prepared.note_offset + number
            yield pandoc.CitedGroup(part, note, in_footnote=place in request.in_footnotes)


def _numbers(entries: Mapping[str, FormattedReference], references: Sequence[Reference]) -> Mapping[str, int]:
    """Return the number of each reference by key, from its label or else from its position in the list."""
    if not entries:
        return {reference.key: number for number, reference in enumerate(references, start=1)}
    labelled = {key: _DIGITS.search(entry.label) for key, entry in entries.items()}
    return {
        key: int(found[0]) if found else number
        for number, (key, found) in enumerate(labelled.items(), start=1)
    }


def _entries(blocks: Sequence[Node], keys: Mapping[str, str]) -> Iterator[tuple[str, FormattedReference]]:
    for block in blocks:
        for entry in block["c"][1] if block["t"] == "Div" else ():
            key = keys.get(f"#{entry['c'][0][0]}") if entry["t"] == "Div" else None
            if key is None:
                continue
            inner = list(inlines_in([entry]))
            label = inner.pop(0)["c"][1] if _is_label(inner) else []
            text = as_plain(inner).strip()
            if text:
                html = as_html(inner).strip()
                yield key, FormattedReference(html=html, text=text, label=as_plain(label).strip())


def _is_label(inlines: Sequence[Node]) -> bool:
    """Tell whether the style prints a label, such as a number, before the entry."""
    return len(inlines) > 1 and inlines[0]["t"] == "Span" and "csl-left-margin" in inlines[0]["c"][0][1]
