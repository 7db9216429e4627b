"""Recommendations, each with the dated record of its progress."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - `date` is the name of a field here
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, InstanceOf

from evidence_review.bibliography.csl.identifiers import WrittenUrl
from evidence_review.location import Location
from evidence_review.model.authored import Authored, LineNumber, Retirement
from evidence_review.model.custom_field import CustomValue
from evidence_review.model.date import WrittenDate, WrittenDay
from evidence_review.model.finding import Quantifier, Supports
from evidence_review.model.passage import Passage
from evidence_review.model.vocabularies import (
    AddresseeSource,
    ChangeType,
    Delivery,
    Lifecycle,
    Origin,
    RaisedIn,
    Response,
)
from evidence_review.text_form import PlainText

AUTHOR = "author"
"""The maker of a recommendation that the author of the report made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Authored):
    """The response of one organisation."""

    response: Response
    """The response, as a word of the vocabulary."""
    reason: PlainText = ""
    """The reason, or the part that the organisation will do."""
    put_on: WrittenDate | None = None
    """The date on which it was put to the organisation."""
    answer_due: WrittenDate | None = None
    """The deadline for the response."""
    rests_on: tuple[str, ...] = ()
    """The ids of the events that are evidence of it."""


def _answer(value: object) -> object:
    return {"response": value} if isinstance(value, str) else value


WrittenAnswer = Annotated[Answer, BeforeValidator(_answer, json_schema_input_type=Response | Answer)]
"""Written as a response, or as a response with its reason and dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search(Authored):
    """A search for evidence: its date, places and search terms."""

    date: WrittenDay
    """The day of the search."""
    places: tuple[PlainText, ...]
    """The places searched."""
    words: PlainText = ""
    """The search terms."""
    result: PlainText = ""
    """The result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due(Authored):
    """A promised date."""

    date: WrittenDate
    """The promised date."""
    moved_from: WrittenDate | None = None
    """The first promised date, if it has been postponed."""
    reason: PlainText = ""
    """The reason for postponing it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Authored):
    """The position of a recommendation on one day, with the evidence. Assessments are only ever added."""

    date: WrittenDay
    """The day of the assessment."""
    by: str
    """The assessor."""
    responses: Mapping[str, WrittenAnswer] = field(default_factory=dict)
    """The response of each organisation, by its id."""
    delivery: Delivery
    """The progress that public evidence shows."""
    outstanding: PlainText = ""
    """The outstanding part, if some is done."""
    lifecycle: Lifecycle = Lifecycle.OPEN
    """Whether it is still live."""
    lifecycle_reason: PlainText = ""
    """Why it is no longer live."""
    continued_in: str = ""
    """The id of the recommendation that replaced it."""
    statement: PlainText = ""
    """The statement of the organisation or the maker, if the record is disputed."""
    reason: PlainText
    """The reason for the assessment, in a sentence or two."""
    rests_on: tuple[str, ...] = ()
    """The ids of the events that are evidence for the assessment, chosen from those that bear on it."""
    searched: Search | None = None
    """The last search, if nothing was found."""
    due: Due | None = None
    """The promised date, if there is one."""
    corrects: WrittenDay | None = None
    """The date of the assessment that this one corrects."""
    where: Location
    """Where it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLines(Authored):
    """A place in the report."""

    section: PlainText
    """The part of the report."""
    lines: tuple[LineNumber, ...]
    """The lines."""
    also: tuple[LineNumber, ...] = ()
    """Other lines that touch on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Background(Authored):
    """Background that is not an event, because there is no source to send readers to."""

    text: PlainText
    """The background."""
    checked: tuple[str, ...] = ()
    """Addresses where it was read. Never shown and never linked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadSource(Authored):
    """A source that is known to matter and could not be read, so that nothing is based on it."""

    title: PlainText
    """Its title, or what it is."""
    date: WrittenDate | None = None
    """Its date, if it is known."""
    url: WrittenUrl = ""
    """The address that readers are sent to; omitted if no official one is known."""
    would_change: PlainText
    """What it could change, in a sentence."""


def _makers(value: object) -> object:
    return [value] if isinstance(value, str) else value


Makers = Annotated[tuple[str, ...], BeforeValidator(_makers, json_schema_input_type=str | tuple[str, ...])]
"""Written as one id, as a list of ids, or as `author`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Authored):
    """A request by a participant or the author of the report.

    It has no status of its own: its position follows from its assessments alone.
    """

    former_keys: ClassVar[Mapping[str, str]] = {"origin": "strength"}

    id: str
    """The id that readers cite, such as `r017`. Permanent."""
    title: PlainText
    """The request, in a few words."""
    text: InstanceOf[Passage]
    """The request in full, in our words: the text of the file."""
    made_by: Makers = ()
    """Who made it: the ids of participants, or `author`."""
    origin: Origin | None = None
    """Whose voice it is: one of the people interviewed, or the author of the report."""
    implied: bool = False
    """Whether it is implied rather than stated."""
    kind: ChangeType | None = None
    """The type of change that it asks for."""
    section: RaisedIn | None = None
    """The occasion on which it was raised."""
    source: SourceLines | None = None
    """Its place in the report."""
    cluster: str = ""
    """The id of the cluster it belongs to."""
    addressee_source: AddresseeSource | None = None
    """Who chose the organisations that it is addressed to."""
    addressees: Mapping[str, PlainText] = field(default_factory=dict)
    """The organisations that it is addressed to now, by id, each with the reason."""
    addressees_then: tuple[str, ...] = ()
    """The ids of the organisations responsible at the time that no longer exist."""
    findings: tuple[str, ...] = ()
    """The ids of the findings that support it."""
    references: Mapping[str, Supports] = field(default_factory=dict)
    """The references compared with it, by citation key."""
    tensions: Mapping[str, PlainText] = field(default_factory=dict)
    """A sentence for each entity in tension with it, by id."""
    quantifiers: tuple[Quantifier, ...] = ()
    """Counts in the report, compared with those that can be traced."""
    context: tuple[Background, ...] = ()
    """Background that has no link to publish."""
    unread: tuple[UnreadSource, ...] = ()
    """Sources that are known to matter and have not been read."""
    assessments: tuple[Assessment, ...] = ()
    """The record, oldest first."""
    custom: Mapping[str, CustomValue] = field(default_factory=dict)
    """The values of the fields that the review adds, by id."""
    retired: Retirement | None = None
    """Why the id is no longer used."""
    replaces: tuple[PlainText, ...] = ()
    """The ids of the retired recommendations that it replaces."""
    where: Location
    """Where it is written."""

    def assessments_as_of(self, day: Day) -> tuple[Assessment, ...]:
        """Return the assessments in force on a day, oldest first. Of two on one day, the later is last.

        An assessment that a later one corrects is no longer in force.
        """
        known = [assessment for assessment in self.assessments if assessment.date <= day]
        current: list[Assessment] = []
        for assessment in sorted(known, key=lambda each: each.date):
            current = [each for each in current if each.date != assessment.corrects]
            current.append(assessment)
        return tuple(current)

    def assessment_as_of(self, day: Day) -> Assessment | None:
        """Return the latest assessment on or before a day; of two on one day, the one written later."""
        return next(reversed(self.assessments_as_of(day)), None)
