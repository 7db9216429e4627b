"""pandoc's inlines become HTML in which everything is escaped."""

import pytest

from evidence_review.citeproc.call.pandoc import Node
from evidence_review.citeproc.call.pandoc_inlines import as_html, as_plain

X: Node = {"t": "Str", "c": "<x> & 'y'"}
ATTRIBUTES = ["", [], []]


@pytest.mark.parametrize(
    ("node", "html", "plain"),
    [
        ({"t": "Emph", "c": [X]}, "<i>&lt;x&gt; &amp; &#x27;y&#x27;</i>", "<x> & 'y'"),
        ({"t": "Strong", "c": [X]}, "<b>&lt;x&gt; &amp; &#x27;y&#x27;</b>", "<x> & 'y'"),
        (
            {"t": "SmallCaps", "c": [{"t": "Str", "c": "a"}]},
            '<span class="small-caps">a</span>',
            "a",
        ),
        ({"t": "Span", "c": [["id", ["c"], [["onclick", "x"]]], [{"t": "Str", "c": "a"}]]}, "a", "a"),
        ({"t": "Quoted", "c": [{"t": "SingleQuote"}, [{"t": "Str", "c": "a"}]]}, "‘a’", "‘a’"),
        ({"t": "Code", "c": [ATTRIBUTES, "<x>"]}, "<code>&lt;x&gt;</code>", "<x>"),
        ({"t": "SoftBreak"}, " ", " "),
        ({"t": "RawInline", "c": ["html", "<script>"]}, "", ""),
        (
            {"t": "Link", "c": [ATTRIBUTES, [{"t": "Str", "c": "a"}], ['https://e.org/"><b>', ""]]},
            '<a href="https://e.org/&quot;&gt;&lt;b&gt;">a</a>',
            "a",
        ),
        ({"t": "Link", "c": [ATTRIBUTES, [{"t": "Str", "c": "a"}], ["javascript:x", ""]]}, "a", "a"),
        (
            {"t": "Note", "c": [{"t": "Para", "c": [{"t": "Str", "c": "a"}]}]},
            "",
            "",
        ),
    ],
)
def test_inline_becomes_safe_html(node: Node, html: str, plain: str) -> None:
    """Each kind of inline has one form, and attributes and raw HTML have none."""
    assert as_html([node]) == html
    assert as_plain([node]) == plain


def test_links_can_be_left_out() -> None:
    """Inside a citation, which is a link itself, an address is text."""
    node: Node = {"t": "Link", "c": [ATTRIBUTES, [{"t": "Str", "c": "a"}], ["https://e.org", ""]]}
    assert as_html([node], links=False) == "a"


@pytest.mark.parametrize(
    ("before", "target", "html"),
    [
        (
            "<https://doi.org/",
            "https://doi.org/10.1/a",
            '&lt;<a href="https://doi.org/10.1/a">https://doi.org/10.1/a</a>',
        ),
        ("doi:", "https://doi.org/10.1/a", 'doi:<a href="https://doi.org/10.1/a">10.1/a</a>'),
        ("https://doi.org/", "javascript:10.1/a", "https://doi.org/10.1/a"),
    ],
)
def test_an_address_is_a_link_from_its_beginning(before: str, target: str, html: str) -> None:
    """Also where the style prints the beginning itself; a label before it is none."""
    words = [{"t": "Str", "c": "10.1/a"}]
    assert as_html([{"t": "Str", "c": before}, {"t": "Link", "c": [ATTRIBUTES, words, [target, ""]]}]) == html
