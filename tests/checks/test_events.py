"""Tests of checks of events."""

from evidence_review.checks.events import evt101_groups_exist
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
