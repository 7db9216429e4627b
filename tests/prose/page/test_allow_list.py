"""What contributed Markdown turns into is compared with a list."""

from collections.abc import Mapping

import pytest
from material.extensions.emoji import to_svg, twemoji
from pymdownx.superfences import fence_code_format

from evidence_review.prose.converter import converter
from tests.prose.reading import EXTENSIONS, read

ICONS = {"emoji_index": twemoji, "emoji_generator": to_svg}
"""The options of `pymdownx.emoji` by which the theme's icons are put into the page as SVG."""
DIAGRAM = {"name": "mermaid", "class": "mermaid", "format": fence_code_format}
"""The fence that the theme's manual recommends for diagrams."""


def disallowed(text: str) -> list[str]:
    """Return what is foreign in a text."""
    return [found.description for found in read(text).disallowed]


@pytest.mark.parametrize(
    "text",
    [
        "# Title { .wide #top }\n\n## Of *its* `own`",
        "[a](https://x.org) [b](page.md#c) [c](mailto:a@x.org) [d](doi:10.1/2) <https://y.org> [e](HTTP://z)",
        "| a |\n|:-:|\n| b |",
        "Note.[^1]\n\n[^1]: Text.",
        '??? info "More"\n\n    Text.',
        "!!! note\n\n    Text.",
        "``` python\nx = '<script>'\n```",
        "![a picture](picture.png){ width=300 loading=lazy }",
        "<details open><summary>a</summary>b</details>",
        "<!-- a remark -->",
        "1 < 2 and `<script>` and a <b",
        '<span class="x" aria-label="y" lang="cy">z</span>',
        "AT&T &lt;script&gt;",
        "`&#x202e;` &shy; &amp; &nbsp;",
        "[a](https://x.org){ target=_blank rel='noopener noreferrer' } [b](b.md){ .md-button }",
        '## Title {data-toc-label="Questions & answers"}',
    ],
)
def test_ordinary_markdown_is_allowed(text: str) -> None:
    """Ordinary writing, and what ordinary extensions make of it, is never refused."""
    assert disallowed(text) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[a](javascript:alert(1))", "javascript"),
        ("[a](java&#115;cript:alert(1))", "javascript"),
        ("<a href=' java\nscript:x'>a</a>", "script"),
        ("[a]\n\n[a]: vbscript:x", "vbscript"),
        ("[r017][x]\n\n[x]: javascript:x", "javascript"),
        ("[a](data:text/html,x)", "data:"),
        ('# Title {: onclick="x()" }', "onclick"),
        ("*a*{ onmouseover=x }", "onmouseover"),
        ("<b style='background:url(x)'>a</b>", "style"),
        ("<script>x</script>", "<script>"),
        ("<style>x</style>", "<style>"),
        ("<iframe src='x'></iframe>", "<iframe>"),
        ("<object data='x'></object>", "<object>"),
        ("<form><button>x</button></form>", "<form>"),
        ("<svg><script>x</script></svg>", "<script>"),
        ("<img src='x' onerror='y'>", "onerror"),
        ("![a](https://elsewhere.org/a.png)", "another host"),
        ("![a](//elsewhere.org/a.png)", "another host"),
        ("<body onload='x'>", "body"),
        ("</body></html><script>x</script>", "<script>"),
        ("<input type='password'>", "<input>"),
        ("<!--> <img src='x' onerror='y'> -->", ""),
        ("<div>\n<!-- never closed\n</div>", ""),
        ("[" * 200, "square brackets"),
        ("# H {#__config}", "the id '__config'"),
        ("# \\_\\_config", "the id '__config'"),
        ("<div id='x--run'>a</div>", "the id 'x--run'"),
        ("![a](x.png){name=querySelector}", "the attribute name='querySelector' of <img>"),
        ("<label for='__search'>a</label>", "the id '__search'"),
        ('<pre class="mermaid"><code>a</code></pre>', "the class 'mermaid'"),
        ("*a*{.md-search}", "the class 'md-search'"),
        ("<p class='arithmatex'>a</p>", "the class 'arithmatex'"),
        ("[x](https://evil.example){target=_blank rel=opener}", "the relation 'opener'"),
        ("[x](https://evil.example){target=main}", "the target 'main'"),
        ('## x {data-toc-label="<img src=data:, onerror=x()>"}', "markup in data-toc-label"),
        ('## x {data-toc-label="&amp;#60;img>"}', "markup in data-toc-label"),
        ("<svg><path d='M0 0'/></svg>", "the element <svg>"),
        ("a &#x202e;b", "'&#x202e;', which hides the order"),
        ("![a &#8238; b](x.png)", "'&#8238;', which hides the order"),
        ("```\n<!-- finished -->\n<script>x</script>\n<!-- so far -->\n```\n", "<!-- finished -->"),
    ],
)
def test_scripts_and_fetched_content_are_foreign(text: str, named: str) -> None:
    """It is found in the converted page, however it is spelt in the source."""
    found = disallowed(text)

    assert found
    assert named in " ".join(found)


def test_foreign_markup_is_reported_with_its_line() -> None:
    """The place is that of the markup in the source, not of the same words elsewhere."""
    text = "`javascript:x` and [a](page.md)\n\n[b](javascript:x)\n"

    (found,) = read(text).disallowed

    assert found.offset == text.rindex("javascript")


@pytest.mark.parametrize(
    ("text", "extension", "options"),
    [
        (":material-account:", "pymdownx.emoji", ICONS),
        ("```mermaid\na --> b\n```", "pymdownx.superfences", {"custom_fences": [DIAGRAM]}),
        ("$a$", "pymdownx.arithmatex", {"generic": True}),
        ('=== "One"\n\n    a', "pymdownx.tabbed", {"alternate_style": True}),
        ("```python\nx\n```", "pymdownx.highlight", {"anchor_linenums": True, "linenums": True}),
    ],
)
def test_what_extensions_add_is_allowed_with_them(
    text: str, extension: str, options: Mapping[str, object]
) -> None:
    """Icons, diagrams, formulas, tabs and line numbers are allowed where the settings ask for them."""
    markdown = converter((*EXTENSIONS, extension), {extension: options})

    assert [found.description for found in read(text, markdown).disallowed] == []
