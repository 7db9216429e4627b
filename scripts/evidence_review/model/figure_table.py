"""A table of figures from the report, as far as it may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BeforeValidator

from evidence_review.location import Location
from evidence_review.model.authored import Authored, LineNumber
from evidence_review.text_form import PlainText, TextForm

Cell = Annotated[str, TextForm.PLAIN, BeforeValidator(str, json_schema_input_type=str | int | float)]
"""The content of one cell, as written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable(Authored):
    """A table with the notes that a reader needs."""

    id: str
    """The id, such as `t1`. Permanent."""
    title: PlainText
    """What it shows."""
    source: PlainText
    """Where the figures come from."""
    lines: tuple[LineNumber, ...] = ()
    """The lines of the report."""
    columns: Mapping[str, PlainText]
    """The heading of each column, by its key. The first column names the row."""
    rows: tuple[Mapping[str, Cell], ...]
    """The rows, each by the keys of the columns."""
    totals: tuple[Mapping[str, Cell], ...] = ()
    """Rows of totals."""
    suppression: PlainText = ""
    """Which figures are withheld, and why."""
    notes: tuple[PlainText, ...] = ()
    """Notes for readers."""
    compare_with: Mapping[str, PlainText] = field(default_factory=dict)
    """What to compare it with: a sentence for each event, by id, or reference, by citation key."""
    where: Location
    """Where it is written."""
