"""Where a text first uses each term of the glossary. Knows the words of terms, not their meaning."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evidence_review.prose.markers import TermMarker
from evidence_review.prose.page.converted import MarkedPage
from evidence_review.prose.page.placeholders import Placeholder, PlaceholderKind
from evidence_review.prose.page.rendered import RenderedPage

TITLE_ELEMENTS = frozenset(("em", "i", "cite", "q"))
"""The elements in which a word may be part of a title or of another person's words."""
MAX_USES_PER_TERM = 8
"""The most uses of one term that are considered: the first may be in a heading, a link or code."""

_APART = r"""(?<![\w@\[\]`{}#./:=<>"'~\\&;-])"""
"""Characters that may not precede a word: Markdown would read them differently before a placeholder."""


@dataclass(frozen=True, slots=True)
class GlossaryTerms:
    """The words to search for."""

    ids: Mapping[str, str]
    """The id of each word's term, by the word as normalised by `normalise_word`."""
    pattern: re.Pattern[str] | None
    """Matches any of the words; `None` if there are none."""


NO_TERMS = GlossaryTerms({}, None)
"""For a review without a glossary."""


def compile_terms(names: Mapping[str, str]) -> GlossaryTerms:
    """Return the pattern for a glossary.

    Args:
        names: The id of each word's term.
    """
    words = sorted(names, key=lambda name: (-len(name), name))
    shapes = [r"\s+".join(map(re.escape, word.split())) for word in words]
    pattern = re.compile(f"{_APART}(?:{'|'.join(shapes)})(?![\\w-])", re.IGNORECASE) if words else None
    return GlossaryTerms({normalise_word(name): id_ for name, id_ in names.items()}, pattern)


def normalise_word(word: str) -> str:
    """Return a word in the form in which words are compared. Abbreviations keep their capitals."""
    word = " ".join(word.split())
    return word if word.isupper() else word.casefold()


def placeholders(text: str, terms: GlossaryTerms) -> Iterator[Placeholder]:
    """Yield a placeholder before each of the first uses of every term; it hides nothing."""
    tries: dict[str, int] = {}
    for found in terms.pattern.finditer(text) if terms.pattern else ():
        id_ = terms.ids.get(normalise_word(found[0]))
        if id_ and tries.setdefault(id_, 0) < MAX_USES_PER_TERM:
            tries[id_] += 1
            yield Placeholder(PlaceholderKind.TERM, found.start(), found.start())


def _is_in_title(rendered_page: RenderedPage, number: int) -> bool:
    """Return whether an element is emphasised, as titles are, or inside one that is."""
    element = rendered_page.elements[number].element
    return any(each.tag in TITLE_ELEMENTS for each in (element, *element.iterancestors()))


def find_terms(page: MarkedPage, terms: GlossaryTerms) -> Iterator[TermMarker]:
    """Yield the first use of each term in running text, outside headings, links and other markers."""
    seen: set[str] = set()
    starts = [marker.start for marker in page.markers]
    for number, placeholder in enumerate(page.placeholders):
        if placeholder.kind is not PlaceholderKind.TERM:
            continue
        place = page.rendered.places.get(number)
        if place is None or place.in_link or place.heading >= 0:
            continue
        match = terms.pattern.match(page.text, placeholder.start) if terms.pattern else None
        id_ = terms.ids.get(normalise_word(match[0])) if match else None
        if match is None or id_ is None or id_ in seen:
            continue
        before = bisect_left(starts, match.end()) - 1
        if before >= 0 and placeholder.start < page.markers[before].end:
            continue
        if _is_in_title(page.rendered, place.parent):
            continue
        if not page.rendered.text.startswith(match[0].split()[0], place.end):
            continue
        seen.add(id_)
        yield TermMarker(start=placeholder.start, end=match.end(), target=id_, words=match[0])
