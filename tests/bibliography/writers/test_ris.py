"""rispy and pandoc read back RIS with every field and without splitting a name."""

import json

import pypandoc
import pytest
import rispy

from evidence_review.bibliography.csl.reference import Contributors, Name
from evidence_review.bibliography.writers.ris import to_ris
from tests.bibliography.writers.references import HOSTILE, a_report, works
from tests.builders import a_reference


def test_a_report_by_an_organisation_is_read_back_by_rispy() -> None:
    """An organisation keeps its comma, and a value without a tag becomes a labelled note."""
    (read,) = rispy.loads(to_ris([a_report()]))

    assert read == {
        "type_of_reference": "RPRT",
        "id": "moj2010breaking",
        "authors": ["Ministry of Justice,", "van Dijk, Jan Jr"],
        "unknown_tag": {
            "ED": ["Lind, Maja"],
        },
        "year": "2010",
        "date": "2010/12/07/",
        "access_date": "2016/05//",
        "title": "Breaking the Cycle",
        "note": "Cm 7972",
        "publisher": "The Stationery Office",
        "place_published": "London",
        "doi": "10.5555/12345678",
        "urls": ["https://example.org/a%20b~c"],
        "notes": ["Original date: 1999", "PMID: 123"],
    }


def test_pandoc_reads_authors_year_title_container_and_pages() -> None:
    """A second reader takes an article as it was."""
    (article,) = works(
        "@article{a, author = {Okoro, Ife and {Town Council}}, title = {After Five}, year = 2021,"
        " journal = {Public Space}, volume = 4, number = 2, pages = {10--24}, doi = {10.5555/12345678}}"
    )

    (read,) = json.loads(pypandoc.convert_text(to_ris([article]), "csljson", format="ris"))

    assert read == {
        "id": "a",
        "type": "article-journal",
        "author": [{"family": "Okoro", "given": "Ife"}, {"family": "Town Council"}],
        "title": "After Five",
        "issued": {"date-parts": [[2021]]},
        "container-title": "Public Space",
        "volume": "4",
        "issue": "2",
        "page": "10-24",
        "DOI": "10.5555/12345678",
    }


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_title_is_one_line_of_text(text: str) -> None:
    """Nothing in a field begins a line, a record or another field."""
    (read,) = rispy.loads(to_ris([a_reference(texts=(("title", text), ("note", text)))]))

    assert read["title"] == " ".join(text.split())
    assert set(read) == {"type_of_reference", "id", "title", "notes"}


def test_an_organisation_with_a_comma_in_its_name_is_one_author() -> None:
    """Readers part a name at any comma; a note says the name in full."""
    body = Contributors(role="author", names=(Name(literal="Department for Trees, Hedges and Lawns"),))
    made = to_ris([a_reference(contributors=(body,))])

    (read,) = json.loads(pypandoc.convert_text(made, "csljson", format="ris"))
    assert read["author"] == [{"family": "Department for Trees Hedges and Lawns"}]
    assert rispy.loads(made)[0]["notes"] == ["Author: Department for Trees, Hedges and Lawns"]


def test_a_suffix_stays_with_the_given_names() -> None:
    """In a third place Zotero drops it, and pandoc takes it for the given name."""
    king = Contributors(role="author", names=(Name(family="King", given="Martin Luther", suffix="Jr"),))

    (read,) = json.loads(
        pypandoc.convert_text(to_ris([a_reference(contributors=(king,))]), "csljson", format="ris")
    )
    assert read["author"] == [{"family": "King", "given": "Martin Luther Jr"}]


def test_an_organisation_is_one_author_with_a_trailing_comma() -> None:
    """Without the comma readers take its last word for a family name."""
    council = Contributors(role="author", names=(Name(literal="Town Council"),))
    made = to_ris([a_reference(contributors=(council,))])

    assert "AU  - Town Council,\n" in made
    assert rispy.loads(made)[0]["authors"] == ["Town Council,"]
    (read,) = json.loads(pypandoc.convert_text(made, "csljson", format="ris"))
    assert read["author"] == [{"family": "Town Council"}]


@pytest.mark.parametrize("kind", ["article-journal", "book", "report", "paper-conference", "dataset"])
def test_a_doi_is_written_once(kind: str) -> None:
    """Rispy and pandoc find it in `DO`."""
    made = to_ris([a_reference(type=kind, texts=(("DOI", "10.5555/12345678"), ("number", "7")))])

    assert made.count("10.5555/12345678") == 1
    assert rispy.loads(made)[0]["doi"] == "10.5555/12345678"
    assert json.loads(pypandoc.convert_text(made, "csljson", format="ris"))[0]["DOI"] == "10.5555/12345678"


def test_a_person_of_one_name_in_several_words_is_not_parted() -> None:
    """Without a comma readers take the last word for the family name."""
    group = Contributors(role="author", names=(Name(family="Mary of Oignies"), Name(family="Plato")))
    made = to_ris([a_reference(contributors=(group,))])

    (read,) = json.loads(pypandoc.convert_text(made, "csljson", format="ris"))
    assert read["author"] == [{"family": "Mary of Oignies"}, {"family": "Plato"}]


def test_no_note_is_one_of_procites() -> None:
    """Zotero reads the rest of a file in another way after a note that begins with "Scale:"."""
    (read,) = rispy.loads(to_ris([a_reference(type="map", texts=(("scale", "1:25,000"),))]))

    assert read["notes"] == ["Map scale: 1:25,000"]
