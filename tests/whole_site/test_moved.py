"""What has moved is still found at its old address: built by both engines, and followed in a browser."""

import json
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from evidence_review.commands.main import main
from tests.built_sites import served
from tests.small_review import Change, a_review

MOVED = Change(
    replace={
        "mkdocs.yml": {"strict: true": "strict: false"},
        "docs/_data/clusters.yml": {"slug: hours": "slug: hours\n  formerly: [times]"},
        "docs/organisations/org-council.md": {
            "name: Town Council": 'name: "<b>Town</b> & Council"\nformerly: [org-town]'
        },
        "docs/review/hours.md": {
            "Libraries used": "[The town](../organisations/org-town.md#asked) knows. Libraries used"
        },
    }
)
"""A body with another id, a cluster with another slug, and a page that links to the old one.

Not strict, so that the markup in a name is a warning."""

OLD = {
    "organisations/org-town/index.html": ("../org-council/", "organisations/org-council/"),
    "clusters/times/index.html": ("../hours/", "clusters/hours/"),
}
"""Where each page stood, and where it stands today as seen from there and from the root."""


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def moved_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small review, in which things have moved, as an engine builds it."""
    folder = a_review(tmp_path_factory.mktemp(request.param), MOVED)
    assert main(["--config-file", str(folder / "mkdocs.yml"), "build", "--engine", request.param]) == 0
    return folder / "site"


def test_an_old_address_sends_on(moved_site: Path) -> None:
    """The old page sends readers and search engines on, and has a link for those it does not send."""
    for path, (seen, place) in OLD.items():
        page = html.document_fromstring((moved_site / path).read_bytes())
        (refresh,) = page.xpath("//meta[@http-equiv='refresh']/@content")
        assert refresh == f"0; url={seen}"
        assert page.xpath("//link[@rel='canonical']/@href") == [f"https://example.org/evening/{place}"]
        assert page.xpath("//a/@href") == [seen]
        assert (moved_site / place / "index.html").is_file()


def test_a_name_on_an_old_page_is_shown_as_written(moved_site: Path) -> None:
    """Nothing in a name becomes markup."""
    page = html.document_fromstring((moved_site / "organisations/org-town/index.html").read_bytes())
    assert page.xpath("//a/text()") == ["<b>Town</b> & Council"]


def test_an_old_address_is_in_no_search_sitemap_or_list(moved_site: Path) -> None:
    """Nobody is sent there from the site itself."""
    (search,) = moved_site.rglob("search*.json")
    told = search.read_text(encoding="utf-8")
    told += (moved_site / "sitemap.xml").read_text(encoding="utf-8")
    assert json.loads(search.read_text(encoding="utf-8"))
    assert "organisations/org-council/" in told
    linked = {
        address
        for file in moved_site.rglob("*.html")
        for address in html.document_fromstring(file.read_bytes()).xpath("//a/@href")
    }
    assert any("org-council" in address for address in linked)
    for old in ("org-town", "clusters/times"):
        assert old not in told
        assert not [address for address in linked if old in address]


def test_a_link_to_an_old_address_leads_to_the_current_page(moved_site: Path) -> None:
    """A contributor's link to it is good, with its place on the page, and takes no detour."""
    page = html.document_fromstring((moved_site / "review/hours/index.html").read_bytes())
    (link,) = page.xpath("//a[text()='The town']/@href")
    assert link == "../../organisations/org-council/#asked"


def test_a_feed_is_still_found_where_it_was(moved_site: Path) -> None:
    """Whoever follows an organisation by feed goes on hearing of it."""
    feeds = [moved_site / "organisations" / name / "feed.xml" for name in ("org-town", "org-council")]
    assert feeds[0].read_bytes() == feeds[1].read_bytes()


def test_a_browser_is_sent_on(moved_site: Path, browser: Browser) -> None:
    """Chromium, without JavaScript, ends on the page of today."""
    page = browser.new_context(java_script_enabled=False).new_page()
    with served(moved_site) as address:
        page.goto(f"{address}organisations/org-town/")
        page.wait_for_url(f"{address}organisations/org-council/")
        assert "Addressed to it" in page.inner_text("main")


def test_without_an_address_of_its_own_a_site_sends_on_as_well(tmp_path: Path) -> None:
    """The canonical link is then written as seen from the old page; with `.html` addresses too."""
    change = Change(
        replace={
            **MOVED.replace,
            "mkdocs.yml": {
                **MOVED.replace["mkdocs.yml"],
                "site_url: https://example.org/evening/": 'site_url: ""\nuse_directory_urls: false',
            },
        }
    )
    folder = a_review(tmp_path, change)
    assert main(["--config-file", str(folder / "mkdocs.yml"), "build"]) == 0
    page = html.document_fromstring((folder / "site/organisations/org-town/index.html").read_bytes())
    assert page.xpath("//link[@rel='canonical']/@href") == ["../org-council/index.html"]
    assert page.xpath("//a/@href") == ["../org-council/index.html"]
