"""The tables that leave the site, declared once for their files, their metadata and the page about them."""

from typing import Any

from evidence_review.config.settings import Settings
from evidence_review.review.review import Review
from evidence_review.tables.actors import CLUSTERS, ORGANISATIONS, PARTICIPANTS
from evidence_review.tables.assessments import ASSESSMENTS, RESPONSES
from evidence_review.tables.evidence import EVENTS, FINDINGS
from evidence_review.tables.links import LINKS
from evidence_review.tables.recommendations import RECOMMENDATIONS
from evidence_review.tables.table import DataTable, ExportContext
from evidence_review.tables.words import words_table

_ENTITY_TABLES: tuple[DataTable[Any], ...] = (
    RECOMMENDATIONS,
    ASSESSMENTS,
    RESPONSES,
    EVENTS,
    FINDINGS,
    ORGANISATIONS,
    PARTICIPANTS,
    CLUSTERS,
    LINKS,
)

TABLES: tuple[DataTable[Any], ...] = (*_ENTITY_TABLES, words_table(_ENTITY_TABLES))
"""Every table, in the order in which the page about the data lists them. One line adds another."""


def tables_of(review: Review, settings: Settings) -> tuple[DataTable[Any], ...]:
    """Return the tables that have rows; none for a site of pages with references."""
    if not review.is_evidence_review:
        return ()
    export_context = ExportContext(review=review, settings=settings)
    return tuple(table for table in TABLES if any(True for _ in table.rows(export_context)))
