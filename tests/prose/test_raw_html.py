"""Tests of HTML that Markdown passes through as it is."""

import pytest
from markdown import Markdown

from evidence_review.prose.raw_html import BEGIN, END, EXTENSION, finished_page

EXTENSIONS = ("attr_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.superfences")
"""Extensions that look for Markdown in HTML or before it."""


def converted(text: str, *, passing: bool = True) -> str:
    """Return what Markdown makes of a text, with finished HTML passed through or left to Markdown."""
    return Markdown(extensions=[*EXTENSIONS, *([EXTENSION] if passing else [])]).convert(text)


def test_finished_html_comes_out_unchanged() -> None:
    """Nothing in it is treated as Markdown, and what stands around it is Markdown still."""
    html = '<pre>*a*\n\n```\n[b]: c\n<b markdown="1">\n&lt; [^1]</pre>\n<p>\\*</p>'

    page = converted(f"# One {{ #first }}\n\n{BEGIN}\n{html}\n{END}\n\n*two*\n\n{BEGIN}\n<hr>\n{END}\n")

    assert html in page
    assert page.replace(html, "HTML").split("\n") == [
        '<h1 id="first">One</h1>',
        "HTML",
        "<p><em>two</em></p>",
        "<hr>",
    ]


@pytest.mark.parametrize(
    "html", ["<ul>\n<li>a <i>b</i></li>\n</ul>", '<p class="x">a</p>\n\n<p>b &#38; c</p>']
)
def test_the_page_is_the_same_without_the_extension(html: str) -> None:
    """Passing it through saves time and changes nothing that is seen."""
    text = f"before\n\n{BEGIN}\n{html}\n{END}\n\n## after\n"

    passed, read = converted(text), converted(text, passing=False)

    assert passed.split() == read.replace(BEGIN, "").replace(END, "").split()


def test_lines_without_content_are_kept() -> None:
    """A first line without a last one, or in the middle of a line, marks nothing."""
    assert converted(f"{BEGIN}\n\n*a*") == f"{BEGIN}\n\n<p><em>a</em></p>"
    assert "<em>a</em>" in converted(f"x {BEGIN}\n*a*\n{END}\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!-- c --> a &#91;1&#93; b", "<!-- c -->\n<p>a &#91;1&#93; b</p>"),
        ("a\n<!-- c\nd --> b &amp; c<br />d", "<p>a</p>\n<!-- c\nd -->\n<p>b &amp; c<br />d</p>"),
        ("a <!-- c --> b &#91;", "<p>a <!-- c --> b &#91;</p>"),
        ("    <!-- c --> &#91;", "<pre><code>&lt;!-- c --&gt; &amp;#91;\n</code></pre>"),
    ],
)
def test_text_behind_a_comment_keeps_its_signs(text: str, expected: str) -> None:
    """Python-Markdown takes character references and empty tags out of it and puts them elsewhere."""
    assert [line.strip() for line in converted(text).split("\n") if line.strip()] == expected.split("\n")


def test_a_finished_page_is_published_unchanged() -> None:
    """No extension interprets anything in it, and the theme receives its table of contents."""
    html = (
        f"<h2>*a*</h2>\n\n<pre>\tb\n   \n{END}\n\x02</pre>\n\n[c]: d\n{BEGIN}\n&amp; <p>[e][c]</p>\n<!-- -->"
    )
    toc = [{"level": 2, "id": "x", "name": "a --> <b>", "html": "a", "data-toc-label": "", "children": []}]
    markdown = Markdown(extensions=[*EXTENSIONS, EXTENSION])

    assert markdown.convert(f"\n{finished_page(html, toc)}") == html
    assert markdown.toc_tokens == toc  # type: ignore[attr-defined]


def test_a_page_after_a_finished_one_is_converted() -> None:
    """An engine may convert many pages with one converter."""
    markdown = Markdown(extensions=[*EXTENSIONS, EXTENSION])
    markdown.convert(finished_page("<p>*a*</p>", []))

    assert markdown.reset().convert("# *b*") == '<h1 id="b"><em>b</em></h1>'
