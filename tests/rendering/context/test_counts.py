"""Tests of the numbers that pages print."""

from datetime import date

from evidence_review.model.vocabularies import Delivery
from evidence_review.rendering.context.counts import counts
from tests.builders import (
    a_finding,
    a_participant,
    a_recommendation,
    a_reference,
    a_review_of,
    an_assessment,
    an_event,
)


def test_entities_are_counted() -> None:
    """Each number is that of the things of its sort."""
    found = counts(
        a_review_of(
            a_finding("f01"),
            a_finding("f02"),
            a_participant("p1"),
            a_reference("a"),
            a_reference("b"),
            a_reference("c"),
            an_event("e01"),
        )
    )

    assert (found.findings, found.participants, found.references, found.events) == (2, 1, 3, 1)
    assert found.recommendations == 0
    assert found.deliveries == {}


def test_recommendations_are_counted_by_their_current_position() -> None:
    """Later assessments do not count yet, and one that nobody has assessed has no word."""
    early = an_assessment(date=date(2024, 1, 1), delivery=Delivery.PLANNED)
    late = an_assessment(date=date(2026, 1, 1), delivery=Delivery.IMPLEMENTED)
    review = a_review_of(
        a_recommendation("r01", assessments=(early,)),
        a_recommendation("r02", assessments=(early, late)),
        a_recommendation("r03", assessments=(an_assessment(date=date(2024, 1, 1)),)),
        a_recommendation("r04", assessments=(late,)),
        a_recommendation("r05"),
        as_at=date(2025, 6, 30),
    )
    found = counts(review)

    assert found.recommendations == 5
    assert list(found.deliveries.items()) == [(Delivery.UNKNOWN, 1), (Delivery.PLANNED, 2)]
