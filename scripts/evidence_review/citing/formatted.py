"""Every citation of a site and every entry of its bibliography, in one style."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from html import escape
from pathlib import Path

from evidence_review.citing import cache, pandoc
from evidence_review.citing.markup import as_html, as_plain, inlines_in, note_inlines
from evidence_review.citing.pandoc import Node
from evidence_review.citing.styles import asks_for_position, is_note_style, sorted_delimiter
from evidence_review.content.citation import CitationGroup, CitationMode
from evidence_review.model.formatted import FormattedReference, FormattedSite, Piece
from evidence_review.model.reference import Reference

_OPENING, _CLOSING = {"t": "Str", "c": "("}, {"t": "Str", "c": ")"}

Pages = Sequence[Sequence[CitationGroup]]
"""The citations of each page, pages in the order of their paths."""


def format_site(
    groups: Pages,
    references: Sequence[Reference],
    style: Path,
    locale: str,
    cache_folder: Path | None = None,
) -> FormattedSite:
    """Format every citation and every entry. Year suffixes and numbers run over the whole site.

    Args:
        groups: The citations of each page.
        references: Every work, cited or not.
        style: The CSL file.
        locale: The language of the site, such as `en-GB`.
        cache_folder: Where the result is kept between builds; nowhere if not given.

    Raises:
        ReviewError: pandoc cannot be run or does not take the style.
    """
    key = ""
    if cache_folder is not None:
        key = _hash(groups, references, style, locale)
        kept = cache.load(cache_folder, key)
        if kept is not None:
            return kept
    formatted = _format(groups, references, style, locale)
    if cache_folder is not None:
        cache.store(cache_folder, key, formatted)
    return formatted


def _hash(groups: Pages, references: Sequence[Reference], style: Path, locale: str) -> str:
    return cache.hash_of(
        {
            "format": 1,
            "pandoc": pandoc.version(),
            "style": style.read_text("utf-8", errors="replace"),
            "locale": locale,
            "groups": [[asdict(group) for group in page] for page in groups],
            "items": [reference.csl() for reference in references],
        }
    )


def _format(groups: Pages, references: Sequence[Reference], style: Path, locale: str) -> FormattedSite:
    # pandoc puts ids into link targets, and a key may hold anything: it is given names of ours.
    ids = {reference.key: f"r{number}" for number, reference in enumerate(references)}
    items = [{**reference.csl(), "id": ids[reference.key]} for reference in references]
    delimiter = sorted_delimiter(style)
    known = [[_known(group, ids, sorts=delimiter is not None) for group in page] for page in groups]
    call = partial(pandoc.cite, ids=ids, items=items, style=style, locale=locale)
    paragraphs, rest = _answers(known, call, style) if references else ([], [])
    keys = {f"#ref-{id_}": key for key, id_ in ids.items()}
    made = iter(paragraphs)
    citations = tuple(
        tuple(
            _pieces(group, _joined([next(made)["c"] for _ in parts], delimiter or ""), keys)
            for group, parts in zip(page, sounds, strict=True)
        )
        for page, sounds in zip(groups, known, strict=True)
    )
    return FormattedSite(citations=citations, bibliography=_bibliography(rest, references, keys))


def _answers(
    known: Sequence[Sequence[Sequence[CitationGroup]]],
    call: Callable[[list[CitationGroup]], list[Node]],
    style: Path,
) -> tuple[list[Node], list[Node]]:
    """Return a paragraph for every group of every page, and what holds the bibliography."""
    pages = [[part for parts in page for part in parts] for page in known]
    if is_note_style(style):
        # "Ibid." must not point into another page.
        paragraphs = [block for page in pages if page for block in call(page)[: len(page)]]
        return paragraphs, call([])
    flat = [part for page in pages for part in page]
    # Equal citations look alike wherever they stand, unless the style asks what stands before them.
    asked = flat if asks_for_position(style) else list(dict.fromkeys(flat))
    blocks = call(asked)
    answers = dict(zip(asked, blocks, strict=False))
    paragraphs = blocks[: len(asked)] if asked is flat else [answers[part] for part in flat]
    return paragraphs, blocks[len(asked) :]


def _known(group: CitationGroup, ids: Mapping[str, str], *, sorts: bool) -> tuple[CitationGroup, ...]:
    """Return what pandoc is asked to format for a group.

    Keys that name no work are left out: pandoc would set them in bold. Where the style puts works in an
    order of its own, a narrative citation stands alone, or pandoc would part its author from its year.
    """
    sound = tuple(citation for citation in group.citations if citation.key in ids)
    if sorts and len(sound) > 1 and sound[0].mode is CitationMode.NARRATIVE:
        return CitationGroup(citations=sound[:1]), CitationGroup(citations=sound[1:])
    return (CitationGroup(citations=sound),) if sound else ()


def _joined(answers: Sequence[Sequence[Node]], delimiter: str) -> list[Node]:
    """Return the inlines of a group, the second pair of brackets opened into the first."""
    first, *rest = [list(_flattened(answer)) for answer in answers] or [[]]
    for more in rest:
        if first[-1:] == [_CLOSING] and more[:1] == [_OPENING]:
            first[-1:] = [{"t": "Str", "c": delimiter}, *more[1:]]
        else:
            first += [{"t": "Space"}, *more]
    return first


def _pieces(group: CitationGroup, nodes: Sequence[Node], keys: Mapping[str, str]) -> tuple[Piece, ...]:
    known = frozenset(keys.values())
    unknown = [citation.key for citation in group.citations if citation.key not in known]
    words = escape("; ".join(unknown))
    if not nodes:
        narrative = group.citations[0].mode is CitationMode.NARRATIVE
        return (Piece(html=words if narrative else f"({words})"),)
    cited = {citation.key for citation in group.citations} & known
    if len(cited) == 1:
        pieces = [Piece(html=as_html(nodes, links=False).strip(), key=cited.pop())]
    else:
        pieces = _split(nodes, keys)
    return (*pieces, Piece(html=f" ({words})")) if unknown else tuple(pieces)


def _split(nodes: Sequence[Node], keys: Mapping[str, str]) -> list[Piece]:
    """Return what stands between the works as pieces without a key."""
    pieces: list[Piece] = []
    for node in nodes:
        key = keys.get(node["c"][2][0]) if node["t"] == "Link" else None
        html = as_html([node], links=False)
        if key is None and pieces and pieces[-1].key is None:
            pieces[-1] = Piece(html=pieces[-1].html + html)
        else:
            pieces.append(Piece(html=html, key=key))
    return pieces


def _flattened(nodes: Iterable[Node]) -> Iterable[Node]:
    """Yield the nodes inside citations, and of notes, which hold the links to the works."""
    for node in nodes:
        if node["t"] == "Cite":
            yield from _flattened(node["c"][1])
        elif node["t"] == "Note":
            yield from _flattened(note_inlines(node))
        else:
            yield node


def _bibliography(
    blocks: Sequence[Node], references: Sequence[Reference], keys: Mapping[str, str]
) -> dict[str, FormattedReference]:
    """Return the entries in the order of the style; a work that the style leaves out stands by its title."""
    found: dict[str, FormattedReference] = {}
    for block in blocks:
        for entry in block["c"][1] if block["t"] == "Div" else ():
            key = keys.get(f"#{entry['c'][0][0]}") if entry["t"] == "Div" else None
            if key is not None:
                inner = list(inlines_in([entry]))
                text = as_plain(inner).strip()
                if text:
                    found[key] = FormattedReference(html=as_html(inner).strip(), text=text)
    for reference in references:
        title = reference.title or reference.key
        found.setdefault(reference.key, FormattedReference(html=escape(title), text=title))
    return found
