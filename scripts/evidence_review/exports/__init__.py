"""The files that the site publishes in addition to its pages. A new exporter is one line in `EXPORTERS`."""

from collections.abc import Callable, Mapping

from evidence_review.config.settings import Settings
from evidence_review.exports.csv_files import csv_metadata, data_tables
from evidence_review.exports.feeds import feeds
from evidence_review.exports.pages import citation_files, reference_files
from evidence_review.exports.redirects import moved_pages
from evidence_review.exports.reference_scripts import reference_scripts
from evidence_review.exports.review_json import review_json
from evidence_review.exports.review_jsonld import review_jsonld
from evidence_review.review.review import Review

Exporter = Callable[[Review, Settings], Mapping[str, bytes]]
"""A function from a review to the bytes of files, by their paths below the root of the site."""

EXPORTERS: tuple[Exporter, ...] = (
    data_tables,
    csv_metadata,
    review_json,
    review_jsonld,
    feeds,
    moved_pages,
    reference_files,
    citation_files,
    reference_scripts,
)
"""All exporters."""


def exported_files(review: Review, settings: Settings) -> Mapping[str, bytes]:
    """Return every file that is published in addition to pages, by its path below the root of the site."""
    files: dict[str, bytes] = {}
    for export in EXPORTERS:
        files |= export(review, settings)
    return files
