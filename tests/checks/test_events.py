"""Tests of checks of events."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evidence_review.bibliography.csl.reference import ReferenceDate
from evidence_review.checks.events import (
    evt101_groups_exist,
    evt102_events_are_not_in_the_future,
    evt103_events_bear_on_something,
    evt104_a_date_or_a_period,
    evt105_events_follow_their_source,
    evt106_reading_limits_the_claim,
    evt107_documents_of_a_kind_have_one_grade,
    evt108_overtaking_is_explained,
)
from evidence_review.diagnostics import Severity
from evidence_review.model.authored import Retirement
from evidence_review.model.date import PartialDate
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.event import Bearing, EventGroup
from evidence_review.model.links import Link, Relation
from evidence_review.model.organisation import OrganisationSource, Succession
from evidence_review.model.vocabularies import (
    GRADE,
    ClaimLevel,
    Confidence,
    DocumentKind,
    Effect,
    ReadExtent,
)
from tests.builders import (
    a_link,
    a_location,
    a_recommendation,
    a_reference,
    a_review_of,
    an_event,
    an_organisation,
)

Given = Mapping[str, Any]
BEFORE = EventGroup(id="before", title="Before", where=a_location())


def test_evt101_ignores_a_group_that_is_listed() -> None:
    """An event in a listed group is found under its heading."""
    assert list(evt101_groups_exist(a_review_of(BEFORE, an_event(group="before")))) == []


def test_evt101_names_the_group_and_the_nearest() -> None:
    """An error in a group is reported with the file of the event."""
    review = a_review_of(BEFORE, an_event("e01", group="befor"), an_event("e02", group="before"))

    (found,) = evt101_groups_exist(review)

    assert str(found) == (
        "docs/events/e01.md:2: error: e01 is in the group 'befor', which is not listed"
        " (did you mean 'before'?) [EVT101]"
    )


def test_evt101_is_silent_where_the_groups_cannot_be_read() -> None:
    """One broken file is one message."""
    review = replace(a_review_of(an_event(group="before")), unloaded=frozenset({"event_groups"}))

    assert list(evt101_groups_exist(review)) == []


@pytest.mark.parametrize(
    ("written", "number"),
    [(None, 0), (PartialDate(2025, 6, 30), 0), (PartialDate(2025), 0), (PartialDate(2025, 7), 1)],
)
def test_evt102_warns_of_what_has_not_happened(written: PartialDate | None, number: int) -> None:
    """A date that may lie before the day of the review is taken at its word."""
    review = a_review_of(an_event(date=written), as_at=date(2025, 6, 30))

    assert [found.severity for found in evt102_events_are_not_in_the_future(review)] == [
        Severity.WARNING
    ] * number


TOLD = a_link(Entity(EntityKind.PAGE, "index.md"), Relation.MENTIONS, Entity(EntityKind.EVENT, "e01"))


@pytest.mark.parametrize(
    ("changes", "links", "number"),
    [
        pytest.param({}, (), 1, id="on-nothing"),
        pytest.param({"bears_on": {"r01": Bearing(effect=Effect.SUPPORTS)}}, (), 0, id="on-a-request"),
        pytest.param({"findings": ("f01",)}, (), 0, id="on-a-finding"),
        pytest.param({}, (TOLD,), 0, id="told-of-in-a-text"),
        pytest.param({"retired": Retirement(date=date(2025, 1, 1), reason="Wrong.")}, (), 0, id="retired"),
    ],
)
def test_evt103_requires_a_way_to_every_event(changes: Given, links: tuple[Link, ...], number: int) -> None:
    """An event that nothing leads to is evidence of nothing."""
    review = a_review_of(an_event("e01", **changes), links=links)

    assert len(list(evt103_events_bear_on_something(review))) == number


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        pytest.param({}, 0, id="undated"),
        pytest.param({"period": "about 2015"}, 0, id="rough"),
        pytest.param({"date": PartialDate(2015)}, 0, id="dated"),
        pytest.param({"date": PartialDate(2015), "period": "about 2015"}, 1, id="both"),
    ],
)
def test_evt104_requires_either_a_date_or_a_period(changes: Given, number: int) -> None:
    """A source that bears no date is no error."""
    assert len(list(evt104_a_date_or_a_period(a_review_of(an_event("e01", **changes))))) == number


@pytest.mark.parametrize(
    ("day", "issued", "number"),
    [
        pytest.param(PartialDate(2015), (2016,), 1, id="the-year-before"),
        pytest.param(PartialDate(2016), (2016, 4), 0, id="the-year-holds-the-month"),
        pytest.param(PartialDate(2016, 3), (2016, 4), 1, id="the-month-before"),
        pytest.param(PartialDate(2016, 4, 27), (2016, 4, 28), 1, id="the-day-before"),
        pytest.param(PartialDate(2017), (2016,), 0, id="after"),
        pytest.param(None, (2016,), 0, id="undated"),
        pytest.param(PartialDate(2015), (), 0, id="work-without-a-date"),
    ],
)
@pytest.mark.parametrize("by", ["doi", "url"])
def test_evt105_allows_no_event_before_the_date_of_its_source(
    day: PartialDate | None, issued: tuple[int, ...], number: int, by: str
) -> None:
    """The reference is known by its DOI, in any case of letters, or by its address."""
    texts = (("DOI", "10.1234/Abc"), ("URL", "https://example.org/w"))
    dates = (("issued", ReferenceDate(start=issued)),) if issued else ()
    work = a_reference("doe2016", texts=texts, dates=dates)
    known = {"doi": "10.1234/abc"} if by == "doi" else {"url": "https://example.org/w"}
    review = a_review_of(an_event("e01", date=day, **known), work)

    assert len(list(evt105_events_follow_their_source(review))) == number


@pytest.mark.parametrize("read", [ReadExtent.LANDING_PAGE, ReadExtent.SECONDARY_REPORT])
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"claim_level": ClaimLevel.ASSERTED, "confidence": Confidence.MEDIUM}, []),
        (
            {"claim_level": ClaimLevel.DOCUMENTED, "confidence": Confidence.MEDIUM},
            ["claim_level: documented"],
        ),
        ({"claim_level": ClaimLevel.VERIFIED, "confidence": Confidence.LOW}, ["claim_level: verified"]),
        ({"claim_level": ClaimLevel.ASSERTED, "confidence": Confidence.HIGH}, ["confidence: high"]),
    ],
)
def test_evt106_caps_what_was_not_read(read: ReadExtent, changes: Given, words: list[str]) -> None:
    """Someone who has not read a source cannot say that it is documented, or be very sure of it."""
    found = evt106_reading_limits_the_claim(a_review_of(an_event(read=read, **changes)))

    assert [each.message.split("`")[1] for each in found] == words


def test_evt106_accepts_what_was_read_and_what_is_retired() -> None:
    """A part of a document is enough, and an event that is no longer used is left as it was."""
    retired = Retirement(date=date(2025, 1, 1), reason="It was there twice.")
    events = (
        an_event("e01", read=ReadExtent.EXCERPT, confidence=Confidence.HIGH),
        an_event("e02", read=ReadExtent.LANDING_PAGE, confidence=Confidence.HIGH, retired=retired),
    )

    assert list(evt106_reading_limits_the_claim(a_review_of(*events))) == []


@pytest.mark.parametrize("kind", DocumentKind)
def test_evt107_accepts_the_grade_of_each_kind(kind: DocumentKind) -> None:
    """Every kind of document has a grade, and nothing else is accepted for it."""
    wrong = next(level for level in ClaimLevel if level is not GRADE[kind])
    right, other = an_event("e01", document=kind, claim_level=GRADE[kind]), an_event("e02", document=kind)

    found = evt107_documents_of_a_kind_have_one_grade(
        a_review_of(right, replace(other, claim_level=wrong, url=""))
    )

    assert [each.message.split()[0] for each in found] == ["e02"]


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"document": None}, 0),
        ({"read": ReadExtent.LANDING_PAGE}, 0),
        ({"claim_level": ClaimLevel.VERIFIED, "checked": ("https://a.org/x", "https://www.a.org/y")}, 1),
        ({"claim_level": ClaimLevel.VERIFIED, "checked": ("https://a.org/x", "https://b.org/y")}, 0),
        ({"claim_level": ClaimLevel.DOCUMENTED, "checked": ("https://a.org/x", "https://b.org/y")}, 1),
    ],
)
def test_evt107_knows_two_independent_documents(changes: Given, number: int) -> None:
    """Two sites verify an event. An event of no recorded kind, or of an unread source, is left alone."""
    event = an_event(**{"document": DocumentKind.NEWS, "url": "https://a.org/x", **changes})

    assert len(list(evt107_documents_of_a_kind_have_one_grade(a_review_of(event)))) == number


@pytest.mark.parametrize(
    ("bearing", "url", "said"),
    [
        (Bearing(effect=Effect.CONTEXT), "https://example.org/act", ""),
        (Bearing(effect=Effect.OVERTAKES), "https://example.org/late", "without a note"),
        (Bearing(effect=Effect.OVERTAKES, note="Repealed."), "https://example.org/late", ""),
        (
            Bearing(effect=Effect.OVERTAKES, note="Ended."),
            "https://example.org/act",
            "only replaces its addressee",
        ),
    ],
)
def test_evt108_overtaking_is_more_than_a_new_addressee(bearing: Bearing, url: str, said: str) -> None:
    """The event that is the source for a succession cannot overtake what was asked of the predecessor."""
    council = an_organisation(
        "org-council",
        succeeds={"org-board": Succession(since=PartialDate(2017))},
        sources=(OrganisationSource(about="start", url="https://example.org/act"),),
    )
    event = an_event(url=url, bears_on={"r01": bearing})

    found = evt108_overtaking_is_explained(
        a_review_of(event, council, a_recommendation("r01", addressees_then=("org-board",)))
    )

    assert [said in each.message for each in found] == ([True] if said else [])
