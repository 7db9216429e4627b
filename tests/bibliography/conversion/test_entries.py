"""Raw entries become references in CSL's terms, and what is wrong with them is reported with its line."""

from datetime import date
from pathlib import Path

import pytest

from evidence_review.bibliography.bibtex.parser import read_bibliography
from evidence_review.bibliography.conversion import mappings as tables
from evidence_review.bibliography.conversion.entries import assemble_references
from evidence_review.bibliography.csl.reference import Reference
from evidence_review.diagnostics import Diagnostic
from evidence_review.location import Location
from tests.case_files import CASES as ALL_CASES
from tests.case_files import Accept, read_case

CASES = sorted((ALL_CASES / "bibtex").glob("*.yml"))


def assembled(text: str) -> tuple[tuple[Reference, ...], tuple[Diagnostic, ...]]:
    """Return the works in a text, and what is wrong with them."""
    return assemble_references(read_bibliography(text, "r.bib"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_is_converted(path: Path, accept: Accept) -> None:
    """Each case gives the references and the messages that it expects."""
    case = read_case(path)
    references, found = assembled(case["bib"])
    csl = [dict(reference.csl()) for reference in references]
    meaning = [str(one) for one in found]

    if "csl" in case:
        accept(path, ["csl"], csl)
        assert csl == read_case(path)["csl"]
    accept(path, ["meaning"], meaning)
    assert meaning == read_case(path).get("meaning", [])


def test_a_reference_has_the_review_s_own_fields() -> None:
    """Fields of ours become fields of the reference, without their LaTeX."""
    ((reference,), _) = assembled(read_case(ALL_CASES / "bibtex" / "our-fields.yml")["bib"])
    assert reference.annotation == "An “account” of 50% of it."
    assert (reference.balance, reference.as_printed, reference.url_note) == ("B", "C", "D")
    assert (reference.date_note, reference.cited_for, reference.uncited) == ("E", "F", "G")


def test_a_reference_has_its_archived_copy() -> None:
    """The day may be in the address of the copy; whatever is wrong is reported and left out."""
    references, _ = assembled(read_case(ALL_CASES / "bibtex" / "archived-copies.yml")["bib"])
    one, two, three = ((each.archived_url, each.archived_on, each.url_dead) for each in references)

    assert one == ("https://web.archive.org/web/20260301120000/https://example.org/a", date(2026, 3, 1), True)
    assert two == ("https://web.archive.org/web/20260302/https://example.org/b", date(2026, 3, 2), False)
    assert three == ("", None, False)


def test_reference_knows_its_lines_and_its_book() -> None:
    """A check can point at the field to fix, and a chapter names the book that holds it."""
    references, _ = assembled(
        "@incollection{a,\n title = {A},\n crossref = {b}}\n@book{b, title = {B}, year = 2010}\n"
        "@incollection{c, title = {C}, crossref = {nowhere}}"
    )
    chapter, _, lost = references
    assert chapter.location_of("crossref") == Location("r.bib", 3)
    assert chapter.location_of("annotation") == Location("r.bib", 1)
    assert (chapter.parent, lost.parent) == ("b", "")
    assert chapter.text("container-title") == "B"
    assert chapter.issued is not None
    assert chapter.issued.year == 2010


def test_addresses_are_never_touched() -> None:
    """What LaTeX would eat stays in an address and a DOI; the address of a note becomes the reference's."""
    references, found = assembled(
        r"@misc{a, title={A}, year=2010, url={https://ex.org/a%20b~c--d}, doi={10.1000/a_b--c}}"
        r"@misc{b, title={B}, year=2010, howpublished={\url{https://ex.org/~b}}}"
    )
    assert not found
    assert [work.url for work in references] == ["https://ex.org/a%20b~c--d", "https://ex.org/~b"]
    assert references[0].doi == "10.1000/a_b--c"
    assert references[1].text("publisher") == ""


def test_title_shows_without_markup() -> None:
    """Pages and lists want the words; styles want the markup."""
    ((reference,), _) = assembled(r"@book{a, title={The \emph{Book} of {UK} <x>}, year=2010}")
    assert reference.title == "The Book of UK <x>"
    assert reference.text("title").startswith('The <i>Book</i> of <span class="nocase">UK</span>')


def test_each_field_has_one_meaning() -> None:
    """No field is in two tables."""
    groups = (
        tables.ROLES,
        tables.TEXTS,
        tables.DATES,
        tables.ANNOTATION_FIELDS,
        tables.PUBLISHERS,
        tables.READ_BY_NAME,
        tables.IGNORED,
    )
    names = [name for group in groups for name in group]
    assert sorted(names) == sorted(set(names))
