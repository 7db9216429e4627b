"""Marks are replaced where they stand, and nothing else changes."""

from evidence_review.prose.page.markers import (
    AnchorMark,
    CitationMark,
    EscapeMark,
    LinkMark,
    resolve,
    side_by_side,
)
from tests.prose.reading import read


def a_link(start: int, end: int) -> LinkMark:
    """Return a link mark at a place."""
    return LinkMark(start=start, end=end, target="r017", words="", in_link=False)


def test_each_mark_is_replaced() -> None:
    """Citations and links are given, escapes and addresses bring their own text."""
    text = "see [r017] and x."
    marks = (
        a_link(4, 10),
        EscapeMark(start=15, end=16, text="@"),
        AnchorMark(start=17, end=17, text=" { #a }"),
    )

    assert resolve(text, marks, lambda mark: f"<{mark.end - mark.start}>") == "see <6> and @. { #a }"


def test_a_mark_inside_another_is_left_out() -> None:
    """The outer mark is replaced as a whole."""
    outer, inner, after = a_link(2, 9), a_link(3, 5), a_link(9, 12)

    assert side_by_side([after, inner, outer]) == (outer, after)


def test_marks_say_where_they_stand() -> None:
    """A mark covers what was written, and each citation has the place of its `@`."""
    text = "So [see @a, p. 1;\nand -@b], as @c [p. 2] says: [r017]."
    *citations, link = read(text).marks

    assert [text[mark.start : mark.end] for mark in citations] == [
        "[see @a, p. 1;\nand -@b]",
        "@c [p. 2]",
    ]
    places = [place for mark in citations if isinstance(mark, CitationMark) for place in mark.places]
    assert [text[place : place + 2] for place in places] == ["@a", "@b", "@c"]
    assert text[link.start : link.end] == "[r017]"
