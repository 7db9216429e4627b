"""Tests of links to places on generated pages."""

from pathlib import Path

import pytest

from evidence_review.diagnostics import Diagnostic, errors
from evidence_review.prose.converter import converter
from evidence_review.publishing.checked_review import check_review
from evidence_review.publishing.pipeline import stage_review
from evidence_review.site.addresses import page_paths, staged_path
from evidence_review.site_checks.anchors import lnk103_anchors_exist
from evidence_review.site_checks.built_pages import read_page
from tests.small_review import Change, a_review, checked, settings_of

PAGE = "---\ntitle: X\n---\n\n"


def said(folder: Path, change: Change) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a changed copy; that its new pages are in no menu is none of it."""
    return errors(checked(folder, change).diagnostics)


def test_every_place_of_every_page_is_known_before_it_is_built(tmp_path: Path) -> None:
    """A link to each place on each page, as the style sets it, is found to lead there, and none other."""
    settings = settings_of(a_review(tmp_path))
    review = check_review(settings).review
    markdown = converter(settings.extensions, settings.extension_configs)
    links = []
    for page in stage_review(settings).pages:
        path = next(path for path in page_paths(review) if staged_path(path) == page.path)
        markdown.reset()
        for anchor in read_page(markdown.convert(page.markdown)).anchors:
            links.append(f"[x]({path}#{anchor})")
            links.append(f"[x]({path}#{anchor}-gone)")
    change = Change(files={"docs/x.md": PAGE + "\n\n".join(links) + "\n"})

    found = said(tmp_path / "again", change)

    lost = sorted(each.message.rpartition(" ")[2].strip("'") for each in found)
    assert links
    assert {each.code for each in found} == {"LNK103"}
    assert lost == sorted(link.rpartition("#")[2][:-1] for link in links if link.endswith("-gone)"))


@pytest.mark.parametrize(
    "link",
    [
        "[x](#own)",
        "[x](y.md#limits_1)",
        "[x](#own:~:text=a)",
        "[x](http://[x/#y)",
        "`[x](#gone)`",
        "[x](#__toc)",
    ],
)
def test_an_anchor_that_exists_is_not_reported(tmp_path: Path, link: str) -> None:
    """So is what is no link to a place of this site."""
    files = {"docs/x.md": f"{PAGE}## Own\n\n{link}\n", "docs/y.md": f"{PAGE}## Limits\n\n## Limits\n"}

    assert {found.code for found in said(tmp_path, Change(files=files))} <= {"LNK102"}


@pytest.mark.parametrize(
    ("link", "page", "anchor", "hint"),
    [
        ("[x](#owm)", "x.md", "owm", "did you mean 'own'?"),
        ("[x](y.md#limit)", "y.md", "limit", "did you mean 'limits'?"),
        ("[x](y.md#caf%C3%A9)", "y.md", "café", "known: limits, limits_1, y"),
        ('<a href="y.md#limit">x</a>', "y.md", "limit", "did you mean 'limits'?"),
    ],
)
def test_the_place_and_the_nearest_are_named(
    tmp_path: Path, link: str, page: str, anchor: str, hint: str
) -> None:
    """A place that is not on a page is reported with the line of the link."""
    limits = "---\ntitle: Y\n---\n\n## Limits\n\n## Limits\n"
    files = {"docs/x.md": f"{PAGE}## Own\n\n{link}\n", "docs/y.md": limits}

    (found,) = said(tmp_path, Change(files=files))

    assert str(found) == (f"docs/x.md:7: error: the page {page!r} has no anchor {anchor!r} ({hint}) [LNK103]")


def test_a_page_with_unreadable_content_is_not_reported(tmp_path: Path) -> None:
    """Where the glossary cannot be read, nobody knows which words it holds."""
    change = Change(
        files={
            "docs/_data/glossary.yml": "- id: g01\n  term: a: b\n",
            "docs/x.md": PAGE + "[x](glossary.md#g01)\n",
        }
    )

    assert {found.code for found in said(tmp_path, change)} == {"YML101"}


def test_a_review_without_such_links_renders_nothing(tmp_path: Path) -> None:
    """The check costs nothing where there is nothing to look at."""
    settings = settings_of(a_review(tmp_path))

    assert list(lnk103_anchors_exist(checked(tmp_path / "again").review, settings)) == []
