"""Every citation of a site and every entry of its bibliography, in one style."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape, unescape
from itertools import zip_longest
from pathlib import Path

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.citeproc.call.cache import Kept
from evidence_review.citeproc.call.request import Answer, Asking, Manner, Question, alone, manner_of
from evidence_review.citeproc.call.result import FormattedReference, FormattedSite, Piece
from evidence_review.citeproc.call.stored import keeping
from evidence_review.citeproc.incremental import numbered
from evidence_review.citeproc.incremental import partitioned as sharded
from evidence_review.citeproc.locate import find_style
from evidence_review.citeproc.style_features import Traits
from evidence_review.citeproc.style_variants import set_apart
from evidence_review.config.settings import DEFAULT_STYLE
from evidence_review.diagnostics import Diagnostic
from evidence_review.errors import ReviewError
from evidence_review.prose.page.citation import CitationGroup, CitationMode
from evidence_review.prose.structure.notes import TextNote

_TAG = re.compile(r"<[^>]+>")

Pages = Sequence[Sequence[CitationGroup]]
"""The citations of each page, pages in the order of their paths."""


def format_site(  # noqa: PLR0913 - what there is to know of a site's citations
    pages: Pages,
    references: Sequence[Reference],
    style: Path,
    locale: str,
    cache_folder: Path | None = None,
    *,
    by_page: bool = False,
    notes: Sequence[Sequence[TextNote]] = (),
) -> FormattedSite:
    """Format every citation and every entry. Year suffixes run over the whole site.

    Notes begin anew on each page, and so do numbers where that is asked for.

    Args:
        pages: The citations of each page.
        references: Every work, cited or not.
        style: The CSL file.
        locale: The language of the site, such as `en-GB`.
        cache_folder: Where answers are kept between builds; nowhere if not given.
        by_page: Whether numbers begin anew on each page.
        notes: The notes of each page, which hold its citations; each is one by itself if not given.

    Raises:
        ReviewError: pandoc cannot be run or does not take the style.
    """
    manner = manner_of(style, locale)
    return format_in_manner(pages, references, manner, cache_folder, by_page=by_page, notes=notes)


def format_in_manner(  # noqa: PLR0913 - the same
    pages: Pages,
    references: Sequence[Reference],
    manner: Manner,
    cache_folder: Path | None = None,
    *,
    by_page: bool = False,
    notes: Sequence[Sequence[TextNote]] = (),
) -> FormattedSite:
    """Format every citation and every entry, as `format_site` does."""
    kept = Kept(cache_folder)
    works = tuple(references)
    traits = manner.traits
    asking = _asking(kept, traits)
    if traits.has_notes or (by_page and traits.has_numbers):
        made = _page_by_page(pages, works, manner, keeping(kept), asking, notes)
    else:
        made = _all_together(pages, works, manner, asking)
    if traits.has_notes or traits.has_numbers:
        made = replace(made, shorts=_plain_shorts(works, manner, kept))
    kept.save()
    return made


def _asking(kept: Kept, traits: Traits) -> Asking:
    """Return what puts a question in parts where the style lets it."""
    if numbered.is_possible(traits):
        return numbered.asking(kept)
    if sharded.is_possible(traits):
        return sharded.asking(kept)
    return keeping(kept)


def _all_together(
    pages: Pages, works: tuple[Reference, ...], manner: Manner, asking: Asking
) -> FormattedSite:
    flat = [group for page in pages for group in page]
    # Outside the text a number says nothing, so that such a style has no short forms.
    shorts = [] if manner.traits.has_numbers else [alone(work.key, CitationMode.NARRATIVE) for work in works]
    everything = (*flat, *shorts)
    # Equal citations look alike wherever they stand, unless the style asks what stands before them.
    asked = everything if manner.traits.positions else tuple(dict.fromkeys(everything))
    answer = asking(Question(manner=manner, groups=asked, works=works))
    if asked is everything:
        given = iter(answer.citations)
    else:
        found = dict(zip(asked, answer.citations, strict=True))
        given = iter([found[group] for group in everything])
    citations = tuple(tuple(next(given) for _ in page) for page in pages)
    return FormattedSite(
        citations=citations,
        bibliography=_bibliography(answer.entries, works),
        shorts={work.key: next(given) for work, _ in zip(works, shorts, strict=False)},
    )


def _page_by_page(  # noqa: PLR0913, PLR0917 - the same
    pages: Pages,
    works: tuple[Reference, ...],
    manner: Manner,
    asking_whole: Asking,
    asking: Asking,
    notes: Sequence[Sequence[TextNote]] = (),
) -> FormattedSite:
    """Format each page as a document of its own: "ibid." must not point into another page."""
    answers = []
    for page, noted in zip_longest(pages, notes if manner.traits.has_notes else (), fillvalue=()):
        question = Question(manner=manner, groups=tuple(page), works=_cited_on(page, works))
        answers.append(_by_note(question, noted, asking_whole) if noted else asking_whole(question))
    entries = asking(Question(manner=manner, groups=(), works=works)).entries
    if manner.traits.has_notes and not entries:
        entries = _first_notes(works, manner, asking)
    return FormattedSite(
        citations=tuple(answer.citations for answer in answers),
        # A number of the whole bibliography says nothing where each page counts for itself.
        bibliography=_bibliography({key: replace(each, label="") for key, each in entries.items()}, works),
        shorts={},
        labels=tuple({key: entry.label for key, entry in answer.entries.items()} for answer in answers),
    )


def _by_note(question: Question, notes: Sequence[TextNote], asking: Asking) -> Answer:
    """Put a question in the order of the notes of its page, and answer it in its own."""
    order = [(place, note) for note in notes for place in note.citations]
    answer = asking(
        replace(
            question,
            groups=tuple(question.groups[place] for place, _ in order),
            notes=tuple(note.number for _, note in order),
            in_footnotes=frozenset(number for number, (_, note) in enumerate(order) if note.anchor),
        )
    )
    made = {place: pieces for (place, _), pieces in zip(order, answer.citations, strict=True)}
    return replace(answer, citations=tuple(made[place] for place in range(len(order))))


def _plain_shorts(
    works: tuple[Reference, ...], manner: Manner, kept: Kept
) -> Mapping[str, tuple[Piece, ...]]:
    """Return the short forms by author and year: a note or a number says nothing outside the text."""
    style = find_style(DEFAULT_STYLE, Path())
    if isinstance(style, Diagnostic):
        raise ReviewError(style.message)
    plain = manner_of(style, manner.locale)
    return _all_together((), works, plain, sharded.asking_for_citations(kept)).shorts


def _first_notes(
    works: tuple[Reference, ...], manner: Manner, asking: Asking
) -> Mapping[str, FormattedReference]:
    """Return each work as its first note says it, for a style that has no list of works."""
    groups = tuple(alone(work.key) for work in works)
    citations = asking(Question(manner=manner, groups=groups, works=works)).citations
    notes = ["".join(part.html for piece in pieces for part in piece.note) for pieces in citations]
    return {
        work.key: FormattedReference(html=html, text=unescape(_TAG.sub("", html)))
        for work, html in zip(works, notes, strict=True)
        if html
    }


def _cited_on(page: Sequence[CitationGroup], works: Sequence[Reference]) -> tuple[Reference, ...]:
    cited = frozenset(citation.key for group in page for citation in group.citations)
    return tuple(work for work in works if work.key in cited)


def _bibliography(
    entries: Mapping[str, FormattedReference], works: Sequence[Reference]
) -> dict[str, FormattedReference]:
    """Return the entries in the order of the style; a work that the style leaves out stands by its title."""
    found = dict(entries)
    for work in works:
        title = work.title or work.key
        found.setdefault(work.key, FormattedReference(html=escape(title), text=title))
    return found


def format_alone(
    works: Sequence[Reference], style: Path, locale: str, cache_folder: Path | None = None
) -> Mapping[str, FormattedReference]:
    """Format each work as if it stood alone, all in one call.

    Args:
        works: The works.
        style: The CSL file.
        locale: The language of the site.
        cache_folder: Where the result is kept between builds; nowhere if not given.

    Returns:
        The entries by key.

    Raises:
        ReviewError: pandoc cannot be run or does not take the style.
    """
    manner = manner_of(style, locale)
    apart = replace(manner, csl=set_apart(manner.csl))
    return format_in_manner([], works, apart, cache_folder).bibliography
