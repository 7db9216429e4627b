"""CSV that leaves the site: nothing in it runs, and reading gives back what was written."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.exports.csv_files import guarded, read_csv, unguarded, write_csv
from evidence_review.model.date import PartialDate
from evidence_review.model.vocabularies import Delivery
from evidence_review.tables.cell import DAY, NUMBER, PARTIAL_DATE, TEXT, YES_NO, CellType, list_of, word_of
from evidence_review.tables.table import Cells, Column, DataTable

HOSTILE = (
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM(1)",
    "\tx",
    "\rx",
    "\n=1",
    "\uff1d1",
    "\uff0b1",
    "\uff0d1",
    "\uff201",
    "'",
    "''=1",
    "'=1",
    "a\r\nb",
    "\n",
    "\r",
    '"',
    '""',
    'a"b,c',
    ",",
    " ",
    "\x00",
    "\u202eabc",
    "\u200f",
    "\ufeff",
    "|",
    "\\",
    r"\e",
    "é🙂",
    "=" * 100_000,
    "x" * 200_000,
)
"""Cells that break spreadsheets, readers or both."""


def a_table(*types: CellType) -> DataTable[Cells]:
    """Return a table whose rows are just the values of its cells."""

    def of(place: int) -> Callable[[Cells], Any]:
        return lambda row: row[place]

    columns = tuple(
        Column(f"c{place}", type_, of(place), "What it says.") for place, type_ in enumerate(types)
    )
    return DataTable(name="made", title="Made", about="", key=("c0",), columns=columns, source=lambda _: ())


texts = st.text() | st.sampled_from(HOSTILE)
days = st.dates()
partial = st.builds(
    lambda day, parts: PartialDate(*(day.year, day.month, day.day)[:parts]), days, st.integers(1, 3)
)
row_of_cells = st.tuples(
    texts,
    st.integers(min_value=0) | st.none(),
    st.booleans(),
    days | st.none(),
    partial | st.none(),
    st.sampled_from(Delivery) | st.none(),
    st.lists(texts).map(tuple),
)
TYPED = a_table(TEXT, NUMBER, YES_NO, DAY, PARTIAL_DATE, word_of(Delivery), list_of(TEXT))


@settings(deadline=None)
@given(st.lists(row_of_cells))
def test_what_is_written_is_read_back(rows: list[Cells]) -> None:
    """Rows become a file and the file the same rows, and those the same file."""
    written = write_csv(TYPED, rows)
    read = list(read_csv(TYPED, written))

    assert read == rows
    assert write_csv(TYPED, read) == written


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_no_cell_can_run(text: str) -> None:
    """A spreadsheet finds no cell that begins like a formula."""
    written = write_csv(a_table(TEXT), [(text,)]).decode("utf-8-sig")
    csv.field_size_limit(1_000_000)
    _, (cell,) = csv.reader(io.StringIO(written, newline=""))

    assert not cell.startswith(tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"))
    assert unguarded(cell) == text


def test_apostrophes_are_added_and_removed_one_at_a_time() -> None:
    """What began with an apostrophe keeps it."""
    assert [guarded(text) for text in ("=1", "'=1", "a=1", "")] == ["'=1", "''=1", "a=1", ""]
    assert [unguarded(text) for text in ("'=1", "''=1", "a=1", "")] == ["=1", "'=1", "a=1", ""]


def test_a_file_is_as_spreadsheets_and_the_standard_want_it() -> None:
    """It has a byte order mark, a head, and lines that end in CR LF."""
    written = write_csv(a_table(TEXT, DAY), [("é, b", date(2026, 11, 23))])

    assert written == b'\xef\xbb\xbfc0,c1\r\n"\xc3\xa9, b",2026-11-23\r\n'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"", "does not begin", id="empty"),
        pytest.param(b"c1,c0\r\n", "does not begin", id="other-columns"),
        pytest.param(b"c0,c1\r\na\r\n", "row 1 of made.csv has 1 cells", id="short-row"),
        pytest.param(b"c0,c1\r\na,b\r\n", "invalid literal", id="wrong-type"),
    ],
)
def test_an_altered_file_is_refused(data: bytes, said: str) -> None:
    """Nothing is guessed of a file that is not ours."""
    with pytest.raises(ValueError, match=said):
        list(read_csv(a_table(TEXT, NUMBER), data))
