"""Records of databases become references, and stay the same when written as BibTeX and read again."""

import re
from pathlib import Path
from typing import Any

import pytest

from evidence_review.bibliography.csl.reference import Reference, strip_markup
from evidence_review.bibliography.reader import BibliographyFormat, detect_format, parse_references
from evidence_review.bibliography.writers.bibtex import to_bibtex
from evidence_review.bibliography.writers.ris import to_ris
from evidence_review.commands.main import main
from evidence_review.sources.files import SourceFile
from tests.bibliography.writers.references import works

RIS = """TY  - JOUR
AU  - van der Berg, Jan
AU  - García López, María José
AU  - Lane, Ada, Jr.
AU  - World Health Organization
TI  - Evenings & Ponds: 50% of it
T2  - Journal of Ponds
J2  - J. Ponds
VL  - 12
IS  - 3
SP  - 123
EP  - 129
PY  - 2019
DA  - 2019/05/03/
DO  - https://doi.org/10.1000/xyz
UR  - https://doi.org/10.1000/xyz
UR  - https://example.org/x
SN  - 0040-5833
KW  - ponds
KW  - evenings
ER  -

TY  - CHAP
A1  - Lind, Anna
A2  - Okoro, Ife
T1  - A chapter
T2  - The book
Y1  - 2001///
SN  - 978-0-306-40615-7

TY  - NEWS
TI  - No author and no end
PY  - 2002
"""
NBIB = """
PMID- 31000001
OWN - NLM
IS  - 1474-547X (Electronic)
VI  - 393
IP  - 10170
DP  - 2019 Feb 2
TI  - Evening opening of libraries: a study of
      many places.
LID - e447 [pii]
LID - 10.1016/S0140-6736(18)31788-4 [doi]
FAU - Lind, Anna
AU  - Lind A
FAU - van der Berg, Jan
AU  - van der Berg J
CN  - Library Group
LA  - eng
TA  - Lancet
JT  - Lancet (London, England)
PMC - PMC100

PMID- 31000002
TI  - A second record.
FAU - Lind, Anna
DP  - 2020
JT  - Journal of Ponds
"""


def read(text: str, written_in: BibliographyFormat) -> tuple[Reference, ...]:
    """Return the references in a text."""
    return parse_references(SourceFile(path="x", text=text), (), written_in).references


def item(reference: Reference) -> dict[str, Any]:
    """Return a reference as CSL-JSON without the protection of its capitals."""
    known = dict(reference.csl())
    return {name: strip_markup(value) if isinstance(value, str) else value for name, value in known.items()}


def test_ris_is_read() -> None:
    """Names, dates, numbers and identifiers are those of the record, also if its end is missing."""
    article, chapter, news = map(item, read(RIS, BibliographyFormat.RIS))

    assert article["author"] == [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        {"family": "García López", "given": "María José"},
        {"family": "Lane", "given": "Ada", "suffix": "Jr."},
        {"literal": "World Health Organization"},
    ]
    assert article["issued"] == {"date-parts": [[2019, 5, 3]]}
    assert (article["id"], article["page"], article["DOI"]) == ("berg2019evenings", "123–129", "10.1000/xyz")
    assert (article["URL"], article["ISSN"]) == ("https://example.org/x", "0040-5833")
    assert (chapter["type"], chapter["container-title"]) == ("chapter", "The book")
    assert (chapter["editor"], chapter["ISBN"]) == (
        [{"family": "Okoro", "given": "Ife"}],
        "978-0-306-40615-7",
    )
    assert (news["type"], news["title"]) == ("article-newspaper", "No author and no end")


def test_nbib_is_read() -> None:
    """Lines go on below their tag, and an article number takes the place of pages."""
    first, second = read(NBIB, BibliographyFormat.NBIB)

    known = item(first)
    assert known["title"] == "Evening opening of libraries: a study of many places"
    assert [name.get("family", name.get("literal")) for name in known["author"]] == [
        "Lind",
        "Berg",
        "Library Group",
    ]
    assert (known["page"], known["DOI"]) == ("e447", "10.1016/S0140-6736(18)31788-4")
    assert (known["PMID"], known["PMCID"], known["language"]) == ("31000001", "PMC100", "en")
    assert known["issued"] == {"date-parts": [[2019, 2, 2]]}
    assert (second.title, second.where.line) == (
        "A second record",
        NBIB.split("PMID- 31000002", maxsplit=1)[0].count("\n") + 1,
    )


@pytest.mark.parametrize(
    ("text", "written_in"), [(RIS, BibliographyFormat.RIS), (NBIB, BibliographyFormat.NBIB)]
)
def test_records_say_the_same_as_bibtex(text: str, written_in: BibliographyFormat) -> None:
    """What `references --format bibtex` prints is read as the record was."""
    found = read(text, written_in)

    again = read(to_bibtex(found, whole=True), BibliographyFormat.BIBTEX)

    assert [item(each) for each in again] == [item(each) for each in found]


def test_our_own_ris_is_read_back() -> None:
    """An article is the same after a round through RIS, in everything that RIS has a tag for."""
    (article,) = works(
        "@article{lind2019, author = {Lind, Anna and {World Bank} and Plato}, title = {A}, journal = {J},"
        " volume = {3},"
        " number = {4}, pages = {5--9}, date = {2019-05}, doi = {10.1000/x}, issn = {0040-5833}}"
    )

    (again,) = read(to_ris([article]), BibliographyFormat.RIS)

    assert item(again) == item(article)


@pytest.mark.parametrize(
    ("text", "written_in"),
    [
        (RIS, BibliographyFormat.RIS),
        (NBIB, BibliographyFormat.NBIB),
        ('[{"id": "a"}]', BibliographyFormat.CSL_JSON),
        ("@book{a, title = {A}}", BibliographyFormat.BIBTEX),
        ("", BibliographyFormat.BIBTEX),
    ],
)
def test_a_format_is_recognised_by_its_beginning(text: str, written_in: BibliographyFormat) -> None:
    """Standard input has no name whose ending could tell."""
    assert detect_format(text) is written_in


@pytest.mark.parametrize("written_in", [BibliographyFormat.RIS, BibliographyFormat.NBIB])
def test_a_file_without_records_is_reported(written_in: BibliographyFormat) -> None:
    """Words in a file with the ending of an export are not an export."""
    found = parse_references(SourceFile(path="x", text="Words.\n"), (), written_in).diagnostics

    assert [each.code for each in found] == ["BIB014"]


def test_the_command_turns_ris_into_bibtex(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The output can be appended to a bibliography as it is."""
    file = tmp_path / "export.ris"
    file.write_text(RIS.replace("\n", "\r\n"), encoding="utf-8")

    assert main(["references", str(file), "--format", "bibtex"]) == 0

    text = capsysbinary.readouterr().out.decode()
    assert re.findall(r"^@\w+{(.*),$", text, re.MULTILINE) == [
        "berg2019evenings",
        "lind2001chapter",
        "2002author",
    ]
