"""Tests of the rows of a table compared with its columns."""

from evidence_review.assemble.front_matter import check_table_columns
from evidence_review.assemble.record_types import LISTS
from evidence_review.location import Location
from evidence_review.model.figure_table import FigureTable
from evidence_review.sources.yaml_records import read_yaml

TABLE = """\
id: t1
title: Visits
source: Counted
columns: {hour: Hour, visits: Visits}
rows:
  - hour: Noon
    visits: 12
  - %s
totals:
  - {hour: Both}
"""


def said(row: str) -> list[str]:
    """Return the problems of a table with this row."""
    raw, _ = read_yaml(TABLE % row, Location("t.yml"))
    assert raw
    table, faults = LISTS["tables.yml"].shape.make(raw, {"where": raw.where})
    assert faults == ()
    assert isinstance(table, FigureTable)
    return [str(found) for found in check_table_columns(table, raw)]


def test_a_row_may_leave_cells_out() -> None:
    """A cell without a value may be omitted, except the name of the row."""
    assert said("{hour: Evening, visits: 30}") == []
    assert said("{hour: Evening}") == []


def test_a_cell_in_no_column_is_reported_with_its_line() -> None:
    """A cell without a column would not be shown."""
    assert said("hour: Evening\n    vists: 30") == [
        "t.yml:9: error: 'vists' is not a column of the table 't1' (did you mean 'visits'?) [DAT109]"
    ]


def test_a_row_that_nothing_names_is_reported() -> None:
    """Readers could not tell what the figures are about."""
    assert said("{visits: 30}") == [
        "t.yml:8: error: item 2 of rows has no 'hour', the column that names the row (add `hour: …`) [DAT110]"
    ]
