"""Tests of what notes say, and of citations in footnotes of a text's own, in styles with notes."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import html
from lxml.html import HtmlElement

from evidence_review.rendering.citations.links import page_citations
from evidence_review.rendering.page.view import View
from tests.case_files import CASES
from tests.prose.reading import a_converter
from tests.rendering.page.test_view import a_view, shown
from tests.small_review import Change, a_review, settings_of

VALE = "@article{vale2013, author={Vale, Ivo and others}, title={Weirs}, journal={Water}, year=2013}\n"
OWN = """One.[^x] Two [@okoro2021after]. Three.[^y]

Four [@lind2019evening, p. 4]. Five [@okoro2021after]. Six.[^z] Seven [@council2018hours].
Eight ([@lind2019evening]).

[^x]: See [@lind2019evening, p. 3], and [see @council2018hours] too.
[^y]: [see @okoro2021after].
[^z]: As @okoro2021after [p. 12] says. ([@lind2019evening])
"""
IBID = """One [@lind2019evening].[^x] Two.[^y]

[^x]: See [@lind2019evening].
[^y]: See [@lind2019evening].
"""


@cache
def built(style: str, texts: tuple[str, ...]) -> tuple[View, ...]:
    """Return the page of each text, in a style."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = {"references.bib": VALE + (CASES / "small-review/references.bib").read_text("utf-8")}
        for number, text in enumerate(texts):
            files[f"docs/part/{number}.md"] = f"---\ntitle: Here\n---\n\n{text}\n"
        review = a_review(folder, Change(files=files))
        site = a_view(folder, settings=settings_of(review, style=style, numbering="page")).site
        return tuple(View(site=site, path=f"part/{number}.md") for number in range(len(texts)))


def converted(view: View) -> HtmlElement:
    """Return the text of a page as an engine makes it."""
    return html.fragment_fromstring(a_converter().convert(shown(view, view.path)), create_parent="div")


def footnotes(page: HtmlElement) -> Sequence[str]:
    """Return the words of the footnotes of a text's own."""
    found = []
    for note in page.xpath(".//div[@class='footnote']//li"):
        for back in note.xpath(".//a[@class='footnote-backref']"):
            back.drop_tree()
        found.append(" ".join(note.text_content().split()))
    return found


def test_a_citation_in_a_footnote_stays_in_the_footnote() -> None:
    """As pandoc sets it: in brackets, unless the footnote begins with it or the sentence names the author."""
    first, *others = footnotes(converted(built("oscola", (OWN, IBID))[0]))
    assert first.startswith("See (Maja Lind, Evenings in the Library (Harbour Press 2019) 3), and (see Town")
    assert first.endswith("/hours>) too.")
    assert others == ["see Okoro and Brandt (n a).", "As Okoro and Brandt, (n a) 12 says. (Lind (n 1))"]


def test_a_citation_in_a_footnote_links_to_its_reference() -> None:
    """It is a citation like others, and the list of works leads back to it."""
    page = converted(built("oscola", (OWN, IBID))[0])
    cited = page.xpath(".//div[@class='footnote']//a[@class='citation']/@href")
    names = ["lind2019evening", "council2018hours", "okoro2021after", "okoro2021after", "lind2019evening"]
    assert [href.split("/")[-2] for href in cited] == names
    assert len(page.xpath(".//div[@class='footnote']//span[starts-with(@id, 'cite-')]")) == len(names)


def test_a_reference_to_a_note_shows_its_label_and_links_to_it() -> None:
    """A lettered note is pointed to by its letter, a footnote of the text's own by its number."""
    view = built("oscola", (OWN, IBID))[0]
    page = converted(view)
    here = page_citations(view, view.page_entity(view.review.pages[view.path]))
    notes = {note.label: html.fragment_fromstring(note.html, create_parent="p") for note in here.notes}
    said = {label: note.text_content() for label, note in notes.items()}
    assert said.pop("a").startswith("Ife Okoro and Jonas Brandt, ‘After Five")
    assert said == {
        "b": "Lind (n 1) 4.",
        "c": "Okoro and Brandt (n a).",
        "d": "Town Council (n 1).",
        "e": "Lind (n 1).",
    }
    pointers = [link for each in (page, *notes.values()) for link in each.xpath(".//a[@aria-label]")]
    led = {(link.text_content(), link.get("href")) for link in pointers if "note " in link.get("aria-label")}
    assert led == {("1", "#fn:x"), ("a", "#note-a")}
    assert page.xpath(".//*[@id='fn:x']")


def test_ibid_points_to_no_note_of_another_list() -> None:
    """A reader looks for it in the note above, which is another where letters and numbers stand apart."""
    said = footnotes(converted(built("oscola", (OWN, IBID))[1]))
    assert said == ["See (Lind (n a)).", "See (ibid)."]
