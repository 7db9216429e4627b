"""Footnotes and numbers of a citation style on finished pages, each of which counts for itself."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from evidence_review.commands.main import main
from tests.small_review import Change, a_review

ONE = """---
title: One
summary: The first page.
---

First [@lind2019evening, p. 12]. Again [@lind2019evening, p. 12]. Between [@okoro2021after].

A fourth work was later cited alone [@council2018hours]. The last is [@lind2019evening].
"""
TWO = """---
title: Two
summary: The second page.
---

The same work as the last one on the page before [@lind2019evening, p. 12].

All of them [@okoro2021after; @council2018hours; @lind2019evening].
"""
THREE = """---
title: Three
summary: A page with a footnote of its own.
---

A sentence.[^own] Another [@okoro2021after].

[^own]: A word about it [@lind2019evening].
"""


def built(folder: Path, engine: str, options: str) -> Path:
    """Build a small review with some options of the plugin, and return the site."""
    change = Change(
        files={"docs/review/one.md": ONE, "docs/review/two.md": TWO, "docs/review/three.md": THREE},
        replace={
            "mkdocs.yml": {"as_at: 2025-06-30": f"as_at: 2025-06-30\n      {options}"},
            "references.bib": {"  uncited = {Kept for its tables.},\n": ""},
        },
    )
    review = a_review(folder, change)
    assert main(["--config-file", str(review / "mkdocs.yml"), "build", "--engine", engine]) == 0
    return review / "site"


def article(site: Path, name: str) -> HtmlElement:
    """Return the text of a page."""
    found = html.document_fromstring((site / f"review/{name}/index.html").read_bytes()).find(".//article")
    assert found is not None
    return found


def words(element: HtmlElement) -> str:
    """Return the words of an element."""
    return " ".join(element.text_content().split())


def led_to(page: HtmlElement, links: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Return what links on a page lead to on the same page, each of which is there once."""
    found = []
    for link in links:
        target = link.get("href", "").rpartition("#")[2]
        (element,) = page.xpath(".//*[@id=$target]", target=target)
        found.append(element)
    return found


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_notes_of_a_style_are_below_each_page(engine: str, tmp_path: Path) -> None:
    """Each mark leads to its note and the note back, and no "ibid." means a work on another page."""
    site = built(tmp_path, engine, "style: oscola")
    for name, labels, said in (
        ("one", "12345", ("Evenings in the Library", "Ibid", "After Five", "Opening Hours", "Lind (n 1)")),
        ("two", "12", ("Evenings in the Library", "After Five")),
        ("three", "a", ("After Five",)),
    ):
        page = article(site, name)
        marks = page.xpath(".//sup[@class='note-mark']/a")
        notes = page.xpath(".//ol[@class='notes']/li")
        assert [words(mark) for mark in marks] == list(labels)
        assert led_to(page, marks) == notes
        back = led_to(page, [link for note in notes for link in note.xpath(".//a[@class='back']")])
        assert back == [mark.getparent() for mark in marks]
        for mark, note, expected in zip(marks, notes, said, strict=True):
            assert expected in words(note)
            shown = mark.get("data-card").split()
            assert all(page.xpath(f".//*[@id='{each}']") for each in shown)
            is_short = "Ibid" in words(note) or "(n 1)" in words(note)
            assert (len(shown) > 1) == is_short, words(note)  # with the entry of the work
    (own,) = article(site, "three").xpath(".//div[contains(@class, 'footnote')]//li")
    assert "Evenings in the Library" in words(own)


def test_a_style_without_short_forms_shows_a_work_once(tmp_path: Path) -> None:
    """A card shows the entry only beside a note that says less than it, never the whole work twice."""
    page = article(built(tmp_path, "mkdocs", "style: anti-trafficking-review"), "one")
    notes = page.xpath(".//ol[@class='notes']/li")
    assert ["Evenings in the Library" in words(note) for note in notes] == [True, True, False, False, True]
    for mark, note in zip(page.xpath(".//sup[@class='note-mark']/a"), notes, strict=True):
        assert mark.get("data-card") == note.get("id")


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_numbers_begin_anew_on_each_page(engine: str, tmp_path: Path) -> None:
    """The list of a page is numbered from one in the order of its text, and a range hides no reference."""
    site = built(tmp_path, engine, "style: vancouver\n      numbering: page")
    for name, order in (
        ("one", ("Evenings in the Library", "After Five", "Opening Hours")),
        ("two", ("Evenings in the Library", "After Five", "Opening Hours")),
        ("three", ("After Five", "Evenings in the Library")),
    ):
        works = article(site, name).xpath(".//ol[@class='works-cited']/li")
        numbers = [words(work.find("span[@class='work-number']")) for work in works]
        assert numbers == [f"{number}." for number in range(1, len(order) + 1)]
        assert all(title in words(work) for title, work in zip(order, works, strict=True))
        page = article(site, name)
        for work in page.xpath(".//ol[@class='works-cited']/li"):
            assert led_to(page, work.xpath(".//span[@class='back-links']/a"))
    page = article(site, "two")
    (dash,) = page.xpath(".//a[contains(@class, 'citation--range')]")
    (hidden,) = led_to(page, [dash])
    assert words(dash.getparent()).endswith("(1–3).")
    assert "After Five" in words(hidden)
    assert "Okoro and Brandt" in dash.get("aria-label", "")


def test_raised_numbers_follow_the_menu_and_footnotes_have_letters(tmp_path: Path) -> None:
    """The home page begins with 1 whatever the names of files, and no footnote looks like a citation."""
    site = built(tmp_path, "mkdocs", "style: nature")
    marks = [words(mark) for mark in article(site, "three").xpath(".//a[@class='footnote-ref']")]
    (notes,) = article(site, "three").xpath(".//div[@class='footnote']/ol")
    assert marks == ["a"]
    assert notes.get("type") == "a"
    first = html.document_fromstring((site / "index.html").read_bytes())
    numbers = [words(each) for each in first.xpath(".//article//sup")]
    assert numbers[:1] == ["1"]
