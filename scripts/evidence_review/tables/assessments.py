"""The dated record of each recommendation: every assessment, and the responses known by then."""

from collections.abc import Iterator
from dataclasses import dataclass

from evidence_review.model.recommendation import Answer, Assessment, Recommendation
from evidence_review.model.vocabularies import Delivery, Lifecycle, Response
from evidence_review.tables.cell import DAY, NUMBER, PARTIAL_DATE, TEXT, YES_NO, list_of, word_of
from evidence_review.tables.table import Column, DataTable, ExportContext


@dataclass(frozen=True, slots=True)
class _AssessmentRow:
    """One assessment with what it is about."""

    about: Recommendation
    number: int
    item: Assessment
    is_latest: bool


@dataclass(frozen=True, slots=True)
class _ResponseRow:
    """The response of one organisation that was known at one assessment."""

    judgement: _AssessmentRow
    organisation: str
    item: Answer


def _judgements(export_context: ExportContext) -> Iterator[_AssessmentRow]:
    for about in export_context.review.recommendations.values():
        latest = about.assessment_as_of(export_context.review.as_at)
        for number, each in enumerate(about.assessments, start=1):
            yield _AssessmentRow(about, number, each, each is latest)


def _response_rows(export_context: ExportContext) -> Iterator[_ResponseRow]:
    for judgement in _judgements(export_context):
        for organisation, answer in judgement.item.responses.items():
            yield _ResponseRow(judgement, organisation, answer)


ASSESSMENTS: DataTable[_AssessmentRow] = DataTable(
    name="assessments",
    title="Assessments",
    about=(
        "Each row is the editors' judgement of one recommendation on one day. "
        "Rows are added and never changed."
    ),
    key=("recommendation", "number"),
    source=_judgements,
    columns=(
        Column(
            "recommendation",
            TEXT,
            lambda row: row.about.id,
            "The id of the recommendation.",
            foreign_table="recommendations",
        ),
        Column(
            "number", NUMBER, lambda row: row.number, "Its position in the record, from 1 for the oldest."
        ),
        Column("date", DAY, lambda row: row.item.date, "The day of the assessment."),
        Column("by", TEXT, lambda row: row.item.by, "The assessor."),
        Column(
            "is_latest",
            YES_NO,
            lambda row: row.is_latest,
            "Whether this assessment is in force on the day of the site.",
        ),
        Column(
            "delivery",
            word_of(Delivery),
            lambda row: row.item.delivery,
            "The progress that public evidence shows.",
        ),
        Column(
            "outstanding",
            TEXT,
            lambda row: row.item.outstanding,
            "The outstanding part, if some is done.",
        ),
        Column(
            "lifecycle",
            word_of(Lifecycle),
            lambda row: row.item.lifecycle,
            "Whether the recommendation was live, as the editors wrote it.",
        ),
        Column("lifecycle_reason", TEXT, lambda row: row.item.lifecycle_reason, "Why it was no longer live."),
        Column(
            "continued_in",
            TEXT,
            lambda row: row.item.continued_in,
            "The id of the recommendation that replaced it, if one did.",
        ),
        Column(
            "statement",
            TEXT,
            lambda row: row.item.statement,
            "The statement of the organisation or the maker, if the record is disputed.",
        ),
        Column("reason", TEXT, lambda row: row.item.reason, "The reason for the assessment."),
        Column(
            "rests_on",
            list_of(TEXT),
            lambda row: row.item.rests_on,
            "The events that are evidence for the assessment, by id.",
            foreign_table="events",
        ),
        Column(
            "searched_on",
            DAY,
            lambda row: row.item.searched.date if row.item.searched else None,
            "The day of the last search for evidence.",
        ),
        Column(
            "searched_places",
            list_of(TEXT),
            lambda row: row.item.searched.places if row.item.searched else (),
            "The places searched.",
        ),
        Column(
            "searched_words",
            TEXT,
            lambda row: row.item.searched.words if row.item.searched else "",
            "The search terms.",
        ),
        Column(
            "searched_result",
            TEXT,
            lambda row: row.item.searched.result if row.item.searched else "",
            "The result of the search.",
        ),
        Column(
            "due",
            PARTIAL_DATE,
            lambda row: row.item.due.date if row.item.due else None,
            "The promised date, if there is one.",
        ),
        Column(
            "due_moved_from",
            PARTIAL_DATE,
            lambda row: row.item.due.moved_from if row.item.due else None,
            "The first promised date, if it has been postponed.",
        ),
        Column(
            "due_reason",
            TEXT,
            lambda row: row.item.due.reason if row.item.due else "",
            "Why it was postponed.",
        ),
        Column(
            "corrects",
            DAY,
            lambda row: row.item.corrects,
            "The date of the assessment that this one corrects.",
        ),
    ),
)
"""One row for each assessment."""

RESPONSES: DataTable[_ResponseRow] = DataTable(
    name="responses",
    title="Responses",
    about="Each row is the response of an organisation to a recommendation, as known at one assessment.",
    key=("recommendation", "assessment", "organisation"),
    composite_keys=((("recommendation", "assessment"), "assessments"),),
    source=_response_rows,
    columns=(
        Column(
            "recommendation",
            TEXT,
            lambda row: row.judgement.about.id,
            "The id of the recommendation.",
            foreign_table="recommendations",
        ),
        Column(
            "assessment",
            NUMBER,
            lambda row: row.judgement.number,
            "The number of the assessment, as in assessments.csv.",
        ),
        Column("date", DAY, lambda row: row.judgement.item.date, "The day of the assessment."),
        Column(
            "organisation",
            TEXT,
            lambda row: row.organisation,
            "The id of the organisation.",
            foreign_table="organisations",
        ),
        Column("response", word_of(Response), lambda row: row.item.response, "The response."),
        Column(
            "reason",
            TEXT,
            lambda row: row.item.reason,
            "The reason, or the part that the organisation will do.",
        ),
        Column(
            "put_on",
            PARTIAL_DATE,
            lambda row: row.item.put_on,
            "The date on which it was put to the organisation.",
        ),
        Column("answer_due", PARTIAL_DATE, lambda row: row.item.answer_due, "The deadline for the response."),
        Column(
            "rests_on",
            list_of(TEXT),
            lambda row: row.item.rests_on,
            "The events that are evidence of it, by id.",
            foreign_table="events",
        ),
        Column(
            "is_latest",
            YES_NO,
            lambda row: row.judgement.is_latest,
            "Whether the assessment is in force on the day of the site.",
        ),
    ),
)
"""One row for each answer in each assessment."""
