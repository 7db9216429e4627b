"""One question put to pandoc in parts, with the very answer that the whole would get.

A work can change how another looks in three ways, and whatever can be changed is asked together:

- The style tells apart what would look the same. Works that share no name (`shards.families`) cannot come
  to look the same, unless the style cites them by something else; then the answers show it, the works are
  put together, and all is asked again.
- Citations stand before others ("ibid."). A citation is asked in a document in which the same stands before
  it (`occurrences`).
- Entries stand before others (a dash for the same authors), or are counted. Their order is asked by itself
  (`ordering`), and a part in which works stand next to one another that should not is asked again.

A citation of works from several parts is asked with all of them.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.citeproc.call import stored as packing
from evidence_review.citeproc.call.cache import Kept, hash_of
from evidence_review.citeproc.call.request import Answer, Asking, Manner, Question, alone, ask
from evidence_review.citeproc.call.result import FormattedReference, Piece
from evidence_review.citeproc.call.stored import keeping
from evidence_review.citeproc.incremental.numbered import with_numbers
from evidence_review.citeproc.incremental.ordering import numbers_of
from evidence_review.citeproc.incremental.partition import (
    BUCKET,
    Family,
    buckets,
    families,
    names_of,
    wrongly_next,
)
from evidence_review.citeproc.incremental.positions import Document, Occurrence, document, occurrences
from evidence_review.citeproc.style_features import Traits
from evidence_review.citeproc.style_variants import with_open_numbers, without_entries
from evidence_review.prose.page.citation import CitationMode

ACROSS = 24
"""How many citations of works from several families are asked about at once, at most."""
TOGETHER = 256
"""How many works such a question may have before it takes no more citations: what works cost grows with the
square of their number, since the style tells each from every other."""
_TAG = re.compile(r"<[^>]+>")

Shown = dict[Occurrence, tuple[Piece, ...]]


def is_possible(traits: Traits) -> bool:
    """Say whether a style's citations may be formatted in parts."""
    return not traits.numbers_citations and traits.has_plain_numbers


def asking(kept: Kept, ask: Asking = ask) -> Asking:
    """Return what puts a question in parts, of which the answers are kept.

    Args:
        kept: Where answers are kept.
        ask: What answers a part.
    """

    def answer(question: Question) -> Answer:
        numbers = numbers_of(kept, ask, question)
        made = _Parts(kept, ask, question, tuple(numbers))
        shown, entries = made.answered()
        return Answer(
            citations=tuple(shown[each] for each in made.asked), entries=with_numbers(entries, numbers)
        )

    return answer


def asking_for_citations(kept: Kept, ask: Asking = ask) -> Asking:
    """Return what puts a question in parts whose entries nobody wants.

    Args:
        kept: Where answers are kept.
        ask: What answers a part.
    """

    def answer(question: Question) -> Answer:
        manner = replace(question.manner, csl=without_entries(question.manner.csl))
        made = _Parts(kept, ask, replace(question, manner=manner), ())
        shown, _ = made.answered()
        return Answer(citations=tuple(shown[each] for each in made.asked), entries={})

    return answer


class _Parts:
    """A question on its way through its parts."""

    def __init__(self, kept: Kept, ask: Asking, question: Question, order: Sequence[str]) -> None:
        traits = question.manner.traits
        works = question.works
        self._kept = kept
        self._works = works
        self._order = order
        self._traits = traits
        self._manner = Manner(with_open_numbers(question.manner.csl), question.manner.locale)
        # The short form of every work is asked as well: by it works are held against one another.
        shorts = [alone(work.key, CitationMode.NARRATIVE) for work in works] if traits.disambiguates else []
        known = frozenset(work.key for work in works)
        self._every = occurrences((*question.groups, *shorts), known, traits)
        self.asked = self._every[: len(question.groups)]
        """What was asked, as it occurs."""
        self._shorts = dict(
            zip((work.key for work in works), self._every[len(question.groups) :], strict=False)
        )
        self._ask = self._asking_first(ask)

    def answered(self) -> tuple[Shown, Mapping[str, FormattedReference]]:
        """Return what each citation and each entry looks like."""
        untitled: frozenset[str] = frozenset()
        alike: frozenset[tuple[str, str]] = frozenset()
        while True:
            parted = self._parted(untitled, alike)
            held = buckets(parted, self._works, BUCKET)
            shown, lists = self._ask_each(held)
            plain = {key: _words(shown[short]) for key, short in self._shorts.items()}
            found, pairs = untitled, alike
            if plain:
                found |= _without_name(self._works, plain)
                pairs |= _looking_alike(held, plain)
            if self._traits.substitutes_authors:
                pairs |= wrongly_next(lists, self._order, self._works)
            if (found, pairs) == (untitled, alike):
                break
            untitled, alike = found, pairs
        shown |= self._ask_across(parted, shown)
        return shown, {key: entry for entries in lists for key, entry in entries.items()}

    def _parted(self, untitled: frozenset[str], alike: frozenset[tuple[str, str]]) -> Sequence[Family]:
        if not (self._traits.disambiguates or self._traits.substitutes_authors):
            return tuple((work,) for work in self._works)
        every = self._traits.tells_names_apart.startswith("all-names")
        return families(self._works, untitled, alike, every=every)

    def _asking_first(self, ask: Asking) -> Asking:
        """Return what answers parts: where nothing is kept and one call is cheaper than many, that call."""
        marker = hash_of((self._manner.digest, "asked before"))
        is_dear = self._traits.tells_names_apart or self._traits.positions
        if is_dear or self._kept.get(marker) is not None:
            return ask
        self._kept.put(marker, [])
        groups = tuple(dict.fromkeys(each.group for each in self._every))
        whole = ask(Question(manner=self._manner, groups=groups, works=self._works))
        made = dict(zip(groups, whole.citations, strict=True))

        def answer(part: Question) -> Answer:
            keys = frozenset(work.key for work in part.works)
            return Answer(
                citations=tuple(made.get(group, ()) for group in part.groups),
                entries={key: entry for key, entry in whole.entries.items() if key in keys},
            )

        return answer

    def _ask_each(self, held: Sequence[Family]) -> tuple[Shown, Sequence[Mapping[str, FormattedReference]]]:
        """Ask about each part, and return the citations of works from one part alone, and the entries."""
        ask = keeping(self._kept, self._ask)
        part_of = {work.key: number for number, part in enumerate(held) for work in part}
        wanted: dict[int, set[Occurrence]] = defaultdict(set)
        touching: dict[int, dict[Occurrence, None]] = defaultdict(dict)
        for each in self._every:
            numbers = {part_of[one.key] for one in each.group.citations if one.key in part_of} or {0}
            for number in numbers:
                touching[number][each] = None
            if len(numbers) == 1:
                wanted[min(numbers)].add(each)
        shown: Shown = {}
        lists = []
        for number, part in enumerate(held or [()]):
            asked = document(touching[number], part, wanted[number])
            answer = self._answer(ask, asked, part)
            shown |= {each: answer.citations[place] for each, place in asked.places.items()}
            lists.append(answer.entries)
        return shown, lists

    def _answer(self, ask: Asking, asked: Document, works: Family) -> Answer:
        # Where no citation may look otherwise for the one before it, what follows on what says nothing.
        apart = frozenset(asked.apart) if self._traits.has_ibid else frozenset[int]()
        return ask(Question(manner=self._manner, groups=tuple(asked.groups), works=works, apart=apart))

    def _ask_across(self, parted: Sequence[Family], shown: Container[Occurrence]) -> Shown:
        """Return the citations of works from several families, each kept by itself."""
        family_of = {work.key: number for number, family in enumerate(parted) for work in family}
        touching: dict[int, list[int]] = defaultdict(list)
        missing: dict[Occurrence, tuple[int, ...]] = {}
        for place, each in enumerate(self._every):
            numbers = {family_of[one.key] for one in each.group.citations if one.key in family_of}
            for number in numbers:
                touching[number].append(place)
            if each not in shown:
                missing[each] = tuple(sorted(numbers))
        digests = self._digests(parted, family_of) if missing else []
        keys = {
            each: hash_of((self._manner.digest, each, [digests[number] for number in numbers]))
            for each, numbers in missing.items()
        }
        found: Shown = {}
        for each, key in keys.items():
            pieces = packing.unpacked_pieces(self._kept.get(key))
            if pieces:
                found[each] = pieces
                del missing[each]
        for some in _batches(missing, [len(family) for family in parted]):
            several = sorted({number for each in some for number in missing[each]})
            places = sorted({place for number in several for place in touching[number]})
            works = self._in_order(parted, several)
            asked = document((self._every[place] for place in places), works, frozenset(some))
            answer = self._answer(self._ask, asked, works)
            for each, place in asked.places.items():
                found[each] = answer.citations[place]
                self._kept.put(keys[each], packing.packed_pieces(found[each]))
        return found

    def _in_order(self, parted: Sequence[Family], numbers: Iterable[int]) -> Family:
        """Return the works of some families in the order of the site."""
        keys = {work.key for number in numbers for work in parted[number]}
        return tuple(work for work in self._works if work.key in keys)

    def _digests(self, parted: Sequence[Family], family_of: Mapping[str, int]) -> list[str]:
        """Return a hash of each family and of the order in which the site first cites its works."""
        first: dict[int, dict[tuple[str, CitationMode], None]] = defaultdict(dict)
        for each in self._every:
            for one in each.group.citations:
                if one.key in family_of:
                    first[family_of[one.key]][one.key, one.mode] = None
        return [
            hash_of(([work.csl() for work in family], [(key, str(mode)) for key, mode in first[number]]))
            for number, family in enumerate(parted)
        ]


def _batches(
    missing: Mapping[Occurrence, tuple[int, ...]], sizes: Sequence[int]
) -> Iterator[list[Occurrence]]:
    """Give the citations that are asked about together.

    Args:
        missing: The citations, each with the numbers of the families of its works.
        sizes: How many works each family has.
    """
    some: list[Occurrence] = []
    families: set[int] = set()
    for each in sorted(missing, key=lambda each: missing[each]):
        joined = families | {*missing[each]}
        if some and (len(some) == ACROSS or sum(sizes[number] for number in joined) > TOGETHER):
            yield some
            some, joined = [], {*missing[each]}
        some.append(each)
        families = joined
    if some:
        yield some


def _without_name(works: Iterable[Reference], plain: Mapping[str, str]) -> frozenset[str]:
    """Return the works that the style cites by something else than a name."""
    return frozenset(
        work.key for work in works if not any(name in plain[work.key] for name in names_of(work))
    )


def _looking_alike(held: Sequence[Family], plain: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Return pairs of works of two parts that look the same and so might have been told apart."""
    first: dict[str, tuple[int, str]] = {}
    pairs = set()
    for number, part in enumerate(held):
        for work in part:
            other, key = first.setdefault(plain[work.key], (number, work.key))
            if other != number:
                pairs.add((key, work.key))
    return frozenset(pairs)


def _words(pieces: Iterable[Piece]) -> str:
    return unescape(_TAG.sub("", "".join(_html(pieces)))).casefold()


def _html(pieces: Iterable[Piece]) -> Iterator[str]:
    for piece in pieces:
        yield piece.html
        yield from _html(piece.note)
