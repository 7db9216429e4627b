"""Tests of the assessments that are in force on a day."""

from datetime import date

import pytest

from evidence_review.model.vocabularies import Delivery
from tests.builders import a_recommendation, a_review_of, an_assessment

FIRST = an_assessment(date=date(2024, 1, 15), delivery=Delivery.UNKNOWN)
SECOND = an_assessment(date=date(2025, 6, 30), delivery=Delivery.PLANNED)
SAME_DAY = an_assessment(date=date(2025, 6, 30), delivery=Delivery.IN_PROGRESS)


@pytest.mark.parametrize(
    ("day", "delivery"),
    [
        pytest.param(date(2024, 1, 14), None, id="before-the-first"),
        pytest.param(date(2024, 1, 15), Delivery.UNKNOWN, id="on-the-day"),
        pytest.param(date(2025, 6, 29), Delivery.UNKNOWN, id="the-day-before"),
        pytest.param(date(2025, 6, 30), Delivery.PLANNED, id="on-the-second"),
        pytest.param(date(2030, 1, 1), Delivery.PLANNED, id="long-after"),
    ],
)
def test_the_last_assessment_not_after_the_day_counts(day: date, delivery: Delivery | None) -> None:
    """Later assessments are ignored."""
    position = a_recommendation(assessments=(FIRST, SECOND)).assessment_as_of(day)

    assert (position and position.delivery) == delivery


def test_the_order_of_dates_counts_and_not_of_lines() -> None:
    """An assessment above an older one in the file is still the later one."""
    assert a_recommendation(assessments=(SECOND, FIRST)).assessment_as_of(date(2025, 7, 1)) is SECOND


def test_the_later_written_of_two_on_one_day_counts() -> None:
    """A second assessment on the same day is a correction, written below the first."""
    assessments = (FIRST, SECOND, SAME_DAY)

    assert a_recommendation(assessments=assessments).assessment_as_of(date(2025, 6, 30)) is SAME_DAY


def test_without_assessments_there_is_no_position() -> None:
    """A recommendation that nobody has assessed has no position."""
    assert a_recommendation().assessment_as_of(date(2025, 6, 30)) is None


def test_today_is_the_day_of_the_review() -> None:
    """The position that the site shows is that of its "as at" date."""
    recommendation = a_recommendation(assessments=(FIRST, SECOND))
    review = a_review_of(recommendation, as_at=date(2025, 1, 1))

    position = review.position(recommendation)

    assert position
    assert position.assessment is FIRST
