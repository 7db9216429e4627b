"""Tests of checks of dates promised, of searches and of the order of the record."""

from datetime import date

import pytest

from evidence_review.checks.due_dates import (
    rec115_first_due_date_is_recorded,
    rec116_searches_name_their_places,
    rec117_assessments_are_in_date_order,
)
from evidence_review.model.date import PartialDate
from evidence_review.model.recommendation import Assessment, Due, Search
from evidence_review.review.review import Review
from tests.builders import a_recommendation, a_review_of, an_assessment


def recorded(*assessments: Assessment) -> Review:
    """Return a review of one recommendation with this record."""
    return a_review_of(a_recommendation("r01", assessments=assessments))


def promise(due: str, moved_from: str = "", reason: str = "") -> Due:
    """Return a promise."""
    first = PartialDate.parse(moved_from) if moved_from else None
    return Due(date=PartialDate.parse(due), moved_from=first, reason=reason)


@pytest.mark.parametrize(
    ("promises", "said"),
    [
        pytest.param([promise("2026-09")], [], id="one"),
        pytest.param([promise("2026-09"), promise("2026-09")], [], id="the-same-again"),
        pytest.param([promise("2026-09"), promise("2027", "2026-09", "Late.")], [], id="put-off"),
        pytest.param([promise("2027", "2026-09", "Late.")], [], id="put-off-before-the-record-began"),
        pytest.param(
            [promise("2026-09"), promise("2027", "2026-09", "Late."), promise("2028", "2026-09", "Later.")],
            [],
            id="put-off-twice",
        ),
        pytest.param(
            [promise("2026-09"), promise("2027")],
            ["has the date 2027, as if it were the first; the first promised date was 2026-09"],
            id="as-if-it-were-the-first",
        ),
        pytest.param(
            [promise("2026-09"), promise("2027", "2026-09", "Late."), promise("2028", "2027", "Later.")],
            ["has the date 2028, moved from 2027; the first promised date was 2026-09"],
            id="the-second-is-not-the-first",
        ),
        pytest.param(
            [promise("2026-09"), promise("2026-09", "2026-03", "Late.")],
            ["has a date moved from 2026-03, but the first promised date was 2026-09"],
            id="nothing-was-moved",
        ),
        pytest.param(
            [promise("2026-09"), promise("2027", "2026-09")],
            ["postpones a date without a reason"],
            id="no-reason",
        ),
    ],
)
def test_rec115_keeps_the_first_promise(promises: list[Due], said: list[str]) -> None:
    """However often a date is postponed, the first one is shown."""
    record = [an_assessment(date=date(2025, 5, day), due=due) for day, due in enumerate(promises, start=1)]
    found = rec115_first_due_date_is_recorded(recorded(*record))

    assert [each.message.split(" ", 5)[5].partition(" ")[2] for each in found] == said


@pytest.mark.parametrize(
    ("search", "said"),
    [
        pytest.param(Search(date=date(2025, 5, 1), places=("Minutes",)), [], id="sound"),
        pytest.param(Search(date=date(2025, 5, 1), places=()), ["names no places"], id="no-place"),
        pytest.param(Search(date=date(2025, 5, 1), places=(" ",)), ["names no places"], id="blank"),
        pytest.param(
            Search(date=date(2025, 5, 2), places=("Minutes",)), ["of 2025-05-02, which is later"], id="later"
        ),
    ],
)
def test_rec116_requires_the_places_and_an_earlier_day(search: Search, said: list[str]) -> None:
    """Nothing found means something only where a reader can look again."""
    found = rec116_searches_name_their_places(recorded(an_assessment(date=date(2025, 5, 1), searched=search)))

    assert [each.message.partition("a search ")[2].removeprefix("that ") for each in found] == said


def test_rec116_ignores_what_rests_on_events_alone() -> None:
    """Not every judgement needs a search."""
    assert list(rec116_searches_name_their_places(recorded(an_assessment(searched=None)))) == []


@pytest.mark.parametrize(("days", "number"), [((1, 2, 3), 0), ((1, 1), 0), ((2, 1), 1), ((3, 1, 2), 1)])
def test_rec117_requires_the_order_of_the_days(days: tuple[int, ...], number: int) -> None:
    """The last one written is the last one judged."""
    record = [an_assessment(date=date(2025, 5, day)) for day in days]

    assert len(list(rec117_assessments_are_in_date_order(recorded(*record)))) == number
