"""The files behind this review are valid, and what is exported from them can be read back."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from evidence_review.bibliography.csl.csl_json import to_csl_json
from evidence_review.bibliography.formatter import format_bibtex
from evidence_review.exports import exported_files
from evidence_review.exports.csv_files import read_csv, write_csv
from evidence_review.publishing.checked_review import CheckedReview
from evidence_review.tables import TABLES
from evidence_review.tables.table import DataTable
from tests.assemble.test_schemas import disagreements
from tests.benchmark.agreement import compared
from tests.bibliography.writers.references import missing_in_ris, works
from tests.case_files import SCHEMAS
from tests.small_review import settings_of

MOST_DIFFERING = 0.01
"""The share of values in the bibliography that pandoc may read otherwise."""


@pytest.fixture(scope="module")
def files(root: Path, this_review: CheckedReview) -> dict[str, bytes]:
    """Return every file that leaves the site."""
    return dict(exported_files(this_review.review, settings_of(root)))


def test_the_releases_are_as_they_were_made(root: Path) -> None:
    """Nobody has converted a file or the list: these are the checksums of the day on which they were made."""
    listed = (root / "docs/_data/releases/SHA256SUMS").read_text(encoding="utf-8").splitlines()

    assert listed[:2] == [
        "d7142cf081f2928cc1190ecd8b0f8efa9920dab7958135646c97537bd95cdc7e  2026.11.json",
        "742dbd647a6c26bb2a3dce03f029e5802417802bb48b101ece3f2c7fa4604e81  2026.11.1.json",
    ]


def test_every_file_agrees_with_its_schema(root: Path) -> None:
    """An editor that knows the schemas reports nothing."""
    assert disagreements(root / "docs") == []


def test_the_bibliography_is_formatted(root: Path) -> None:
    """`evidence-review fmt` has nothing to change in it."""
    text = (root / "references.bib").read_text("utf-8")

    assert format_bibtex(text, "references.bib").changes == ()


def test_pandoc_agrees_on_the_bibliography(root: Path) -> None:
    """No entry is missing, and few values differ in what pandoc makes of them."""
    result = compared(root / "references.bib")
    assert result is not None
    values, differences, missing = result

    assert missing == []
    assert sum(not each.excused for each in differences) <= values * MOST_DIFFERING


def test_the_bibliography_is_exported_completely(root: Path) -> None:
    """CSL-JSON is valid by the schema of the CSL project, and rispy finds every value in RIS."""
    found = works((root / "references.bib").read_text("utf-8"))
    schema = json.loads((SCHEMAS / "csl-data.json").read_text("utf-8"))

    assert found
    jsonschema.Draft7Validator(schema).validate(json.loads(to_csl_json(found)))
    assert missing_in_ris(found) == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_is_read_back(files: dict[str, bytes], table: DataTable[Any]) -> None:
    """CSV becomes rows and the rows the same CSV."""
    data = files[f"data/{table.file}"]
    rows = list(read_csv(table, data))

    assert rows
    assert write_csv(table, rows) == data


def test_the_document_agrees_with_its_schema(files: dict[str, bytes]) -> None:
    """The review as JSON is as its schema says."""
    schema = json.loads(files["data/review.schema.json"])

    jsonschema.Draft202012Validator(schema).validate(json.loads(files["data/review.json"]))


def test_the_table_of_people_has_their_pseudonyms_and_roles(files: dict[str, bytes]) -> None:
    """Nothing else about a person is published."""
    header, *people = files["data/participants.csv"].decode("utf-8-sig").splitlines()

    assert header == "id,pseudonym,role"
    assert len(people) == 9
