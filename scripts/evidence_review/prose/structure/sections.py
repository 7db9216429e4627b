"""Under which heading each citation of a page stands. Knows the page as converted, and no more."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from evidence_review.prose.page.markers import CitationMarker, Marker
from evidence_review.prose.page.placeholders import Placeholder
from evidence_review.prose.page.rendered import HEADINGS, RenderedPage
from evidence_review.prose.structure.elements import Heading


def find_citation_sections(
    markers: Sequence[Marker],
    placeholders: Sequence[Placeholder],
    rendered_page: RenderedPage,
    headings: Sequence[Heading],
) -> Iterator[str]:
    """Return the words of the heading over each citation; empty where it stands before the first.

    Args:
        markers: The marks of the page, by place.
        placeholders: What was hidden in its source, by place.
        rendered_page: The page as converted.
        headings: Its headings, in order.
    """
    starts = [seen.start for seen in rendered_page.elements if seen.element.tag in HEADINGS]
    numbers = [number for number in range(len(placeholders)) if number in rendered_page.places]
    places = [placeholders[number].start for number in numbers]
    for marker in markers:
        if not isinstance(marker, CitationMarker):
            continue
        index = bisect_right(places, marker.start - 1)
        over = -1
        if index < len(numbers):
            over = bisect_right(starts, rendered_page.places[numbers[index]].start) - 1
        yield headings[over].text if 0 <= over < len(headings) else ""
