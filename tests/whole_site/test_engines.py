"""Both engines make the same pages of the same staged folder."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html
from lxml.html import HtmlElement

from evidence_review.commands.main import main


def articles(site: Path) -> dict[str, HtmlElement]:
    """Return the text part of each page of a site, by its path."""
    found = {}
    for file in sorted(site.rglob("*.html")):
        article = html.document_fromstring(file.read_bytes()).find(".//article")
        if article is not None and file.name != "404.html":
            found[file.relative_to(site).as_posix()] = article
    return found


def headings(article: HtmlElement) -> list[tuple[str, str, str]]:
    """Return the level, the anchor and the words of each heading."""
    return [
        (element.tag, element.get("id") or "", " ".join(element.text_content().replace("¶", "").split()))
        for element in article.iter("h1", "h2", "h3", "h4")
    ]


def led_to(path: str, article: HtmlElement) -> list[str]:
    """Return where the links that we made on a page lead to, in order."""
    ours = (element for element in article.iter("a") if "headerlink" not in (element.get("class") or ""))
    return [urljoin(f"/{path}", element.get("href")) for element in ours if element.get("href")]


@pytest.fixture(scope="module", params=["small", "real"])
def sites(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, review_folder: Path
) -> tuple[Path, Path]:
    """Return one review as each engine builds it."""
    if request.param == "small":
        return request.getfixturevalue("small_site"), request.getfixturevalue("small_zensical_site")
    folder = tmp_path_factory.mktemp("zensical")
    for name in ("docs", "mkdocs.yml", "references.bib"):
        (folder / name).symlink_to(review_folder / name)
    assert main(["--config-file", str(folder / "mkdocs.yml"), "build", "--engine", "zensical"]) == 0
    return review_folder / "site", folder / "site"


def test_both_engines_make_the_same_pages_and_headings(sites: tuple[Path, Path]) -> None:
    """The two sites have the same pages, and each page the same headings with the same anchors."""
    one, other = (articles(site) for site in sites)
    assert len(one) > 15
    assert list(one) == list(other)
    assert {path: headings(page) for path, page in one.items()} == {
        path: headings(page) for path, page in other.items()
    }


def test_both_engines_make_the_same_links(sites: tuple[Path, Path]) -> None:
    """Every link in the text of a page leads to the same place in both sites."""
    one, other = (articles(site) for site in sites)
    assert len([link for path, page in one.items() for link in led_to(path, page)]) > 100
    assert {path: led_to(path, page) for path, page in one.items()} == {
        path: led_to(path, page) for path, page in other.items()
    }


def test_both_engines_copy_the_data_as_it_is(sites: tuple[Path, Path]) -> None:
    """Every file below `/data/` is in both sites, byte for byte."""
    one, other = (
        {
            file.relative_to(site).as_posix(): file.read_bytes()
            for file in sorted((site / "data").rglob("*"))
            if file.is_file() and file.suffix != ".html"
        }
        for site in sites
    )
    assert "data/SHA256SUMS" in one
    assert one == other
