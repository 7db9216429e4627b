"""Where a text first uses a word of the glossary. Knows words, not what they mean."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence_review.prose.page.markers import Mark, TermMark
from evidence_review.prose.page.placeholders import Kind, Token
from evidence_review.prose.page.rendered import Surface

TITLES = frozenset(("em", "i", "cite", "q"))
"""The elements in which a word may be part of somebody else's title or words."""
TRIES = 8
"""How many uses of one term are looked at: the first may stand in a heading, a link or code."""


_APART = r"""(?<![\w@\[\]`{}#./:=<>"'~\\&;-])"""
"""What may not stand before a word: with a token there, Markdown would read these otherwise."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The words to look for."""

    ids: Mapping[str, str]
    """The id of the term that each word stands for, by the word as `folded` gives it."""
    pattern: re.Pattern[str] | None
    """What finds any of the words; nothing where there are none."""


NO_TERMS = Terms({}, None)
"""For a review without a glossary."""


def terms_of(names: Mapping[str, str]) -> Terms:
    """Make words ready to be looked for.

    Args:
        names: The id of the term that each word stands for.
    """
    words = sorted(names, key=lambda name: (-len(name), name))
    shapes = [r"\s+".join(map(re.escape, word.split())) for word in words]
    pattern = re.compile(f"{_APART}(?:{'|'.join(shapes)})(?![\\w-])", re.IGNORECASE) if words else None
    return Terms({folded(name): id_ for name, id_ in names.items()}, pattern)


def folded(word: str) -> str:
    """Return a word as it is compared. One in capitals, such as an abbreviation, keeps them."""
    word = " ".join(word.split())
    return word if word.isupper() else word.casefold()


def tokens(text: str, terms: Terms) -> Iterator[Token]:
    """Give a token for the place before each of the first uses of every term; it hides nothing."""
    tries: dict[str, int] = {}
    for found in terms.pattern.finditer(text) if terms.pattern else ():
        id_ = terms.ids.get(folded(found[0]))
        if id_ and tries.setdefault(id_, 0) < TRIES:
            tries[id_] += 1
            yield Token(Kind.TERM, found.start(), found.start())


def _is_in_title(surface: Surface, number: int) -> bool:
    """Say whether an element is emphasised, as titles are, or stands in one that is."""
    element = surface.elements[number].element
    return any(each.tag in TITLES for each in (element, *element.iterancestors()))


def read_terms(
    text: str, found: Sequence[Token], surface: Surface, marks: Sequence[Mark], terms: Terms
) -> Iterator[TermMark]:
    """Return the first use of each term in running text, outside headings, links and other marks."""
    seen: set[str] = set()
    starts = [mark.start for mark in marks]
    for number, token in enumerate(found):
        place = surface.places.get(number)
        if token.kind is not Kind.TERM or place is None or place.in_link or place.heading >= 0:
            continue
        match = terms.pattern.match(text, token.start) if terms.pattern else None
        id_ = terms.ids.get(folded(match[0])) if match else None
        if match is None or id_ is None or id_ in seen:
            continue
        before = bisect_left(starts, match.end()) - 1
        if before >= 0 and token.start < marks[before].end:
            continue
        if _is_in_title(surface, place.parent):
            continue
        if not surface.text.startswith(match[0].split()[0], place.end):
            continue
        seen.add(id_)
        yield TermMark(start=token.start, end=match.end(), target=id_, words=match[0])
