"""The sets of references that can affect one another's citations. Pages are not known here.

A style distinguishes references whose citations would look the same, or whose first authors share a family
name. References that share neither a name by which they are cited nor a short form cannot look the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evidence_review.bibliography.csl.reference import Reference

_WORD = re.compile(r"\w+")
_TITLE = "\0title"
"""The node of all references that a style may cite by their titles."""

Nodes = frozenset[str]
"""Strings such as names that connect references: references that share a node belong to the same set."""


def possible_nodes(reference: Reference, *, all_names: bool) -> Nodes:
    """Return the nodes of a reference as it is likely to be cited: by its names, or else by its title.

    Args:
        reference: The reference.
        all_names: Whether the style distinguishes all names, and not just the first of each role.
    """
    has_author = any(group.role == "author" for group in reference.contributors)
    titles = () if has_author else _title_nodes(reference)
    return frozenset((*_names(reference, all_names=all_names), *titles))


def shown_nodes(reference: Reference, short_text: str, *, all_names: bool) -> Nodes:
    """Return the nodes of a reference as it is cited, given its short form.

    Args:
        reference: The reference.
        short_text: Its short form as plain text.
        all_names: Whether the style distinguishes all names, and not just the first of each role.
    """
    short_text = short_text.casefold()
    first = _names(reference, all_names=False) & frozenset(_WORD.findall(short_text))
    names = _names(reference, all_names=True) if all_names else first
    return frozenset((f"\0{short_text}", *names, *(() if first else _title_nodes(reference))))


def disambiguation_sets(nodes: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return a name for the set of each reference: references that share a node are in the same set.

    Args:
        nodes: The nodes of all references, by key.
    """
    joined: dict[tuple[str, str], tuple[str, str]] = {}

    def find_root(node: tuple[str, str]) -> tuple[str, str]:
        while joined.setdefault(node, node) != node:
            joined[node] = joined[joined[node]]
            node = joined[node]
        return node

    for key, names in nodes.items():
        for name in names:
            joined[find_root(("name", name))] = find_root(("key", key))
    return {key: find_root(("key", key))[1] for key in nodes}


def _title_nodes(reference: Reference) -> Iterator[str]:
    yield _TITLE
    for variable in ("title", "title-short", "container-title"):
        word = _last_word(reference.text(variable))
        if word:
            yield word


def _names(reference: Reference, *, all_names: bool) -> frozenset[str]:
    """Return the last word of each name, or of the first name of each role."""
    roles = (value for value in reference.csl().values() if isinstance(value, list))
    people = (each for role in roles for each in (role if all_names else role[:1]) if isinstance(each, dict))
    return frozenset(filter(None, (_last_word(_name(person)) for person in people)))


def _name(person: Mapping[str, Any]) -> str:
    return str(person.get("family") or person.get("literal") or person.get("given") or "")


def _last_word(text: str) -> str:
    found = _WORD.findall(text.casefold())
    return found[-1] if found else ""
