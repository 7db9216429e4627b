"""Tests of checks of events."""

from dataclasses import replace
from datetime import date

import pytest

from evidence_review.checks.events import evt101_groups_exist, evt102_events_have_happened
from evidence_review.diagnostics import Severity
from evidence_review.model.date import PartialDate
from evidence_review.model.event import EventGroup
from tests.builders import a_location, a_review_of, an_event

BEFORE = EventGroup(id="before", title="Before", where=a_location())


def test_evt101_passes_over_a_group_that_is_listed() -> None:
    """An event in a listed group is found under its heading."""
    assert list(evt101_groups_exist(a_review_of(BEFORE, an_event(group="before")))) == []


def test_evt101_names_the_group_and_the_nearest() -> None:
    """A slip in a group is said with the file of the event."""
    review = a_review_of(BEFORE, an_event("e01", group="befor"), an_event("e02", group="before"))

    (found,) = evt101_groups_exist(review)

    assert str(found) == (
        "docs/events/e01.md:2: error: e01 is in the group 'befor', which is not listed"
        " (did you mean 'before'?) [EVT101]"
    )


def test_evt101_is_silent_where_the_groups_cannot_be_read() -> None:
    """One broken file is one message."""
    review = replace(a_review_of(an_event(group="before")), unread=frozenset({"event_groups"}))

    assert list(evt101_groups_exist(review)) == []


@pytest.mark.parametrize(
    ("written", "number"),
    [(None, 0), (PartialDate(2025, 6, 30), 0), (PartialDate(2025), 0), (PartialDate(2025, 7), 1)],
)
def test_evt102_warns_of_what_has_not_happened(written: PartialDate | None, number: int) -> None:
    """A date that may lie before the day of the review is taken at its word."""
    review = a_review_of(an_event(date=written), as_at=date(2025, 6, 30))

    assert [found.severity for found in evt102_events_have_happened(review)] == [Severity.WARNING] * number
