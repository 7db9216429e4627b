"""Styles that number works, put to pandoc in parts, with the very answer that the whole would get.

A number says nothing of a work but its place, so an entry is set with the number left open, apart from most
others; the numbers are put in last. A citation shows numbers alone: it is asked about again when one of its
own has changed, among works of which nothing is said but in which order they come.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.citeproc.call import stored as packing
from evidence_review.citeproc.call.cache import Kept, hash_of
from evidence_review.citeproc.call.request import Answer, Asking, Question, alone, ask
from evidence_review.citeproc.call.result import FormattedReference, Piece
from evidence_review.citeproc.call.stored import keeping
from evidence_review.citeproc.incremental.ordering import numbers_of
from evidence_review.citeproc.incremental.partition import BUCKET, buckets, families, wrongly_next
from evidence_review.citeproc.style_features import Traits
from evidence_review.citeproc.style_variants import OPEN_NUMBER, with_open_numbers, without_bibliography
from evidence_review.prose.page.citation import CitationGroup


def is_possible(traits: Traits) -> bool:
    """Say whether citations in a style show nothing of a work that hangs on others but its number."""
    return (
        traits.numbers_citations
        and traits.has_plain_numbers
        and not (traits.has_notes or traits.positions or traits.disambiguates)
    )


def asking(kept: Kept, ask: Asking = ask) -> Asking:
    """Return what puts a question in parts, of which the answers are kept.

    Args:
        kept: Where answers are kept.
        ask: What answers a part.
    """

    def answer(question: Question) -> Answer:
        numbers = numbers_of(kept, ask, question)
        return Answer(
            citations=_citations(kept, ask, question, numbers),
            entries=with_numbers(_entries(keeping(kept, ask), question, tuple(numbers)), numbers),
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
    return {key: _numbered(entries[key], str(number)) for key, number in numbers.items() if key in entries}


def _numbered(entry: FormattedReference, number: str) -> FormattedReference:
    return FormattedReference(
        html=entry.html.replace(OPEN_NUMBER, number),
        text=entry.text.replace(OPEN_NUMBER, number),
        label=entry.label.replace(OPEN_NUMBER, number),
    )


def _entries(ask: Asking, question: Question, order: Sequence[str]) -> Mapping[str, FormattedReference]:
    """Return the entries with their numbers left open."""
    manner = replace(question.manner, csl=with_open_numbers(question.manner.csl))
    alike: frozenset[tuple[str, str]] = frozenset()
    while True:
        if question.manner.traits.substitutes_authors:
            parted = families(question.works, alike=alike)
        else:
            parted = tuple((work,) for work in question.works)
        held = buckets(parted, question.works, BUCKET)
        answers = [ask(Question(manner=manner, groups=(), works=bucket)) for bucket in held]
        lists = [answer.entries for answer in answers]
        pairs = alike
        if question.manner.traits.substitutes_authors:
            pairs |= wrongly_next(lists, order, question.works)
        if pairs == alike:
            return {key: entry for entries in lists for key, entry in entries.items()}
        alike = pairs


def _citations(
    kept: Kept, ask: Asking, question: Question, numbers: Mapping[str, int]
) -> tuple[tuple[Piece, ...], ...]:
    """Return the citations, each kept by the numbers in it."""
    works = {work.key: work for work in question.works}
    found: dict[CitationGroup, tuple[Piece, ...]] = {}
    missing: dict[CitationGroup, str] = {}
    for group in dict.fromkeys(question.groups):
        cited = [(numbers[each.key], works[each.key].csl()) for each in group.citations if each.key in works]
        key = hash_of((question.manner.digest, "numbered", group, cited))
        pieces = packing.unpacked_pieces(kept.get(key))
        if pieces:
            found[group] = pieces
        else:
            missing[group] = key
    if missing:
        made = _asked(ask, question, tuple(missing), numbers)
        for (group, key), pieces in zip(missing.items(), made, strict=True):
            found[group] = pieces
            kept.put(key, packing.packed_pieces(pieces))
    return tuple(found[group] for group in question.groups)


def _asked(
    ask: Asking, question: Question, groups: tuple[CitationGroup, ...], numbers: Mapping[str, int]
) -> tuple[tuple[Piece, ...], ...]:
    """Ask about citations among all works, of which the others do no more than take up their numbers."""
    cited = frozenset(each.key for group in groups for each in group.citations)
    ranked = sorted(question.works, key=lambda work: numbers[work.key])
    works = tuple(work if work.key in cited else _stub(work) for work in ranked)
    counting = CitationGroup(citations=tuple(alone(work.key).citations[0] for work in works))
    manner = replace(question.manner, csl=without_bibliography(question.manner.csl))
    answer = ask(Question(manner=manner, groups=(counting, *groups), works=works))
    return answer.citations[1:]


def _stub(work: Reference) -> Reference:
    """Return a work of which nothing is said."""
    return replace(work, type="document", texts=(), contributors=(), dates=())
