"""Links between things are found where Markdown has none of its own."""

import pytest

from evidence_review.prose.markers import LinkMarker
from tests.prose.reading import read


def links(text: str) -> list[tuple[str, str]]:
    """Return the targets and words of the links in a text."""
    return [(mark.target, mark.words) for mark in read(text).markers if isinstance(mark, LinkMarker)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[r017]", [("r017", "")]),
        ("[in *their* `words`][r017]", [("r017", "in *their* `words`")]),
        ("[r017] [r018]", [("r017", ""), ("r018", "")]),
        ("[r017][r018]", [("r018", "r017")]),
        ("[words] [r017]", [("r017", "")]),
        ("[][r017]", [("r017", "")]),
        ("[two\nlines][r017]", [("r017", "two\nlines")]),
        ("| [r017] | [w][f05] |\n|---|---|\n| [p3] | |", [("r017", ""), ("f05", "w"), ("p3", "")]),
        ("Note.[^1]\n\n[^1]: See [e033].", [("e033", "")]),
        ("<div>[r017]</div>", [("r017", "")]),
        ("[other], [r9999], [r01 7]", []),
        (r"\[r017]", []),
        ("`[r017]`", []),
        ("<!-- [r017] -->", []),
        ("[r017](page.md)", []),
        ("[words][r017](page.md)", []),
        ("![r017] ![alt][r017]", []),
        ("[r017]\n\n[r017]: https://example.org", []),
        ("```\n[r017]: https://example.org\n```\n\n[r017]", [("r017", "")]),
        ("[r017]: it is so", [("r017", "")]),
        ("[r017][x]\n\n[x]: page.md", []),
        ("[see [r018] and][r017]", [("r018", ""), ("r017", "")]),
        ("[see [x](y.md) and][r017]", [("r017", "")]),
        ("[*a][r017] b*", [("r017", "")]),
        ("@doe [r017]", [("r017", "")]),
        ("[see [r017] @doe]", []),
    ],
)
def test_a_link_points_to_an_entity(text: str, found: list[tuple[str, str]]) -> None:
    """Only an id in brackets is a link, and Markdown's own links come first."""
    assert links(text) == found


def test_a_link_inside_a_link_is_marked() -> None:
    """It is shown without a link of its own: links cannot be in links."""
    (mark,) = read("[see [r017] there](page.md)").markers

    assert isinstance(mark, LinkMarker)
    assert mark.in_link
