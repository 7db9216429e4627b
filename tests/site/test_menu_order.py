"""A style with numbers counts citations in the order of the menu."""

import pytest

from evidence_review.site.menu_order import menu_order

PAGES = ("findings/f01.md", "findings/f02.md", "index.md", "notes.md", "notes.md", "review/a.md")


@pytest.mark.parametrize(
    ("nav", "order"),
    [
        pytest.param((), [2, 0, 1, 3, 4, 5], id="no-menu"),
        pytest.param(("index.md", "review/a.md", "findings/index.md"), [2, 5, 0, 1, 3, 4], id="menu"),
        pytest.param(("index.md", "findings/f02.md", "findings/index.md"), [2, 1, 0, 3, 4, 5], id="page"),
        pytest.param(("./notes.md", "notes.md"), [3, 4, 0, 1, 2, 5], id="written-otherwise"),
    ],
)
def test_pages_are_in_the_order_of_the_menu(nav: tuple[str, ...], order: list[int]) -> None:
    """The pages of entities follow their overview, and pages outside the menu come last."""
    assert menu_order(PAGES, nav) == order
