"""Tests of events distinguished by when they were."""

import pytest

from evidence_review.model.date import PartialDate
from evidence_review.model.event import Bearing
from evidence_review.model.vocabularies import Effect
from evidence_review.rendering.context.timeline import timeline
from tests.builders import an_event

END = PartialDate(2015, 11)


@pytest.mark.parametrize(
    ("date", "effect", "group"),
    [
        pytest.param("2015-12", Effect.SUPPORTS, "since", id="the-month-after"),
        pytest.param("2016", Effect.SUPPORTS, "since", id="the-year-after"),
        pytest.param("2015-11-30", Effect.SUPPORTS, "before", id="its-last-day"),
        pytest.param("2014", Effect.SUPPORTS, "before", id="a-year-before"),
        pytest.param("2015", Effect.SUPPORTS, "unplaced", id="the-same-year"),
        pytest.param("", Effect.SUPPORTS, "unplaced", id="undated"),
        pytest.param("", Effect.PRECEDENT, "before", id="an-undated-precedent"),
    ],
)
def test_an_event_is_listed_under_the_right_heading(date: str, effect: Effect, group: str) -> None:
    """Only what is known to have come later is said to have happened since."""
    event = an_event("e01", date=PartialDate.parse(date) if date else None)
    found = timeline([(event, Bearing(effect=effect))], END)

    assert [event for event, _ in getattr(found, group)] == [event]
    assert len(found.since + found.unplaced + found.before) == 1


def test_the_order_is_kept() -> None:
    """Each group is in the order given, the newest first."""
    newer, older = an_event("e02", date=PartialDate(2020)), an_event("e01", date=PartialDate(2018))
    found = timeline([(newer, None), (older, None)], END)

    assert [event.id for event, _ in found.since] == ["e02", "e01"]


def test_without_fieldwork_only_a_precedent_came_before() -> None:
    """Where nobody has entered when people were asked, what is dated is not called earlier than it."""
    found = timeline([(an_event("e01", date=PartialDate(1999)), Bearing(effect=Effect.SUPPORTS))], None)

    assert [event.id for event, _ in found.since] == ["e01"]
