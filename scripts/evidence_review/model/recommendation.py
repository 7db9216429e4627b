"""Something asked of somebody, and the dated record of what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - `date` is the name of a field here
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, InstanceOf

from evidence_review.location import Location
from evidence_review.model.authored import Authored, LineNumber, Retirement
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

AUTHOR = "author"
"""Who made a recommendation, where that is the author of the report and no participant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Authored):
    """What one body said."""

    response: Response
    """What it said, in one of the words."""
    reason: str = ""
    """Its reason, or the part it will do."""
    put_on: WrittenDate | None = None
    """When it was put to the body."""
    answer_due: WrittenDate | None = None
    """When the time to answer runs out."""
    rests_on: tuple[str, ...] = ()
    """The ids of the events that show it."""


def _answer(value: object) -> object:
    return {"response": value} if isinstance(value, str) else value


WrittenAnswer = Annotated[Answer, BeforeValidator(_answer, json_schema_input_type=Response | Answer)]
"""Written as a response, or as a response with its reason and dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search(Authored):
    """Where, when and with what words somebody looked."""

    date: WrittenDay
    """The day of the search."""
    places: tuple[str, ...]
    """Where they looked."""
    words: str = ""
    """The words they looked for."""
    result: str = ""
    """What came of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due(Authored):
    """The date by which something was promised."""

    date: WrittenDate
    """The date promised."""
    moved_from: WrittenDate | None = None
    """The first date promised, where it has been put off."""
    reason: str = ""
    """Why it was put off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Authored):
    """Where a recommendation stood on one day, and on what evidence. Appended, never edited away."""

    date: WrittenDay
    """The day of the judgement."""
    by: str
    """Who judged."""
    responses: Mapping[str, WrittenAnswer] = field(default_factory=dict)
    """What each body said, by its id."""
    delivery: Delivery
    """What public evidence shows."""
    outstanding: str = ""
    """The part that is still to do, where some is done."""
    lifecycle: Lifecycle = Lifecycle.OPEN
    """Whether it is still live."""
    lifecycle_reason: str = ""
    """Why it is not."""
    continued_in: str = ""
    """The id of the recommendation that took its place."""
    statement: str = ""
    """What the body or the maker says, where the record is disputed."""
    reason: str
    """Why the editors judge so, in a sentence or two."""
    rests_on: tuple[str, ...] = ()
    """The ids of the events that the judgement rests on, from those that bear on it."""
    searched: Search | None = None
    """The last search, where nothing was found."""
    due: Due | None = None
    """The date promised, where there is one."""
    corrects: WrittenDay | None = None
    """The date of the assessment that this one puts right."""
    where: Location
    """Where it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLines(Authored):
    """Where in the report something stands."""

    section: str
    """The part of the report."""
    lines: tuple[LineNumber, ...]
    """The lines where it is said."""
    also: tuple[LineNumber, ...] = ()
    """Other lines that touch on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Background(Authored):
    """Something to know that is no event, because there is no source to send readers to."""

    text: str
    """What to know."""
    checked: tuple[str, ...] = ()
    """Addresses where it was read. Never shown and never linked."""


def _makers(value: object) -> object:
    return [value] if isinstance(value, str) else value


Makers = Annotated[tuple[str, ...], BeforeValidator(_makers, json_schema_input_type=str | tuple[str, ...])]
"""Written as one id, as a list of ids, or as `author`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Authored):
    """Something that a participant or the author of the report asked for.

    It has no status of its own: where it stands comes from its assessments and from nothing else.
    """

    former_keys: ClassVar[Mapping[str, str]] = {"origin": "strength"}

    id: str
    """The id that readers cite, such as `r017`. Permanent."""
    title: str
    """What is asked, in a few words."""
    text: InstanceOf[Passage]
    """The ask at length, in our words: the text of the file."""
    made_by: Makers
    """Who asked: the ids of participants, or `author`."""
    origin: Origin
    """Who speaks: one of the people interviewed, or the author of the report."""
    implied: bool = False
    """Whether it is implied and not said outright."""
    kind: ChangeType
    """What sort of change it asks for."""
    section: RaisedIn
    """On what occasion it was said."""
    source: SourceLines
    """Where in the report it stands."""
    cluster: str
    """The id of the cluster it belongs to."""
    addressee_source: AddresseeSource
    """Who chose the bodies it is addressed to."""
    addressees: Mapping[str, str]
    """The bodies it is addressed to now, by id, each with the reason."""
    addressees_then: tuple[str, ...] = ()
    """The ids of the bodies of the time that have since gone."""
    findings: tuple[str, ...] = ()
    """The ids of the findings it rests on."""
    references: Mapping[str, Supports] = field(default_factory=dict)
    """The works set beside it, by citation key."""
    tensions: Mapping[str, str] = field(default_factory=dict)
    """What pulls against it: by the id of another thing, in a sentence."""
    quantifiers: tuple[Quantifier, ...] = ()
    """Counts that the report gives, beside those that can be traced."""
    context: tuple[Background, ...] = ()
    """Background that has no link to publish."""
    assessments: tuple[Assessment, ...]
    """The record, oldest first."""
    retired: Retirement | None = None
    """Why the id is used no more."""
    replaces: tuple[str, ...] = ()
    """The ids of retired recommendations whose place it takes."""
    where: Location
    """Where it is written."""

    def assessments_as_of(self, day: Day) -> tuple[Assessment, ...]:
        """Return the assessments that hold on a day, oldest first; of two on one day the later written last.

        What a later one of them puts right holds no more.
        """
        known = [assessment for assessment in self.assessments if assessment.date <= day]
        current: list[Assessment] = []
        for assessment in sorted(known, key=lambda each: each.date):
            current = [each for each in current if each.date != assessment.corrects]
            current.append(assessment)
        return tuple(current)

    def assessment_as_of(self, day: Day) -> Assessment | None:
        """Return the last assessment not after a day; the later written of two on one day."""
        return next(reversed(self.assessments_as_of(day)), None)
