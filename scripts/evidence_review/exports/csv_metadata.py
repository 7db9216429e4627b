"""What the CSV files hold, for programs: CSV on the Web (https://www.w3.org/TR/tabular-metadata/).

A program that has been given the address of one of the files finds this by itself: `csv-metadata.json` in the
same folder (https://www.w3.org/TR/tabular-data-model/#standard-file-metadata).
"""

import json
from collections.abc import Mapping
from typing import Any

from evidence_review.config.settings import Settings
from evidence_review.exports.csv_files import LINE_END
from evidence_review.review.review import Review
from evidence_review.tables import TABLES
from evidence_review.tables.cell import SEPARATOR
from evidence_review.tables.table import Column, DataTable

FILE = "data/csv-metadata.json"
"""The name that the standard sets for the metadata of all tables of a folder."""
APOSTROPHES = (
    "A cell that begins with one of = + - @ (also in full width) or ', or with a tab, a carriage return or a "
    "line feed, has one apostrophe more in front, so that no spreadsheet runs it as a formula. Take off one "
    "apostrophe from the front of each cell that begins with one."
)
"""How cells are kept from running, and how to read them."""
LISTS = (
    f"In a column with a separator, the items of a list stand with {SEPARATOR} between them. Within an item, "
    f"\\p stands for {SEPARATOR} and \\\\ for \\; \\e stands for an item that is empty."
)
"""How lists are written."""


def csv_metadata(review: Review, settings: Settings) -> Mapping[str, bytes]:
    """Return the metadata of the tables as JSON, by its path below the root of the site."""
    group: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": settings.locale.partition("-")[0]}],
        "dc:title": settings.site_name,
        "dc:description": f"{APOSTROPHES} {LISTS}",
        "dc:modified": {"@value": review.as_at.isoformat(), "@type": "xsd:date"},
    }
    if settings.editors:
        group["dc:creator"] = list(settings.editors)
    if settings.rights:
        group["dc:rights"] = settings.rights
    if settings.licence_url:
        group["dc:license"] = {"@id": settings.licence_url}
    group["dialect"] = {
        "encoding": "utf-8",
        "lineTerminators": [LINE_END],
        "delimiter": ",",
        "quoteChar": '"',
        "doubleQuote": True,
        "header": True,
        "trim": False,
    }
    group["tables"] = [_table(table) for table in TABLES]
    return {FILE: (json.dumps(group, ensure_ascii=False, indent=2) + "\n").encode()}


def _table(table: DataTable[Any]) -> Mapping[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_column(table, column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    if keys := _foreign_keys(table):
        schema["foreignKeys"] = keys
    return {
        "url": table.file,
        "dc:title": table.title,
        "dc:description": table.about,
        "tableSchema": schema,
    }


def _column(table: DataTable[Any], column: Column[Any]) -> Mapping[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": _description(column),
        "datatype": column.type.datatype,
    }
    if column.type.is_list:
        described |= {"separator": SEPARATOR, "ordered": True}
    if column.name in table.key:
        described["required"] = True
    return described


def _description(column: Column[Any]) -> str:
    """Return what a column says, with the tables that its ids and words are explained in."""
    description = column.meaning
    if column.type.is_list and column.foreign_table:
        description += f" Each id is one of {column.foreign_table}.csv."
    if column.type.vocabulary:
        name = column.type.vocabulary.published_name
        description += f" The words of the vocabulary {name} are explained in words.csv."
    return description


def _foreign_keys(table: DataTable[Any]) -> list[Mapping[str, Any]]:
    """Return the columns that lead to other tables; the standard knows none for lists."""
    single = [column for column in table.columns if column.foreign_table and not column.type.is_list]
    keys = {each.name: each.key for each in TABLES}
    found = [
        _foreign_key((column.name,), column.foreign_table, keys[column.foreign_table]) for column in single
    ]
    return found + [_foreign_key(columns, name, keys[name]) for columns, name in table.composite_keys]


def _foreign_key(columns: tuple[str, ...], name: str, key: tuple[str, ...]) -> Mapping[str, Any]:
    return {
        "columnReference": list(columns),
        "reference": {"resource": f"{name}.csv", "columnReference": list(key)},
    }
