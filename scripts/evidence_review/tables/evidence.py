"""Events and findings."""

from collections.abc import Iterator

from evidence_review.config.settings import id_order
from evidence_review.model.date import Precision
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.event import Event
from evidence_review.model.finding import Finding
from evidence_review.model.links import Relation
from evidence_review.model.vocabularies import ClaimLevel, Confidence, DocumentKind, ReadExtent
from evidence_review.tables.cell import ADDRESS, DAY, NUMBER, PARTIAL_DATE, TEXT, YES_NO, list_of, word_of
from evidence_review.tables.table import Column, DataTable, ExportContext, Row


def _events(export_context: ExportContext) -> Iterator[Row[Event]]:
    return (Row(each, export_context) for each in export_context.review.events.values())


def _findings(export_context: ExportContext) -> Iterator[Row[Finding]]:
    return (Row(each, export_context) for each in export_context.review.findings.values())


def _group_title(row: Row[Event]) -> str:
    group = row.export_context.review.event_groups.get(row.item.group)
    return group.title if group else ""


def _names(row: Row[Finding]) -> tuple[str, ...]:
    return tuple(
        row.export_context.title(Entity(EntityKind.PARTICIPANT, id_)) or id_ for id_ in row.item.voices
    )


def _linked_from(row: Row[Finding], kind: EntityKind, relation: Relation) -> tuple[str, ...]:
    here = Entity(EntityKind.FINDING, row.item.id)
    return tuple(sorted(row.export_context.review.links.sources(here, kind, relation), key=id_order))


EVENTS: DataTable[Row[Event]] = DataTable(
    name="events",
    title="Events",
    about=(
        "Each row is something that has happened or been published and that is relevant to a recommendation "
        "or finding. No event is said to have happened because of the report."
    ),
    key=("id",),
    source=_events,
    columns=(
        Column("id", TEXT, lambda row: row.item.id, "The id. Permanent."),
        Column("title", TEXT, lambda row: row.item.title, "Its title."),
        Column("text", TEXT, lambda row: row.item.summary.reading.plain_text, "Its account, in our words."),
        Column(
            "address",
            ADDRESS,
            lambda row: row.export_context.address(Entity(EntityKind.EVENT, row.item.id)),
            "The address of its page.",
        ),
        Column("date", PARTIAL_DATE, lambda row: row.item.date, "Its date, as exact as in the source."),
        Column(
            "date_precision", word_of(Precision), lambda row: row.item.precision, "The precision of the date."
        ),
        Column(
            "period", TEXT, lambda row: row.item.period, "The approximate date of an undated event, in words."
        ),
        Column("date_note", TEXT, lambda row: row.item.date_note, "A note on the date."),
        Column("group", TEXT, lambda row: row.item.group, "The id of the group under which it is listed."),
        Column("group_title", TEXT, _group_title, "The heading of that group."),
        Column("publisher", TEXT, lambda row: row.item.publisher, "Who published the source."),
        Column(
            "url", ADDRESS, lambda row: row.item.url, "The address of the source; empty if there is none."
        ),
        Column("url_note", TEXT, lambda row: row.item.url_note, "A note on that address."),
        Column("doi", TEXT, lambda row: row.item.doi, "The DOI of the source, without a prefix."),
        Column(
            "claim_level",
            word_of(ClaimLevel),
            lambda row: row.item.claim_level,
            "How well established the event is.",
        ),
        Column("read", word_of(ReadExtent), lambda row: row.item.read, "How much of the source was read."),
        Column(
            "certainty",
            word_of(Confidence),
            lambda row: row.item.confidence,
            "The former name of confidence, with the same value.",
        ),
        Column(
            "certainty_note",
            TEXT,
            lambda row: row.item.confidence_note,
            "The former name of confidence_note, with the same value.",
        ),
        Column(
            "recommendations",
            list_of(TEXT),
            lambda row: tuple(row.item.bears_on),
            "The recommendations that it is relevant to, by id. The effect on each is in links.csv.",
            foreign_table="recommendations",
        ),
        Column(
            "findings",
            list_of(TEXT),
            lambda row: row.item.findings,
            "The findings that it is relevant to, by id.",
            foreign_table="findings",
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
            "The ids of the retired events that it replaces.",
            foreign_table="events",
        ),
        Column(
            "confidence",
            word_of(Confidence),
            lambda row: row.item.confidence,
            "How confident the editors are in this account.",
        ),
        Column(
            "confidence_note",
            TEXT,
            lambda row: row.item.confidence_note,
            "What limits that confidence.",
        ),
        Column(
            "document",
            word_of(DocumentKind),
            lambda row: row.item.document,
            "What kind of document its source is; empty if it is not recorded.",
        ),
        Column(
            "archived_url",
            ADDRESS,
            lambda row: row.item.archived.url if row.item.archived else "",
            "The address of a copy of the source in a web archive; empty if none is known.",
        ),
        Column(
            "archived_on",
            DAY,
            lambda row: row.item.archived.date if row.item.archived else None,
            "The day on which that copy was made.",
        ),
        Column(
            "url_dead",
            YES_NO,
            lambda row: row.item.url_dead,
            "Whether url no longer leads to the source.",
        ),
    ),
)
"""One row for each event."""

FINDINGS: DataTable[Row[Finding]] = DataTable(
    name="findings",
    title="Findings",
    about="Each row is a finding of the report.",
    key=("id",),
    source=_findings,
    columns=(
        Column("id", TEXT, lambda row: row.item.id, "The id that readers cite. Permanent."),
        Column("title", TEXT, lambda row: row.item.title, "A short name for it."),
        Column("statement", TEXT, lambda row: row.item.statement, "The finding, in one sentence."),
        Column("text", TEXT, lambda row: row.item.summary.reading.plain_text, "The finding in full."),
        Column(
            "address",
            ADDRESS,
            lambda row: row.export_context.address(Entity(EntityKind.FINDING, row.item.id)),
            "The address of its page.",
        ),
        Column(
            "voices",
            list_of(TEXT),
            lambda row: row.item.voices,
            "The people heard under its own heading, by id. The stance of each is in links.csv.",
            foreign_table="participants",
        ),
        Column("voice_names", list_of(TEXT), _names, "Their pseudonyms, in the same order."),
        Column("limits", list_of(TEXT), lambda row: row.item.limits, "How far it can be trusted."),
        Column(
            "references",
            list_of(TEXT),
            lambda row: tuple(row.item.references),
            "The references compared with it, by citation key. The stance of each is in links.csv.",
        ),
        Column(
            "recommendations",
            list_of(TEXT),
            lambda row: _linked_from(row, EntityKind.RECOMMENDATION, Relation.RESTS_ON),
            "The recommendations that rest on it, by id.",
            foreign_table="recommendations",
        ),
        Column(
            "events",
            list_of(TEXT),
            lambda row: _linked_from(row, EntityKind.EVENT, Relation.BEARS_ON),
            "The events that bear on it, by id.",
            foreign_table="events",
        ),
        Column(
            "report_section", TEXT, lambda row: row.item.section, "The part of the report that contains it."
        ),
        Column("report_heading", TEXT, lambda row: row.item.heading, "The heading in the report."),
        Column(
            "report_first",
            NUMBER,
            lambda row: row.item.lines[0] if row.item.lines else None,
            "The first place in the report under that heading.",
        ),
        Column(
            "report_last",
            NUMBER,
            lambda row: row.item.lines[1] if row.item.lines else None,
            "The last place under it.",
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
            "The ids of the retired findings that it replaces.",
            foreign_table="findings",
        ),
    ),
)
"""One row for each finding."""
