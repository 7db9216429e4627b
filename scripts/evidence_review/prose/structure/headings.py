"""Headings and citations: the section each citation is in, and ids that do not depend on the citation style.

Does not read the headings themselves (`elements`).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from evidence_review.prose.markers import AnchorMarker, CitationMarker, LinkMarker
from evidence_review.prose.page.converted import MarkedPage
from evidence_review.prose.page.placeholders import PlaceholderKind
from evidence_review.prose.page.rendered import HEADINGS
from evidence_review.prose.structure.elements import Heading

_LIST = re.compile(r"(?<=[ ])\{:?[ ]*(?P<inside>[^{}\n]*)\}$")
"""An attribute list at the end of a heading, such as `{: #results .wide }`."""


def citation_sections(page: MarkedPage, headings: Sequence[Heading]) -> Iterator[str]:
    """Yield the text of the heading above each citation; empty for those before the first heading.

    Args:
        page: The page.
        headings: Its headings, in order.
    """
    citations = page.citations
    if not citations:
        return
    starts = [seen.start for seen in page.rendered.elements if seen.element.tag in HEADINGS]
    numbers = [number for number in range(len(page.placeholders)) if number in page.rendered.places]
    offsets = [page.placeholders[number].start for number in numbers]
    for citation in citations:
        index = bisect_left(offsets, citation.start)
        above = -1
        if index < len(numbers):
            above = bisect_right(starts, page.rendered.places[numbers[index]].start) - 1
        yield headings[above].text if 0 <= above < len(headings) else ""


def marked_headings(page: MarkedPage) -> dict[int, int]:
    """Return where the last citation or link in each heading ends, by the number of the heading."""
    if not page.markers or not any(place.heading >= 0 for place in page.rendered.places.values()):
        return {}
    heading_at = {
        placeholder.start - (placeholder.kind is PlaceholderKind.OPEN): place.heading
        for number, placeholder in enumerate(page.placeholders)
        if (place := page.rendered.places.get(number)) is not None and place.heading >= 0
    }
    return {
        heading_at[marker.start]: marker.end
        for marker in page.markers
        if isinstance(marker, CitationMarker | LinkMarker) and marker.start in heading_at
    }


def anchor_markers(
    text: str, headings: Sequence[Heading], marked: Mapping[int, int]
) -> Iterator[AnchorMarker]:
    """Yield a marker that fixes the id of each heading with a citation or link, unless its author has.

    Args:
        text: The source.
        headings: The headings, in order.
        marked: Where the last citation or link in each heading ends, by the number of the heading.
    """
    for number, offset in marked.items():
        if number < len(headings) and headings[number].id:
            marker = _anchor_marker(text, headings[number].id, offset)
            if marker is not None:
                yield marker


def _anchor_marker(text: str, name: str, offset: int) -> AnchorMarker | None:
    end = text.find("\n", offset)
    rest = text[offset : len(text) if end == -1 else end].rstrip("\r")
    line_start = text.rfind("\n", 0, offset) + 1
    if "#" in text[line_start:offset]:
        rest = rest.rstrip("#")  # only those at the very end of the line close a heading
    rest = rest.rstrip()
    place = offset + len(rest)
    found = _LIST.search(text, max(offset, text.rfind("{", offset, place)), place)
    if found is None:
        return AnchorMarker(start=place, end=place, text=f" {{ #{name} }}")
    if re.search(r"(?:^|\s)(?:#|id=)", found["inside"]):
        return None
    place = found.start("inside")
    return AnchorMarker(start=place, end=place, text=f"#{name} ")
