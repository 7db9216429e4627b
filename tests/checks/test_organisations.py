"""Tests of checks of organisations."""

from dataclasses import replace

import pytest

from evidence_review.checks.organisations import (
    org101_types_exist,
    org102_dates_are_in_order,
    org103_successions_have_a_source,
)
from evidence_review.model.date import PartialDate
from evidence_review.model.organisation import OrganisationSource, OrganisationType, Succession
from tests.builders import a_location, a_review_of, an_organisation

COUNCIL = OrganisationType(id="council", label="Local council", where=a_location())


def test_org101_ignores_a_type_that_is_listed() -> None:
    """An organisation of a listed sort has words for readers."""
    assert list(org101_types_exist(a_review_of(COUNCIL, an_organisation(type="council")))) == []


def test_org101_names_the_type_and_the_nearest() -> None:
    """An error in a sort is reported with the file of the body."""
    (found,) = org101_types_exist(a_review_of(COUNCIL, an_organisation(type="concil")))

    assert str(found) == (
        "docs/organisations/org-council.md:2: error: org-council has the type 'concil', which is not listed"
        " (did you mean 'council'?) [ORG101]"
    )


def test_org101_is_silent_if_the_types_cannot_be_read() -> None:
    """One broken file is one message."""
    review = replace(a_review_of(an_organisation()), unloaded=frozenset({"organisation_types"}))

    assert list(org101_types_exist(review)) == []


@pytest.mark.parametrize(
    ("begun", "ended", "number"),
    [
        (PartialDate(2017, 4, 1), PartialDate(2016, 3, 31), 1),
        (PartialDate(2017, 4, 1), PartialDate(2017), 0),
        (PartialDate(2017), None, 0),
        (None, PartialDate(2017), 0),
    ],
)
def test_org102_requires_a_beginning_before_the_end(
    begun: PartialDate | None, ended: PartialDate | None, number: int
) -> None:
    """As far as the dates tell."""
    body = an_organisation(valid_from=begun, valid_to=ended)

    assert len(list(org102_dates_are_in_order(a_review_of(body)))) == number


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (PartialDate(2014, 6), []),
        (PartialDate(2013), ["before org-new began"]),
        (PartialDate(1999), ["before org-new began", "before org-old began"]),
    ],
)
def test_org102_allows_no_succession_before_both_began(since: PartialDate, said: list[str]) -> None:
    """A handover may begin while the elder body still lives."""
    elder = an_organisation("org-old", valid_from=PartialDate(2004), valid_to=PartialDate(2014, 10, 31))
    younger = an_organisation(
        "org-new", valid_from=PartialDate(2014, 6), succeeds={"org-old": Succession(since=since)}
    )
    found = org102_dates_are_in_order(a_review_of(elder, younger))

    assert [each.message.rpartition(", ")[2] for each in found] == said


@pytest.mark.parametrize(
    ("own", "of_the_body", "number"),
    [
        ("https://example.org/act", "", 0),
        ("", "https://example.org/start", 0),
        ("", "", 1),
    ],
)
def test_org103_requires_a_source_for_a_succession(own: str, of_the_body: str, number: int) -> None:
    """Its own, or one of the younger body."""
    body = an_organisation(
        "org-new",
        succeeds={"org-old": Succession(since=PartialDate(2014), source=own)},
        sources=(OrganisationSource(about="start", url=of_the_body),),
    )

    assert len(list(org103_successions_have_a_source(a_review_of(body)))) == number
    assert body.source_of("org-old") == own or of_the_body
