"""Citations come in parts that each stand for a work, are kept between builds, and are safe to publish."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path

import pypandoc
import pytest

from evidence_review.bibliography.bibtex.parser import read_bibliography
from evidence_review.bibliography.conversion.entries import assemble_references
from evidence_review.bibliography.csl.reference import Reference
from evidence_review.citeproc.call import pandoc
from evidence_review.citeproc.call.cache import ResultCache
from evidence_review.citeproc.call.cached_results import caching_batch_processor
from evidence_review.citeproc.call.request import (
    CiteprocRequest,
    CiteprocResult,
    read_style_context,
    run_citeproc,
    run_citeproc_on_each,
)
from evidence_review.citeproc.call.result import FormattedSite, Fragment
from evidence_review.citeproc.formatting import format_site
from evidence_review.citeproc.style_files import find_style
from evidence_review.errors import ReviewError
from evidence_review.prose.citation import Citation, CitationGroup, CitationMode
from tests.builders import a_reference
from tests.case_files import CASES as ALL_CASES

CASES = ALL_CASES / "citing"


def references(bibtex: str = "") -> tuple[Reference, ...]:
    """Return the works of the cases, or of a given text."""
    text = bibtex or (CASES / "works.bib").read_text("utf-8")
    references, _ = assemble_references(read_bibliography(text, "works.bib"))
    return references


def style_of(name: str) -> Path:
    """Return the file of a style that is known."""
    found = find_style(name, CASES)
    assert isinstance(found, Path), found
    return found


def a_citation(
    key: str, mode: CitationMode = CitationMode.PAREN, prefix: str = "", after: str = ""
) -> Citation:
    """Return one citation."""
    return Citation(key=key, mode=mode, prefix=prefix, after=after)


def a_group(*citations: Citation) -> CitationGroup:
    """Return citations in one pair of brackets."""
    return CitationGroup(citations=citations)


def formatted(
    *groups: CitationGroup, style: str = "harvard-cite-them-right", bibtex: str = ""
) -> FormattedSite:
    """Return the citations of one page and the bibliography."""
    return format_site([groups], references(bibtex), style_of(style), "en-GB")


def shown(fragments: tuple[Fragment, ...]) -> str:
    """Return a citation as a reader sees it."""
    return bare(
        "".join(fragment.html + "".join(part.html for part in fragment.note) for fragment in fragments)
    )


def bare(html: str) -> str:
    """Return HTML without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_one_work_is_one_piece() -> None:
    """A citation of one reference is a link as a whole, author, year and place."""
    group = a_group(a_citation("thesis2012", CitationMode.NARRATIVE, after="p. 3"))
    assert formatted(group).citations[0][0] == (Fragment(html="King (2012, p. 3)", key="thesis2012"),)


def test_each_of_several_citations_is_a_fragment() -> None:
    """In a bracket of several works each is a link, and brackets and separators are not."""
    group = a_group(a_citation("thesis2012", prefix="see"), a_citation("web2020", prefix="and"))
    assert formatted(group).citations[0][0] == (
        Fragment(html="(see "),
        Fragment(html="King, 2012", key="thesis2012"),
        Fragment(html="; and "),
        Fragment(html="Lark, 2020", key="web2020"),
        Fragment(html=")"),
    )


def test_narrative_citation_keeps_author_and_year_together() -> None:
    """Where a style sorts works, pandoc prints `(King, 2012; Lark; 2020, p. 3)`."""
    group = a_group(a_citation("web2020", CitationMode.NARRATIVE, after="p. 3"), a_citation("thesis2012"))
    assert shown(formatted(group).citations[0][0]) == "Lark (2020, p. 3; King, 2012)"


def test_years_of_one_author_are_grouped() -> None:
    """Where a style sorts works, pandoc prints `(Plato, 2000; King; 2012, 2013)` when there are others."""
    narrative = a_citation("thesis2012", CitationMode.NARRATIVE)
    suppressed = a_citation("masters2013", CitationMode.SUPPRESS)
    same, mixed = a_group(narrative, suppressed), a_group(narrative, suppressed, a_citation("single2000"))
    assert shown(formatted(same).citations[0][0]) == "King (2012, 2013)"
    assert shown(formatted(mixed).citations[0][0]) == "King (2012; 2013; Plato, 2000)"


def test_year_suffixes_run_over_all_pages() -> None:
    """Two works of one author and year are distinguished on every page alike."""
    pages = [[a_group(a_citation("adams2019second"))], [a_group(a_citation("adams2019first"))]]
    site = format_site(pages, references(), style_of("harvard-cite-them-right"), "en-GB")
    assert [shown(page[0]) for page in site.citations] == ["(Adams, 2019b)", "(Adams, 2019a)"]


@pytest.mark.parametrize(
    ("mode", "expected"),
    [(CitationMode.PAREN, "(nobody&lt;i&gt;)"), (CitationMode.NARRATIVE, "nobody&lt;i&gt;")],
)
def test_an_unknown_key_is_shown_as_written(mode: CitationMode, expected: str) -> None:
    """A key that names no reference is shown, is no link, and leaves its neighbours alone."""
    site = formatted(a_group(a_citation("nobody<i>", mode)), a_group(a_citation("thesis2012")))
    assert site.citations[0] == (
        (Fragment(html=expected),),
        (Fragment(html="(King, 2012)", key="thesis2012"),),
    )


def test_unknown_key_among_known_ones() -> None:
    """The known work of a bracket keeps its link."""
    (fragments,) = formatted(a_group(a_citation("nobody"), a_citation("thesis2012"))).citations[0]
    assert fragments == (Fragment(html="(King, 2012)", key="thesis2012"), Fragment(html=" (nobody)"))


def test_review_without_references_has_no_call() -> None:
    """A review may start without a bibliography."""
    site = format_site([[a_group(a_citation("x"))]], (), style_of("apa"), "en-GB")
    assert site == FormattedSite(citations=(((Fragment(html="(x)"),),),), bibliography={}, short_forms={})


def test_note_style_starts_anew_on_each_page() -> None:
    """The first citation on a page is whole, though another page has cited the reference."""
    pages = [
        [a_group(a_citation("thesis2012")), a_group(a_citation("thesis2012"))],
        [a_group(a_citation("thesis2012"))],
    ]
    site = format_site(pages, references(), style_of("chicago-notes-bibliography"), "en-GB")
    first, again = (shown(fragments) for fragments in site.citations[0])
    assert "University of Ex" in first
    assert "University of Ex" not in again
    assert shown(site.citations[1][0]) == first


def test_second_build_makes_no_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is formatted once is kept, down to the order of the entries."""
    groups = [[a_group(a_citation("thesis2012"), a_citation("web2020"))]]
    first = format_site(groups, references(), style_of("apa"), "en-GB", tmp_path)
    monkeypatch.setattr(pypandoc, "get_pandoc_path", lambda: "/nowhere/pandoc")
    again = format_site(groups, references(), style_of("apa"), "en-GB", tmp_path)
    assert again == first
    assert list(again.bibliography) == list(first.bibliography)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"key": 1}', "null", '{"citations": [[[[1, 2]]]]}'])
def test_damaged_cache_is_replaced(damage: str, tmp_path: Path) -> None:
    """A cache that was cut short is ignored and written again."""
    groups = [[a_group(a_citation("thesis2012"))]]
    sound = format_site(groups, references(), style_of("apa"), "en-GB", tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_text("utf-8")
    kept.write_text(damage, "utf-8")
    assert format_site(groups, references(), style_of("apa"), "en-GB", tmp_path) == sound
    assert kept.read_text("utf-8") == whole
    assert list(tmp_path.iterdir()) == [kept]


def test_cache_depends_on_locale_and_style(tmp_path: Path) -> None:
    """A change of language or style is seen at once."""
    groups = [[a_group(a_citation("vanberg2011"))]]
    british = format_site(groups, references(), style_of("harvard-cite-them-right"), "en-GB", tmp_path)
    german = format_site(groups, references(), style_of("harvard-cite-them-right"), "de-DE", tmp_path)
    american = format_site(groups, references(), style_of("apa"), "en-GB", tmp_path)
    assert [shown(site.citations[0][0]) for site in (british, german, american)] == [
        "(van den Berg and de la Cruz, 2011)",
        "(van den Berg und de la Cruz, 2011)",
        "(van den Berg & de la Cruz, 2011)",
    ]


HOSTILE = (
    r"""
@misc{script, author={{<script>alert(1)</script>}}, title={"><img src=x onerror=alert(1)> \textbf{x}},
  year=2001, url={javascript:alert(1)}}
@misc{rtl, author={Mo, Al}, title={abc """
    "\u202e"
    r"""def}, year=2002, url={https://ex.org/"onclick="x}}
@misc{long, author={Mu, Al}, title={"""
    + "word " * 20_000
    + r"""}, year=2003, url={https://ex.org/?a=1&b='2'}}
"""
)


def test_hostile_values_are_text() -> None:
    """Nothing that a field holds becomes a tag, an attribute or a link but to http and https."""
    group = a_group(
        a_citation("script", prefix="<b>", after=', p. "1<i>'), a_citation("rtl"), a_citation("long")
    )
    site = formatted(group, bibtex=HOSTILE)
    html = "".join(fragment.html for fragment in site.citations[0][0]) + "".join(
        entry.html for entry in site.bibliography.values()
    )
    links = {'<a href="https://ex.org/?a=1&amp;b=&#x27;2&#x27;">', '<a href="https://ex.org/">'}
    assert set(re.findall("<[^>]*>", html)) <= {"<i>", "</i>", "<b>", "</b>", "</a>", *links}
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert len(site.bibliography["long"].text) > 90_000


def test_words_around_a_key_cannot_disturb_pandoc() -> None:
    """What is written around a key is words to pandoc, not Markdown and not JSON."""
    group = a_group(a_citation("thesis2012", prefix='*see* "the', after=", p. 3 \\ `x` {#y} [@web2020]"))
    assert shown(formatted(group).citations[0][0]).startswith("(*see* “the King, 2012, p. 3")


def test_broken_style_is_reported_in_one_line(tmp_path: Path) -> None:
    """A style file that is no style ends the build with a plain message."""
    style = tmp_path / "broken.csl"
    style.write_text('<style class="in-text"><citation>', "utf-8")
    with pytest.raises(ReviewError, match=r"the citation style 'broken\.csl' is not valid XML: ") as raised:
        format_site([[a_group(a_citation("thesis2012"))]], references(), style, "en-GB")
    assert "\n" not in str(raised.value)


def test_words_get_the_typography_of_pandoc() -> None:
    """Dashes, dots and quotation marks in a prefix come out as they do from Markdown."""
    nodes = pandoc.inlines("cf. 'its' author's 1--2... \"x\"")
    assert "".join(node.get("c", " ") for node in nodes) == "cf. ‘its’ author’s 1–2… “x”"


@pytest.mark.parametrize("style", ["oscola", "chicago-notes-bibliography"])
def test_no_number_is_read_as_a_reference_to_a_note(style: str) -> None:
    """Whatever digits a title, an address or a locator holds, a note says them as they are."""
    title, place = "Order 8460000000001 of 846000 and 846001000002", "846002000001"
    texts = (("title", title), ("URL", "https://example.org/846003000001"))
    reference = a_reference("a", type="book", texts=texts)
    group = CitationGroup(citations=(Citation(key="a", mode=CitationMode.PAREN, after=f", p. {place}"),))
    (fragments,) = format_site([[group]], [reference], style_of(style), "en-GB").citations[0]
    note = "".join(part.html for fragment in fragments for part in fragment.note)
    assert title.lower() in note.lower()
    assert place in note
    assert all(not part.target_note for fragment in fragments for part in fragment.note)


def test_only_changed_pages_with_notes_are_formatted_again() -> None:
    """Each page is a document of its own, all of them go to pandoc together, and the others are cached."""
    asked: list[Sequence[CiteprocRequest]] = []

    def noting(requests: Sequence[CiteprocRequest]) -> Sequence[CiteprocResult]:
        asked.append(requests)
        return run_citeproc_on_each(requests)

    context = read_style_context(style_of("oscola"), "en-GB")
    process_each = caching_batch_processor(ResultCache(None), noting)
    works = references()
    requests = [
        CiteprocRequest(style_context=context, groups=(a_group(a_citation(work.key)),), references=(work,))
        for work in works[:3]
    ]
    first = process_each(requests)
    changed = replace(works[1], texts=(("title", "Another title"),))
    again = process_each([requests[0], replace(requests[1], references=(changed,)), requests[2]])

    assert [len(each) for each in asked] == [3, 1]
    assert list(first) == [run_citeproc(request) for request in requests]
    assert (again[0], again[2]) == (first[0], first[2])
    assert again[1] != first[1]
