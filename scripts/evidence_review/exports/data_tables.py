"""The tables of the review as CSV files below `/data/`."""

from collections.abc import Mapping

from evidence_review.config.settings import Settings
from evidence_review.exports.csv_files import write_csv
from evidence_review.review.review import Review
from evidence_review.tables import TABLES
from evidence_review.tables.table import Origin


def data_tables(review: Review, settings: Settings) -> Mapping[str, bytes]:
    """Return each table as the bytes of a CSV file, by its path below the root of the site."""
    origin = Origin(review=review, settings=settings)
    return {f"data/{table.file}": write_csv(table, table.rows(origin)) for table in TABLES}
