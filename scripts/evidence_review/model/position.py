"""Where a recommendation stands on a day.

It comes from the assessments of that day and before, and from nothing else.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - `date` is the name of a field here
from datetime import timedelta
from itertools import takewhile

from evidence_review.model.date import PartialDate
from evidence_review.model.date_words import date_words, listed
from evidence_review.model.event import Event
from evidence_review.model.organisation import Organisation
from evidence_review.model.recommendation import Answer, Assessment, Due, Recommendation, Search
from evidence_review.model.vocabularies import Delivery, Lifecycle, Response, Timeliness

SOON = timedelta(days=90)
"""How far ahead a date is that is due soon."""

QUIET_YEARS = 2
"""After how many years without an assessment or a search a recommendation is dormant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a recommendation stands on a day."""

    as_at: Day
    """The day."""
    assessment: Assessment
    """The judgement in force on it: the last one not after it."""
    lifecycle: Lifecycle
    """Whether it is live; dormant where nobody has looked at it for two years."""
    timeliness: Timeliness
    """How it stands against the date promised."""
    due: Due | None
    """The last promise of a date; nothing where nobody has promised one."""
    first_due: PartialDate | None
    """The first date promised."""
    names: Mapping[str, str]
    """The name of each body that has answered, by its id."""

    @property
    def sentence(self) -> str:
        """All of it in one plain sentence, without the day: `Public evidence shows that …; …`."""
        return "; ".join((_SHOWN[self.delivery], *_answers(self), *_promise(self), *_life(self))) + "."

    @property
    def is_put_off(self) -> bool:
        """Whether the date promised now is later than the one first promised."""
        return bool(self.due and self.first_due and self.due.date.last > self.first_due.last)

    @property
    def date(self) -> Day:
        """The day of the judgement."""
        return self.assessment.date

    @property
    def delivery(self) -> Delivery:
        """What public evidence shows."""
        return self.assessment.delivery

    @property
    def responses(self) -> Mapping[str, Answer]:
        """What each body has answered, by its id."""
        return self.assessment.responses

    @property
    def reason(self) -> str:
        """Why the editors judge so."""
        return self.assessment.reason

    @property
    def outstanding(self) -> str:
        """The part that is still to do, where some is done."""
        return self.assessment.outstanding

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The ids of the events that the judgement rests on."""
        return self.assessment.rests_on

    @property
    def searched(self) -> Search | None:
        """The last search, where nothing was found."""
        return self.assessment.searched


def position_of(
    recommendation: Recommendation, day: Day, bodies: Mapping[str, Organisation], events: Mapping[str, Event]
) -> Position | None:
    """Return where a recommendation stands on a day; nothing where nobody had judged by then.

    Args:
        recommendation: The recommendation.
        day: The day.
        bodies: The bodies, by id, for their names.
        events: The events, by id, for the days on which things were done.
    """
    held = recommendation.record_on(day)
    if not held:
        return None
    promises = [each.due for each in held if each.due]
    due = promises[-1] if promises else None
    first = min((each.moved_from or each.date for each in promises), key=lambda each: each.last, default=None)
    searches = [each.searched.date for each in recommendation.assessments if each.searched]
    looked = max(day_ for day_ in (*(each.date for each in held), *searches) if day_ <= day)
    quiet = held[-1].lifecycle is Lifecycle.OPEN and _years_after(looked, QUIET_YEARS) <= day
    return Position(
        as_at=day,
        assessment=held[-1],
        lifecycle=Lifecycle.DORMANT if quiet else held[-1].lifecycle,
        timeliness=_timeliness(_done_by(held, events), day, due.date if due else None, first),
        due=due,
        first_due=first,
        names={id_: bodies[id_].name for id_ in held[-1].responses if id_ in bodies},
    )


def _done_by(held: tuple[Assessment, ...], events: Mapping[str, Event]) -> Day | None:
    """Return the day by which the aim was met, where it is: that of the last event which showed it.

    Where none of these has a date, it is the day on which the editors first judged so.
    """
    done = [*takewhile(lambda each: each.delivery.is_done, reversed(held))]
    if not done:
        return None
    first = done[-1]  # since the oldest of them in a row
    dates = [events[id_].date for id_ in first.rests_on if id_ in events]
    return max((each.last for each in dates if each and each.last <= first.date), default=first.date)


def _timeliness(
    done_by: Day | None, day: Day, due: PartialDate | None, first: PartialDate | None
) -> Timeliness:
    if due is None or first is None:
        return Timeliness.NO_DATE
    if done_by:
        return Timeliness.MET if done_by <= first.last else Timeliness.MET_LATE
    if due.last < day:
        return Timeliness.OVERDUE
    if due.last > first.last:
        return Timeliness.MOVED
    return Timeliness.DUE_SOON if due.last - day <= SOON else Timeliness.ON_TIME


def _years_after(day: Day, years: int) -> Day:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return Day(day.year + years, 3, 1)


_SHOWN: Mapping[Delivery, str] = {
    Delivery.UNKNOWN: "Nothing has been found that shows what was done",
    Delivery.NOT_STARTED: "Public evidence shows that nothing has begun",
    Delivery.PLANNED: "Public evidence shows a dated commitment or a funded plan",
    Delivery.IN_PROGRESS: "Public evidence shows that a concrete step has been taken",
    Delivery.PART_IMPLEMENTED: "Public evidence shows that some of the aim is met",
    Delivery.IMPLEMENTED: "Public evidence shows that the aim is met",
    Delivery.IMPLEMENTED_DIFFERENTLY: "Public evidence shows that the aim is met, by another road",
    Delivery.NOT_IMPLEMENTED: "It was closed with the aim unmet",
    Delivery.LAPSED: "Public evidence shows that it was done and later stopped or was undone",
}

_ANSWERED: Mapping[Response, str] = {
    Response.NOT_SOUGHT: "nobody is known to have put it to {}",
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

_LIVE: Mapping[Lifecycle, str] = {
    Lifecycle.DORMANT: "nobody has looked at it again for two years",
    Lifecycle.CLOSED: "the editors follow it no further",
    Lifecycle.SUPERSEDED: "another recommendation took its place",
    Lifecycle.MERGED: "it continues inside another",
    Lifecycle.NO_LONGER_APPLICABLE: "what it was about has gone",
    Lifecycle.WITHDRAWN: "whoever made it took it back",
    Lifecycle.DISPUTED: "the record is disputed",
}

_TIMED: Mapping[Timeliness, str] = {
    Timeliness.ON_TIME: "it is promised for {due}",
    Timeliness.DUE_SOON: "it is promised for {due}, which is near",
    Timeliness.OVERDUE: "it was promised for {due}, which has passed",
    Timeliness.MOVED: "it is promised for {due}, put off from {first}",
    Timeliness.MET: "it was done by the date promised, {first}",
    Timeliness.MET_LATE: "it was done after the date first promised, {first}",
}


def _answers(position: Position) -> Iterator[str]:
    bodies: dict[Response, list[str]] = {}
    for id_, answer in position.responses.items():
        name = position.names.get(id_, id_)
        bodies.setdefault(answer.response, []).append(re.sub("^The ", "the ", name))
    if len(bodies) > 1:  # those of the time that have gone stand in the table of answers
        bodies.pop(Response.BODY_CEASED, None)
    for response, named in bodies.items():
        yield _ANSWERED[response].format(listed(named))


def _promise(position: Position) -> Iterator[str]:
    due, first = position.due, position.first_due
    if due is None or first is None:
        return
    said = _TIMED[position.timeliness].format(due=date_words(due.date), first=date_words(first))
    put_off = position.timeliness is Timeliness.OVERDUE and position.is_put_off
    yield f"{said}, put off from {date_words(first)}" if put_off else said


def _life(position: Position) -> Iterator[str]:
    if position.lifecycle in _LIVE:
        yield _LIVE[position.lifecycle]
