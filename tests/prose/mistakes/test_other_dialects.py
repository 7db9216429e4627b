"""Tests of what other programs read in a text, and this site does not."""

import re
from pathlib import Path

import pytest

from evidence_review.config.settings import ADDED_EXTENSIONS, BUILT_IN_EXTENSIONS
from evidence_review.prose.converter import converter
from evidence_review.prose.mistakes.other_dialects import DIALECTS, Dialect, find_other_dialects
from tests.measured import seconds_of
from tests.prose.reading import a_converter, read

OPTIONS = {name: options for name, options in ADDED_EXTENSIONS.items() if options}
SITE = converter((*BUILT_IN_EXTENSIONS, *ADDED_EXTENSIONS), OPTIONS)


def lines_of(text: str) -> list[int]:
    """Return the lines of a text that are reported."""
    return [each.line for each in read(text, SITE).block_mistakes]


@pytest.mark.parametrize("each", DIALECTS, ids=lambda each: each.example)
def test_each_dialect_is_reported(each: Dialect) -> None:
    """The example of each is reported as such, below a line of text and in no code."""
    text = f"Words.\n\n{each.example}\n{each.example}\n"

    found = read(text, SITE).block_mistakes

    assert [(mistake.line, mistake.message) for mistake in found][:1] == [(3, each.message)]
    assert lines_of(f"Words.\n\n```\n{each.example}\n{each.example}\n```\n") == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("```mermaid\ngraph TD\n```\n", 1),
        ("It is\n:+1: here.", 2),
        ("A line\n---\n", 1),
        ("A line of words.\n------\n", 1),
        ("One\ntwo\n-----\n", 2),
        ("| a | b |\n| - | - |\n| 1 | 2 |\nwords\n", 4),
        ("a | b\n--- | ---\n1 | 2\nwords\n", 4),
        ("<details>\n<summary>a</summary>\n\n**b**\n\n</details>\n", 1),
        ('<div class="box">\n\n[a](https://example.org)\n\n</div>\n', 1),
        ("$$\na = b\n$$\n", 1),
    ],
)
def test_what_is_reported(text: str, line: int) -> None:
    """Diagrams, emoji codes, accidental headings and rows, and Markdown in HTML are reported."""
    assert lines_of(text) == [line]


@pytest.mark.parametrize(
    "text",
    [
        "Title\n-----\n\nWords.\n\n---\n\nWords.",
        "---\n\n> a\n> ---\n",
        "It costs $5 to $6, at 10:30:45, and \\$x^2\\$, `$x^2$` are not. See 2) here, 2**3, a:b:c.",
        "-10 degrees\n-12 degrees",
        "`a\\`\nb\\\\\nc",
        "| a |\n| - |\n| 1 |\n\nwords",
        "<details markdown>\n<summary>a</summary>\n\n**b**\n\n</details>\n",
        "Words:\n\n    $x^2$ :smile: **a\n",
        "~~gone~~ https://example.org/a_b\n\n- [ ] a\n\n> [!TIP]\n> b\n\n!!! note\n    c\n",
    ],
)
def test_what_is_not_reported(text: str) -> None:
    """Rules, headings, prices, times, code, and everything that the site reads are left alone."""
    assert lines_of(text) == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("~~gone~~ and 5~6", "<p><del>gone</del> and 5~6</p>"),
        ("- [x] a", 'type="checkbox" disabled checked'),
        ("See https://example.org/a.", '<a href="https://example.org/a">https://example.org/a</a>.'),
        ("> [!NOTE]\n> a", '<div class="admonition note">'),
        ("> a\n\n> b", "</blockquote>\n<blockquote>"),
        ("!!! note\n    a", '<div class="admonition note">'),
        ("3. a\n4. b", '<ol start="3">'),
        ("a[^1]\n\n[^1]: b", 'class="footnote-ref"'),
        ('<div markdown="1">\n**a**\n</div>', "<strong>a</strong>"),
        ("## a { #b }", '<h2 id="b">'),
    ],
)
def test_what_github_shows_is_shown_in_every_review(text: str, html: str) -> None:
    """A site that lists no extensions has all those that the guide promises."""
    assert html in SITE.reset().convert(text)


def test_an_extension_of_the_site_makes_a_dialect_valid() -> None:
    """What the site has switched on is not reported."""
    markdown = a_converter("pymdownx.arithmatex", "pymdownx.tabbed")

    assert read('$x^2$\n\n=== "A"\n\n    b\n', markdown).block_mistakes == ()


def test_many_blocks_take_no_longer_than_a_few() -> None:
    """Elements that are never closed are sought a limited number of times."""
    assert list(find_other_dialects("<div>\n" * 20_000, "<div>\n" * 20_000)) == []


def test_the_guide_lists_every_dialect(root: Path) -> None:
    """CONTRIBUTING shows an example of each form that is read, and of each that is not."""
    guide = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = guide.partition("### What Markdown is read")[2].partition("\n### ")[0].replace("\u00a0", " ")

    missing = [each.example for each in DIALECTS if each.example.replace("\u00a0", " ") not in section]
    assert missing == []
    assert [name for name in ADDED_EXTENSIONS if not re.search(rf"`{re.escape(name)}`", section)] == []


def test_the_time_to_look_for_rows_grows_with_the_length() -> None:
    """Tables without an empty line between are one table."""

    def seconds(number: int) -> float:
        text = "a|b\n-|-\n" * number
        return seconds_of(lambda: list(find_other_dialects(text, "<table>")), times=2)

    assert seconds(8_000) < 10 * seconds(2_000)
