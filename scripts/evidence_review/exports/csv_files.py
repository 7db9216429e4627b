"""Tables written as CSV (RFC 4180, https://www.rfc-editor.org/rfc/rfc4180), safe for spreadsheets, and read.

Files are UTF-8 with a byte order mark, from which Excel recognises the encoding; lines end in CR LF. A cell
that a spreadsheet would run as a formula (https://owasp.org/www-community/attacks/CSV_Injection) is preceded
by an apostrophe, and so is a cell that already begins with one: reading removes exactly what writing added.

`csv-metadata.json` describes the files for programs (https://www.w3.org/TR/tabular-metadata/), which find
it by its name.
"""

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evidence_review.config.settings import Settings
from evidence_review.review.review import Review
from evidence_review.tables import tables_of
from evidence_review.tables.cell import SEPARATOR
from evidence_review.tables.table import Cells, Column, DataTable, ExportContext

ENCODING = "utf-8-sig"
"""UTF-8 with a byte order mark."""
APOSTROPHE = "'"
"""The character that prevents a cell from being run as a formula."""
FULL_WIDTH = ("\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The full-width forms of `= + - @`, which some spreadsheets treat like the ordinary ones."""
GUARDED = ("=", "+", "-", "@", *FULL_WIDTH, "\t", "\r", "\n", APOSTROPHE)
"""The beginnings of cells that need an apostrophe. The script of the tracker page uses the same list."""
LINE_END = "\r\n"


def write_csv(table: DataTable[Any], rows: Iterable[Cells]) -> bytes:
    """Return the bytes of a file with the columns of a table as its header, and with the given rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=LINE_END)
    writer.writerow(column.name for column in table.columns)
    texts = [column.type.text for column in table.columns]
    writer.writerows([guarded(text(value)) for text, value in zip(texts, row, strict=True)] for row in rows)
    return out.getvalue().encode(ENCODING, "replace")


def read_csv(table: DataTable[Any], data: bytes) -> Iterator[Cells]:
    """Return the rows of a file that `write_csv` has written, with values of the types of the columns.

    Raises:
        ValueError: The header has other columns, or a cell is not valid in its column.
    """
    lines = _lines(data.decode(ENCODING))
    if next(lines, []) != [column.name for column in table.columns]:
        message = f"the file does not begin with the columns of {table.file}"
        raise ValueError(message)
    for number, line in enumerate(lines, start=1):
        if len(line) != len(table.columns):
            message = f"row {number} of {table.file} has {len(line)} cells and not {len(table.columns)}"
            raise ValueError(message)
        yield tuple(
            column.type.value(unguarded(text)) for column, text in zip(table.columns, line, strict=True)
        )


def guarded(text: str) -> str:
    """Return the text of a cell, preceded by an apostrophe if a spreadsheet could run it."""
    return f"{APOSTROPHE}{text}" if text.startswith(GUARDED) else text


def unguarded(text: str) -> str:
    """Return the text of a cell without the apostrophe that `guarded` added."""
    return text.removeprefix(APOSTROPHE)


def _lines(text: str) -> Iterator[list[str]]:
    limit = csv.field_size_limit(sys.maxsize)  # a cell may contain a whole chapter
    try:
        yield from list(csv.reader(io.StringIO(text, newline=""), strict=True))
    finally:
        csv.field_size_limit(limit)


def data_tables(review: Review, settings: Settings) -> Mapping[str, bytes]:
    """Return each table as the bytes of a CSV file, by its path below the root of the site.

    A site of pages with references has none.
    """
    export_context = ExportContext(review=review, settings=settings)
    return {
        f"data/{table.file}": write_csv(table, table.rows(export_context))
        for table in tables_of(review, settings)
    }


FILE = "data/csv-metadata.json"
"""The name that the standard requires for the metadata of all tables in a folder."""
APOSTROPHES = (
    "A cell that begins with one of = + - @ (also in full width) or ', or with a tab, a carriage return or a "
    "line feed, is preceded by an extra apostrophe, so that no spreadsheet runs it as a formula. Remove one "
    "apostrophe from the beginning of each cell that begins with one."
)
"""How cells are prevented from running as formulas, and how to read them."""
LISTS = (
    f"In a column with a separator, the items of a list are separated by {SEPARATOR}. Within an item, "
    f"\\p means {SEPARATOR} and \\\\ means \\; \\e is an empty item."
)
"""How lists are written."""


def csv_metadata(review: Review, settings: Settings) -> Mapping[str, bytes]:
    """Return the metadata of the tables as JSON, by its path below the root of the site."""
    tables = tables_of(review, settings)
    if not tables:
        return {}
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
    group["tables"] = [_table(table, {each.name: each.key for each in tables}) for table in tables]
    return {FILE: (json.dumps(group, ensure_ascii=False, indent=2) + "\n").encode()}


def _table(table: DataTable[Any], keys: Mapping[str, tuple[str, ...]]) -> Mapping[str, Any]:
    """Return the metadata of a table, given the key of each table to which it may refer."""
    schema: dict[str, Any] = {
        "columns": [_column(table, column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    if found := _foreign_keys(table, keys):
        schema["foreignKeys"] = found
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
    """Return the meaning of a column, and the tables that explain its ids and words."""
    description = column.meaning
    if column.type.is_list and column.foreign_table:
        description += f" Each id is one of {column.foreign_table}.csv."
    if column.type.vocabulary:
        name = column.type.vocabulary.published_name
        description += f" The words of the vocabulary {name} are explained in words.csv."
    return description


def _foreign_keys(table: DataTable[Any], keys: Mapping[str, tuple[str, ...]]) -> list[Mapping[str, Any]]:
    """Return the columns that refer to published tables; the standard does not allow this for lists."""
    single = [column for column in table.columns if column.foreign_table in keys and not column.type.is_list]
    found = [
        _foreign_key((column.name,), column.foreign_table, keys[column.foreign_table]) for column in single
    ]
    return found + [
        _foreign_key(columns, name, keys[name]) for columns, name in table.composite_keys if name in keys
    ]


def _foreign_key(columns: tuple[str, ...], name: str, key: tuple[str, ...]) -> Mapping[str, Any]:
    return {
        "columnReference": list(columns),
        "reference": {"resource": f"{name}.csv", "columnReference": list(key)},
    }
