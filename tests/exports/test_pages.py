"""The files beside pages: which there are, what they hold, and what never leaves."""

import json
from pathlib import Path

import pytest
import rispy
from pybtex.database import parse_string

from evidence_review.bibliography.csl.reference import Name
from evidence_review.exports.pages import citation_files, reference_files
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.site.citation import parse_editor, site_citations
from tests.bibliography.writers.references import works
from tests.builders import a_review_of
from tests.small_review import checked, settings_of

CHAPTER = (
    "@incollection{c, title = {C}, author = {Okoro, Ife}, crossref = {b}, abstract = {Words of others.}}\n"
    "@book{b, title = {B}, editor = {Lind, Maja}, year = 2019, keywords = {mine}}"
)


def test_every_reference_is_exported_beside_its_page_and_in_the_full_files(tmp_path: Path) -> None:
    """Three forms of each reference, and of all together, that read back as they should."""
    files = reference_files(a_review_of(*works(CHAPTER)), settings_of(checked_folder(tmp_path)))

    stems = ("data/references", "bibliography/b/b", "bibliography/c/c")
    assert set(files) == {f"{stem}.{form}" for stem in stems for form in ("bib", "ris", "json")}
    assert set(parse_string(files["bibliography/c/c.bib"].decode(), "bibtex").entries) == {"c"}
    assert [item["id"] for item in json.loads(files["data/references.json"])] == ["c", "b"]
    assert [record["id"] for record in rispy.loads(files["bibliography/c/c.ris"].decode())] == ["c"]


def test_private_notes_are_never_published(tmp_path: Path) -> None:
    """Abstracts of others and keywords of one's own stay in the file of the review."""
    files = reference_files(a_review_of(*works(CHAPTER)), settings_of(checked_folder(tmp_path)))

    assert not [path for path, data in files.items() if b"others" in data or b"mine" in data]


def test_nothing_is_invented_in_a_citation_of_an_unpublished_site(tmp_path: Path) -> None:
    """Without a release, an address and editors the rest is still said: id, position and day."""
    review = checked(tmp_path).review
    settings = settings_of(tmp_path)
    entity = Entity(EntityKind.RECOMMENDATION, "r01")

    citation = site_citations(review, settings)[entity]
    files = citation_files(review, settings)

    said = (citation.id, citation.release, citation.position, citation.address)
    assert said == ("r01", "", "In progress", "")
    (item,) = json.loads(files["recommendations/r01/r01.json"])
    assert not {"URL", "author"} & set(item)
    assert item["title"].endswith(" [recommendation r01: in progress as at 30 June 2025]")
    assert item["issued"] == {"date-parts": [[2025, 6, 30]]}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Lind, Maja", Name(family="Lind", given="Maja")),
        ("Town Council", Name(literal="Town Council")),
        ("Town Council,", Name(literal="Town Council")),
        ("{Parks, Paths and Libraries}", Name(literal="Parks, Paths and Libraries")),
    ],
)
def test_an_editor_is_a_person_or_an_organisation(written: str, name: Name) -> None:
    """A comma parts a person's name; braces keep an organisation whole."""
    assert parse_editor(written) == name


def checked_folder(folder: Path) -> Path:
    """Return a folder that holds the small review."""
    checked(folder)
    return folder
