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
class DayChanges:
    """What a review says on one day and not on another."""

    before: date
    """The day as of which it spoke."""
    after: date
    """The day as of which it is to speak."""
    assessments: tuple[tuple[Recommendation, Assessment], ...]
    """The assessments that come into view, oldest first."""
    repositioned: tuple[tuple[Recommendation, Position | None, Position | None], ...]
    """The recommendations that another assessment speaks for, with the position before and after."""
    newly_dormant: tuple[tuple[Recommendation, Position], ...]
    """The recommendations that fall dormant."""
    timeliness_changes: tuple[tuple[Recommendation, Timeliness, Position], ...]
    """The recommendations that stand otherwise against the date promised, with how they stood."""
    overdue_answers: tuple[tuple[Recommendation, str, Answer], ...]
    """The recommendations to which a body, by its id, has let the time to answer run out."""
    events: tuple[Event, ...]
    """The events that come into view, by date."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes but the day."""
        return not (
            self.assessments
            or self.repositioned
            or self.newly_dormant
            or self.timeliness_changes
            or self.overdue_answers
            or self.events
        )


def day_changes(review: Review, before: date, after: date) -> DayChanges:
    """Return what changes in a review from one day to another. What is retired is left out.

    Args:
        review: The review.
        before: The day as of which it spoke.
        after: The day as of which it is to speak; where it is the earlier one, nothing comes into view.
    """
    active = [each for each in review.recommendations.values() if not each.retired]
    pairs = [(each, review.position(each, before), review.position(each, after)) for each in active]
    assessments = [(each, one) for each in active for one in each.assessments if before < one.date <= after]
    events = (each for each in review.events.values() if each.date and not each.retired)
    return DayChanges(
        before=before,
        after=after,
        assessments=tuple(sorted(assessments, key=lambda pair: (pair[1].date, pair[0].id))),
        repositioned=tuple(
            (each, earlier, later)
            for each, earlier, later in pairs
            if (earlier and earlier.assessment) is not (later and later.assessment)
        ),
        newly_dormant=tuple(
            (each, later)
            for each, earlier, later in pairs
            if later
            and _lifecycle(later) is Lifecycle.DORMANT
            and _lifecycle(earlier) is not Lifecycle.DORMANT
        ),
        timeliness_changes=tuple(
            (each, _timeliness(earlier), later)
            for each, earlier, later in pairs
            if later and _timeliness(later) is not _timeliness(earlier)
        ),
        overdue_answers=tuple(_overdue_answers(pairs, before, after)),
        events=tuple(
            sorted(
                (each for each in events if each.date and before < each.date.first <= after),
                key=lambda event: event.sort_key,
            )
        ),
    )


def _lifecycle(position: Position | None) -> Lifecycle:
    return position.lifecycle if position else Lifecycle.OPEN


def _timeliness(position: Position | None) -> Timeliness:
    return position.timeliness if position else Timeliness.NO_DATE


def _overdue_answers(
    pairs: list[tuple[Recommendation, Position | None, Position | None]], before: date, after: date
) -> Iterator[tuple[Recommendation, str, Answer]]:
    for recommendation, _, later in pairs:
        for organisation_id, answer in (later.responses if later else {}).items():
            due = answer.answer_due
            if answer.response is Response.AWAITING and due and before <= due.last < after:
                yield recommendation, organisation_id, answer
