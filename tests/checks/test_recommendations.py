"""Tests of checks of recommendations and their record."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evidence_review.checks.recommendations import (
    rec101_assessments_rest_on_something,
    rec102_delivery_has_its_evidence,
    rec103_evidence_bears_on_it,
    rec120_guidance_alone_is_no_step,
    rec121_unread_sources_are_not_events,
    rec122_new_events_are_assessed,
)
from evidence_review.model.authored import Retirement
from evidence_review.model.date import PartialDate
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.event import Event
from evidence_review.model.links import Relation
from evidence_review.model.recommendation import Assessment, UnreadSource
from evidence_review.model.vocabularies import ClaimLevel, Delivery, DocumentKind, Lifecycle
from evidence_review.review.review import Review
from tests.builders import a_link, a_location, a_recommendation, a_review_of, an_assessment, an_event

ASK = Entity(EntityKind.RECOMMENDATION, "r01")

ASSERTED = an_event("e01", claim_level=ClaimLevel.ASSERTED)
DOCUMENTED = an_event("e02", claim_level=ClaimLevel.DOCUMENTED, publisher="Council")
DOCUMENTED_TOO = an_event("e03", claim_level=ClaimLevel.DOCUMENTED, publisher="Council")
DOCUMENTED_ELSEWHERE = an_event("e04", claim_level=ClaimLevel.DOCUMENTED, publisher="Board")
VERIFIED = an_event("e05", claim_level=ClaimLevel.VERIFIED)


def judged(delivery: Delivery, *events: Event, searched: bool = False) -> Review:
    """Return a review of one recommendation, judged so on these events."""
    search = an_assessment().searched if searched else None
    rests_on = tuple(event.id for event in events)
    assessment = an_assessment(delivery=delivery, rests_on=rests_on, searched=search)
    return a_review_of(a_recommendation(assessments=(assessment,)), *events)


@pytest.mark.parametrize(
    "assessment",
    [
        pytest.param(an_assessment(), id="search"),
        pytest.param(an_assessment(searched=None, rests_on=("e01",)), id="event"),
        pytest.param(an_assessment(rests_on=("e01",)), id="both"),
    ],
)
def test_rec101_accepts_events_or_a_search(assessment: Assessment) -> None:
    """A reader can see on what a judgement rests."""
    review = a_review_of(a_recommendation(assessments=(assessment,)))

    assert list(rec101_assessments_rest_on_something(review)) == []


def test_rec101_names_an_assessment_without_evidence() -> None:
    """The message leads to the assessment and not to the file."""
    bare = an_assessment(searched=None, where=a_location("docs/recommendations/r01.md", 31))
    review = a_review_of(a_recommendation(assessments=(an_assessment(), bare)))

    (found,) = rec101_assessments_rest_on_something(review)

    assert str(found) == (
        "docs/recommendations/r01.md:31: error: the assessment of 2025-06-30 is based on neither events"
        " nor a search (add `rests_on:` or `searched:`) [REC101]"
    )


@pytest.mark.parametrize(
    ("review", "needed"),
    [
        pytest.param(judged(Delivery.UNKNOWN, searched=True), "", id="unknown-after-a-search"),
        pytest.param(judged(Delivery.UNKNOWN, DOCUMENTED), "a search", id="unknown-without"),
        pytest.param(judged(Delivery.PLANNED, DOCUMENTED), "", id="planned-documented"),
        pytest.param(judged(Delivery.LAPSED, VERIFIED), "", id="lapsed-verified"),
        pytest.param(
            judged(Delivery.IN_PROGRESS, ASSERTED),
            "one event that is documented or verified",
            id="in-progress-asserted",
        ),
        pytest.param(
            judged(Delivery.NOT_STARTED, searched=True),
            "one event that is documented or verified",
            id="not-started-after-a-search",
        ),
        pytest.param(judged(Delivery.IMPLEMENTED, VERIFIED), "", id="done-verified"),
        pytest.param(
            judged(Delivery.IMPLEMENTED, DOCUMENTED, DOCUMENTED_ELSEWHERE), "", id="done-two-publishers"
        ),
        pytest.param(
            judged(Delivery.IMPLEMENTED, DOCUMENTED, DOCUMENTED_TOO),
            "two documented events from different publishers, or one that is verified",
            id="done-one-publisher",
        ),
        pytest.param(
            judged(Delivery.IMPLEMENTED_DIFFERENTLY, DOCUMENTED, ASSERTED),
            "two documented events from different publishers, or one that is verified",
            id="done-one-asserted",
        ),
        pytest.param(
            judged(Delivery.IMPLEMENTED, DOCUMENTED_ELSEWHERE, ASSERTED, VERIFIED), "", id="done-mixed"
        ),
    ],
)
def test_rec102_requires_evidence_for_each_delivery(review: Review, needed: str) -> None:
    """The word for delivery needs what its public definition says."""
    found = [each.message for each in rec102_delivery_has_its_evidence(review)]

    assert [message.rpartition(", which requires ")[2] for message in found] == ([needed] if needed else [])


@pytest.mark.parametrize("delivery", [each for each in Delivery if each is not Delivery.UNKNOWN])
def test_rec102_accepts_no_assertion_as_evidence(delivery: Delivery) -> None:
    """No word but `unknown` can rest on what someone says alone."""
    (found,) = rec102_delivery_has_its_evidence(judged(delivery, ASSERTED))

    assert found.message.startswith(f"r01 is recorded as '{delivery}' on 2025-06-30, which requires ")
    assert found.where == a_location("docs/recommendations/r01.md", 25)


def test_rec102_leaves_a_missing_event_to_another_check() -> None:
    """An event that does not exist is one error, not two."""
    assessment = an_assessment(delivery=Delivery.IMPLEMENTED, rests_on=("e99",))
    review = a_review_of(a_recommendation(assessments=(assessment,)))

    assert list(rec102_delivery_has_its_evidence(review)) == []


def test_rec103_requires_the_event_to_bear_on_the_recommendation() -> None:
    """The event's page and the recommendation's page tell one story."""
    events = [Entity(EntityKind.EVENT, id_) for id_ in ("e01", "e02", "e99")]
    links = [a_link(ASK, Relation.JUDGED_BY, event, where=a_location(line=30)) for event in events]
    links.append(a_link(events[0], Relation.BEARS_ON, ASK))
    review = a_review_of(a_recommendation(), an_event("e01"), an_event("e02"), links=links)

    (found,) = rec103_evidence_bears_on_it(review)

    assert str(found) == (
        "docs/page.md:30: error: r01 is assessed by e02, which does not bear on it"
        " (remove e02 from `rests_on`, or add `r01: …` to `bears_on` in e02) [REC103]"
    )


def test_rec103_does_not_accept_an_event_about_another_recommendation() -> None:
    """An event that bears on one recommendation does not bear on the next."""
    event, other = Entity(EntityKind.EVENT, "e01"), Entity(EntityKind.RECOMMENDATION, "r02")
    links = [a_link(ASK, Relation.JUDGED_BY, event), a_link(event, Relation.BEARS_ON, other)]
    review = a_review_of(a_recommendation("r01"), a_recommendation("r02"), an_event(), links=links)

    assert [found.code for found in rec103_evidence_bears_on_it(review)] == ["REC103"]


GUIDANCE = an_event("e06", claim_level=ClaimLevel.DOCUMENTED, document=DocumentKind.GUIDANCE)


@pytest.mark.parametrize(
    ("review", "number"),
    [
        pytest.param(judged(Delivery.IN_PROGRESS, GUIDANCE), 1, id="guidance-alone"),
        pytest.param(judged(Delivery.IN_PROGRESS, GUIDANCE, ASSERTED), 1, id="guidance-and-an-assertion"),
        pytest.param(judged(Delivery.PART_IMPLEMENTED, GUIDANCE, DOCUMENTED), 0, id="guidance-and-a-step"),
        pytest.param(judged(Delivery.RELATED_STEPS, GUIDANCE), 1, id="related-guidance-alone"),
        pytest.param(judged(Delivery.RELATED_STEPS, GUIDANCE, ASSERTED), 0, id="related-with-an-assertion"),
        pytest.param(judged(Delivery.UNKNOWN, GUIDANCE, searched=True), 0, id="nothing-found"),
    ],
)
def test_rec120_guidance_is_no_step(review: Review, number: int) -> None:
    """What should be done is not what is done."""
    assert len(list(rec120_guidance_alone_is_no_step(review))) == number


def test_rec120_leaves_earlier_assessments_alone() -> None:
    """The record is never edited, so only the current assessment follows the rule."""
    old = an_assessment(date=date(2025, 5, 1), delivery=Delivery.IN_PROGRESS, rests_on=("e06",))
    review = a_review_of(a_recommendation(assessments=(old, an_assessment())), GUIDANCE)

    assert list(rec120_guidance_alone_is_no_step(review)) == []


@pytest.mark.parametrize(
    ("url", "number"), [("", 0), ("https://example.org/framework", 0), ("https://example.org/plan", 1)]
)
def test_rec121_refuses_what_was_read(url: str, number: int) -> None:
    """A source beside a status is one that nobody could read; an event without an address is another."""
    source = UnreadSource(title="A framework", url=url, would_change="It may exclude them.")
    events = (an_event("e01", url="https://example.org/plan"), an_event("e02", url=""))

    found = rec121_unread_sources_are_not_events(a_review_of(a_recommendation(unread=(source,)), *events))

    assert len(list(found)) == number


@pytest.mark.parametrize(
    ("event_date", "number"),
    [
        pytest.param(PartialDate(2025, 6, 30), 0, id="same-day"),
        pytest.param(PartialDate(2025), 0, id="perhaps-before"),
        pytest.param(PartialDate(2025, 7), 1, id="after"),
        pytest.param(PartialDate(2027), 0, id="after-the-site"),
        pytest.param(None, 0, id="undated"),
    ],
)
def test_rec122_warns_of_an_event_after_the_last_assessment(
    event_date: PartialDate | None, number: int
) -> None:
    """A status of June cannot take an event of July into account."""
    event = Entity(EntityKind.EVENT, "e01")
    review = replace(
        a_review_of(
            a_recommendation(assessments=(an_assessment(),)),
            an_event("e01", date=event_date),
            links=[a_link(event, Relation.BEARS_ON, ASK)],
        ),
        as_at=date(2026, 1, 1),
    )

    assert len(list(rec122_new_events_are_assessed(review))) == number


@pytest.mark.parametrize(
    "changes",
    [
        {"assessments": ()},
        {"assessments": (an_assessment(lifecycle=Lifecycle.CLOSED),)},
        {
            "assessments": (an_assessment(),),
            "retired": Retirement(date=date(2025, 7, 1), reason="Asked twice."),
        },
    ],
    ids=["never-assessed", "closed", "retired"],
)
def test_rec122_leaves_alone_what_is_not_followed(changes: Mapping[str, Any]) -> None:
    """Nothing more is expected of a recommendation that is closed or retired, or was never assessed."""
    review = replace(
        a_review_of(
            a_recommendation(**changes),
            an_event("e01", date=PartialDate(2025, 7)),
            links=[a_link(Entity(EntityKind.EVENT, "e01"), Relation.BEARS_ON, ASK)],
        ),
        as_at=date(2026, 1, 1),
    )

    assert list(rec122_new_events_are_assessed(review)) == []
