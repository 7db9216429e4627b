"""What holds of every table: published columns stay, all is explained, and rows are read back from CSV."""

import json
import re
from typing import Any

import pytest
import yaml

from evidence_review.exports.csv_files import FILE, csv_metadata, read_csv, write_csv
from evidence_review.tables import TABLES
from evidence_review.tables.files import FILE_DESCRIPTIONS, media_type
from evidence_review.tables.table import DataTable
from tests.builders import a_review_of
from tests.case_files import CASES
from tests.tables.rows import FULL, SETTINGS, cells_of

EACH_TABLE = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


@pytest.fixture(scope="module")
def described() -> dict[str, dict[str, Any]]:
    """Return the schema of each file in the metadata (CSV on the Web)."""
    group = json.loads(csv_metadata(FULL, SETTINGS)[FILE])
    return {each["url"]: each["tableSchema"] for each in group["tables"]}


@EACH_TABLE
def test_rows_are_read_back(table: DataTable[Any]) -> None:
    """Separators, quotation marks, words, dates and empty cells come back from CSV as they were."""
    cells = cells_of(table)

    assert cells
    assert list(read_csv(table, write_csv(table, cells))) == cells


@EACH_TABLE
def test_the_key_is_unique(table: DataTable[Any]) -> None:
    """No two rows have the same values in the columns that the table names as its key."""
    places = [place for place, column in enumerate(table.columns) if column.name in table.key]
    keys = [tuple(cells[place] for place in places) for cells in cells_of(table)]

    assert len(set(keys)) == len(keys)


@EACH_TABLE
def test_an_empty_review_has_empty_tables(table: DataTable[Any]) -> None:
    """A table without rows still has its head; only the words are always listed."""
    cells = cells_of(table, a_review_of())

    assert bool(cells) == (table.name == "words")
    assert list(read_csv(table, write_csv(table, cells))) == cells


@EACH_TABLE
def test_the_metadata_agree_with_the_columns(
    table: DataTable[Any], described: dict[str, dict[str, Any]]
) -> None:
    """Names, types, lists, keys and links to other tables are declared as the table has them."""
    schema = described[table.file]

    assert schema["primaryKey"] == list(table.key)
    for column, declared in zip(table.columns, schema["columns"], strict=True):
        assert (declared["name"], declared["titles"]) == (column.name, column.name)
        assert declared["datatype"] == column.type.datatype
        assert ("separator" in declared) == column.type.is_list
        assert declared.get("required", False) == (column.name in table.key)
        assert declared["dc:description"].startswith(column.meaning)
    linked = {name for each in schema.get("foreignKeys", []) for name in each["columnReference"]}
    assert linked >= {
        column.name for column in table.columns if column.foreign_table and not column.type.is_list
    }


@EACH_TABLE
def test_every_cell_has_the_format_that_the_metadata_declare(
    table: DataTable[Any], described: dict[str, dict[str, Any]]
) -> None:
    """A program that checks the files against their metadata finds nothing wrong."""
    patterns = {
        "nonNegativeInteger": r"\d+",
        "boolean": "true|false",
        "date": r"\d{4}-\d\d-\d\d",
        "anyURI": r"\S+",
        "string": r"(?s:.*)",
    }
    for cells in cells_of(table):
        for column, declared, value in zip(
            table.columns, described[table.file]["columns"], cells, strict=True
        ):
            kind = declared["datatype"]
            pattern = patterns[kind] if isinstance(kind, str) else kind["format"]
            text = column.type.text(value)
            for part in filter(None, text.split("|") if column.type.is_list else [text]):
                assert re.fullmatch(pattern, part), (column.name, part)


def test_every_file_has_a_description_and_a_media_type() -> None:
    """The page about the data can say of each table what it is."""
    assert {table.file for table in TABLES} <= set(FILE_DESCRIPTIONS)
    assert {media_type(name) for name in FILE_DESCRIPTIONS if name.endswith(".csv")} == {"text/csv"}


def test_published_columns_stay_where_they_are() -> None:
    """New columns go to the end; none is removed, renamed or moved."""
    published = yaml.safe_load((CASES / "columns.yml").read_text(encoding="utf-8"))
    declared = {table.name: [column.name for column in table.columns] for table in TABLES}

    assert declared == published, "a new column goes to the end of its table and of its list in columns.yml"


def test_every_column_is_explained() -> None:
    """Each has a sentence, and no two of one table have the same name."""
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names)), table.name
        assert [column.name for column in table.columns if not column.meaning.endswith(".")] == []
        assert set(table.key) <= set(names)
