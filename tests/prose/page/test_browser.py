"""Tests of HTML as browsers parse it."""

import pytest

from evidence_review.prose.page.browser import BrowserPage
from tests.prose.reading import read


@pytest.mark.parametrize(
    "html",
    ["", "<p>a", "<p>a <div>b</div></p>", "<table><tr><td>a</table>", "a <!-- b --> c", "</p>", "<ul><li>a"],
)
def test_a_text_is_contained(html: str) -> None:
    """Elements that a browser ends by itself, and end tags that it ignores, stay inside."""
    assert BrowserPage(html).is_contained


@pytest.mark.parametrize(
    "html", ["</div><p>b", "<p>a <b>c</p>", "<!-- x", '<h2 title="', "<textarea>", "text <p", "<table>"]
)
def test_a_text_that_is_not_contained(html: str) -> None:
    """It ends an element around it, or continues in what follows."""
    assert not BrowserPage(html).is_contained


def test_only_elements_of_the_text_are_found() -> None:
    """Attributes that a browser would move to the elements around the page belong to the text."""
    found = list(BrowserPage('<p CLASS="a">b</p><body onload="c"><x-d></x-d>').elements())

    assert found == [("body", {"onload": "c"}), ("p", {"class": "a"}), ("x-d", {})]
    assert list(BrowserPage("<p>").elements()) == [("p", {})]


@pytest.mark.parametrize(
    ("text", "description"),
    [
        pytest.param(
            '<div><svg><![CDATA[><br title="]]><script>run()</script>"></svg></div>',
            "the element <script>",
            id="cdata-in-a-drawing",
        ),
        pytest.param(
            "a <b/>c",
            "a tag that ends an element around the text, or is never closed",
            id="slash-that-browsers-ignore",
        ),
    ],
)
def test_what_only_browsers_find_is_disallowed(text: str, description: str) -> None:
    """Another parser ends the drawing earlier, and sees a title where a browser sees a script."""
    assert description in [found.description for found in read(text).disallowed]
