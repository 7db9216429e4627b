"""Addresses of headings that have a citation or a link in them, written down in the source."""

import re
from collections.abc import Iterator, Mapping, Sequence

from evidence_review.prose.page.markers import AnchorMarker, CitationMarker, LinkMarker, Marker
from evidence_review.prose.structure.elements import Heading

_LIST = re.compile(r"(?<=[ ])\{:?[ ]*(?P<inside>[^{}\n]*)\}$")


def marked_headings(markers: Sequence[Marker], heading_of: Mapping[int, int]) -> dict[int, int]:
    """Return where the last mark in each heading that has one ends.

    Args:
        markers: By place.
        heading_of: The number of the heading that each place is in, by where a mark begins.
    """
    return {
        heading_of[marker.start]: marker.end
        for marker in markers
        if isinstance(marker, CitationMarker | LinkMarker) and marker.start in heading_of
    }


def anchor_markers(
    text: str, headings: Sequence[Heading], marked: Mapping[int, int]
) -> Iterator[AnchorMarker]:
    """Give what fixes the address of each heading with a mark in it, where the author has not."""
    for number, offset in marked.items():
        if number < len(headings) and headings[number].id:
            marker = _anchor_mark(text, headings[number].id, offset)
            if marker is not None:
                yield marker


def _anchor_mark(text: str, name: str, offset: int) -> AnchorMarker | None:
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
