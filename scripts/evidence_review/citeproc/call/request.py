"""One question to pandoc: these citations of these works, in this style; and its answer, read."""

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, takewhile
from pathlib import Path
from typing import Any

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.citeproc.call import pandoc
from evidence_review.citeproc.call.cache import hash_of
from evidence_review.citeproc.call.fragments import (
    joined,
    number_of_first_note,
    pieces_of,
    ranges_opened,
    with_unshown,
)
from evidence_review.citeproc.call.pandoc import Node
from evidence_review.citeproc.call.result import FormattedReference, Piece
from evidence_review.citeproc.call.to_html import as_html, as_plain, inlines_in
from evidence_review.citeproc.style_features import Traits, traits_of
from evidence_review.citeproc.style_variants import OPEN_NUMBER, OPEN_VARIABLE
from evidence_review.prose.page.citation import Citation, CitationGroup, CitationMode

FORMAT = 8
"""The form in which answers are kept; a new one makes all that is kept void."""
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Manner:
    """In what style and language an answer is given."""

    csl: str
    """The text of the style."""
    locale: str
    """The language of the site, such as `en-GB`."""

    @cached_property
    def traits(self) -> Traits:
        """What the style does that others do not."""
        return traits_of(self.csl)

    @cached_property
    def digest(self) -> str:
        """A hash of all that an answer depends on besides what is asked."""
        return hash_of((FORMAT, pandoc.version(), self.csl, self.locale))


def manner_of(style: Path, locale: str) -> Manner:
    """Return the manner that the file of a style sets."""
    return Manner(style.read_text("utf-8", errors="replace"), locale)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Citations of some works."""

    manner: Manner
    """In what style."""
    groups: tuple[CitationGroup, ...]
    """What is to be formatted, in the order of the site."""
    works: tuple[Reference, ...]
    """Every work that counts: they are told apart from one another and make up the bibliography."""
    apart: frozenset[int] = frozenset()
    """The places in `groups` of those that do not follow right on the one before, so that no "ibid." may
    point from them to it."""
    notes: tuple[int, ...] = ()
    """The number of the note of each, in rising order; where none are given, each is the next note."""
    in_footnotes: frozenset[int] = frozenset()
    """The places in `groups` of those that stand in a footnote already, which needs no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What pandoc made of a question."""

    citations: tuple[tuple[Piece, ...], ...]
    """The parts of each citation."""
    entries: Mapping[str, FormattedReference]
    """The entry of each work that the style prints, by key, in the order of the style."""


def ask(question: Question) -> Answer:
    """Put a question to pandoc.

    Raises:
        ReviewError: pandoc cannot be run or does not take the style.
    """
    if not question.works:
        return Answer(citations=tuple(pieces_of(group, [], {}) for group in question.groups), entries={})
    # pandoc puts ids into link targets, and a key may hold anything: it is given names of ours.
    ids = {work.key: f"r{number}" for number, work in enumerate(question.works)}
    items = [{**work.csl(), "id": ids[work.key], OPEN_VARIABLE: OPEN_NUMBER} for work in question.works]
    titles = {work.key: work.title or work.key for work in question.works}
    manner = question.manner
    delimiter = manner.traits.sorted_delimiter
    parts = [parts_of(group, ids, sorts=delimiter is not None) for group in question.groups]
    said = repr((question.groups, items)) if manner.traits.has_notes else ""
    first_note = number_of_first_note(said) if said else 0
    answered, last = _put(question, parts, ids, items, first_note)
    keys = {f"#ref-{id_}": key for key, id_ in ids.items()}
    entries = dict(_entries(last, keys))
    numbers = _numbers(entries, question.works)
    citations = []
    for place, group in enumerate(question.groups):
        nodes = joined(answered[place], delimiter or "")
        cited = [citation.key for citation in group.citations if citation.key in ids]
        in_footnote = place in question.in_footnotes
        pieces = pieces_of(group, nodes, keys, ids, in_footnote=in_footnote, first_note=first_note)
        pieces = ranges_opened(pieces, cited, numbers)
        # A number that stands for several works may hide some; nothing else should.
        is_whole = manner.traits.numbers_citations and bool(pieces)
        citations.append(
            pieces if is_whole else with_unshown(pieces, group, titles, in_note=manner.traits.has_notes)
        )
    return Answer(citations=tuple(citations), entries=entries)


def alone(key: str, mode: CitationMode = CitationMode.PAREN) -> CitationGroup:
    """Return a citation of a whole work and nothing else."""
    return CitationGroup(citations=(Citation(key=key, mode=mode),))


Asking = Callable[[Question], Answer]
"""`ask`, or what keeps its answers."""


def parts_of(group: CitationGroup, known: Container[str], *, sorts: bool) -> tuple[tuple[Citation, ...], ...]:
    """Return what pandoc is asked to format for a group.

    Keys that name no work are left out: pandoc would set them in bold. Where the style puts works in an
    order of its own, a narrative citation stands alone, or pandoc would part its author from its year; and
    so do those without an author that follow, or they would be taken for others' works.

    Args:
        group: The group.
        known: The keys that name a work.
        sorts: Whether the style puts works in an order of its own.
    """
    sound = tuple(citation for citation in group.citations if citation.key in known)
    if sorts and len(sound) > 1 and sound[0].mode is CitationMode.NARRATIVE:
        without = tuple(takewhile(lambda each: each.mode is CitationMode.SUPPRESS, sound[1:]))
        return tuple(part for part in (sound[:1], without, sound[1 + len(without) :]) if part)
    return (sound,) if sound else ()


def _put(
    question: Question,
    parts: Sequence[Sequence[tuple[Citation, ...]]],
    ids: Mapping[str, str],
    items: Sequence[Mapping[str, Any]],
    first_note: int,
) -> tuple[list[list[Sequence[Node]]], list[Node]]:
    """Return what pandoc makes of each part of each group, and the blocks that hold the entries.

    A group in parts is asked whole as well, which is better where pandoc leaves the author by its year.
    """
    manner = question.manner
    divided = [place for place, each in enumerate(parts) if len(each) > 1 and not manner.traits.positions]
    wholes = [pandoc.Cited(tuple(chain.from_iterable(parts[place])), first_note) for place in divided]
    asked = [*_with_notes(parts, question, first_note), *wholes]
    made = iter(pandoc.cite(asked, ids, items, manner.csl, manner.locale))
    answered: list[list[Sequence[Node]]] = [[next(made)["c"] for _ in each] for each in parts]
    for place in divided:
        whole = next(made)["c"]
        if _begins_with(whole, answered[place][0]):
            answered[place] = [whole]
    return answered, list(made)


def _begins_with(whole: Sequence[Node], first: Sequence[Node]) -> bool:
    """Say whether the first part of a group begins all of it, so that its author stands by its year."""
    words = as_plain(first).removesuffix(")")
    return bool(words) and as_plain(whole).startswith(words)


def _with_notes(
    parts: Sequence[Sequence[tuple[Citation, ...]]], question: Question, first_note: int
) -> Iterator[pandoc.Cited]:
    """Give each part the number of its note; one is left out where a group does not follow on another."""
    number = 0
    for place, each in enumerate(parts):
        number += place in question.apart
        for part in each:
            number = question.notes[place] if question.notes else number + 1
            yield pandoc.Cited(part, first_note + number, in_footnote=place in question.in_footnotes)


def _numbers(entries: Mapping[str, FormattedReference], works: Sequence[Reference]) -> Mapping[str, int]:
    """Return the number of each work, by key: what its label says, or its place where labels say nothing."""
    if not entries:
        return {work.key: number for number, work in enumerate(works, start=1)}
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
    """Say whether the style sets a label, such as a number, apart from the entry."""
    return len(inlines) > 1 and inlines[0]["t"] == "Span" and "csl-left-margin" in inlines[0]["c"][0][1]
