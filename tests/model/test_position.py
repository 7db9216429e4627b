"""The position of a recommendation on a day: how it is derived from the record, and its words."""

from collections.abc import Mapping
from datetime import date

import pytest

from evidence_review.model.date import PartialDate
from evidence_review.model.event import Event
from evidence_review.model.position import Position, position_of
from evidence_review.model.recommendation import Answer, Assessment, Due, Search
from evidence_review.model.vocabularies import Delivery, Lifecycle, Response, Timeliness
from tests.builders import a_recommendation, an_assessment, an_event, an_organisation

BODIES = {id_: an_organisation(id_, name=f"Body {id_[-1].upper()}") for id_ in ("org-a", "org-b", "org-c")}


def stands(
    *assessments: Assessment, day: date = date(2026, 6, 30), events: Mapping[str, Event] | None = None
) -> Position:
    """Return the position of a recommendation with these assessments on a day."""
    position = position_of(a_recommendation(assessments=assessments), day, BODIES, events or {})
    assert position
    return position


def promised(due: str, first: str = "", *, on: str = "2026-01-10", **given: object) -> Assessment:
    """Return an assessment with a promised date."""
    moved = PartialDate.parse(first) if first else None
    promise = Due(date=PartialDate.parse(due), moved_from=moved, reason="Late." if moved else "")
    return an_assessment(date=date.fromisoformat(on), due=promise, **given)


def judged(delivery: Delivery, on: str) -> Assessment:
    """Return an assessment with a word, on a day."""
    return an_assessment(date=date.fromisoformat(on), delivery=delivery)


@pytest.mark.parametrize(
    ("assessments", "timeliness"),
    [
        pytest.param([an_assessment()], Timeliness.NO_DATE, id="nobody-promised"),
        pytest.param([promised("2027")], Timeliness.ON_TIME, id="far-ahead"),
        pytest.param([promised("2026-09-28")], Timeliness.DUE_SOON, id="ninety-days-ahead"),
        pytest.param([promised("2026-09-29")], Timeliness.ON_TIME, id="ninety-one-days-ahead"),
        pytest.param([promised("2026-06-30")], Timeliness.DUE_SOON, id="on-the-day"),
        pytest.param([promised("2026-06")], Timeliness.DUE_SOON, id="in-the-month"),
        pytest.param([promised("2026-05")], Timeliness.OVERDUE, id="the-month-has-passed"),
        pytest.param([promised("2026-07", "2026-02")], Timeliness.MOVED, id="put-off"),
        pytest.param([promised("2026-05", "2026-02")], Timeliness.OVERDUE, id="put-off-and-passed"),
        pytest.param(
            [promised("2026-02"), promised("2027", on="2026-03-01")], Timeliness.MOVED, id="first-one-is-kept"
        ),
        pytest.param(
            [promised("2026-02"), judged(Delivery.PLANNED, "2026-03-01")],
            Timeliness.OVERDUE,
            id="left-out-is-not-taken-back",
        ),
        pytest.param(
            [promised("2026-02"), judged(Delivery.IMPLEMENTED, "2026-02-28")], Timeliness.MET, id="met"
        ),
        pytest.param(
            [promised("2026-02"), judged(Delivery.IMPLEMENTED_DIFFERENTLY, "2026-03-01")],
            Timeliness.MET_LATE,
            id="met-late",
        ),
        pytest.param(
            [promised("2026-03", "2026-02"), judged(Delivery.IMPLEMENTED, "2026-03-02")],
            Timeliness.MET_LATE,
            id="late-by-the-first-date",
        ),
        pytest.param(
            [
                promised("2026-02"),
                judged(Delivery.IMPLEMENTED, "2026-02-01"),
                judged(Delivery.IMPLEMENTED, "2026-05-01"),
            ],
            Timeliness.MET,
            id="done-since-the-first-of-them",
        ),
        pytest.param(
            [
                promised("2026-02"),
                judged(Delivery.IMPLEMENTED, "2026-02-01"),
                judged(Delivery.LAPSED, "2026-05-01"),
            ],
            Timeliness.OVERDUE,
            id="done-and-undone",
        ),
    ],
)
def test_timeliness_is_worked_out_from_all_dates_promised(
    assessments: list[Assessment], timeliness: Timeliness
) -> None:
    """The first promised date counts, however often it was postponed."""
    assert stands(*assessments).timeliness is timeliness


def test_a_promise_made_later_is_not_known_yet() -> None:
    """The position on an earlier day ignores later assessments."""
    record = (promised("2026-02"), promised("2027", "2026-02", on="2026-05-01"))
    then, now = stands(*record, day=date(2026, 3, 1)), stands(*record)

    assert (then.timeliness, str(then.due and then.due.date)) == (Timeliness.OVERDUE, "2026-02")
    assert (now.timeliness, str(now.due and now.due.date)) == (Timeliness.MOVED, "2027")
    assert str(now.first_due) == "2026-02"


@pytest.mark.parametrize(
    ("judged_on", "written", "day", "expected"),
    [
        (date(2024, 6, 30), Lifecycle.OPEN, date(2026, 6, 29), Lifecycle.OPEN),
        (date(2024, 6, 30), Lifecycle.OPEN, date(2026, 6, 30), Lifecycle.DORMANT),
        (date(2024, 2, 29), Lifecycle.OPEN, date(2026, 2, 28), Lifecycle.OPEN),
        (date(2024, 2, 29), Lifecycle.OPEN, date(2026, 3, 1), Lifecycle.DORMANT),
        (date(2024, 1, 1), Lifecycle.DISPUTED, date(2026, 6, 30), Lifecycle.DISPUTED),
        (date(2024, 1, 1), Lifecycle.CLOSED, date(2036, 6, 30), Lifecycle.CLOSED),
    ],
)
def test_a_recommendation_that_nobody_reviews_is_dormant(
    judged_on: date, written: Lifecycle, day: date, expected: Lifecycle
) -> None:
    """It becomes dormant after 24 months, unless it is closed or disputed."""
    assessment = an_assessment(date=judged_on, lifecycle=written, searched=None)

    assert stands(assessment, day=day).lifecycle is expected


def test_a_search_keeps_a_recommendation_from_becoming_dormant() -> None:
    """A search counts even if nothing was found, but not if it is later than the day."""
    searched = Search(date=date(2025, 1, 1), places=("The web",))
    old = an_assessment(date=date(2023, 1, 1), searched=searched)

    assert stands(old, day=date(2026, 6, 30)).lifecycle is Lifecycle.OPEN
    assert stands(old, day=date(2027, 1, 1)).lifecycle is Lifecycle.DORMANT


@pytest.mark.parametrize("word", Delivery)
def test_every_delivery_can_be_put_in_a_sentence(word: Delivery) -> None:
    """The position is one sentence, from a capital letter to a full stop."""
    sentence = stands(an_assessment(delivery=word)).sentence

    assert sentence[0].isupper()
    assert sentence.count(".") == 1
    assert sentence.endswith(".")


@pytest.mark.parametrize("word", Response)
def test_every_response_can_be_put_in_a_sentence(word: Response) -> None:
    """Organisations with the same response share a clause."""
    answers = {id_: Answer(response=word) for id_ in BODIES}
    sentence = stands(an_assessment(responses=answers)).sentence

    assert "Body A, Body B and Body C" in sentence
    assert sentence.count(";") == 1


SHARED = Answer(response=Response.ACCEPTED_IN_PRINCIPLE)
AGREED = Answer(response=Response.ACCEPTED)
ASKED_NOT = Answer(response=Response.NOT_SOUGHT)

SAID: Mapping[str, tuple[Assessment, tuple[str, ...]]] = {
    "plain": (
        an_assessment(delivery=Delivery.UNKNOWN, responses={"org-a": ASKED_NOT}),
        (
            "We looked and found nothing that does what is asked",
            "no one is known to have put it to Body A",
        ),
    ),
    "answers-apart": (
        an_assessment(
            delivery=Delivery.PLANNED, responses={"org-a": AGREED, "org-b": SHARED, "org-zz": AGREED}
        ),
        (
            "Public evidence shows a dated commitment or a funded plan",
            "all of it was agreed to by Body A and org-zz",
            "the aim, but no commitment, is shared by Body B",
        ),
    ),
    "put-off-and-passed": (
        promised("2026-05", "2026-02", delivery=Delivery.PLANNED, responses={}),
        (
            "Public evidence shows a dated commitment or a funded plan",
            "it was promised for May 2026, which has passed, put off from February 2026",
        ),
    ),
    "closed": (
        an_assessment(delivery=Delivery.NOT_IMPLEMENTED, lifecycle=Lifecycle.CLOSED, responses={}),
        ("It was closed with the aim unmet", "the editors follow it no further"),
    ),
}
"""Assessments with the sentences for their positions."""


@pytest.mark.parametrize("case", SAID)
def test_a_position_is_summarised_in_one_sentence(case: str) -> None:
    """The sentence covers delivery, responses, promised dates and lifecycle."""
    assessment, clauses = SAID[case]

    assert stands(assessment).sentence == "; ".join(clauses) + "."


def test_agreement_in_principle_is_never_called_agreement() -> None:
    """The sentence distinguishes a shared aim from a promise."""
    answers = {"org-a": Answer(response=Response.ACCEPTED_IN_PRINCIPLE)}

    assert "agreed" not in stands(an_assessment(responses=answers)).sentence


@pytest.mark.parametrize(
    ("shown", "timeliness"),
    [
        pytest.param([PartialDate(2026, 2, 10)], Timeliness.MET, id="shown-in-time"),
        pytest.param([PartialDate(2026, 1), PartialDate(2026, 3)], Timeliness.MET_LATE, id="the-last-counts"),
        pytest.param([None], Timeliness.MET_LATE, id="undated"),
        pytest.param(
            [PartialDate(2026, 2, 10), PartialDate(2026, 6, 20)],
            Timeliness.MET,
            id="shown-after-the-judgement",
        ),
    ],
)
def test_the_date_of_delivery_is_that_of_the_evidence(
    shown: list[PartialDate | None], timeliness: Timeliness
) -> None:
    """The date of the event counts, even if it is assessed months later."""
    events = {f"e{number:02}": an_event(f"e{number:02}", date=day) for number, day in enumerate(shown)}
    done = an_assessment(date=date(2026, 6, 1), delivery=Delivery.IMPLEMENTED, rests_on=tuple(events))

    assert stands(promised("2026-02"), done, events=events).timeliness is timeliness


@pytest.mark.parametrize(("due", "first"), [("2027-03", "2027-06"), ("2027-03", "2027")])
def test_a_date_that_is_earlier_or_more_precise_is_not_postponed(due: str, first: str) -> None:
    """The new date counts, and the recommendation is not late."""
    position = stands(promised(due, first))

    assert position.timeliness is Timeliness.ON_TIME
    assert "put off" not in position.sentence


def test_a_corrected_assessment_no_longer_counts() -> None:
    """A corrected promise is not the first one, and a corrected status has no effect."""
    wrong = promised("2006-09", on="2026-01-10")
    right = promised("2027-09", on="2026-02-01", corrects=date(2026, 1, 10))
    position = stands(wrong, right)

    assert (position.timeliness, str(position.first_due)) == (Timeliness.ON_TIME, "2027-09")
    assert stands(wrong, right, day=date(2026, 1, 20)).timeliness is Timeliness.OVERDUE
    taken_back = an_assessment(date=date(2026, 2, 1), corrects=date(2026, 1, 10))
    assert stands(wrong, taken_back).timeliness is Timeliness.NO_DATE


def test_organisations_that_have_ended_are_left_to_the_table() -> None:
    """The sentence names ended organisations only if there are no others."""
    gone, silent = Answer(response=Response.BODY_CEASED), Answer(response=Response.NOT_SOUGHT)

    both = stands(an_assessment(responses={"org-a": silent, "org-b": gone})).sentence
    assert "Body A" in both
    assert "Body B" not in both
    assert "Body B" in stands(an_assessment(responses={"org-b": gone})).sentence


@pytest.mark.parametrize(
    ("dates", "newest", "is_old"),
    [
        pytest.param((), None, False, id="none"),
        pytest.param((None,), None, False, id="undated"),
        pytest.param(("2024-06-30", None, "2020"), "2024-06-30", False, id="two-years-ago"),
        pytest.param(("2024-06-29", "2024-05"), "2024-06-29", True, id="two-years-and-a-day"),
        pytest.param(("2024", "2024-02"), "2024", False, id="perhaps-within-two-years"),
        pytest.param(("2023", "2021-02-03"), "2023", True, id="a-year"),
    ],
)
def test_a_status_may_rest_on_old_events(
    dates: tuple[str | None, ...], newest: str | None, *, is_old: bool
) -> None:
    """The newest event counts, by the last day that its date may mean; undated events do not."""
    events = {
        f"e{number}": an_event(f"e{number}", date=PartialDate.parse(each) if each else None)
        for number, each in enumerate(dates)
    }
    position = stands(an_assessment(delivery=Delivery.IN_PROGRESS, rests_on=(*events, "e99")), events=events)

    assert str(position.newest_event) == str(newest)
    assert position.has_old_evidence is is_old
