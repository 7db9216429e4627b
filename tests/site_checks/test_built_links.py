"""Tests of the last look at a built site."""

from pathlib import Path

import pytest

from evidence_review.site_checks.built_links import MANY_PAGES, lnk104_links_lead_somewhere
from evidence_review.site_checks.built_pages import read_page, read_site

HOME = '<h1 id="top">Home</h1>'
OTHER = '<h2 id="caf\u00e9">Caf\u00e9</h2><a name="old">x</a>'


def a_site(folder: Path, page: str, path: str = "a/index.html") -> Path:
    """Make a site of a home page, another page, a picture and the page under test."""
    files = {"index.html": HOME, "b/index.html": OTHER, "c.html": OTHER, "my pic.png": "x", path: page}
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"<!doctype html><html><body>{text}</body></html>", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "address",
    [
        "../",
        "../index.html",
        "../b/",
        "../b",
        "../b/index.html",
        "../c.html",
        "../b/#caf%C3%A9",
        "../b/#old",
        "../#top",
        "#here",
        "",
        ".",
        "./?q=1#here",
        "../my%20pic.png",
        "../my%20pic.png#any",
        "https://example.org/gone",
        "//example.org/gone",
        "mailto:a@example.org",
        "data:,x",
        "../b/#:~:text=x",
    ],
)
def test_a_working_link_is_not_reported(tmp_path: Path, address: str) -> None:
    """Pages, places on them, other files and other sites are all somewhere."""
    site = a_site(tmp_path, f'<p id="here"><a href="{address}">x</a></p>')

    assert [found.message for found in lnk104_links_lead_somewhere(read_site(site), {}, tmp_path)] == []


@pytest.mark.parametrize(
    ("element", "link", "fault"),
    [
        ('<a href="../gone/">x</a>', "../gone/", "no page or file on this site"),
        ('<a href="../c.html/">x</a>', "../c.html/", "no page or file on this site"),
        ('<img src="../pic.png">', "../pic.png", "no page or file on this site"),
        ('<script src="x.js"></script>', "x.js", "no page or file on this site"),
        ('<a href="../../outside.html">x</a>', "../../outside.html", "no page or file on this site"),
        ('<a href="../b/#top">x</a>', "../b/#top", "no anchor 'top' on its page"),
        ('<a href="#there">x</a>', "#there", "no anchor 'there' on its page"),
        ('<a href="http://[x/">x</a>', "http://[x/", "nothing: it is not an address"),
    ],
)
def test_a_dead_link_is_reported(tmp_path: Path, element: str, link: str, fault: str) -> None:
    """The message names the page, the link and what it leads to, and the file to fix."""
    site = a_site(tmp_path, f'<p id="here">{element}</p>')

    (found,) = lnk104_links_lead_somewhere(read_site(site), {"a/index.html": "docs/a.md"}, tmp_path)

    assert str(found).startswith(
        f"docs/a.md:1: error: on the page 'a/index.html' the link {link!r} leads to {fault} ("
    )


def test_the_line_and_the_nearest_anchor_are_reported(tmp_path: Path) -> None:
    """The message points at the line of the source on which the place is named, and offers the nearest."""
    site = a_site(tmp_path / "site", '<p id="limits"><a href="#limit">x</a></p>')
    (tmp_path / "page.md").write_text("# A\n\nSee\n[x](#limit).\n")

    (found,) = lnk104_links_lead_somewhere(read_site(site), {"a/index.html": "page.md"}, tmp_path)

    assert (found.code, found.where.line, found.hint) == ("LNK104", 4, "did you mean 'limits'?")


def test_a_page_without_a_source_is_named_itself(tmp_path: Path) -> None:
    """A page that the engine made of itself is named by its own path."""
    (found,) = lnk104_links_lead_somewhere(read_site(a_site(tmp_path, '<a href="gone">x</a>')), {}, tmp_path)

    assert found.where.path == "a/index.html"


def test_the_404_page_is_ignored(tmp_path: Path) -> None:
    """`404.html` is served at any depth, so its links are made from the root."""
    site = a_site(tmp_path, '<a href="/assets/x.css">x</a>', path="404.html")

    assert list(lnk104_links_lead_somewhere(read_site(site), {}, tmp_path)) == []


@pytest.mark.parametrize("data", [b"", b"  \n", b"<!-- c -->", b"\x00", b"<html", b"\xff\xfe"])
def test_any_file_can_be_looked_at(data: bytes) -> None:
    """A page that is empty or broken holds no links and stops nothing."""
    assert read_page(data.decode(errors="replace")).links == ()


def test_a_link_is_looked_at_once(tmp_path: Path) -> None:
    """The same broken link twice on a page is one message."""
    site = a_site(tmp_path, '<a href="gone">x</a><a href="gone">y</a>')

    assert len(list(lnk104_links_lead_somewhere(read_site(site), {}, tmp_path))) == 1


def many_pages(folder: Path, broken: int, sound: int) -> Path:
    """Make a site of pages at two depths, some with a link to one page that is not there."""
    for number in range(broken + sound):
        up = "../" * (1 + number % 2)
        file = folder / ("a/" * (number % 2) + f"p{number}") / "index.html"
        file.parent.mkdir(parents=True)
        link = f'<a href="{up}lost/">x</a><a href="#skip">y</a>' if number < broken else "x"
        file.write_text(f"<html><body>{link}</body></html>", encoding="utf-8")
    return folder


def test_a_dead_link_on_most_pages_is_reported_once(tmp_path: Path) -> None:
    """What the navigation or the theme puts on every page is one error, however the page writes it."""
    site = many_pages(tmp_path / "site", MANY_PAGES + 1, MANY_PAGES)
    (tmp_path / "mkdocs.yml").write_text("nav:\n  - index.md\n  - Lost: lost.md\n", encoding="utf-8")

    lost, skip = lnk104_links_lead_somewhere(read_site(site), {}, tmp_path)

    assert str(lost) == (
        "mkdocs.yml:3: error: on 21 of 41 pages, such as 'a/p1/index.html', the link '../../lost/' leads to"
        " no page or file on this site (correct the link, or the heading that it refers to) [LNK104]"
    )
    assert (skip.where.path, "'#skip' leads to no anchor 'skip'" in skip.message) == (
        "mkdocs.yml",
        True,
    )


@pytest.mark.parametrize(("broken", "sound"), [(MANY_PAGES, 0), (MANY_PAGES + 1, MANY_PAGES + 1)])
def test_a_dead_link_on_some_pages_is_reported_on_each(tmp_path: Path, broken: int, sound: int) -> None:
    """On few pages, or on half of them, it may well have been written by hand."""
    found = list(lnk104_links_lead_somewhere(read_site(many_pages(tmp_path, broken, sound)), {}, tmp_path))

    assert len(found) == 2 * broken
