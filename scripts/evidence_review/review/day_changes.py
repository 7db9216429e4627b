"""The changes that the passing of time alone makes to a review, such as promises that become overdue."""

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
    """The differences between a review on one day and on another."""

    before: date
    """The "as at" date before the change."""
    after: date
    """The "as at" date after the change."""
    assessments: tuple[tuple[Recommendation, Assessment], ...]
    """The assessments that become visible, oldest first."""
    repositioned: tuple[tuple[Recommendation, Position | None, Position | None], ...]
    """The recommendations to which another assessment applies, with the position before and after."""
    newly_dormant: tuple[tuple[Recommendation, Position], ...]
    """The recommendations that become dormant."""
    timeliness_changes: tuple[tuple[Recommendation, Timeliness, Position], ...]
    """The recommendations whose timeliness changes, with the timeliness before and the position after."""
    overdue_answers: tuple[tuple[Recommendation, str, Answer], ...]
    """The recommendations to which an answer becomes overdue, each with the id of the organisation."""
    events: tuple[Event, ...]
    """The events that become visible, by date."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes except the day."""
        return not (
            self.assessments
            or self.repositioned
            or self.newly_dormant
            or self.timeliness_changes
            or self.overdue_answers
            or self.events
        )


def day_changes(review: Review, before: date, after: date) -> DayChanges:
    """Return the changes to a review from one day to another, without retired entities.

    Args:
        review: The review.
        before: The "as at" date before the change.
        after: The "as at" date after the change; if it is the earlier one, nothing becomes visible.
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
