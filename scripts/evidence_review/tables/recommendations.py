"""The recommendations: what was asked, by whom, of whom and on what grounds."""

from collections.abc import Iterator
from dataclasses import dataclass

from evidence_review.config.settings import id_order
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.links import Relation
from evidence_review.model.position import Position
from evidence_review.model.recommendation import Recommendation
from evidence_review.model.vocabularies import (
    AddresseeSource,
    ChangeType,
    Delivery,
    Lifecycle,
    Origin,
    RaisedIn,
    Response,
    Timeliness,
)
from evidence_review.tables.cell import ADDRESS, DAY, NUMBER, PARTIAL_DATE, TEXT, YES_NO, list_of, word_of
from evidence_review.tables.table import Column, DataTable, ExportContext


@dataclass(frozen=True, slots=True)
class _RecommendationRow:
    """A recommendation and its position."""

    item: Recommendation
    position: Position | None
    export_context: ExportContext


def _rows(export_context: ExportContext) -> Iterator[_RecommendationRow]:
    review = export_context.review
    for each in review.recommendations.values():
        yield _RecommendationRow(each, review.position(each), export_context)


def _here(row: _RecommendationRow) -> Entity:
    return Entity(EntityKind.RECOMMENDATION, row.item.id)


def _people(row: _RecommendationRow) -> tuple[str, ...]:
    """Return who made the recommendation, as pseudonym and role; nothing else about a person is published."""
    known = row.export_context.review.participants
    return tuple(
        f"{known[id_].pseudonym}, {known[id_].role}" if id_ in known else id_ for id_ in row.item.made_by
    )


def _answers(row: _RecommendationRow) -> tuple[Response, ...]:
    return tuple(answer.response for answer in row.position.responses.values()) if row.position else ()


def _organisation_names(row: _RecommendationRow, ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(row.export_context.title(Entity(EntityKind.ORGANISATION, id_)) or id_ for id_ in ids)


def _events(row: _RecommendationRow) -> tuple[str, ...]:
    return tuple(
        sorted(
            row.export_context.review.links.sources(_here(row), EntityKind.EVENT, Relation.BEARS_ON),
            key=id_order,
        )
    )


RECOMMENDATIONS: DataTable[_RecommendationRow] = DataTable(
    name="recommendations",
    title="Recommendations",
    about="Each row is a recommendation by a participant or the author of the report.",
    key=("id",),
    source=_rows,
    columns=(
        Column("id", TEXT, lambda row: row.item.id, "The id that readers cite. Permanent."),
        Column("title", TEXT, lambda row: row.item.title, "The recommendation, in a few words."),
        Column(
            "text",
            TEXT,
            lambda row: row.item.text.reading.plain_text,
            "The recommendation in full, in our words.",
        ),
        Column(
            "address", ADDRESS, lambda row: row.export_context.address(_here(row)), "The address of its page."
        ),
        Column(
            "as_at", DAY, lambda row: row.export_context.review.as_at, "The day to which this row refers."
        ),
        Column(
            "position",
            TEXT,
            lambda row: row.position.sentence if row.position else "",
            "Its position on that day, in one sentence; empty if no one has assessed it yet.",
        ),
        Column(
            "delivery",
            word_of(Delivery),
            lambda row: row.position.delivery if row.position else None,
            "The progress that public evidence shows.",
        ),
        Column(
            "lifecycle",
            word_of(Lifecycle),
            lambda row: row.position.lifecycle if row.position else None,
            "Whether it is still live.",
        ),
        Column(
            "timeliness",
            word_of(Timeliness),
            lambda row: row.position.timeliness if row.position else None,
            "Its progress compared with the promised date.",
        ),
        Column(
            "responses_of",
            list_of(TEXT),
            lambda row: tuple(row.position.responses) if row.position else (),
            "The organisations whose response is recorded, by id.",
            foreign_table="organisations",
        ),
        Column(
            "responses",
            list_of(word_of(Response)),
            _answers,
            "The response of each of them, in the same order. Responses are listed, never averaged.",
        ),
        Column(
            "assessed_on",
            DAY,
            lambda row: row.position.date if row.position else None,
            "The day of the assessment in force.",
        ),
        Column(
            "reason",
            TEXT,
            lambda row: row.position.reason if row.position else "",
            "The reason for the assessment.",
        ),
        Column(
            "rests_on",
            list_of(TEXT),
            lambda row: row.position.rests_on if row.position else (),
            "The events that are evidence for the assessment, by id.",
            foreign_table="events",
        ),
        Column(
            "due",
            PARTIAL_DATE,
            lambda row: row.position.due.date if row.position and row.position.due else None,
            "The promised date, if there is one.",
        ),
        Column(
            "first_due",
            PARTIAL_DATE,
            lambda row: row.position.first_due if row.position else None,
            "The first promised date.",
        ),
        Column(
            "made_by",
            list_of(TEXT),
            lambda row: row.item.made_by,
            "Who made it: the ids of participants, or author for the author of the report.",
        ),
        Column(
            "made_by_names", list_of(TEXT), _people, "Who made it: each pseudonym with the person's role."
        ),
        Column(
            "strength",
            word_of(Origin),
            lambda row: row.item.origin,
            "The former name of origin, with the same value.",
        ),
        Column("implied", YES_NO, lambda row: row.item.implied, "Whether it is implied rather than stated."),
        Column(
            "kind", word_of(ChangeType), lambda row: row.item.kind, "The type of change that it asks for."
        ),
        Column(
            "section", word_of(RaisedIn), lambda row: row.item.section, "The occasion on which it was raised."
        ),
        Column(
            "cluster",
            TEXT,
            lambda row: row.item.cluster,
            "The id of the cluster that it belongs to.",
            foreign_table="clusters",
        ),
        Column(
            "cluster_title",
            TEXT,
            lambda row: row.export_context.title(Entity(EntityKind.CLUSTER, row.item.cluster)),
            "The subject that the recommendations of the cluster share.",
        ),
        Column(
            "addressee_source",
            word_of(AddresseeSource),
            lambda row: row.item.addressee_source,
            "Who chose the organisations that it is addressed to.",
        ),
        Column(
            "addressees",
            list_of(TEXT),
            lambda row: tuple(row.item.addressees),
            "The organisations that it is addressed to now, by id.",
            foreign_table="organisations",
        ),
        Column(
            "addressee_names",
            list_of(TEXT),
            lambda row: _organisation_names(row, tuple(row.item.addressees)),
            "Their names, in the same order.",
        ),
        Column(
            "addressees_then",
            list_of(TEXT),
            lambda row: row.item.addressees_then,
            "The organisations responsible at the time that no longer exist, by id.",
            foreign_table="organisations",
        ),
        Column(
            "addressee_then_names",
            list_of(TEXT),
            lambda row: _organisation_names(row, row.item.addressees_then),
            "Their names, in the same order.",
        ),
        Column(
            "findings",
            list_of(TEXT),
            lambda row: row.item.findings,
            "The findings that support it, by id.",
            foreign_table="findings",
        ),
        Column(
            "references",
            list_of(TEXT),
            lambda row: tuple(row.item.references),
            "The references compared with it, by citation key. The stance of each is in links.csv.",
        ),
        Column(
            "events",
            list_of(TEXT),
            _events,
            "The events that bear on it, by id. The effect of each is in links.csv.",
            foreign_table="events",
        ),
        Column(
            "report_section",
            TEXT,
            lambda row: row.item.source.section if row.item.source else "",
            "The part of the report that contains it.",
        ),
        Column(
            "report_lines",
            list_of(NUMBER),
            lambda row: row.item.source.lines if row.item.source else (),
            "Its places in the report.",
        ),
        Column(
            "report_also",
            list_of(NUMBER),
            lambda row: row.item.source.also if row.item.source else (),
            "Other places in the report that touch on it.",
        ),
        Column(
            "retired_on",
            DAY,
            lambda row: row.item.retired.date if row.item.retired else None,
            "The day on which the id was retired; empty while it is in use.",
        ),
        Column(
            "retired_because",
            TEXT,
            lambda row: row.item.retired.reason if row.item.retired else "",
            "Why the id was retired.",
        ),
        Column(
            "replaces",
            list_of(TEXT),
            lambda row: row.item.replaces,
            "The ids of the retired recommendations that it replaces.",
            foreign_table="recommendations",
        ),
        Column(
            "origin",
            word_of(Origin),
            lambda row: row.item.origin,
            "Who speaks: a participant, whose recommendation is a view and no duty, or the author.",
        ),
        Column(
            "unread",
            list_of(TEXT),
            lambda row: tuple(each.title for each in row.item.unread),
            "The titles of sources that are known to matter and have not been read.",
        ),
    ),
)
"""One row for each recommendation."""
