"""Tests of the conversion of pages by the site's own converter."""

from pathlib import Path

import pytest

from evidence_review.prose.raw_html import BEGIN, END
from evidence_review.rendering.page.conversion import PageConverter
from evidence_review.rendering.page.staged_page import StagedPage
from evidence_review.rendering.text.escaping import as_contributed
from tests.small_review import a_review, settings_of

RAW = f"{BEGIN}\n<p>*raw*</p>\n{END}"
PARTS = f"# One {{ #one }}\n\n{RAW}\n\n## Two\n\n*three*\n\n{RAW}\n\n# Four\n"
"""A page with finished parts."""


def a_page(markdown: str) -> StagedPage:
    """Return a page with a text."""
    return StagedPage(
        path="a/index.md",
        title="A",
        summary="",
        source="docs/a.md",
        kind="page",
        as_at="30 June 2025",
        markdown=markdown,
    )


def outline(page: StagedPage) -> list[tuple[str, list[str]]]:
    """Return the ids in the table of contents of a page, with those below each."""
    return [(each["id"], [child["id"] for child in each["children"]]) for each in page.toc]


@pytest.fixture
def converter(tmp_path: Path) -> PageConverter:
    """Return the converter of a small review."""
    return PageConverter(settings_of(a_review(tmp_path)))


def test_parts_are_converted_and_finished_ones_are_not(converter: PageConverter) -> None:
    """The headings of all parts are in one table of contents."""
    page = converter.convert(a_page(PARTS))

    assert page.html.count("<p>*raw*</p>") == 2
    assert "<em>three</em>" in page.html
    assert outline(page) == [("one", ["two"]), ("four", [])]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('<h2 title="', id="tag"),
        pytest.param("<!-- a", id="comment"),
        pytest.param("```\na", id="code"),
        pytest.param("a[^1]\n\n[^1]:", id="footnote"),
        pytest.param("[x]: https://example.org", id="definition"),
        pytest.param(f"{BEGIN}\na", id="finished"),
    ],
)
def test_a_text_does_not_change_how_the_rest_is_read(converter: PageConverter, text: str) -> None:
    """What it leaves open, and what it defines, ends with it."""
    page = converter.convert(
        a_page(f"# One\n\n{as_contributed(text)}\n\n## Two {{ #x .y }}\n\n[x]\n\n{END}\n")
    )

    assert page.html.endswith(f'<h2 class="y" id="x">Two</h2>\n<p>[x]</p>\n{END}')


def test_a_heading_of_a_text_does_not_take_an_id_of_the_template(converter: PageConverter) -> None:
    """Links to the part of the page with that id still lead to it."""
    text = as_contributed("## Limits\n\n### Limits\n")

    page = converter.convert(a_page(f"# One\n\n{text}\n\n## Limits {{ #limits }}\n"))

    assert outline(page) == [("one", ["limits_2", "limits"])]
    assert [child["id"] for child in page.toc[0]["children"][0]["children"]] == ["limits_1"]
    assert page.html.count('id="limits"') == 1
    assert '<h2 id="limits_2">Limits</h2>' in page.html
