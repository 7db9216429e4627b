"""Marks are replaced where they are, and nothing else changes."""

from evidence_review.prose.markers import (
    AnchorMarker,
    CitationMarker,
    EscapeMarker,
    LinkMarker,
    replace_markers,
    without_nested,
)
from tests.prose.reading import read


def a_link(start: int, end: int) -> LinkMarker:
    """Return a link mark at a place."""
    return LinkMarker(start=start, end=end, target="r017", words="", in_link=False)


def test_each_mark_is_replaced() -> None:
    """Citations and links are given, escapes and addresses bring their own text."""
    text = "see [r017] and x."
    markers = (
        a_link(4, 10),
        EscapeMarker(start=15, end=16, text="@"),
        AnchorMarker(start=17, end=17, text=" { #a }"),
    )

    assert (
        replace_markers(text, markers, lambda mark: f"<{mark.end - mark.start}>") == "see <6> and @. { #a }"
    )


def test_a_mark_inside_another_is_left_out() -> None:
    """The outer mark is replaced as a whole."""
    outer, inner, after = a_link(2, 9), a_link(3, 5), a_link(9, 12)

    assert without_nested([after, inner, outer]) == (outer, after)


def test_markers_know_their_positions() -> None:
    """A mark covers what was written, and each citation has the place of its `@`."""
    text = "So [see @a, p. 1;\nand -@b], as @c [p. 2] says: [r017]."
    *citations, link = read(text).markers

    assert [text[mark.start : mark.end] for mark in citations] == [
        "[see @a, p. 1;\nand -@b]",
        "@c [p. 2]",
    ]
    places = [place for mark in citations if isinstance(mark, CitationMarker) for place in mark.places]
    assert [text[place : place + 2] for place in places] == ["@a", "@b", "@c"]
    assert text[link.start : link.end] == "[r017]"
