"""The tables that leave the site, declared once for their files, their metadata and the page about them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from evidence_review.config.settings import Settings
from evidence_review.model.custom_field import CustomField, FieldType
from evidence_review.model.entity import KINDS
from evidence_review.review.review import Review
from evidence_review.tables.actors import CLUSTERS, ORGANISATIONS, PARTICIPANTS
from evidence_review.tables.assessments import ASSESSMENTS, RESPONSES
from evidence_review.tables.cell import ADDRESS, DECIMAL, TEXT, list_of
from evidence_review.tables.evidence import EVENTS, FINDINGS
from evidence_review.tables.links import LINKS
from evidence_review.tables.recommendations import RECOMMENDATIONS
from evidence_review.tables.table import Column, DataTable, ExportContext
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
    found = (table for table in TABLES if any(True for _ in table.rows(export_context)))
    return tuple(with_custom_fields(table, review) for table in found)


def with_custom_fields(table: DataTable[Any], review: Review) -> DataTable[Any]:
    """Return a table with a column, after its own, for each field that the review adds to its kind."""
    kind = next((kind for kind, row in KINDS.items() if row.collection == table.name), None)
    added = review.fields_of(kind) if kind else ()
    return replace(table, columns=(*table.columns, *_custom_columns(table, added))) if added else table


def _custom_columns(table: DataTable[Any], added: Iterable[CustomField]) -> Iterator[Column[Any]]:
    taken = {column.name for column in table.columns}
    for each in added:
        column = _custom_column(each)
        yield replace(column, name=f"custom_{each.id}") if each.id in taken else column


def _custom_column(field: CustomField) -> Column[Any]:
    cell_type = {
        FieldType.NUMBER: DECIMAL,
        FieldType.LINK: ADDRESS,
        FieldType.CITATION: list_of(TEXT),
    }.get(field.type, TEXT)
    meaning = " ".join(filter(None, (f"{field.label}.", field.about)))
    return Column(field.id, cell_type, lambda row: row.item.custom.get(field.id), meaning)
