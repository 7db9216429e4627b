"""Tests of the CSV files that the scripts make."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.exports.csv_files import guarded
from tests.javascript import evaluate

SCRIPTS = ("listing-basics.js", "listing/csv.js")
RISKY = ["=1+1", "+1", "-1", "@a", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201", "'a", "\t=1", "\r=1", "\n=1"]
"""Values that a spreadsheet could run, and those that only look as if they had been guarded."""
PLAIN = ["", "a", 'say "yes"', "a,b", "a\nb", "a\r\nb", " a", "a ", "a=b", "1-2", "\u00e9\U0001f600"]
"""Values that are kept as they are, some of them in quotation marks."""


def read(text: str) -> list[list[str]]:
    """Return the rows of a CSV file as another program reads them."""
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def rows_of(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows of the CSV file that the script makes of some rows."""
    text = evaluate(SCRIPTS, "window.evidenceListing.csvText", rows)
    assert text.startswith("\ufeff")
    return read(text.removeprefix("\ufeff"))


def test_cells_are_read_back_as_python_guards_them() -> None:
    """What the browser saves is what the site publishes: risky values with an apostrophe in front."""
    rows = [["x", value] for value in RISKY + PLAIN]

    assert rows_of(rows) == [["x", guarded(value)] for value in RISKY + PLAIN]


@settings(deadline=None, max_examples=20)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=50))
def test_any_text_is_read_back_as_python_guards_it(values: list[str]) -> None:
    """Whatever a cell contains, the browser and Python agree about it."""
    assert rows_of([["x", value] for value in values]) == [["x", guarded(value)] for value in values]
