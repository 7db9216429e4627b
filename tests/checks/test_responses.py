"""Tests of checks of what organisations answered."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evidence_review.checks.responses import (
    rec104_answers_are_explained,
    rec111_answers_come_from_addressees,
    rec112_every_addressee_has_a_response,
    rec113_has_an_addressee,
    rec114_ceased_organisations_have_an_end_date,
    rec118_answers_have_a_source,
    rec119_addressees_are_current_or_former,
)
from evidence_review.location import Location
from evidence_review.model.authored import Retirement
from evidence_review.model.date import PartialDate
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.recommendation import Answer, Assessment
from evidence_review.model.vocabularies import RESPONSE_REQUIRED_FIELD, Response
from evidence_review.review.review import Review
from evidence_review.sources.yaml_records import KeyPath
from tests.builders import a_recommendation, a_review_of, an_assessment, an_organisation, with_entity

SAID: Mapping[str, Any] = {"reason": "Because.", "put_on": PartialDate(2025, 1)}
"""What satisfies each key that an answer may need."""
SILENT = Answer(response=Response.NOT_SOUGHT)
CEASED = Answer(response=Response.BODY_CEASED)


def recorded(*assessments: Assessment) -> Review:
    """Return a review of one recommendation with this record."""
    return a_review_of(a_recommendation("r01", assessments=assessments))


def asked(*answers: Mapping[str, Answer], **changes: object) -> Review:
    """Return a review of a recommendation to one of two bodies, judged once for each set of answers."""
    record = tuple(
        an_assessment(date=date(2025, 5, day), responses=found) for day, found in enumerate(answers, start=1)
    )
    given = {"addressees": {"org-a": "It decides."}, "assessments": record, **changes}
    bodies = (an_organisation("org-a"), an_organisation("org-b"))
    return a_review_of(a_recommendation("r01", **given), *bodies)


@pytest.mark.parametrize("response", Response)
def test_rec104_requires_the_fields_of_each_response(response: Response) -> None:
    """A word that needs a reason or a date is an error without it, and only without it."""
    needed = RESPONSE_REQUIRED_FIELD.get(response)
    bare = Answer(response=response)
    said = [found.message for found in rec104_answers_are_explained(answered(bare))]

    if needed is None:
        assert said == []
    else:
        assert said == [
            f"the response of org-council to r01 on 2025-06-30 is '{response}', which requires '{needed}'"
        ]
        whole = replace(bare, **{needed: SAID[needed]})
        assert list(rec104_answers_are_explained(answered(whole))) == []


def answered(answer: Answer) -> Review:
    """Return a review in which one organisation has answered so."""
    return recorded(an_assessment(responses={"org-council": answer}))


def test_rec104_is_not_content_with_blanks() -> None:
    """A reason of spaces is none."""
    found = list(rec104_answers_are_explained(answered(Answer(response=Response.NOTED, reason="  "))))

    assert [each.code for each in found] == ["REC104"]


def test_rec111_ignores_those_that_are_and_were_asked() -> None:
    """An organisation of the time may have answered, or ceased before it did."""
    review = asked({"org-a": SILENT, "org-b": CEASED}, addressees_then=("org-b",))

    assert list(rec111_answers_come_from_addressees(review)) == []


def test_rec111_names_an_organisation_that_was_never_asked() -> None:
    """Each time it is said to have answered."""
    found = list(
        rec111_answers_come_from_addressees(asked({"org-a": SILENT, "org-b": SILENT}, {"org-b": SILENT}))
    )

    assert [each.message for each in found] == [
        "r01 has a response of org-b, to which it is not addressed"
    ] * 2


def test_rec111_leaves_unknown_organisations_to_the_check_of_links() -> None:
    """One slip is one message, wherever it was made."""
    assert list(rec111_answers_come_from_addressees(asked({"org-zz": SILENT}))) == []
    misspelt = asked({"org-a": SILENT}, addressees={"org-aa": "It decides."})
    assert list(rec111_answers_come_from_addressees(misspelt)) == []


def test_rec112_requires_a_response_for_every_organisation() -> None:
    """An older assessment may say less: it is never edited."""
    assert list(rec112_every_addressee_has_a_response(asked({}, {"org-a": SILENT}))) == []

    (found,) = rec112_every_addressee_has_a_response(asked({"org-a": SILENT}, {}))

    assert found.message == "the assessment of r01 on 2025-05-02 has no response of org-a"


def test_rec112_ignores_retired_or_unassessed_recommendations() -> None:
    """Neither has a last word."""
    retired = Retirement(date=date(2025, 6, 1), reason="Asked twice.")

    assert list(rec112_every_addressee_has_a_response(asked({}, retired=retired))) == []
    assert list(rec112_every_addressee_has_a_response(asked())) == []


@pytest.mark.parametrize(
    ("addressees", "then", "number"),
    [({"org-a": "It decides."}, (), 0), ({}, ("org-b",), 0), ({}, (), 1)],
)
def test_rec113_requires_an_addressee(
    addressees: Mapping[str, str], then: tuple[str, ...], number: int
) -> None:
    """An organisation of today or of its time."""
    review = asked(addressees=addressees, addressees_then=then)

    assert len(list(rec113_has_an_addressee(review))) == number


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        pytest.param(PartialDate(2025, 4, 30), "", id="the-day-before"),
        pytest.param(PartialDate(2025, 5, 1), "", id="on-the-day"),
        pytest.param(PartialDate(2025), "", id="some-day-of-the-year"),
        pytest.param(PartialDate(2025, 5, 2), "but it ended on 2025-05-02", id="a-day-later"),
        pytest.param(None, "but it has no last day", id="alive"),
    ],
)
def test_rec114_allows_no_response_after_an_organisation_has_ended(
    ended: PartialDate | None, said: str
) -> None:
    """An organisation that lives can still answer."""
    review = asked({"org-a": CEASED})
    body = replace(review.organisations["org-a"], valid_to=ended)
    found = list(rec114_ceased_organisations_have_an_end_date(with_entity(review, body)))

    assert [each.message.partition(", ")[2] for each in found] == ([said] if said else [])


def test_an_error_in_a_response_points_to_its_line() -> None:
    """And where the line is not known, at the assessment."""
    review = asked({"org-a": SILENT, "org-b": SILENT})
    line = Location("docs/recommendations/r01.md", 33)
    keys: KeyPath = ("assessments", 0, "responses", "org-b")
    places = {Entity(EntityKind.RECOMMENDATION, "r01"): {keys: line}}

    (known,) = rec111_answers_come_from_addressees(replace(review, places=places))
    (unknown,) = rec111_answers_come_from_addressees(review)

    assert known.where == line
    assert unknown.where == review.recommendations["r01"].assessments[0].where


@pytest.mark.parametrize("response", Response)
def test_rec118_requires_evidence_for_a_response(response: Response) -> None:
    """Silence needs none: it is shown by a date or a search."""
    bare, shown = Answer(response=response), Answer(response=response, rests_on=("e01",))
    said = {"not-sought", "awaiting", "no-response", "body-ceased"}

    assert len(list(rec118_answers_have_a_source(asked({"org-a": bare})))) == (response not in said)
    assert list(rec118_answers_have_a_source(asked({"org-a": shown}))) == []


@pytest.mark.parametrize(("ended", "list_"), [(None, "addressees_then"), (PartialDate(2017), "addressees")])
def test_rec119_names_the_list_to_remove_an_organisation_from(ended: PartialDate | None, list_: str) -> None:
    """An organisation that lives belongs to those of today, one that has ended to those of the time."""
    both = a_recommendation("r01", addressees={"org-a": "It decides."}, addressees_then=("org-b", "org-a"))
    bodies = (an_organisation("org-a", valid_to=ended), an_organisation("org-b"))

    (found,) = rec119_addressees_are_current_or_former(a_review_of(both, *bodies))

    assert found.message == "org-a is both in `addressees` and in `addressees_then` of r01"
    assert found.hint == f"remove it from `{list_}`"
