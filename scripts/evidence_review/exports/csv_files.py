"""Tables as CSV (RFC 4180, https://www.rfc-editor.org/rfc/rfc4180) that spreadsheets open safely, and back.

UTF-8 with a byte order mark, by which Excel knows the encoding; lines end in CR LF. A cell that a spreadsheet
would run as a formula (https://owasp.org/www-community/attacks/CSV_Injection) gets one apostrophe in front,
and so does a cell that begins with an apostrophe itself, so that reading takes off just what writing put on.
"""

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evidence_review.config.settings import Settings
from evidence_review.review.review import Review
from evidence_review.tables import TABLES
from evidence_review.tables.table import Cells, DataTable, ExportContext

ENCODING = "utf-8-sig"
"""UTF-8 with a byte order mark."""
APOSTROPHE = "'"
"""What is put in front of a cell that could run."""
FULL_WIDTH = ("\uff1d", "\uff0b", "\uff0d", "\uff20")
"""`= + - @` as wide as a Chinese character: some spreadsheets take them for the narrow ones."""
GUARDED = ("=", "+", "-", "@", *FULL_WIDTH, "\t", "\r", "\n", APOSTROPHE)
"""How a cell begins that gets an apostrophe. The script of the tracker page keeps the same rule."""
LINE_END = "\r\n"


def write_csv(table: DataTable[Any], rows: Iterable[Cells]) -> bytes:
    """Return the bytes of a file with the columns of a table as its head and with some rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=LINE_END)
    writer.writerow(column.name for column in table.columns)
    texts = [column.type.text for column in table.columns]
    writer.writerows([guarded(text(value)) for text, value in zip(texts, row, strict=True)] for row in rows)
    return out.getvalue().encode(ENCODING, "replace")


def read_csv(table: DataTable[Any], data: bytes) -> Iterator[Cells]:
    """Return the rows of a file that `write_csv` has written, with values of the types of the columns.

    Raises:
        ValueError: The head names other columns, or a cell holds what its column may not.
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
    """Return the text of a cell with an apostrophe in front where a spreadsheet could run it."""
    return f"{APOSTROPHE}{text}" if text.startswith(GUARDED) else text


def unguarded(text: str) -> str:
    """Return the text of a cell without the apostrophe that `guarded` put there."""
    return text.removeprefix(APOSTROPHE)


def _lines(text: str) -> Iterator[list[str]]:
    limit = csv.field_size_limit(sys.maxsize)  # a cell may hold a whole chapter
    try:
        yield from list(csv.reader(io.StringIO(text, newline=""), strict=True))
    finally:
        csv.field_size_limit(limit)


def data_tables(review: Review, settings: Settings) -> Mapping[str, bytes]:
    """Return each table as the bytes of a CSV file, by its path below the root of the site."""
    export_context = ExportContext(review=review, settings=settings)
    return {f"data/{table.file}": write_csv(table, table.rows(export_context)) for table in TABLES}
