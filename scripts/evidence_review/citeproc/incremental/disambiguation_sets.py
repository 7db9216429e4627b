"""Which works can change how one another are cited, so that the rest need not be formatted again.

A style tells works apart whose citations would look the same, or whose first authors share a family name.
Works that share no such name cannot come to look the same. Knows names and titles, and no pages.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from evidence_review.bibliography.csl.reference import Reference

BATCH_SIZE = 64
"""How many works are asked about at once: more cost more than in proportion, fewer more calls."""
_WORD = re.compile(r"\w+")
_TITLE = "\0title"
"""What all works share that a style may cite by their titles."""

ReferenceSet = tuple[Reference, ...]
"""Works that can change how one another are cited."""


def citable_names(reference: Reference, *, all_names: bool = False) -> frozenset[str]:
    """Return the last words of the names by which a work may be cited.

    Args:
        reference: The work.
        all_names: Whether all names count, and not just the first of those who had the same part in it.
    """
    found = (value for value in reference.csl().values() if isinstance(value, list))
    people = (
        each for value in found for each in (value if all_names else value[:1]) if isinstance(each, dict)
    )
    return frozenset(filter(None, (_last_word(_name(person)) for person in people)))


def disambiguation_sets(
    references: Sequence[Reference],
    cited_by_title: Iterable[str] = (),
    lookalikes: Iterable[tuple[str, str]] = (),
    *,
    all_names: bool = False,
) -> tuple[tuple[Reference, ...], ...]:
    """Part works into families, none of which can change how a work of another is cited.

    Args:
        references: The works, in the order of the site.
        cited_by_title: The keys of works that turned out to be cited by something else than a name.
        lookalikes: The keys of pairs that turned out to look alike all the same.
        all_names: Whether names count that are not the first.
    """
    joined: dict[str, str] = {}

    def find_root(node: str) -> str:
        while joined.setdefault(node, node) != node:
            joined[node] = joined[joined[node]]
            node = joined[node]
        return node

    by_title = frozenset(cited_by_title)
    for reference in references:
        for node in _nodes(reference, by_title, all_names=all_names):
            joined[find_root(node)] = find_root(_key_node(reference.key))
    for one, other in lookalikes:
        joined[find_root(_key_node(one))] = find_root(_key_node(other))
    found: dict[str, list[Reference]] = defaultdict(list)
    for reference in references:
        found[find_root(_key_node(reference.key))].append(reference)
    return tuple(map(tuple, found.values()))


def make_batches(
    reference_sets: Sequence[tuple[Reference, ...]], references: Sequence[Reference], size: int
) -> tuple[tuple[Reference, ...], ...]:
    """Put families together in buckets of about a size, so that few calls are made.

    A change to one family leaves the others where they are.

    Args:
        reference_sets: The families.
        references: Every work, in the order of the site.
        size: How many works a bucket should hold.
    """
    count = 1 << max(0, (len(references) // size).bit_length())
    number = {
        reference.key: zlib.crc32(min(each.key for each in reference_set).encode("utf-8", "surrogatepass"))
        % count
        for reference_set in reference_sets
        for reference in reference_set
    }
    batches: dict[int, list[Reference]] = defaultdict(list)
    for reference in references:
        batches[number[reference.key]].append(reference)
    return tuple(tuple(batches[each]) for each in sorted(batches))


def wrongly_adjacent(
    lists: Iterable[Iterable[str]], order: Sequence[str], references: Iterable[Reference]
) -> frozenset[tuple[str, str]]:
    """Return pairs of works to be put together, since one parts works of the same names from one another.

    A style may put a dash for the names of an entry that are those of the entry before. Where another stands
    between the two in the whole list, that must stand between them in the part as well.

    Args:
        lists: The keys of the entries of each part, in their order.
        order: The keys of all works, in the order of the whole list.
        references: All works.
    """
    names = {
        reference.key: frozenset(_nodes(reference, frozenset(), all_names=False)) for reference in references
    }
    before = dict(zip(order[1:], order, strict=False))
    return frozenset(
        (before[other], other)
        for keys in lists
        for one, other in pairwise(keys)
        if before.get(other, one) != one and names[one] & names[other]
    )


def _nodes(reference: Reference, by_title: frozenset[str], *, all_names: bool) -> Iterator[str]:
    yield from citable_names(reference, all_names=all_names)
    if reference.key in by_title or not any(group.role == "author" for group in reference.contributors):
        yield _TITLE
        for variable in ("title", "title-short", "container-title"):
            word = _last_word(reference.text(variable))
            if word:
                yield word


def _key_node(key: str) -> str:
    return f"\0{key}"


def _name(person: Mapping[str, Any]) -> str:
    return str(person.get("family") or person.get("literal") or person.get("given") or "")


def _last_word(text: str) -> str:
    found = _WORD.findall(text.casefold())
    return found[-1] if found else ""
