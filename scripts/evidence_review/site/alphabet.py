"""The bibliography by letter, and its division into pages.

Up to `MAX_PER_PAGE` references are on one page, and the browser searches them there. Beyond that each letter
has a page, and the page of all letters searches the rows of every letter, which it loads when someone
searches (`rendering/pages.py`). For tens of thousands of references these would be too large to send, and
`theme/assets/listing-letters.js` would have to query an index instead.
"""

import unicodedata
from collections.abc import Iterable, Mapping

from evidence_review.bibliography.csl.reference import ET_AL, Name, Reference

MAX_PER_PAGE = 1000
"""The largest number of references that one page lists and searches."""
OTHER = "other"
"""The group of references that do not begin with a letter from A to Z."""
LETTERS = (*"abcdefghijklmnopqrstuvwxyz", OTHER)
"""The letters in alphabetical order, then `OTHER`."""
SORT_ROLES = ("author", "editor", "translator", "collection-editor", "container-author")
"""The roles of the people by whom a reference may be sorted, first choice first."""
_PLAIN = str.maketrans({"æ": "a", "đ": "d", "ð": "d", "ł": "l", "ø": "o", "œ": "o", "þ": "t", "ß": "s"})
"""Letters that Unicode does not decompose to a plain letter, with the one under which readers look."""


def letter_of(reference: Reference) -> str:
    """Return the first letter of a reference's sort name, as one of `LETTERS`."""
    words = unicodedata.normalize("NFKD", sort_name(reference)).casefold().translate(_PLAIN)
    first = next((character for character in words if character.isalnum()), "")
    return first if first in LETTERS else OTHER


def sort_name(reference: Reference) -> str:
    """Return the first contributor's name, family name first, or the title if there is none."""
    groups = {group.role: group.names for group in reference.contributors}
    for role in SORT_ROLES:
        for name in groups.get(role, ()):
            if name != ET_AL and (words := _words(name)):
                return words
    return reference.title


def keys_by_letter(references: Mapping[str, Reference], order: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the keys of the references of each letter that has any, in alphabetical order of the letters.

    Args:
        references: The references, by key.
        order: The keys in the order in which references of one letter are to be listed.
    """
    found: dict[str, list[str]] = {letter: [] for letter in LETTERS}
    for key in order:
        found[letter_of(references[key])].append(key)
    return {letter: tuple(keys) for letter, keys in found.items() if keys}


def letter_pages(references: Mapping[str, Reference]) -> Mapping[str, str]:
    """Return the path of the page of each letter that has references; empty if one page lists them all."""
    if len(references) <= MAX_PER_PAGE:
        return {}
    used = {letter_of(reference) for reference in references.values()}
    return {letter: f"bibliography/letter/{letter}.md" for letter in LETTERS if letter in used}


def _words(name: Name) -> str:
    return name.literal or name.surname
