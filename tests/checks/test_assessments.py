"""Tests of checks of the record of a recommendation."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evidence_review.checks.assessments import (
    rec105_words_are_explained,
    rec106_derived_values_are_not_written,
    rec107_corrections_name_their_target,
    rec108_transitions_are_possible,
    rec109_assessments_are_not_in_the_future,
    rec110_evidence_comes_first,
)
from evidence_review.diagnostics import Severity
from evidence_review.model.date import PartialDate
from evidence_review.model.event import Event
from evidence_review.model.recommendation import Answer, Assessment
from evidence_review.model.vocabularies import (
    DELIVERY_REQUIRED_FIELD,
    LIFECYCLE_REQUIRED_FIELD,
    NEXT_DELIVERY,
    Delivery,
    Lifecycle,
    Response,
)
from evidence_review.review.review import Review
from tests.builders import a_recommendation, a_review_of, an_assessment, an_event

SAID: Mapping[str, Any] = {
    "reason": "Because.",
    "put_on": PartialDate(2025, 1),
    "outstanding": "Sundays.",
    "lifecycle_reason": "The branch burnt down.",
    "continued_in": "r02",
    "statement": "The council says otherwise.",
}
"""What satisfies each key that a word may need."""


def recorded(*assessments: Assessment) -> Review:
    """Return a review of one recommendation with this record."""
    return a_review_of(a_recommendation("r01", assessments=assessments))


def judged(day: int, delivery: Delivery, **changes: object) -> Assessment:
    """Return an assessment of a day of May 2025."""
    return an_assessment(date=date(2025, 5, day), delivery=delivery, **changes)


@pytest.mark.parametrize("word", [*Delivery, *Lifecycle])
def test_rec105_requires_the_fields_of_each_word(word: Delivery | Lifecycle) -> None:
    """What the definition of a word promises readers is there."""
    if isinstance(word, Delivery):
        key, needed = "delivery", DELIVERY_REQUIRED_FIELD.get(word)
    else:
        key, needed = "lifecycle", LIFECYCLE_REQUIRED_FIELD.get(word)
    bare = an_assessment(**{key: word})
    said = [found.message for found in rec105_words_are_explained(recorded(bare))]

    if needed is None:
        assert said == []
    else:
        assert said == [f"r01 is recorded as '{word}' on 2025-06-30, which requires '{needed}'"]
        whole = replace(bare, **{needed: SAID[needed]})
        assert list(rec105_words_are_explained(recorded(whole))) == []


@pytest.mark.parametrize("lifecycle", Lifecycle)
def test_rec106_refuses_only_derived_words(lifecycle: Lifecycle) -> None:
    """`newly_dormant` comes from the dates; every other word is a judgement."""
    found = list(rec106_derived_values_are_not_written(recorded(an_assessment(lifecycle=lifecycle))))

    assert bool(found) == (lifecycle is Lifecycle.DORMANT)


@pytest.mark.parametrize(
    ("corrects", "hint"),
    [
        pytest.param(date(2025, 5, 1), "", id="the-first"),
        pytest.param(date(2025, 5, 2), "", id="one-of-the-same-day"),
        pytest.param(date(2025, 5, 9), "earlier ones are dated 2025-05-01, 2025-05-02", id="a-later-one"),
        pytest.param(date(2024, 5, 1), "earlier ones are dated 2025-05-01, 2025-05-02", id="none"),
    ],
)
def test_rec107_looks_for_an_earlier_one(corrects: date, hint: str) -> None:
    """What is corrected can be found in the record, whatever the order of its lines."""
    record = (
        judged(9, Delivery.PLANNED),
        judged(1, Delivery.PLANNED),
        judged(2, Delivery.PLANNED),
        judged(2, Delivery.UNKNOWN, corrects=corrects),
    )

    said = [found.hint for found in rec107_corrections_name_their_target(recorded(*record))]
    assert said == ([hint] if hint else [])


def test_rec107_reports_a_first_assessment_that_corrects() -> None:
    """There is nothing before it."""
    alone = judged(1, Delivery.PLANNED, corrects=date(2025, 5, 1))
    (found,) = rec107_corrections_name_their_target(recorded(alone))

    assert found.message == "the assessment of 2025-05-01 corrects one of 2025-05-01, which does not exist"
    assert found.hint == "there is no earlier one"


@pytest.mark.parametrize("before", Delivery)
@pytest.mark.parametrize("after", Delivery)
def test_rec108_accepts_the_agreed_steps(before: Delivery, after: Delivery) -> None:
    """Any other is possible only as a correction."""
    wrong = after not in NEXT_DELIVERY.get(before, Delivery)
    step = recorded(judged(2, after), judged(1, before))
    correction = recorded(judged(1, before), judged(2, after, corrects=date(2025, 5, 1)))

    assert [found.code for found in rec108_transitions_are_possible(step)] == ["REC108"] * wrong
    assert list(rec108_transitions_are_possible(correction)) == []


def test_rec108_refuses_what_the_editors_refused() -> None:
    """What was done was not planned later, and what was closed did not lapse."""
    done, lapsed = Delivery.IMPLEMENTED, Delivery.LAPSED
    for before, after in ((done, Delivery.PLANNED), (Delivery.NOT_IMPLEMENTED, lapsed)):
        assert list(rec108_transitions_are_possible(recorded(judged(1, before), judged(2, after))))
    assert not list(rec108_transitions_are_possible(recorded(judged(1, done), judged(2, lapsed))))


@pytest.mark.parametrize(("day", "number"), [(date(2025, 6, 30), 0), (date(2025, 7, 1), 1)])
def test_rec109_warns_of_what_has_no_evidence(day: date, number: int) -> None:
    """An assessment after the day of the review is published with it, and not seen."""
    found = list(rec109_assessments_are_not_in_the_future(recorded(an_assessment(date=day))))

    assert [each.severity for each in found] == [Severity.WARNING] * number


@pytest.mark.parametrize(
    ("event", "is_later"),
    [
        pytest.param(an_event(date=PartialDate(2025, 6, 30)), False, id="the-same-day"),
        pytest.param(an_event(date=PartialDate(2025, 7, 1)), True, id="the-day-after"),
        pytest.param(an_event(date=PartialDate(2025, 6)), False, id="some-day-of-the-month"),
        pytest.param(an_event(date=PartialDate(2025)), False, id="some-day-of-the-year"),
        pytest.param(an_event(date=PartialDate(2026)), True, id="the-next-year"),
        pytest.param(an_event(), False, id="undated"),
    ],
)
@pytest.mark.parametrize("in_an_answer", [False, True])
def test_rec110_requires_evidence_before_the_assessment(
    event: Event, *, is_later: bool, in_an_answer: bool
) -> None:
    """Only what is known to be later counts, wherever it is named, and once."""
    answer = Answer(response=Response.ACCEPTED, rests_on=("e01",))
    assessment = an_assessment(responses={"org-council": answer})
    if not in_an_answer:
        assessment = an_assessment(responses={"org-council": answer}, rests_on=("e01", "e99"))
    review = a_review_of(a_recommendation(assessments=(assessment,)), event)

    assert [found.code for found in rec110_evidence_comes_first(review)] == ["REC110"] * is_later
