"""What contributed Markdown turns into is compared with a list."""

import pytest

from tests.prose.reading import read


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
