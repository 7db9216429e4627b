"""Under which heading each citation of a page stands. Knows the page as converted, and no more."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from evidence_review.prose.page.markers import CitationMark, Mark
from evidence_review.prose.page.placeholders import Token
from evidence_review.prose.page.rendered import HEADINGS, Surface
from evidence_review.prose.structure.elements import Heading


def sections_of(
    marks: Sequence[Mark], tokens: Sequence[Token], surface: Surface, headings: Sequence[Heading]
) -> Iterator[str]:
    """Return the words of the heading over each citation; empty where it stands before the first.

    Args:
        marks: The marks of the page, by place.
        tokens: What was hidden in its source, by place.
        surface: The page as converted.
        headings: Its headings, in order.
    """
    starts = [seen.start for seen in surface.elements if seen.element.tag in HEADINGS]
    numbers = [number for number in range(len(tokens)) if number in surface.places]
    places = [tokens[number].start for number in numbers]
    for mark in marks:
        if not isinstance(mark, CitationMark):
            continue
        index = bisect_right(places, mark.start - 1)
        over = -1
        if index < len(numbers):
            over = bisect_right(starts, surface.places[numbers[index]].start) - 1
        yield headings[over].text if 0 <= over < len(headings) else ""
