"""The rows of a table held against its columns, which no shape can do: the keys differ from table to table.

| Code | Fault |
|---|---|
| DAT109 | a row with a key that is no column |
| DAT110 | a row without the column that names it |
"""

from collections.abc import Iterator

from evidence_review.diagnostics import Diagnostic, did_you_mean, error
from evidence_review.model.table import Table
from evidence_review.sources.yaml_records import RawRecord


def cells_without_columns(table: Table, raw: RawRecord) -> Iterator[Diagnostic]:
    """Return each cell that would be shown nowhere, and each row that nothing names.

    Args:
        table: The table.
        raw: The table as written, with the line of each cell.
    """
    first = next(iter(table.columns), "")
    for part, rows in (("rows", table.rows), ("totals", table.totals)):
        for index, row in enumerate(rows):
            for key in row:
                if key not in table.columns:
                    message = f"{key!r} is no column of the table {table.id!r}"
                    yield error("DAT109", raw.place((part, index, key)), message, _near(key, table))
            if first and first not in row:
                message = f"item {index + 1} of {part} has no {first!r}, the column that names the row"
                yield error("DAT110", raw.place((part, index)), message, f"add `{first}: …`")


def _near(key: str, table: Table) -> str:
    return did_you_mean(key, table.columns) or "add it to `columns`, or take it out"
