"""The position of a recommendation on a given day.

It is derived from the assessments up to that day and from nothing else.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - `date` is the name of a field here
from datetime import timedelta
from itertools import takewhile

from evidence_review.model.date import PartialDate
from evidence_review.model.date_words import date_words, join_words
from evidence_review.model.event import Event
from evidence_review.model.organisation import Organisation
from evidence_review.model.recommendation import Answer, Assessment, Due, Recommendation, Search
from evidence_review.model.vocabularies import Delivery, Lifecycle, Response, Timeliness

DUE_SOON_WITHIN = timedelta(days=90)
"""How far ahead a promised date may be to count as due soon."""

OLD_AFTER_YEARS = 2
"""The number of years after which the newest event behind a status is old."""

DORMANT_AFTER_YEARS = 2
"""The number of years without an assessment or a search after which a recommendation is dormant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The position of a recommendation on a given day."""

    as_at: Day
    """The day."""
    assessment: Assessment
    """The assessment in force on that day: the latest one that is not dated after it."""
    lifecycle: Lifecycle
    """Whether it is live; dormant if nobody has reviewed it for two years."""
    timeliness: Timeliness
    """How it compares with the promised date."""
    due: Due | None
    """The latest promised date, or None if there is none."""
    first_due: PartialDate | None
    """The first promised date."""
    names: Mapping[str, str]
    """The name of each organisation that has a response, by its id."""
    newest_event: PartialDate | None = None
    """The latest date of the events on which the status is based; None if there is none."""

    @property
    def sentence(self) -> str:
        """The position in one plain sentence, without the day: `Public evidence shows that …; …`."""
        return (
            "; ".join(
                (
                    _DELIVERY_CLAUSES[self.delivery],
                    *_response_clauses(self),
                    *_timeliness_clause(self),
                    *_lifecycle_clause(self),
                )
            )
            + "."
        )

    @property
    def is_postponed(self) -> bool:
        """Whether the current promised date is later than the first one."""
        return bool(self.due and self.first_due and self.due.date.last > self.first_due.last)

    @property
    def has_old_evidence(self) -> bool:
        """Whether the newest event on which the status is based is more than two years old."""
        return bool(self.newest_event and _years_after(self.newest_event.last, OLD_AFTER_YEARS) < self.as_at)

    @property
    def date(self) -> Day:
        """The day of the assessment."""
        return self.assessment.date

    @property
    def delivery(self) -> Delivery:
        """The progress that public evidence shows."""
        return self.assessment.delivery

    @property
    def responses(self) -> Mapping[str, Answer]:
        """The response of each organisation, by its id."""
        return self.assessment.responses

    @property
    def reason(self) -> str:
        """The reason for the assessment."""
        return self.assessment.reason

    @property
    def outstanding(self) -> str:
        """The outstanding part, if some is done."""
        return self.assessment.outstanding

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The ids of the events on which the assessment is based."""
        return self.assessment.rests_on

    @property
    def by(self) -> str:
        """The assessor."""
        return self.assessment.by

    @property
    def lifecycle_reason(self) -> str:
        """Why the recommendation is not live."""
        return self.assessment.lifecycle_reason

    @property
    def continued_in(self) -> str:
        """The id of the recommendation that replaced it."""
        return self.assessment.continued_in

    @property
    def statement(self) -> str:
        """The statement of the organisation or the maker, if the record is disputed."""
        return self.assessment.statement

    @property
    def searched(self) -> Search | None:
        """The last search, if nothing was found."""
        return self.assessment.searched


def position_of(
    recommendation: Recommendation,
    day: Day,
    organisations: Mapping[str, Organisation],
    events: Mapping[str, Event],
) -> Position | None:
    """Return the position of a recommendation on a day, or None if it had not been assessed by then.

    Args:
        recommendation: The recommendation.
        day: The day.
        organisations: The organisations, by id, for their names.
        events: The events, by id, for the dates of completion.
    """
    current = recommendation.assessments_as_of(day)
    if not current:
        return None
    due_dates = [each.due for each in current if each.due]
    due = due_dates[-1] if due_dates else None
    first = min(
        (each.moved_from or each.date for each in due_dates), key=lambda each: each.last, default=None
    )
    searches = [each.searched.date for each in recommendation.assessments if each.searched]
    last_checked = max(day_ for day_ in (*(each.date for each in current), *searches) if day_ <= day)
    is_dormant = (
        current[-1].lifecycle is Lifecycle.OPEN and _years_after(last_checked, DORMANT_AFTER_YEARS) <= day
    )
    return Position(
        as_at=day,
        assessment=current[-1],
        lifecycle=Lifecycle.DORMANT if is_dormant else current[-1].lifecycle,
        timeliness=_timeliness(_completion_date(current, events), day, due.date if due else None, first),
        due=due,
        first_due=first,
        names={id_: organisations[id_].name for id_ in current[-1].responses if id_ in organisations},
        newest_event=_newest_date(current[-1], events),
    )


def _newest_date(assessment: Assessment, events: Mapping[str, Event]) -> PartialDate | None:
    """Return the latest date of the events on which a status is based."""
    dates = [events[id_].date for id_ in assessment.rests_on if id_ in events]
    return max((each for each in dates if each), key=lambda each: each.last, default=None)


def _completion_date(current: tuple[Assessment, ...], events: Mapping[str, Event]) -> Day | None:
    """Return the day by which the aim was met, or None: the date of the last event that shows it.

    If none of these events has a date, it is the date of the first assessment that calls it done.
    """
    done = [*takewhile(lambda each: each.delivery.is_done, reversed(current))]
    if not done:
        return None
    first = done[-1]  # the oldest of the latest assessments that all call it done
    dates = [events[id_].date for id_ in first.rests_on if id_ in events]
    return max((each.last for each in dates if each and each.last <= first.date), default=first.date)


def _timeliness(
    completed_on: Day | None, day: Day, due: PartialDate | None, first: PartialDate | None
) -> Timeliness:
    if due is None or first is None:
        return Timeliness.NO_DATE
    if completed_on:
        return Timeliness.MET if completed_on <= first.last else Timeliness.MET_LATE
    if due.last < day:
        return Timeliness.OVERDUE
    if due.last > first.last:
        return Timeliness.MOVED
    return Timeliness.DUE_SOON if due.last - day <= DUE_SOON_WITHIN else Timeliness.ON_TIME


def _years_after(day: Day, years: int) -> Day:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return Day(day.year + years, 3, 1)


_DELIVERY_CLAUSES: Mapping[Delivery, str] = {
    Delivery.UNKNOWN: "We looked and found nothing that does what is asked",
    Delivery.NOT_STARTED: "Public evidence shows that nothing has begun",
    Delivery.RELATED_STEPS: "Public evidence shows related steps, but not this one",
    Delivery.PLANNED: "Public evidence shows a dated commitment or a funded plan",
    Delivery.IN_PROGRESS: "Public evidence shows that a concrete step has been taken",
    Delivery.PART_IMPLEMENTED: "Public evidence shows that some of the aim is met",
    Delivery.IMPLEMENTED: "Public evidence shows that the aim is met",
    Delivery.IMPLEMENTED_DIFFERENTLY: "Public evidence shows that the aim is met in a different way",
    Delivery.NOT_IMPLEMENTED: "It was closed with the aim unmet",
    Delivery.LAPSED: "Public evidence shows that it was done and later stopped or was undone",
}

_RESPONSE_CLAUSES: Mapping[Response, str] = {
    Response.NOT_SOUGHT: "no one is known to have put it to {}",
    Response.AWAITING: "an answer is awaited from {}",
    Response.NO_RESPONSE: "no answer was found from {}",
    Response.ACCEPTED: "all of it was agreed to by {}",
    Response.ACCEPTED_IN_PART: "part of it was agreed to by {}",
    Response.ACCEPTED_IN_PRINCIPLE: "the aim, but no commitment, is shared by {}",
    Response.NOTED: "it was noted, neither agreed to nor refused, by {}",
    Response.REJECTED: "it was refused by {}",
    Response.NOT_FOR_US: "it was called a matter for others by {}",
    Response.BODY_CEASED: "no answer came, before its end, from {}",
}

_LIFECYCLE_CLAUSES: Mapping[Lifecycle, str] = {
    Lifecycle.DORMANT: "no one has looked at it again for two years",
    Lifecycle.CLOSED: "the editors follow it no further",
    Lifecycle.SUPERSEDED: "another recommendation took its place",
    Lifecycle.MERGED: "it continues inside another",
    Lifecycle.NO_LONGER_APPLICABLE: "what it was about has gone",
    Lifecycle.WITHDRAWN: "whoever made it took it back",
    Lifecycle.DISPUTED: "the record is disputed",
}

_TIMELINESS_CLAUSES: Mapping[Timeliness, str] = {
    Timeliness.ON_TIME: "it is promised for {due}",
    Timeliness.DUE_SOON: "it is promised for {due}, which is near",
    Timeliness.OVERDUE: "it was promised for {due}, which has passed",
    Timeliness.MOVED: "it is promised for {due}, put off from {first}",
    Timeliness.MET: "it was done by the date promised, {first}",
    Timeliness.MET_LATE: "it was done after the date first promised, {first}",
}


def _response_clauses(position: Position) -> Iterator[str]:
    organisations: dict[Response, list[str]] = {}
    for id_, answer in position.responses.items():
        name = position.names.get(id_, id_)
        organisations.setdefault(answer.response, []).append(re.sub("^The ", "the ", name))
    if len(organisations) > 1:  # former addressees are in the table of responses
        organisations.pop(Response.BODY_CEASED, None)
    for response, named in organisations.items():
        yield _RESPONSE_CLAUSES[response].format(join_words(named))


def _timeliness_clause(position: Position) -> Iterator[str]:
    due, first = position.due, position.first_due
    if due is None or first is None:
        return
    clause = _TIMELINESS_CLAUSES[position.timeliness].format(
        due=date_words(due.date), first=date_words(first)
    )
    is_postponed = position.timeliness is Timeliness.OVERDUE and position.is_postponed
    yield f"{clause}, put off from {date_words(first)}" if is_postponed else clause


def _lifecycle_clause(position: Position) -> Iterator[str]:
    if position.lifecycle in _LIFECYCLE_CLAUSES:
        yield _LIFECYCLE_CLAUSES[position.lifecycle]
