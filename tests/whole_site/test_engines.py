"""Both engines make the same pages of the same staged folder."""

from pathlib import Path

import pytest

from tests.engine_pages import articles, headings, led_to


@pytest.fixture(params=["small", "larger"])
def sites(request: pytest.FixtureRequest) -> tuple[Path, Path]:
    """Return one review as each engine builds it."""
    site, zensical = f"{request.param}_site", f"{request.param}_zensical_site"
    return request.getfixturevalue(site), request.getfixturevalue(zensical)


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


def test_both_engines_copy_the_data_unchanged(sites: tuple[Path, Path]) -> None:
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
