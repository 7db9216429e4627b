"""RIS is read back by rispy and pandoc, with every field and no name in parts. JabRef loses nothing."""

import json

import pypandoc
import pytest
import rispy

from evidence_review.bibliography.csl.reference import Contributors, Name, ReferenceDate
from evidence_review.bibliography.writers.ris import to_ris
from tests.bibliography.writers import jabref
from tests.bibliography.writers.references import HOSTILE, a_report, works
from tests.builders import a_reference

COUNCIL, MINISTRY = Name(literal="Town Council"), Name(literal="Ministry of Justice")
OKORO = Name(family="Okoro", given="Ife")
WHOLE = "\N{NO-BREAK SPACE}"
"""What JabRef takes for the given name of a body, so that it leaves the rest whole."""


def test_a_report_by_an_organisation_is_read_back_by_rispy() -> None:
    """Every field is under its tag; an organisation keeps its comma; what has no tag is a labelled note."""
    (read,) = rispy.loads(to_ris([a_report()]))

    assert read == {
        "type_of_reference": "RPRT",
        "id": "moj2010breaking",
        "authors": ["Ministry of Justice,", "van Dijk, Jan Jr"],
        "unknown_tag": {
            "ED": ["Lind, Maja"],
            "U1": [
                "Editor: Maja Lind",
                "Issued: 2010-12-07",
                "Accessed: 2016-05",
                "DOI: 10.5555/12345678",
                "Number: Cm 7972",
            ],
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


@pytest.mark.parametrize("names", [(COUNCIL,), (OKORO, COUNCIL), (COUNCIL, MINISTRY, OKORO)])
def test_jabref_does_not_split_an_organisation(names: tuple[Name, ...]) -> None:
    """It turns a name around after each line, and takes one without a given name for one in reading order."""
    group = Contributors(role="author", names=names)
    (read,) = jabref.read(to_ris([a_reference(texts=(("title", "After Five"),), contributors=(group,))]))

    expected = [f"{name.literal}, {WHOLE}" if name.literal else "Okoro, Ife" for name in names]
    assert read["author"] == " and ".join(expected)


def test_no_other_program_shows_the_marker_that_keeps_an_organisation_together() -> None:
    """The space after the comma is gone in rispy and pandoc."""
    made = to_ris([a_reference(contributors=(Contributors(role="author", names=(COUNCIL,)),))])

    assert f"AU  - Town Council,{WHOLE}\n" in made
    assert rispy.loads(made)[0]["authors"] == ["Town Council,"]
    (read,) = json.loads(pypandoc.convert_text(made, "csljson", format="ris"))
    assert read["author"] == [{"family": "Town Council"}]


@pytest.mark.parametrize("kind", ["article-journal", "book", "chapter", "paper-conference", "dataset"])
def test_jabref_finds_a_doi(kind: str) -> None:
    """It knows it by its prefix; rispy and pandoc keep the plain one."""
    made = to_ris([a_reference(type=kind, texts=(("DOI", "10.5555/12345678"), ("number", "7")))])

    assert jabref.read(made)[0]["doi"] == "10.5555/12345678"
    assert rispy.loads(made)[0]["doi"] == "10.5555/12345678"
    assert json.loads(pypandoc.convert_text(made, "csljson", format="ris"))[0]["DOI"] == "10.5555/12345678"
    assert made.index("M3  - doi:") < made.index("M1  - ")


@pytest.mark.parametrize(("kind", "genre"), [("report", ""), ("thesis", "PhD"), ("article-journal", "Essay")])
def test_a_doi_is_no_kind_of_report(kind: str, genre: str) -> None:
    """Where `M3` says what kind of report a reference is, a remark of JabRef's has the DOI."""
    (read,) = rispy.loads(to_ris([a_reference(type=kind, texts=(("DOI", "10.5555/1"), ("genre", genre)))]))

    assert read.get("type_of_work", "") == genre
    assert "DOI: 10.5555/1" in read["unknown_tag"]["U1"]


def test_jabref_keeps_all_that_it_has_no_field_for() -> None:
    """What it ignores or takes for something else is in its remark."""
    roles = {
        "author": Name(non_dropping_particle="van", family="Dijk", given="Jan Piet"),
        "editor": Name(family="Lind", given="Maja"),
        "translator": Name(family="Weber", given="Ute"),
    }
    work = a_reference(
        type="book",
        texts=(
            ("title-short", "Five"),
            ("genre", "Essay"),
            ("DOI", "10.5555/1"),
            ("number", "7"),
            ("number-of-volumes", "2"),
        ),
        contributors=tuple(Contributors(role=role, names=(name,)) for role, name in roles.items()),
        dates=(
            ("issued", ReferenceDate(start=(2019, 5, 3))),
            ("accessed", ReferenceDate(start=(2021, 6))),
        ),
    )

    (read,) = jabref.read(to_ris([work]))
    assert read["comment"] == (
        "Author: Jan Piet van Dijk Editor: Maja Lind Translator: Ute Weber Issued: 2019-05-03"
        " Accessed: 2021-06 Title short: Five Genre: Essay DOI: 10.5555/1 Number of volumes: 2 Number: 7"
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (Name(literal="Barnes and Noble"), "Author: Barnes and Noble"),
        (Name(literal="Gardens – North"), "Author: Gardens – North"),
        (Name(family="al-Hakim", given="Noor"), "Author: Noor al-Hakim"),
        (Name(family="Al-Hakim", given="Noor"), ""),
        (Name(family="Sandbrook", given="Anders"), ""),
    ],
)
def test_a_name_that_jabref_alters_is_known(name: Name, told: str) -> None:
    """It makes two of a body at "and", and takes the hyphen off a particle and a dash off a body."""
    group = Contributors(role="author", names=(name, OKORO))
    (read,) = jabref.read(to_ris([a_reference(contributors=(group,))]))

    assert read["comment"] == told


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
