"""Organisations, participants by pseudonym and role, and clusters of recommendations."""

from collections.abc import Iterator

from evidence_review.config.settings import id_order
from evidence_review.model.cluster import Cluster
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.links import Relation
from evidence_review.model.organisation import Organisation
from evidence_review.model.participant import Participant
from evidence_review.tables.cell import ADDRESS, DAY, PARTIAL_DATE, TEXT, list_of
from evidence_review.tables.table import Column, DataTable, ExportContext, Row


def _organisations(export_context: ExportContext) -> Iterator[Row[Organisation]]:
    return (Row(each, export_context) for each in export_context.review.organisations.values())


def _participants(export_context: ExportContext) -> Iterator[Row[Participant]]:
    return (Row(each, export_context) for each in export_context.review.participants.values())


def _clusters(export_context: ExportContext) -> Iterator[Row[Cluster]]:
    return (Row(each, export_context) for each in export_context.review.clusters.values())


def _linked_from(
    row: Row[Organisation] | Row[Participant] | Row[Cluster],
    here: EntityKind,
    kind: EntityKind,
    relation: Relation,
) -> tuple[str, ...]:
    return tuple(
        sorted(
            row.export_context.review.links.sources(Entity(here, row.item.id), kind, relation), key=id_order
        )
    )


def _asked_of(row: Row[Organisation], relation: Relation) -> tuple[str, ...]:
    return _linked_from(row, EntityKind.ORGANISATION, EntityKind.RECOMMENDATION, relation)


def _type_label(row: Row[Organisation]) -> str:
    known = row.export_context.review.organisation_types.get(row.item.type)
    return known.label if known else ""


ORGANISATIONS: DataTable[Row[Organisation]] = DataTable(
    name="organisations",
    title="Organisations",
    about="Each row is an organisation to which a recommendation is or was addressed.",
    key=("id",),
    source=_organisations,
    columns=(
        Column("id", TEXT, lambda row: row.item.id, "The id. Permanent."),
        Column("name", TEXT, lambda row: row.item.name, "Its name while it existed."),
        Column(
            "address",
            ADDRESS,
            lambda row: row.export_context.address(Entity(EntityKind.ORGANISATION, row.item.id)),
            "The address of its page.",
        ),
        Column("type", TEXT, lambda row: row.item.type, "The id of its type."),
        Column("type_label", TEXT, _type_label, "Its type, in words."),
        Column("jurisdiction", TEXT, lambda row: row.item.jurisdiction, "Where it has powers."),
        Column(
            "valid_from",
            PARTIAL_DATE,
            lambda row: row.item.valid_from,
            "When it began, if that matters here.",
        ),
        Column(
            "valid_to", PARTIAL_DATE, lambda row: row.item.valid_to, "Its last day, if it no longer exists."
        ),
        Column("note", TEXT, lambda row: row.item.note, "A note for readers, in a sentence."),
        Column("text", TEXT, lambda row: row.item.about.reading.plain_text, "More about it."),
        Column(
            "succeeds",
            list_of(TEXT),
            lambda row: tuple(row.item.succeeds),
            "The organisations whose functions it took over, by id. Dates and functions are in links.csv.",
            foreign_table="organisations",
        ),
        Column(
            "succeeded_by",
            list_of(TEXT),
            lambda row: _linked_from(
                row, EntityKind.ORGANISATION, EntityKind.ORGANISATION, Relation.SUCCEEDS
            ),
            "The organisations that took over its functions, by id.",
            foreign_table="organisations",
        ),
        Column(
            "recommendations",
            list_of(TEXT),
            lambda row: _asked_of(row, Relation.ADDRESSED_TO),
            "The recommendations that are addressed to it now, by id.",
            foreign_table="recommendations",
        ),
        Column(
            "recommendations_then",
            list_of(TEXT),
            lambda row: _asked_of(row, Relation.ADDRESSED_THEN),
            "The recommendations for which it was responsible while it existed, by id.",
            foreign_table="recommendations",
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
    ),
)
"""One row for each organisation."""

PARTICIPANTS: DataTable[Row[Participant]] = DataTable(
    name="participants",
    title="Participants",
    about="Each row is a person who was interviewed: a pseudonym and a role, and nothing else.",
    key=("id",),
    source=_participants,
    columns=(
        Column("id", TEXT, lambda row: row.item.id, "The id. Permanent."),
        Column(
            "pseudonym", TEXT, lambda row: row.item.pseudonym, "The name used in place of the person's own."
        ),
        Column("role", TEXT, lambda row: row.item.role, "The person's role."),
    ),
)
"""One row for each person."""

CLUSTERS: DataTable[Row[Cluster]] = DataTable(
    name="clusters",
    title="Clusters",
    about="Each row is a group of recommendations on one subject. They are grouped, never merged.",
    key=("id",),
    source=_clusters,
    columns=(
        Column("id", TEXT, lambda row: row.item.id, "The id. Permanent."),
        Column("title", TEXT, lambda row: row.item.title, "The subject that its recommendations share."),
        Column("description", TEXT, lambda row: row.item.description, "What they ask for, in one sentence."),
        Column(
            "address",
            ADDRESS,
            lambda row: row.export_context.address(Entity(EntityKind.CLUSTER, row.item.id)),
            "The address of its page.",
        ),
        Column(
            "recommendations",
            list_of(TEXT),
            lambda row: _linked_from(row, EntityKind.CLUSTER, EntityKind.RECOMMENDATION, Relation.IN_CLUSTER),
            "The recommendations that belong to it, by id.",
            foreign_table="recommendations",
        ),
    ),
)
"""One row for each cluster."""
