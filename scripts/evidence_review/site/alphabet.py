"""The bibliography by letter, and over how many pages it goes.

Up to `MAX_PER_PAGE` works stand on one page, and the browser searches them there. Past that each letter
has a page, and the page of all letters searches the rows of every letter, which it asks for when somebody
searches (`rendering/letter_rows.py`). For tens of thousands of works these would be too much to send: there
`theme/assets/listing-letters.js` would ask an index in their place.
"""

import unicodedata
from collections.abc import Iterable, Mapping

from evidence_review.bibliography.csl.reference import ET_AL, Name, Reference

MAX_PER_PAGE = 1000
"""How many works one page lists and searches."""
OTHER = "other"
"""What stands for works that begin with no letter from A to Z."""
LETTERS = (*"abcdefghijklmnopqrstuvwxyz", OTHER)
"""The letters in the order of the alphabet."""
SORT_ROLES = ("author", "editor", "translator", "collection-editor", "container-author")
"""Whose name comes first in an entry, first choice first."""
_PLAIN = str.maketrans({"æ": "a", "đ": "d", "ð": "d", "ł": "l", "ø": "o", "œ": "o", "þ": "t", "ß": "s"})
"""Letters with no plain letter inside them, and the one under which readers look."""


def letter_of(reference: Reference) -> str:
    """Return the letter of the first name of a work, or else of its title: one of `LETTERS`."""
    words = unicodedata.normalize("NFKD", sort_name(reference)).casefold().translate(_PLAIN)
    first = next((character for character in words if character.isalnum()), "")
    return first if first in LETTERS else OTHER


def sort_name(reference: Reference) -> str:
    """Return the first name of a work, family name first, or else its title."""
    groups = {group.role: group.names for group in reference.contributors}
    for role in SORT_ROLES:
        for name in groups.get(role, ()):
            if name != ET_AL and (words := _words(name)):
                return words
    return reference.title


def keys_by_letter(references: Mapping[str, Reference], order: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the keys of the works of each letter that has some, by the alphabet.

    Args:
        references: The works by their keys.
        order: The keys in the order that works of one letter are to have.
    """
    found: dict[str, list[str]] = {letter: [] for letter in LETTERS}
    for key in order:
        found[letter_of(references[key])].append(key)
    return {letter: tuple(keys) for letter, keys in found.items() if keys}


def letter_pages(references: Mapping[str, Reference]) -> Mapping[str, str]:
    """Return the path of the page of each letter that has works; none where one page holds them all."""
    if len(references) <= MAX_PER_PAGE:
        return {}
    used = {letter_of(reference) for reference in references.values()}
    return {letter: f"bibliography/letter/{letter}.md" for letter in LETTERS if letter in used}


def _words(name: Name) -> str:
    return name.literal or name.surname
