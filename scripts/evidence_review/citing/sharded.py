"""One question put to pandoc in parts, with the very answer that the whole would get.

A change to one work then costs the works it can affect and no more. Only for styles in which neither a
citation nor an entry looks otherwise for what stands before it.
"""

import re
import tempfile
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path

from evidence_review.citing import packing
from evidence_review.citing.answers import Answer, Asking, Manner, Question, alone, ask
from evidence_review.citing.cache import Kept, hash_of
from evidence_review.citing.keeping import keeping
from evidence_review.citing.shards import buckets, families, names_of
from evidence_review.citing.styles import Traits, ordering_only
from evidence_review.content.citation import Citation, CitationGroup, CitationMode
from evidence_review.model.formatted import FormattedReference, Piece
from evidence_review.model.reference import Reference

BUCKET = 64
"""How many works are asked about at once: more cost more than in proportion, fewer more calls."""
_TAG = re.compile(r"<[^>]+>")

Family = tuple[Reference, ...]


def is_possible(traits: Traits) -> bool:
    """Say whether a style's citations may be formatted in parts."""
    return not (
        traits.has_notes or traits.asks_for_position or traits.has_numbers or traits.shortens_repeated_names
    )


def asking(kept: Kept, ask: Asking = ask) -> Asking:
    """Return what puts a question in parts, of which the answers are kept.

    Args:
        kept: Where answers are kept.
        ask: What answers a part.
    """

    def answer(question: Question) -> Answer:
        whole = replace(question, groups=_with_shorts(question))
        made = _joined(kept, _asking_first(kept, ask, whole), whole)
        return replace(made, citations=made.citations[: len(question.groups)])

    return answer


def _asking_first(kept: Kept, ask: Asking, question: Question) -> Asking:
    """Return what answers the parts: where nothing is kept and one call is cheaper than many, that call."""
    marker = hash_of((question.manner.digest, "asked before"))
    if question.manner.traits.tells_names_apart or kept.get(marker) is not None:
        return ask
    kept.put(marker, [])
    whole = ask(question)
    made = dict(zip(question.groups, whole.citations, strict=True))

    def answer(part: Question) -> Answer:
        keys = frozenset(work.key for work in part.works)
        return Answer(
            citations=tuple(made.get(group, ()) for group in part.groups),
            entries={key: entry for key, entry in whole.entries.items() if key in keys},
        )

    return answer


def _joined(kept: Kept, ask: Asking, question: Question) -> Answer:
    works = question.works
    every = question.manner.traits.tells_names_apart.startswith("all-names")
    untitled: frozenset[str] = frozenset()
    alike: frozenset[tuple[str, str]] = frozenset()
    while True:
        parted = families(works, untitled, alike, every=every)
        held = buckets(parted, works, BUCKET)
        shown, entries = _ask_each(keeping(kept, ask), question, held)
        plain = {work.key: _words(shown[_short(work)]) for work in works}
        found = untitled | _without_name(works, plain)
        pairs = alike | _looking_alike(held, plain)
        if (found, pairs) == (untitled, alike):
            break
        untitled, alike = found, pairs
    shown |= _ask_across(kept, ask, question, parted, shown)
    order = _order(kept, ask, question)
    return Answer(
        citations=tuple(shown[group] for group in question.groups),
        entries={key: entries[key] for key in order if key in entries},
    )


def _short(work: Reference) -> CitationGroup:
    return alone(work.key, CitationMode.NARRATIVE)


def _with_shorts(question: Question) -> tuple[CitationGroup, ...]:
    """Return what is asked with the short form of every work, by which works are held against one another."""
    known = frozenset(question.groups)
    return (*question.groups, *(short for short in map(_short, question.works) if short not in known))


def _document(
    groups: Iterable[CitationGroup], works: Sequence[Reference], wanted: Container[CitationGroup]
) -> tuple[CitationGroup, ...]:
    """Return the citations wanted, with what says in which order the others first cite some works.

    Where all else is equal, that order decides which work gets the first letter after its year.
    """
    keys = frozenset(work.key for work in works)
    seen: set[tuple[str, CitationMode]] = set()
    found: dict[CitationGroup, None] = {}
    for group in groups:
        cited = [each for each in group.citations if each.key in keys]
        pairs = {(each.key, each.mode) for each in cited}
        if group in wanted:
            found[group] = None
        elif not pairs <= seen:
            found[CitationGroup(citations=tuple(Citation(key=e.key, mode=e.mode) for e in cited))] = None
        seen |= pairs
    return tuple(found)


def _ask_each(
    ask: Asking, question: Question, held: Sequence[Family]
) -> tuple[dict[CitationGroup, tuple[Piece, ...]], dict[str, FormattedReference]]:
    """Return the citations that need one bucket alone, and every entry."""
    bucket_of = {work.key: number for number, bucket in enumerate(held) for work in bucket}
    wanted: dict[int, set[CitationGroup]] = defaultdict(set)
    touching: dict[int, list[CitationGroup]] = defaultdict(list)
    for group in question.groups:
        numbers = {bucket_of[each.key] for each in group.citations if each.key in bucket_of} or {0}
        for number in numbers:
            touching[number].append(group)
        if len(numbers) == 1:
            wanted[min(numbers)].add(group)
    shown: dict[CitationGroup, tuple[Piece, ...]] = {}
    entries: dict[str, FormattedReference] = {}
    for number, bucket in enumerate(held or [()]):
        groups = _document(touching[number], bucket, wanted[number])
        answer = ask(Question(manner=question.manner, groups=groups, works=bucket))
        made = dict(zip(groups, answer.citations, strict=True))
        shown |= {group: made[group] for group in wanted[number]}
        entries |= answer.entries
    return shown, entries


def _without_name(works: Iterable[Reference], plain: Mapping[str, str]) -> frozenset[str]:
    """Return the works that the style cites by something else than a name."""
    return frozenset(
        work.key for work in works if not any(name in plain[work.key] for name in names_of(work))
    )


def _looking_alike(held: Sequence[Family], plain: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Return pairs of works of two buckets that look the same and so might have been told apart."""
    first: dict[str, tuple[int, str]] = {}
    pairs = set()
    for number, bucket in enumerate(held):
        for work in bucket:
            other, key = first.setdefault(plain[work.key], (number, work.key))
            if other != number:
                pairs.add((key, work.key))
    return frozenset(pairs)


def _ask_across(
    kept: Kept,
    ask: Asking,
    question: Question,
    parted: Sequence[Family],
    shown: Mapping[CitationGroup, tuple[Piece, ...]],
) -> dict[CitationGroup, tuple[Piece, ...]]:
    """Return the citations of works from several buckets, each kept by itself."""
    family_of = {work.key: number for number, family in enumerate(parted) for work in family}
    digests = _digests(question, parted, family_of)
    found: dict[CitationGroup, tuple[Piece, ...]] = {}
    missing: dict[CitationGroup, str] = {}
    wanted: set[int] = set()
    for group in dict.fromkeys(question.groups):
        if group in shown:
            continue
        numbers = sorted({family_of[each.key] for each in group.citations if each.key in family_of})
        key = hash_of((question.manner.digest, group, [digests[number] for number in numbers]))
        pieces = packing.unpacked_pieces(kept.get(key))
        if pieces:
            found[group] = pieces
        else:
            missing[group] = key
            wanted.update(numbers)
    if missing:
        keys = {work.key for number in wanted for work in parted[number]}
        works = tuple(work for work in question.works if work.key in keys)
        groups = _document(question.groups, works, missing)
        answer = ask(Question(manner=question.manner, groups=groups, works=works))
        made = dict(zip(groups, answer.citations, strict=True))
        found |= {group: made[group] for group in missing}
        for group, key in missing.items():
            kept.put(key, packing.packed_pieces(made[group]))
    return found


def _digests(question: Question, parted: Sequence[Family], family_of: Mapping[str, int]) -> list[str]:
    """Return a hash of each family and of the order in which the site first cites its works."""
    first: dict[int, dict[tuple[str, CitationMode], None]] = defaultdict(dict)
    for group in question.groups:
        for each in group.citations:
            if each.key in family_of:
                first[family_of[each.key]][each.key, each.mode] = None
    return [
        hash_of(([work.csl() for work in family], [(key, str(mode)) for key, mode in first[number]]))
        for number, family in enumerate(parted)
    ]


def _order(kept: Kept, ask: Asking, question: Question) -> tuple[str, ...]:
    """Return the keys in the order of the style's bibliography."""
    manner, works = question.manner, question.works
    groups = _document(question.groups, works, ())
    key = hash_of((manner.digest, "order", groups, [work.csl() for work in works]))
    order = packing.unpacked_keys(kept.get(key))
    if order is None:
        with tempfile.TemporaryDirectory() as folder:
            style = Path(folder) / "order.csl"
            style.write_text(ordering_only(manner.style.read_text("utf-8", errors="replace")), "utf-8")
            asked = Question(manner=Manner(style, manner.locale), groups=groups, works=works)
            order = tuple(ask(asked).entries)
        kept.put(key, list(order))
    return order


def _words(pieces: Iterable[Piece]) -> str:
    return unescape(_TAG.sub("", "".join(piece.html for piece in pieces))).casefold()
