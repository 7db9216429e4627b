"""Every form of citation and every entry reads as it does in one whole document that pandoc sets itself.

The forms are in `tests/cases/citing/forms.md`, a page of the site under each heading, and the references in
`references.bib`. The expected text has nothing of ours in it: pandoc reads, formats and writes the Markdown.
"""

import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from evidence_review.bibliography.bibtex.parser import read_bibliography
from evidence_review.bibliography.conversion.entries import assemble_references
from evidence_review.bibliography.csl.reference import Reference
from evidence_review.citeproc.call.result import FormattedReference, FormattedSite, Fragment
from evidence_review.citeproc.formatting import format_site
from evidence_review.citeproc.style_files import find_style
from evidence_review.prose.citation import CitationGroup
from evidence_review.prose.markers import CitationMarker
from tests.case_files import CASES as ALL_CASES
from tests.prose.reading import read

CASES = ALL_CASES / "citing"
IN_TEXT = (
    ("harvard-cite-them-right", "en-GB"),
    ("apa", "en-GB"),
    ("vancouver", "en-GB"),
    ("chicago-author-date", "en-GB"),
    ("modern-language-association", "en-GB"),
    ("ieee", "en-GB"),
    ("nature", "en-GB"),
    ("american-medical-association", "en-GB"),
    ("elsevier-harvard", "en-GB"),
    ("harvard-cite-them-right", "de-DE"),
    ("apa", "fr-FR"),
    ("chicago-author-date", "cy-GB"),
)
IN_NOTES = ("chicago-notes-bibliography", "oscola")
UNSHOWN = re.compile(r" ?\((?:Notes on a meadow|Dunes|Ponds again|How to mow)\)$")
"""The titles that we print where a style prints nothing for a work whose author is left out."""
SAME_IN_HTML = {"em": "i", "strong": "b"}


def run_pandoc(*arguments: str, text: str) -> str:
    """Return what pandoc prints."""
    command = [pypandoc.get_pandoc_path(), *arguments]
    return subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True).stdout


def found_in(tree: object, kind: str) -> Iterator[Any]:
    """Yield the nodes of a kind in pandoc's tree, in order, and none inside another."""
    if isinstance(tree, dict):
        if tree.get("t") == kind:
            yield tree
        else:
            yield from found_in(tree.get("c"), kind)
    elif isinstance(tree, list):
        for each in tree:
            yield from found_in(each, kind)


@lru_cache(maxsize=1)
def references() -> tuple[Reference, ...]:
    """Return the works of the cases."""
    text = (CASES / "works.bib").read_text("utf-8")
    return assemble_references(read_bibliography(text, "works.bib"))[0]


@lru_cache(maxsize=1)
def written() -> tuple[str, ...]:
    """Return the Markdown of each page."""
    return tuple(re.split(r"(?m)^# .*$", (CASES / "forms.md").read_text("utf-8"))[1:])


@lru_cache(maxsize=1)
def pages() -> tuple[tuple[CitationGroup, ...], ...]:
    """Return the citations of each page as the site reads them."""
    found = (read(page).markers for page in written())
    return tuple(tuple(mark.group for mark in page if isinstance(mark, CitationMarker)) for page in found)


class Whole:
    """What pandoc makes of Markdown as a document of its own."""

    def __init__(self, markdown: str, style: Path, folder: Path, nocite: str, locale: str = "en-GB") -> None:
        """Set a document in a style, all works being known that `nocite` names."""
        items = folder / "works.json"
        items.write_text(json.dumps([reference.csl() for reference in references()]), "utf-8")
        head = f"---\nnocite: '{nocite}'\nlang: {locale}\nnotes-after-punctuation: false\n---\n\n"
        how = ["--citeproc", f"--csl={style}", f"--bibliography={items}", "--to=json"]
        self._tree = json.loads(run_pandoc(*how, text=head + markdown))
        *text, last = self._tree["blocks"]
        has_list = last["t"] == "Div" and last["c"][0][0] == "refs"
        cited = [{"t": "Plain", "c": [_with_notes_opened(node)]} for node in found_in(text, "Cite")]
        self.citations = [plain(html) for html in self._html(cited)]
        self.entries = [plain(html) for html in self._html(last["c"][1])] if has_list else []

    def _html(self, blocks: Sequence[Any]) -> list[str]:
        """Return each block as pandoc writes it."""
        parted = [each for block in blocks for each in (block, {"t": "HorizontalRule"})]
        text = json.dumps({**self._tree, "meta": {}, "blocks": parted})
        return run_pandoc("--from=json", "--to=html", "--wrap=none", text=text).split("<hr />")[: len(blocks)]


def _with_notes_opened(tree: object) -> object:
    """Return a tree in which each note stands as words where its mark would."""
    if isinstance(tree, list):
        return [_with_notes_opened(each) for each in tree]
    if not isinstance(tree, dict):
        return tree
    if tree.get("t") == "Note":
        inner = [inline for block in tree["c"] for inline in block["c"]]
        return {"t": "Span", "c": [["", [], []], inner]}
    return {name: _with_notes_opened(value) for name, value in tree.items()}


def plain(html: str) -> str:
    """Return HTML with no tags but those of type, and with one name for each of them."""

    def same(match: re.Match[str]) -> str:
        name = SAME_IN_HTML.get(match[2], match[2])
        return f"<{match[1]}{name}>" if name in {"i", "b", "sup", "sub", "code"} else ""

    text = re.sub(r"<(/?)(\w+)[^>]*>", same, html)
    return " ".join(unescape(re.sub(r"</(\w+)><\1>", "", text)).split())


def shown(fragments: Sequence[Fragment]) -> str:
    """Return a citation as a reader sees it, its notes in their places."""
    return plain(
        "".join(fragment.html + "".join(part.html for part in fragment.note) for fragment in fragments)
    )


def listed(entries: Sequence[FormattedReference]) -> list[str]:
    """Return entries as a reader sees them, with their numbers."""
    return [plain(f"{entry.label} {entry.html}") for entry in entries]


def style_of(name: str) -> Path:
    """Return the file of a style that is known."""
    found = find_style(name, CASES)
    assert isinstance(found, Path), found
    return found


def every(site: FormattedSite) -> list[str]:
    """Return every citation of a site as a reader sees it."""
    return [shown(fragments) for page in site.citations for fragments in page]


@pytest.mark.parametrize(("name", "locale"), IN_TEXT)
def test_site_reads_as_one_document(name: str, locale: str, tmp_path: Path) -> None:
    """Letters after years, added names and numbers run over all pages as over one document."""
    expected = Whole("\n\n".join(written()), style_of(name), tmp_path, "@*", locale)
    made = [format_site(pages(), references(), style_of(name), locale, tmp_path / "kept") for _ in range(2)]
    printed = [entry for entry in expected.entries if entry]
    for site in made:
        assert [UNSHOWN.sub("", citation) for citation in every(site)] == expected.citations
        assert listed(tuple(site.bibliography.values()))[: len(printed)] == printed


@pytest.mark.parametrize("name", IN_NOTES)
def test_page_with_notes_reads_as_one_document(name: str, tmp_path: Path) -> None:
    """Notes say what they say where the page is the whole document, and the list is that of all works."""
    expected = Whole("\n\n".join(written()), style_of(name), tmp_path, "")
    one_page = [[group for page in pages() for group in page]]
    site = format_site(one_page, references(), style_of(name), "en-GB")
    pairs = zip(every(site), expected.citations, strict=True)
    assert [ours if theirs else "" for ours, theirs in pairs] == expected.citations
    printed = [entry for entry in Whole("", style_of(name), tmp_path, "@*").entries if entry]
    assert listed(tuple(site.bibliography.values()))[: len(printed)] == printed


def test_numbers_of_one_page_read_as_one_document(tmp_path: Path) -> None:
    """Where each page counts for itself, it is a document of its own."""
    style = style_of("vancouver")
    page, text = pages()[-1], written()[-1]
    site = format_site([pages()[0], page], references(), style, "en-GB", by_page=True)
    assert [shown(fragments) for fragments in site.citations[1]] == Whole(text, style, tmp_path, "").citations


@pytest.mark.parametrize(
    ("style", "citation", "expected"),
    [
        ("modern-language-association", "[-@noauthor2001]", "(Notes on a meadow)"),
        ("modern-language-association", "[-@three2017, p. 100; -@eight2017]", "(100) (Ponds again)"),
        ("modern-language-association", "[-@eight2017; see -@three2017, p. 100]", "(see 100) (Ponds again)"),
        (
            "modern-language-association",
            "[-@eight2017; -@three2017]",
            "(Ponds again; Which ponds freeze? A survey)",
        ),
        ("springer-basic-author-date", "@noauthorweb", "Mowing: questions and answers"),
        (
            "springer-basic-author-date",
            "[@noauthorweb; @noauthor2001]",
            "(2001) (Mowing: questions and answers)",
        ),
    ],
)
def test_a_reference_that_the_style_leaves_empty_is_cited_by_its_title(
    style: str, citation: str, expected: str
) -> None:
    """A reader can follow every citation, though pandoc would print nothing for it."""
    group = next(mark.group for mark in read(citation).markers if isinstance(mark, CitationMarker))
    (fragments,) = format_site([[group]], references(), style_of(style), "en-GB").citations[0]
    assert shown(fragments) == expected
    assert {fragment.key for fragment in fragments} >= {each.key for each in group.citations}


def test_style_without_a_list_lists_first_notes() -> None:
    """Where a style has no bibliography, an entry is what the first note says."""
    site = format_site([], references(), style_of("bluebook-law-review"), "en-GB")
    assert site.bibliography["vanberg2011"].text == "Jan van den Berg & María de la Cruz, Dunes (2011)."
