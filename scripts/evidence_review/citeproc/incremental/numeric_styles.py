"""Styles that number works, put to pandoc in parts, with the very answer that the whole would get.

A number says nothing of a work but its place, so an entry is set with the number left open, apart from most
others; the numbers are put in last. A citation shows numbers alone: it is asked about again when one of its
own has changed, among works of which nothing is said but in which order they come.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.citeproc.call import cached_results as packing
from evidence_review.citeproc.call.cache import ResultCache, hash_of
from evidence_review.citeproc.call.cached_results import caching_processor
from evidence_review.citeproc.call.request import (
    CiteprocRequest,
    CiteprocResult,
    Processor,
    run_citeproc,
    whole_citation,
)
from evidence_review.citeproc.call.result import FormattedReference, Fragment
from evidence_review.citeproc.incremental.bibliography_order import bibliography_numbers
from evidence_review.citeproc.incremental.disambiguation_sets import (
    BATCH_SIZE,
    disambiguation_sets,
    make_batches,
    wrongly_adjacent,
)
from evidence_review.citeproc.style_features import StyleFeatures
from evidence_review.citeproc.style_variants import (
    NUMBER_PLACEHOLDER,
    with_number_placeholders,
    without_bibliography,
)
from evidence_review.prose.citation import CitationGroup


def is_possible(features: StyleFeatures) -> bool:
    """Say whether citations in a style show nothing of a work that hangs on others but its number."""
    return (
        features.numbers_citations
        and features.has_plain_numbers
        and not (features.has_notes or features.positions or features.disambiguates)
    )


def processor(cache: ResultCache, run_citeproc: Processor = run_citeproc) -> Processor:
    """Return what puts a question in parts, of which the answers are kept.

    Args:
        cache: Where answers are kept.
        run_citeproc: What answers a part.
    """

    def answer(request: CiteprocRequest) -> CiteprocResult:
        numbers = bibliography_numbers(cache, run_citeproc, request)
        return CiteprocResult(
            citations=_citations(cache, run_citeproc, request, numbers),
            entries=with_numbers(
                _entries(caching_processor(cache, run_citeproc), request, tuple(numbers)), numbers
            ),
        )

    return answer


def with_numbers(
    entries: Mapping[str, FormattedReference], numbers: Mapping[str, int]
) -> Mapping[str, FormattedReference]:
    """Return entries in their order, with the numbers put in that were left open.

    Args:
        entries: The entries, by key.
        numbers: The number of each work, in the order of the bibliography.
    """
    return {key: _with_number(entries[key], str(number)) for key, number in numbers.items() if key in entries}


def _with_number(entry: FormattedReference, number: str) -> FormattedReference:
    return FormattedReference(
        html=entry.html.replace(NUMBER_PLACEHOLDER, number),
        text=entry.text.replace(NUMBER_PLACEHOLDER, number),
        label=entry.label.replace(NUMBER_PLACEHOLDER, number),
    )


def _entries(
    run_citeproc: Processor, request: CiteprocRequest, order: Sequence[str]
) -> Mapping[str, FormattedReference]:
    """Return the entries with their numbers left open."""
    style_context = replace(request.style_context, csl=with_number_placeholders(request.style_context.csl))
    lookalikes: frozenset[tuple[str, str]] = frozenset()
    while True:
        if request.style_context.features.substitutes_authors:
            reference_sets = disambiguation_sets(request.references, lookalikes=lookalikes)
        else:
            reference_sets = tuple((reference,) for reference in request.references)
        batches = make_batches(reference_sets, request.references, BATCH_SIZE)
        answers = [
            run_citeproc(CiteprocRequest(style_context=style_context, groups=(), references=batch))
            for batch in batches
        ]
        lists = [answer.entries for answer in answers]
        pairs = lookalikes
        if request.style_context.features.substitutes_authors:
            pairs |= wrongly_adjacent(lists, order, request.references)
        if pairs == lookalikes:
            return {key: entry for entries in lists for key, entry in entries.items()}
        lookalikes = pairs


def _citations(
    cache: ResultCache, run_citeproc: Processor, request: CiteprocRequest, numbers: Mapping[str, int]
) -> tuple[tuple[Fragment, ...], ...]:
    """Return the citations, each kept by the numbers in it."""
    references = {reference.key: reference for reference in request.references}
    found: dict[CitationGroup, tuple[Fragment, ...]] = {}
    missing: dict[CitationGroup, str] = {}
    for group in dict.fromkeys(request.groups):
        cited = [
            (numbers[each.key], references[each.key].csl())
            for each in group.citations
            if each.key in references
        ]
        key = hash_of((request.style_context.digest, "numbered", group, cited))
        fragments = packing.decode_fragments(cache.get(key))
        if fragments:
            found[group] = fragments
        else:
            missing[group] = key
    if missing:
        made = _process_citations(run_citeproc, request, tuple(missing), numbers)
        for (group, key), fragments in zip(missing.items(), made, strict=True):
            found[group] = fragments
            cache.put(key, packing.encode_fragments(fragments))
    return tuple(found[group] for group in request.groups)


def _process_citations(
    run_citeproc: Processor,
    request: CiteprocRequest,
    groups: tuple[CitationGroup, ...],
    numbers: Mapping[str, int],
) -> tuple[tuple[Fragment, ...], ...]:
    """Ask about citations among all works, of which the others do no more than take up their numbers."""
    cited = frozenset(each.key for group in groups for each in group.citations)
    ranked = sorted(request.references, key=lambda reference: numbers[reference.key])
    references = tuple(
        reference if reference.key in cited else _placeholder_reference(reference) for reference in ranked
    )
    counting = CitationGroup(
        citations=tuple(whole_citation(reference.key).citations[0] for reference in references)
    )
    style_context = replace(request.style_context, csl=without_bibliography(request.style_context.csl))
    answer = run_citeproc(
        CiteprocRequest(style_context=style_context, groups=(counting, *groups), references=references)
    )
    return answer.citations[1:]


def _placeholder_reference(reference: Reference) -> Reference:
    """Return a work of which nothing is said."""
    return replace(reference, type="document", texts=(), contributors=(), dates=())
