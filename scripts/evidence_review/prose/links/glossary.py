"""Where a text first uses a word of the glossary. Knows words, not what they mean."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence_review.prose.page.markers import Marker, TermMarker
from evidence_review.prose.page.placeholders import Placeholder, PlaceholderKind
from evidence_review.prose.page.rendered import RenderedPage

TITLE_ELEMENTS = frozenset(("em", "i", "cite", "q"))
"""The elements in which a word may be part of somebody else's title or words."""
MAX_USES_PER_TERM = 8
"""How many uses of one term are looked at: the first may stand in a heading, a link or code."""


_APART = r"""(?<![\w@\[\]`{}#./:=<>"'~\\&;-])"""
"""What may not stand before a word: with a token there, Markdown would read these otherwise."""


@dataclass(frozen=True, slots=True)
class GlossaryTerms:
    """The words to look for."""

    ids: Mapping[str, str]
    """The id of the term that each word stands for, by the word as `normalise_word` gives it."""
    pattern: re.Pattern[str] | None
    """What finds any of the words; nothing where there are none."""


NO_TERMS = GlossaryTerms({}, None)
"""For a review without a glossary."""


def compile_terms(names: Mapping[str, str]) -> GlossaryTerms:
    """Make words ready to be looked for.

    Args:
        names: The id of the term that each word stands for.
    """
    words = sorted(names, key=lambda name: (-len(name), name))
    shapes = [r"\s+".join(map(re.escape, word.split())) for word in words]
    pattern = re.compile(f"{_APART}(?:{'|'.join(shapes)})(?![\\w-])", re.IGNORECASE) if words else None
    return GlossaryTerms({normalise_word(name): id_ for name, id_ in names.items()}, pattern)


def normalise_word(word: str) -> str:
    """Return a word as it is compared. One in capitals, such as an abbreviation, keeps them."""
    word = " ".join(word.split())
    return word if word.isupper() else word.casefold()


def placeholders(text: str, terms: GlossaryTerms) -> Iterator[Placeholder]:
    """Give a token for the place before each of the first uses of every term; it hides nothing."""
    tries: dict[str, int] = {}
    for found in terms.pattern.finditer(text) if terms.pattern else ():
        id_ = terms.ids.get(normalise_word(found[0]))
        if id_ and tries.setdefault(id_, 0) < MAX_USES_PER_TERM:
            tries[id_] += 1
            yield Placeholder(PlaceholderKind.TERM, found.start(), found.start())


def _is_in_title(rendered_page: RenderedPage, number: int) -> bool:
    """Say whether an element is emphasised, as titles are, or stands in one that is."""
    element = rendered_page.elements[number].element
    return any(each.tag in TITLE_ELEMENTS for each in (element, *element.iterancestors()))


def find_terms(
    text: str,
    found: Sequence[Placeholder],
    rendered_page: RenderedPage,
    markers: Sequence[Marker],
    terms: GlossaryTerms,
) -> Iterator[TermMarker]:
    """Return the first use of each term in running text, outside headings, links and other marks."""
    seen: set[str] = set()
    starts = [marker.start for marker in markers]
    for number, placeholder in enumerate(found):
        place = rendered_page.places.get(number)
        if (
            placeholder.kind is not PlaceholderKind.TERM
            or place is None
            or place.in_link
            or place.heading >= 0
        ):
            continue
        match = terms.pattern.match(text, placeholder.start) if terms.pattern else None
        id_ = terms.ids.get(normalise_word(match[0])) if match else None
        if match is None or id_ is None or id_ in seen:
            continue
        before = bisect_left(starts, match.end()) - 1
        if before >= 0 and placeholder.start < markers[before].end:
            continue
        if _is_in_title(rendered_page, place.parent):
            continue
        if not rendered_page.text.startswith(match[0].split()[0], place.end):
            continue
        seen.add(id_)
        yield TermMarker(start=placeholder.start, end=match.end(), target=id_, words=match[0])
