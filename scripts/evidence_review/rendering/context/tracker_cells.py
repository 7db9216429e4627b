"""What the rows of the tracker hold for the file that readers take away: columns of `recommendations.csv`."""

from collections.abc import Mapping

from evidence_review.config.settings import Settings
from evidence_review.review.review import Review
from evidence_review.tables.recommendations import RECOMMENDATIONS
from evidence_review.tables.table import ExportContext

LEFT_OUT = frozenset({"text"})
"""The columns that would make the page heavy; what is asked at length stands on the page of each."""


def tracker_cells(review: Review, settings: Settings) -> Mapping[str, Mapping[str, str]]:
    """Return the cells of each recommendation by id, each with the name of its column, in their order."""
    columns = RECOMMENDATIONS.columns
    found: dict[str, Mapping[str, str]] = {}
    for values in RECOMMENDATIONS.rows(ExportContext(review=review, settings=settings)):
        cells = {
            column.name: column.type.text(value)
            for column, value in zip(columns, values, strict=True)
            if column.name not in LEFT_OUT
        }
        found[cells["id"]] = cells
    return found
