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

BUCKET = 64
"""How many works are asked about at once: more cost more than in proportion, fewer more calls."""
_WORD = re.compile(r"\w+")
_TITLE = "\0title"
"""What all works share that a style may cite by their titles."""

Family = tuple[Reference, ...]
"""Works that can change how one another are cited."""


def names_of(work: Reference, *, every: bool = False) -> frozenset[str]:
    """Return the last words of the names by which a work may be cited.

    Args:
        work: The work.
        every: Whether all names count, and not just the first of those who had the same part in it.
    """
    found = (value for value in work.csl().values() if isinstance(value, list))
    people = (each for value in found for each in (value if every else value[:1]) if isinstance(each, dict))
    return frozenset(filter(None, (_last_word(_name(person)) for person in people)))


def families(
    works: Sequence[Reference],
    untitled: Iterable[str] = (),
    alike: Iterable[tuple[str, str]] = (),
    *,
    every: bool = False,
) -> tuple[tuple[Reference, ...], ...]:
    """Part works into families, none of which can change how a work of another is cited.

    Args:
        works: The works, in the order of the site.
        untitled: The keys of works that turned out to be cited by something else than a name.
        alike: The keys of pairs that turned out to look alike all the same.
        every: Whether names count that are not the first.
    """
    joined: dict[str, str] = {}

    def head(node: str) -> str:
        while joined.setdefault(node, node) != node:
            joined[node] = joined[joined[node]]
            node = joined[node]
        return node

    by_title = frozenset(untitled)
    for work in works:
        for node in _nodes(work, by_title, every=every):
            joined[head(node)] = head(_own(work.key))
    for one, other in alike:
        joined[head(_own(one))] = head(_own(other))
    found: dict[str, list[Reference]] = defaultdict(list)
    for work in works:
        found[head(_own(work.key))].append(work)
    return tuple(map(tuple, found.values()))


def buckets(
    parted: Sequence[tuple[Reference, ...]], works: Sequence[Reference], size: int
) -> tuple[tuple[Reference, ...], ...]:
    """Put families together in buckets of about a size, so that few calls are made.

    A change to one family leaves the others where they are.

    Args:
        parted: The families.
        works: Every work, in the order of the site.
        size: How many works a bucket should hold.
    """
    count = 1 << max(0, (len(works) // size).bit_length())
    number = {
        work.key: zlib.crc32(min(each.key for each in family).encode("utf-8", "surrogatepass")) % count
        for family in parted
        for work in family
    }
    held: dict[int, list[Reference]] = defaultdict(list)
    for work in works:
        held[number[work.key]].append(work)
    return tuple(tuple(held[each]) for each in sorted(held))


def wrongly_next(
    lists: Iterable[Iterable[str]], order: Sequence[str], works: Iterable[Reference]
) -> frozenset[tuple[str, str]]:
    """Return pairs of works to be put together, since one parts works of the same names from one another.

    A style may put a dash for the names of an entry that are those of the entry before. Where another stands
    between the two in the whole list, that must stand between them in the part as well.

    Args:
        lists: The keys of the entries of each part, in their order.
        order: The keys of all works, in the order of the whole list.
        works: All works.
    """
    names = {work.key: frozenset(_nodes(work, frozenset(), every=False)) for work in works}
    before = dict(zip(order[1:], order, strict=False))
    return frozenset(
        (before[other], other)
        for keys in lists
        for one, other in pairwise(keys)
        if before.get(other, one) != one and names[one] & names[other]
    )


def _nodes(work: Reference, by_title: frozenset[str], *, every: bool) -> Iterator[str]:
    yield from names_of(work, every=every)
    if work.key in by_title or not any(group.role == "author" for group in work.contributors):
        yield _TITLE
        for variable in ("title", "title-short", "container-title"):
            word = _last_word(work.text(variable))
            if word:
                yield word


def _own(key: str) -> str:
    return f"\0{key}"


def _name(person: Mapping[str, Any]) -> str:
    return str(person.get("family") or person.get("literal") or person.get("given") or "")


def _last_word(text: str) -> str:
    found = _WORD.findall(text.casefold())
    return found[-1] if found else ""
