"""Tests of the pages that say what changed: from release to release, and from each to today."""

from pathlib import Path

import pytest
from lxml import html

from evidence_review.commands.release import create_release
from evidence_review.publishing.pipeline import stage_review
from tests.small_review import a_review, settings_of

R01 = "docs/recommendations/r01.md"


def changed(folder: Path, path: str, old: str, new: str) -> None:
    """Put other words into a file."""
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def staged(folder: Path, page: str) -> str:
    """Stage a review and return one of its pages."""
    done = stage_review(settings_of(folder, editors=["A Body"], strict=False))
    assert done.checked.is_valid, done.checked.diagnostics
    return next(each.markdown for each in done.pages if each.path == f"{page}/index.md")


def words(markdown: str) -> str:
    """Return the words of a page, with what was removed and added marked as `-…-` and `+…+`."""
    root = html.fragment_fromstring(markdown, create_parent="div")
    for sign, name in (("-", "del"), ("+", "ins")):
        for element in root.iter(name):
            hidden = "".join(each.text_content() for each in element.find_class("unseen"))
            element.text = f"{sign}{element.text_content().removeprefix(hidden)}{sign}"
            for child in list(element):
                element.remove(child)
    return " ".join(root.text_content().split())


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """Return a review with a release, a second one after a request was put otherwise, and a later change."""
    folder = a_review(tmp_path)
    create_release(settings_of(folder, editors=["A Body"], strict=False), "2025.6")
    changed(folder, R01, "Ada asked for two late evenings", "Ada asked for *three* late evenings")
    create_release(settings_of(folder, editors=["A Body"], strict=False), "2025.6.1")
    changed(folder, R01, "title: Open until nine on two evenings", "title: Open until nine <b>twice</b>")
    return folder


def test_a_site_without_a_release_says_so(tmp_path: Path) -> None:
    """And it still is a page."""
    assert "No release has been made yet" in staged(a_review(tmp_path), "changes")


def test_each_release_is_set_beside_the_next_and_beside_today(released: Path) -> None:
    """Word by word, as readers saw it, and whatever is written is text."""
    page = words(staged(released, "changes"))

    since, steps, each = (
        page.index(part) for part in ("Since the last", "From release to", "From each release")
    )
    assert "Title: Open until nine -on two evenings- +<b>twice</b>+" in page[since:steps]
    assert "late evenings" not in page[since:steps]
    assert "What was recommended: Ada asked for -two- +three+ late evenings" in page[steps:each]
    assert "Title:" not in page[steps:each]
    assert "was the first" in page[steps:each]


def test_each_release_has_a_page_of_what_changed_since(released: Path) -> None:
    """Both changes since the first, the later one since the second."""
    first, second = words(staged(released, "changes/2025.6")), words(staged(released, "changes/2025.6.1"))

    assert "+three+" in first
    assert "+<b>twice</b>+" in first
    assert "+three+" not in second
    assert "+<b>twice</b>+" in second


def test_every_number_leads_to_its_list(released: Path) -> None:
    """A count of changes is a link to what it counts."""
    table = html.fragment_fromstring(staged(released, "changes"), create_parent="div").find(".//table")
    assert table is not None
    hrefs = [link.get("href") for link in table.iterfind(".//td/a")]

    assert hrefs == ["2025.6.1/#reworded", "2025.6/#reworded"]


def test_an_untouched_review_has_not_changed(tmp_path: Path) -> None:
    """A release and the day it was cut are the same."""
    folder = a_review(tmp_path)
    create_release(settings_of(folder, editors=["A Body"], strict=False), "2025.6")

    assert "Nothing has changed." in staged(folder, "changes/2025.6")


def test_a_citation_notes_that_the_cited_page_has_changed(released: Path) -> None:
    """Nobody quotes a position of today with the address of another."""
    page = words(staged(released, "recommendations/r01"))

    assert (
        "This cites release 2025.6.1. Since then this recommendation was reworded: what has changed" in page
    )
    assert "This cites release" not in words(staged(released, "recommendations/r02"))
