"""One question put to pandoc in parts, with the very answer that the whole would get.

A work can change how another looks in three ways, and whatever can be changed is asked together:

- The style tells apart what would look the same. References that share no name (`disambiguation_sets`) cannot
  come to look the same, unless the style cites them by something else; then the results show it, the
  references are put together, and all is asked again.
- Citations stand before others ("ibid."). A citation is asked in a document in which the same stands before
  it (`position_citations`).
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
from evidence_review.citeproc.call import cached_results as packing
from evidence_review.citeproc.call.cache import ResultCache, hash_of
from evidence_review.citeproc.call.cached_results import caching_processor
from evidence_review.citeproc.call.request import (
    CiteprocRequest,
    CiteprocResult,
    Processor,
    StyleContext,
    run_citeproc,
    whole_citation,
)
from evidence_review.citeproc.call.result import FormattedReference, Fragment
from evidence_review.citeproc.incremental.bibliography_order import bibliography_numbers
from evidence_review.citeproc.incremental.disambiguation_sets import (
    BATCH_SIZE,
    ReferenceSet,
    citable_names,
    disambiguation_sets,
    make_batches,
    wrongly_adjacent,
)
from evidence_review.citeproc.incremental.numeric_styles import with_numbers
from evidence_review.citeproc.incremental.positions import (
    CiteprocDocument,
    PositionedCitation,
    build_document,
    position_citations,
)
from evidence_review.citeproc.style_features import StyleFeatures
from evidence_review.citeproc.style_variants import with_number_placeholders, without_entries
from evidence_review.prose.citation import CitationMode

MAX_CITATIONS_PER_REQUEST = 24
"""How many citations of works from several families are asked about at once, at most."""
MAX_REFERENCES_PER_REQUEST = 256
"""How many works such a question may have before it takes no more citations: what works cost grows with the
square of their number, since the style tells each from every other."""
_TAG = re.compile(r"<[^>]+>")

FragmentsByCitation = dict[PositionedCitation, tuple[Fragment, ...]]


def is_possible(features: StyleFeatures) -> bool:
    """Say whether a style's citations may be formatted in parts."""
    return not features.numbers_citations and features.has_plain_numbers


def processor(cache: ResultCache, run_citeproc: Processor = run_citeproc) -> Processor:
    """Return what puts a question in parts, of which the answers are kept.

    Args:
        cache: Where answers are kept.
        run_citeproc: What answers a part.
    """

    def answer(request: CiteprocRequest) -> CiteprocResult:
        numbers = bibliography_numbers(cache, run_citeproc, request)
        made = _PartitionedRequest(cache, run_citeproc, request, tuple(numbers))
        shown, entries = made.format_all()
        return CiteprocResult(
            citations=tuple(shown[each] for each in made.asked), entries=with_numbers(entries, numbers)
        )

    return answer


def citations_processor(cache: ResultCache, run_citeproc: Processor = run_citeproc) -> Processor:
    """Return what puts a question in parts whose entries nobody wants.

    Args:
        cache: Where answers are kept.
        run_citeproc: What answers a part.
    """

    def answer(request: CiteprocRequest) -> CiteprocResult:
        style_context = replace(request.style_context, csl=without_entries(request.style_context.csl))
        made = _PartitionedRequest(cache, run_citeproc, replace(request, style_context=style_context), ())
        shown, _ = made.format_all()
        return CiteprocResult(citations=tuple(shown[each] for each in made.asked), entries={})

    return answer


class _PartitionedRequest:
    """A question on its way through its parts."""

    def __init__(
        self, cache: ResultCache, run_citeproc: Processor, request: CiteprocRequest, order: Sequence[str]
    ) -> None:
        features = request.style_context.features
        references = request.references
        self._cache = cache
        self._references = references
        self._order = order
        self._features = features
        self._style_context = StyleContext(
            with_number_placeholders(request.style_context.csl), request.style_context.locale
        )
        # The short form of every work is asked as well: by it works are held against one another.
        short_forms = (
            [whole_citation(reference.key, CitationMode.NARRATIVE) for reference in references]
            if features.disambiguates
            else []
        )
        known = frozenset(reference.key for reference in references)
        self._citations = position_citations((*request.groups, *short_forms), known, features)
        self.asked = self._citations[: len(request.groups)]
        """What was asked, as it occurs."""
        self._short_forms = dict(
            zip(
                (reference.key for reference in references),
                self._citations[len(request.groups) :],
                strict=False,
            )
        )
        self._run_citeproc = self._bulk_processor(run_citeproc)

    def format_all(self) -> tuple[FragmentsByCitation, Mapping[str, FormattedReference]]:
        """Return what each citation and each entry looks like."""
        cited_by_title: frozenset[str] = frozenset()
        lookalikes: frozenset[tuple[str, str]] = frozenset()
        while True:
            reference_sets = self._partition(cited_by_title, lookalikes)
            batches = make_batches(reference_sets, self._references, BATCH_SIZE)
            shown, lists = self._format_batches(batches)
            short_texts = {key: _plain_text(shown[short]) for key, short in self._short_forms.items()}
            found, pairs = cited_by_title, lookalikes
            if short_texts:
                found |= _cited_without_name(self._references, short_texts)
                pairs |= _find_lookalikes(batches, short_texts)
            if self._features.substitutes_authors:
                pairs |= wrongly_adjacent(lists, self._order, self._references)
            if (found, pairs) == (cited_by_title, lookalikes):
                break
            cited_by_title, lookalikes = found, pairs
        shown |= self._format_across_sets(reference_sets, shown)
        return shown, {key: entry for entries in lists for key, entry in entries.items()}

    def _partition(
        self, cited_by_title: frozenset[str], lookalikes: frozenset[tuple[str, str]]
    ) -> Sequence[ReferenceSet]:
        if not (self._features.disambiguates or self._features.substitutes_authors):
            return tuple((reference,) for reference in self._references)
        all_names = self._features.name_disambiguation_rule.startswith("all-names")
        return disambiguation_sets(self._references, cited_by_title, lookalikes, all_names=all_names)

    def _bulk_processor(self, run_citeproc: Processor) -> Processor:
        """Return what answers parts: where nothing is kept and one call is cheaper than many, that call."""
        marker = hash_of((self._style_context.digest, "asked before"))
        is_dear = self._features.name_disambiguation_rule or self._features.positions
        if is_dear or self._cache.get(marker) is not None:
            return run_citeproc
        self._cache.put(marker, [])
        groups = tuple(dict.fromkeys(each.group for each in self._citations))
        whole = run_citeproc(
            CiteprocRequest(style_context=self._style_context, groups=groups, references=self._references)
        )
        made = dict(zip(groups, whole.citations, strict=True))

        def answer(part: CiteprocRequest) -> CiteprocResult:
            keys = frozenset(reference.key for reference in part.references)
            return CiteprocResult(
                citations=tuple(made.get(group, ()) for group in part.groups),
                entries={key: entry for key, entry in whole.entries.items() if key in keys},
            )

        return answer

    def _format_batches(
        self, batches: Sequence[ReferenceSet]
    ) -> tuple[FragmentsByCitation, Sequence[Mapping[str, FormattedReference]]]:
        """Ask about each part, and return the citations of works from one part alone, and the entries."""
        run_citeproc = caching_processor(self._cache, self._run_citeproc)
        part_of = {reference.key: number for number, part in enumerate(batches) for reference in part}
        wanted: dict[int, set[PositionedCitation]] = defaultdict(set)
        touching: dict[int, dict[PositionedCitation, None]] = defaultdict(dict)
        for each in self._citations:
            numbers = {part_of[one.key] for one in each.group.citations if one.key in part_of} or {0}
            for number in numbers:
                touching[number][each] = None
            if len(numbers) == 1:
                wanted[min(numbers)].add(each)
        shown: FragmentsByCitation = {}
        lists = []
        for number, part in enumerate(batches or [()]):
            asked = build_document(touching[number], part, wanted[number])
            answer = self._run_document(run_citeproc, asked, part)
            shown |= {each: answer.citations[place] for each, place in asked.places.items()}
            lists.append(answer.entries)
        return shown, lists

    def _run_document(
        self, run_citeproc: Processor, asked: CiteprocDocument, references: ReferenceSet
    ) -> CiteprocResult:
        # Where no citation may look otherwise for the one before it, what follows on what says nothing.
        ibid_breaks = frozenset(asked.ibid_breaks) if self._features.has_ibid else frozenset[int]()
        return run_citeproc(
            CiteprocRequest(
                style_context=self._style_context,
                groups=tuple(asked.groups),
                references=references,
                ibid_breaks=ibid_breaks,
            )
        )

    def _format_across_sets(
        self, reference_sets: Sequence[ReferenceSet], shown: Container[PositionedCitation]
    ) -> FragmentsByCitation:
        """Return the citations of works from several families, each kept by itself."""
        set_of = {
            reference.key: number
            for number, reference_set in enumerate(reference_sets)
            for reference in reference_set
        }
        touching: dict[int, list[int]] = defaultdict(list)
        missing: dict[PositionedCitation, tuple[int, ...]] = {}
        for place, each in enumerate(self._citations):
            numbers = {set_of[one.key] for one in each.group.citations if one.key in set_of}
            for number in numbers:
                touching[number].append(place)
            if each not in shown:
                missing[each] = tuple(sorted(numbers))
        digests = self._digests(reference_sets, set_of) if missing else []
        keys = {
            each: hash_of((self._style_context.digest, each, [digests[number] for number in numbers]))
            for each, numbers in missing.items()
        }
        found: FragmentsByCitation = {}
        for each, key in keys.items():
            fragments = packing.decode_fragments(self._cache.get(key))
            if fragments:
                found[each] = fragments
                del missing[each]
        for batch in _batches(missing, [len(reference_set) for reference_set in reference_sets]):
            set_numbers = sorted({number for each in batch for number in missing[each]})
            places = sorted({place for number in set_numbers for place in touching[number]})
            references = self._in_order(reference_sets, set_numbers)
            asked = build_document((self._citations[place] for place in places), references, frozenset(batch))
            answer = self._run_document(self._run_citeproc, asked, references)
            for each, place in asked.places.items():
                found[each] = answer.citations[place]
                self._cache.put(keys[each], packing.encode_fragments(found[each]))
        return found

    def _in_order(self, reference_sets: Sequence[ReferenceSet], numbers: Iterable[int]) -> ReferenceSet:
        """Return the works of some families in the order of the site."""
        keys = {reference.key for number in numbers for reference in reference_sets[number]}
        return tuple(reference for reference in self._references if reference.key in keys)

    def _digests(self, reference_sets: Sequence[ReferenceSet], set_of: Mapping[str, int]) -> list[str]:
        """Return a hash of each family and of the order in which the site first cites its works."""
        first: dict[int, dict[tuple[str, CitationMode], None]] = defaultdict(dict)
        for each in self._citations:
            for one in each.group.citations:
                if one.key in set_of:
                    first[set_of[one.key]][one.key, one.mode] = None
        return [
            hash_of(
                (
                    [reference.csl() for reference in reference_set],
                    [(key, str(mode)) for key, mode in first[number]],
                )
            )
            for number, reference_set in enumerate(reference_sets)
        ]


def _batches(
    missing: Mapping[PositionedCitation, tuple[int, ...]], sizes: Sequence[int]
) -> Iterator[list[PositionedCitation]]:
    """Give the citations that are asked about together.

    Args:
        missing: The citations, each with the numbers of the families of its works.
        sizes: How many works each family has.
    """
    batch: list[PositionedCitation] = []
    disambiguation_sets: set[int] = set()
    for each in sorted(missing, key=lambda each: missing[each]):
        joined = disambiguation_sets | {*missing[each]}
        if batch and (
            len(batch) == MAX_CITATIONS_PER_REQUEST
            or sum(sizes[number] for number in joined) > MAX_REFERENCES_PER_REQUEST
        ):
            yield batch
            batch, joined = [], {*missing[each]}
        batch.append(each)
        disambiguation_sets = joined
    if batch:
        yield batch


def _cited_without_name(references: Iterable[Reference], short_texts: Mapping[str, str]) -> frozenset[str]:
    """Return the works that the style cites by something else than a name."""
    return frozenset(
        reference.key
        for reference in references
        if not any(name in short_texts[reference.key] for name in citable_names(reference))
    )


def _find_lookalikes(
    batches: Sequence[ReferenceSet], short_texts: Mapping[str, str]
) -> frozenset[tuple[str, str]]:
    """Return pairs of works of two parts that look the same and so might have been told apart."""
    first: dict[str, tuple[int, str]] = {}
    pairs = set()
    for number, part in enumerate(batches):
        for reference in part:
            other, key = first.setdefault(short_texts[reference.key], (number, reference.key))
            if other != number:
                pairs.add((key, reference.key))
    return frozenset(pairs)


def _plain_text(fragments: Iterable[Fragment]) -> str:
    return unescape(_TAG.sub("", "".join(_html(fragments)))).casefold()


def _html(fragments: Iterable[Fragment]) -> Iterator[str]:
    for fragment in fragments:
        yield fragment.html
        yield from _html(fragment.note)
