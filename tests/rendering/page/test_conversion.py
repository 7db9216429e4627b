"""Tests of the conversion of pages by the site's own converter."""

from pathlib import Path

import pytest

from evidence_review.prose.raw_html import BEGIN, END
from evidence_review.rendering.page.conversion import PageConverter
from evidence_review.rendering.page.staged_page import StagedPage
from tests.small_review import a_review, settings_of

RAW = f"{BEGIN}\n<p>*raw*</p>\n{END}"
PARTS = f"# One {{ #one }}\n\n{RAW}\n\n## Two\n\n*three*\n\n{RAW}\n\n# Four\n"
"""A page with finished parts."""


def a_page(markdown: str, *, has_texts: bool) -> StagedPage:
    """Return a page with a text."""
    return StagedPage(
        path="a/index.md",
        title="A",
        summary="",
        source="docs/a.md",
        kind="page",
        as_at="30 June 2025",
        markdown=markdown,
        has_texts=has_texts,
    )


@pytest.fixture
def convert(tmp_path: Path) -> PageConverter:
    """Return the converter of a small review."""
    return PageConverter(settings_of(a_review(tmp_path)))


def test_a_page_converted_in_parts_is_the_same_as_a_whole_one(convert: PageConverter) -> None:
    """A page without contributed Markdown consists of parts that do not depend on each other."""
    whole = convert.convert(a_page(PARTS, has_texts=True))
    parts = convert.convert(a_page(PARTS, has_texts=False))

    assert parts.html.split() == whole.html.split()
    assert "<p>*raw*</p>" in parts.html
    assert "<em>three</em>" in parts.html
    assert list(parts.toc) == list(whole.toc)
    assert [(each["id"], [child["id"] for child in each["children"]]) for each in parts.toc] == [
        ("one", ["two"]),
        ("four", []),
    ]


def test_a_page_with_contributed_markdown_is_converted_as_a_whole(convert: PageConverter) -> None:
    """A definition at its end, or a footnote, belongs to all of it."""
    page = convert.convert(
        a_page(f"[a][b]\n\n{BEGIN}\n<hr>\n{END}\n\n[b]: https://example.org\n", has_texts=True)
    )

    assert '<a href="https://example.org">a</a>' in page.html
