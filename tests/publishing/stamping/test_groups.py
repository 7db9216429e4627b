"""Which pages are stamped."""

from dataclasses import replace

import pytest

from evidence_review.publishing.stamping.groups import FEWEST, groups_of, rendered_pages
from evidence_review.publishing.stamping.placeholders import exemplar_of
from evidence_review.publishing.stamping.template import divided
from evidence_review.rendering.page.staged_page import StagedPage

TOKEN = {
    "level": 1,
    "id": "a",
    "name": "A &amp; b",
    "html": "A &amp; b",
    "data-toc-label": "",
    "children": [],
}
"""The heading of a page in its table of contents."""


def a_page(slug: str = "doe2020", **changes: object) -> StagedPage:
    """Return the page of a reference."""
    page = StagedPage(
        path=f"bibliography/{slug}/index.md",
        title=f"Title of {slug}",
        summary="",
        source="references.bib",
        kind="reference",
        as_at="30 June 2025",
        markdown="",
        html='<h1 id="a">A &amp; b</h1>',
        toc=[TOKEN],
    )
    return replace(page, **changes)  # type: ignore[arg-type]


def test_pages_of_one_form_are_stamped_from_one() -> None:
    """The engine renders the first one and a page with placeholders."""
    pages = [a_page(f"made{number}") for number in range(FEWEST)]

    [group] = groups_of(pages)

    assert (group.sample, group.pages) == (pages[0], tuple(pages[1:]))
    assert rendered_pages(pages, [group]) == [pages[0], group.exemplar]


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "page"},
        {"engine_keys": {"tags": ["a"]}},
        {"path": "bibliography/ü/index.md"},
        {"html": "<p>without a heading</p>"},
        {"toc": [{**TOKEN, "html": "A <i>b</i>"}]},
        {"toc": [{**TOKEN, "name": "A &nbsp; b", "html": "A &nbsp; b"}]},
        {"toc": [{**TOKEN, "data-toc-label": "Short"}]},
        {"toc": [{**TOKEN, "id": "a'b"}]},
        {"summary": "A sentence."},
        {"source": ""},
        {"is_archived": True},
        {"toc": [{**TOKEN, "children": [TOKEN]}]},
        {"head": "<meta>"},
        {"as_at": "1 June 2025"},
    ],
)
def test_a_page_with_something_of_its_own_is_rendered(changes: dict[str, object]) -> None:
    """A theme may treat it differently from the others."""
    pages = [a_page(f"made{number}") for number in range(FEWEST)]
    other = replace(a_page(), **changes)  # type: ignore[arg-type]

    assert other in rendered_pages([*pages, other], groups_of([*pages, other]))


def test_pages_in_the_menu_and_few_pages_are_rendered() -> None:
    """The menu marks its own pages, and placeholders are not worth it for a few pages."""
    pages = [a_page(f"made{number}") for number in range(FEWEST)]

    assert groups_of(pages, {pages[2].path}) == ()
    assert groups_of(pages[1:]) == ()


@pytest.mark.parametrize(
    ("printed", "stamped"),
    [
        ("<title>{title}</title>", "<title>a &amp; b</title>"),
        ("<title>{more}</title>", "<title>a &amp;amp; b</title>"),
        ("{upper}", None),
        ("{half}", None),
    ],
)
def test_a_template_shows_what_a_theme_does_with_a_title(printed: str, stamped: str | None) -> None:
    """The title is escaped as often as the theme escapes it; what it does otherwise is not imitated."""
    staged = str(exemplar_of(a_page(), 0)).partition("title: ")[2].partition("\n")[0].strip("'\"")
    texts = {
        "title": staged,
        "more": staged.replace("&", "&amp;").replace("/", "&#x2f;"),
        "upper": staged.upper(),
        "half": staged[:20],
    }

    template = divided(printed.format(**texts))

    assert (template and template.stamp(a_page(title="a & b")).decode()) == stamped
