"""What changes by time alone: what a review says on a later day that it did not say before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from evidence_review.model.event import Event
from evidence_review.model.position import Position
from evidence_review.model.recommendation import Answer, Assessment, Recommendation
from evidence_review.model.vocabularies import Lifecycle, Response, Timeliness
from evidence_review.review.review import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDay:
    """What a review says on one day and not on another."""

    before: date
    """The day as of which it spoke."""
    after: date
    """The day as of which it is to speak."""
    judged: tuple[tuple[Recommendation, Assessment], ...]
    """The assessments that come into view, oldest first."""
    moved: tuple[tuple[Recommendation, Position | None, Position | None], ...]
    """The recommendations that another assessment speaks for, with the position before and after."""
    dormant: tuple[tuple[Recommendation, Position], ...]
    """The recommendations that fall dormant."""
    timed: tuple[tuple[Recommendation, Timeliness, Position], ...]
    """The recommendations that stand otherwise against the date promised, with how they stood."""
    unanswered: tuple[tuple[Recommendation, str, Answer], ...]
    """The recommendations to which a body, by its id, has let the time to answer run out."""
    events: tuple[Event, ...]
    """The events that come into view, by date."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes but the day."""
        return not (self.judged or self.moved or self.dormant or self.timed or self.unanswered or self.events)


def new_day(review: Review, before: date, after: date) -> NewDay:
    """Return what changes in a review from one day to another. What is retired is left out.

    Args:
        review: The review.
        before: The day as of which it spoke.
        after: The day as of which it is to speak; where it is the earlier one, nothing comes into view.
    """
    live = [each for each in review.recommendations.values() if not each.retired]
    pairs = [(each, review.position(each, before), review.position(each, after)) for each in live]
    judged = [(each, one) for each in live for one in each.assessments if before < one.date <= after]
    events = (each for each in review.events.values() if each.date and not each.retired)
    return NewDay(
        before=before,
        after=after,
        judged=tuple(sorted(judged, key=lambda pair: (pair[1].date, pair[0].id))),
        moved=tuple(
            (each, then, now)
            for each, then, now in pairs
            if (then and then.assessment) is not (now and now.assessment)
        ),
        dormant=tuple(
            (each, now)
            for each, then, now in pairs
            if now and _life(now) is Lifecycle.DORMANT and _life(then) is not Lifecycle.DORMANT
        ),
        timed=tuple(
            (each, _time(then), now) for each, then, now in pairs if now and _time(now) is not _time(then)
        ),
        unanswered=tuple(_unanswered(pairs, before, after)),
        events=tuple(
            sorted(
                (each for each in events if each.date and before < each.date.first <= after),
                key=lambda event: event.sort_key,
            )
        ),
    )


def _life(position: Position | None) -> Lifecycle:
    return position.lifecycle if position else Lifecycle.OPEN


def _time(position: Position | None) -> Timeliness:
    return position.timeliness if position else Timeliness.NO_DATE


def _unanswered(
    pairs: list[tuple[Recommendation, Position | None, Position | None]], before: date, after: date
) -> Iterator[tuple[Recommendation, str, Answer]]:
    for recommendation, _, now in pairs:
        for body, answer in (now.responses if now else {}).items():
            due = answer.answer_due
            if answer.response is Response.AWAITING and due and before <= due.last < after:
                yield recommendation, body, answer
