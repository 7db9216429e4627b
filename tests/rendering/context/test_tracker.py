"""Tests of what a recommendation is found by, and of how many stand where."""

import pytest

from evidence_review.model.authored import Retirement
from evidence_review.model.date import PartialDate
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.links import Relation
from evidence_review.model.organisation import Succession
from evidence_review.model.recommendation import Due, Recommendation
from evidence_review.model.vocabularies import ChangeType, Delivery, Origin, RaisedIn, Response
from evidence_review.rendering.context.counts import word_lists
from evidence_review.rendering.context.related import Related
from evidence_review.rendering.context.tracker import UNASSESSED, Tracker
from evidence_review.review.review import Review
from tests.builders import (
    a_bearing,
    a_cluster,
    a_link,
    a_participant,
    a_recommendation,
    a_review_of,
    an_assessment,
    an_event,
    an_organisation,
)

WORKS = Succession(since=PartialDate(2021))


def a_tracker(review: Review) -> Tracker:
    """Return the tracker of a review."""
    return Tracker(review, Related(review))


def a_line_of_bodies(*recommendations: Recommendation) -> Tracker:
    """Return a tracker of three organisations, of which each took over from the last."""
    bodies = [
        an_organisation("org-first", name="First"),
        an_organisation("org-second", name="Second", succeeds={"org-first": WORKS}),
        an_organisation("org-third", name="Third", succeeds={"org-second": WORKS}),
    ]
    links = [
        a_link(Entity(EntityKind.ORGANISATION, new), Relation.SUCCEEDS, Entity(EntityKind.ORGANISATION, old))
        for new, old in (("org-second", "org-first"), ("org-third", "org-second"))
    ]
    return a_tracker(a_review_of(*bodies, *recommendations, links=links))


def test_a_request_is_found_under_every_successor_of_an_organisation() -> None:
    """What was a matter for a body that has gone is found under all that followed it, not vice versa."""
    then = a_recommendation("r01", addressees={}, addressees_then=("org-first",))
    now = a_recommendation("r02", addressees={"org-third": "It can."})
    tracker = a_line_of_bodies(then, now)
    bodies = tracker.review.organisations

    assert tracker.organisations(then) == ["org-first", "org-second", "org-third"]
    assert tracker.organisations(now) == ["org-third"]
    assert [each.id for each in tracker.recommendations_for(bodies["org-third"])] == ["r01", "r02"]
    assert [each.id for each in tracker.recommendations_for(bodies["org-first"])] == ["r01"]


def test_an_organisation_shows_how_each_request_reached_it() -> None:
    """Its own requests and those of the organisations before it are counted apart."""
    then = a_recommendation("r01", addressees={}, addressees_then=("org-first",))
    now = a_recommendation("r02", addressees={"org-third": "It can."})
    tracker = a_line_of_bodies(then, now)
    body = tracker.review.organisations["org-third"]

    assert tracker.addressing_summary(body) == [
        "One addressed to it.",
        "One asked of First, whose work came to it.",
    ]
    assert [each.name for each in tracker.addressees_through(body, then)] == ["First"]
    assert [each.name for each in tracker.addressees_through(body, now)] == ["Third"]


def test_organisations_that_succeed_each_other_do_not_loop() -> None:
    """A circle of successions, which is an error of its own, ends here all the same."""
    one = an_organisation("org-a", succeeds={"org-b": WORKS})
    other = an_organisation("org-b", succeeds={"org-a": WORKS})
    links = [
        a_link(Entity(EntityKind.ORGANISATION, new), Relation.SUCCEEDS, Entity(EntityKind.ORGANISATION, old))
        for new, old in (("org-a", "org-b"), ("org-b", "org-a"))
    ]
    asked = a_recommendation("r01", addressees={"org-a": "It can."})
    tracker = a_tracker(a_review_of(one, other, asked, links=links))

    assert sorted(tracker.organisations(asked)) == ["org-a", "org-b"]


@pytest.mark.parametrize(
    ("changes", "voice"),
    [
        pytest.param({"origin": Origin.VOICE, "section": RaisedIn.RECOMMENDATIONS}, "voice", id="asked"),
        pytest.param({"origin": Origin.VOICE, "section": RaisedIn.FINDINGS}, "in-passing", id="in-passing"),
        pytest.param({"origin": Origin.AUTHOR, "section": RaisedIn.AUTHOR}, "author", id="the-author"),
        pytest.param({"origin": Origin.AUTHOR, "implied": True}, "implied", id="implied"),
    ],
)
def test_the_four_kinds_of_requests_are_distinguished(changes: dict[str, object], voice: str) -> None:
    """A participant's request, one made in passing, the author's and what she implies are never mixed."""
    asked = a_recommendation("r01", **changes)

    assert a_tracker(a_review_of(asked)).values(asked)["strength"] == [voice]


def test_the_events_of_a_recommendation_set_its_years_and_latest_event() -> None:
    """An undated event gives neither."""
    asked = a_recommendation("r01")
    bears = {"r01": a_bearing()}
    events = [
        an_event("e01", date=PartialDate(2019, 4), bears_on=bears),
        an_event("e02", date=PartialDate(2023), bears_on=bears),
        an_event("e03", date=None, bears_on=bears),
    ]
    links = [
        a_link(Entity(EntityKind.EVENT, each.id), Relation.BEARS_ON, Entity(EntityKind.RECOMMENDATION, "r01"))
        for each in events
    ]
    tracker = a_tracker(a_review_of(asked, *events, links=links))
    (since,) = (facet for facet in tracker.facets() if facet.key == "since")

    assert tracker.values(asked)["since"] == ["2019", "2023"]
    assert tracker.latest_event(asked) == "2023"
    assert list(since.options) == ["2023", "2022", "2021", "2020", "2019"]


def test_the_overview_counts_what_is_followed() -> None:
    """Each line adds up; what is retired counts nowhere; what nobody assessed has its word."""
    planned = (an_assessment(delivery=Delivery.PLANNED),)
    gone = Retirement(date=an_assessment().date, reason="Merged.")
    tracker = a_tracker(
        a_review_of(
            a_cluster("c1"),
            a_cluster("c2"),
            a_recommendation("r01", cluster="c1", assessments=planned),
            a_recommendation("r02", cluster="c1", assessments=planned),
            a_recommendation("r03", cluster="c1", assessments=()),
            a_recommendation("r04", cluster="c1", assessments=planned, retired=gone),
        )
    )
    (line,) = tracker.by_cluster()

    assert line.deliveries == {"planned": 2, UNASSESSED: 1}
    assert line.total == 3
    assert tracker.columns() == ["planned", UNASSESSED]
    assert [each.id for each in tracker.retired()] == ["r04"]


def test_only_options_that_some_recommendation_has_are_offered() -> None:
    """A facet lists no word at which nothing stands, and keeps the order of the words."""
    tracker = a_tracker(
        a_review_of(
            a_participant("p1", role="reader"),
            a_recommendation("r01", kind=ChangeType.TRAINING, made_by=("p1",)),
            a_recommendation("r02", kind=ChangeType.PRACTICE, made_by=("author",)),
        )
    )
    found = {facet.key: dict(facet.options) for facet in tracker.facets()}

    assert found["kind"] == {"practice": "Practice", "training": "Training"}
    assert found["who"] == {"reader": "Reader", "author": "The author of the report"}


def test_a_promise_is_offered_where_there_is_one() -> None:
    """Where no organisation has named a date, there is nothing to choose between."""
    promised = (an_assessment(due=Due(date=PartialDate(2020))),)
    plain = a_recommendation("r01", assessments=(an_assessment(),))
    late = a_recommendation("r02", assessments=promised)
    with_promise = {facet.key: facet for facet in a_tracker(a_review_of(plain, late)).facets()}
    without = {facet.key for facet in a_tracker(a_review_of(plain)).facets()}

    assert dict(with_promise["timeliness"].options) == {"no-date": "No date set", "overdue": "Overdue"}
    assert "timeliness" not in without


def test_every_word_has_its_list_even_an_empty_one() -> None:
    """The address of a list does not depend on what is there today."""
    review = a_review_of(
        a_participant("p1", role="reader"),
        a_recommendation("r01", made_by=("p1",), assessments=(an_assessment(),)),
    )
    lists = word_lists(a_tracker(review))

    assert [each.word for each in lists["delivery"]] == [str(word) for word in Delivery]
    assert [each.word for each in lists["response"]] == [str(word) for word in Response]
    assert {each.word: len(each.recommendations) for each in lists["asked-by"]} == {"author": 0, "reader": 1}


def test_a_review_without_recommendations_has_no_lists() -> None:
    """There is nothing to list."""
    assert word_lists(a_tracker(a_review_of())) == {}
