"""Tests of what a page shows of the links of a review."""

from datetime import date

import pytest

from evidence_review.model.authored import Retirement
from evidence_review.model.date import PartialDate
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.event import Bearing, EventGroup
from evidence_review.model.finding import Support
from evidence_review.model.links import Link, Relation
from evidence_review.model.organisation import Succession
from evidence_review.model.vocabularies import Effect, Stance
from evidence_review.rendering.context.related import Related, timeline
from evidence_review.review.review import Review
from tests.builders import (
    Buildable,
    a_bearing,
    a_finding,
    a_link,
    a_location,
    a_participant,
    a_recommendation,
    a_reference,
    a_review_of,
    an_event,
    an_excerpt,
    an_organisation,
)

FINDING = Entity(EntityKind.FINDING, "f01")
ASK, OTHER = Entity(EntityKind.RECOMMENDATION, "r01"), Entity(EntityKind.RECOMMENDATION, "r02")
BODY, OLD = Entity(EntityKind.ORGANISATION, "org-new"), Entity(EntityKind.ORGANISATION, "org-old")


def related(*entities: Buildable, links: list[Link] | None = None) -> Related:
    """Return what is related in a review of these things and links."""
    review: Review = a_review_of(*entities, links=links or ())
    return Related(review)


def test_events_come_newest_first_and_undated_last() -> None:
    """An event is set beside how it bears on the thing."""
    days = {
        "e01": PartialDate(2016),
        "e02": None,
        "e03": PartialDate(2025, 2, 4),
        "e04": PartialDate(2025, 2),
    }
    bearing = a_bearing(Effect.OVERTAKES)
    events = [an_event(id_, date=day, bears_on={"r01": bearing}) for id_, day in days.items()]
    links = [a_link(Entity(EntityKind.EVENT, id_), Relation.BEARS_ON, ASK) for id_ in days]

    found = related(*events, links=links).events_on(ASK)

    assert [event.id for event, _ in found] == ["e03", "e04", "e01", "e02"]
    assert {each for _, each in found} == {bearing}


def test_an_event_bears_on_a_finding_without_a_word() -> None:
    """Only recommendations are told how."""
    link = a_link(Entity(EntityKind.EVENT, "e01"), Relation.BEARS_ON, FINDING)

    ((event, bearing),) = related(an_event(), links=[link]).events_on(FINDING)
    assert (event.id, bearing) == ("e01", None)


def test_recommendations_are_grouped_by_their_links() -> None:
    """By id, whichever is written first, and each relation by itself."""
    finding, person, body = a_finding(), a_participant(), an_organisation("org-new")
    links = [
        a_link(OTHER, Relation.RESTS_ON, FINDING),
        a_link(ASK, Relation.RESTS_ON, FINDING),
        a_link(ASK, Relation.TENSION, FINDING),
        a_link(ASK, Relation.MADE_BY, Entity(EntityKind.PARTICIPANT, "p1")),
        a_link(ASK, Relation.ADDRESSED_TO, BODY),
        a_link(OTHER, Relation.ADDRESSED_THEN, BODY),
        a_link(OTHER, Relation.IN_CLUSTER, Entity(EntityKind.CLUSTER, "c1")),
    ]
    found = related(finding, person, body, a_recommendation("r01"), a_recommendation("r02"), links=links)

    assert [each.id for each in found.resting_on(finding)] == ["r01", "r02"]
    assert [each.id for each in found.made_by(person)] == ["r01"]
    assert [each.id for each in found.in_cluster("c1")] == ["r02"]


def test_successions_are_followed_both_ways() -> None:
    """The succession is written on the younger body and shown on both."""
    succession = Succession(since=PartialDate(2017, 4), scope="all branches")
    new = an_organisation("org-new", succeeds={"org-old": succession, "org-gone": succession})
    old = an_organisation("org-old")
    found = related(new, old, links=[a_link(BODY, Relation.SUCCEEDS, OLD)])

    assert found.predecessors(new) == [(old, succession)]
    assert found.successors(old) == [(new, succession)]
    assert (found.successors(new), found.predecessors(old)) == ([], [])


def test_a_reference_knows_what_it_is_set_beside() -> None:
    """With the stance and the note that are there."""
    work = Entity(EntityKind.REFERENCE, "doe")
    link = a_link(FINDING, Relation.SET_BESIDE, work, word="qualifies", note="But not there.")

    assert related(links=[link]).supports("doe") == [
        (FINDING, Support(stance=Stance.QUALIFIES, note="But not there."))
    ]


def test_works_are_listed_by_stance() -> None:
    """Stances come in the order of the words; a work that cuts both ways comes twice, one unknown never."""
    context, against = Support(), Support(stance=Stance.CONTRADICTS)
    finding = a_finding(references={"b": (context,), "a": (against, context), "gone": (context,)})
    found = related(finding, a_reference("a"), a_reference("b")).references(finding)

    assert found == {"contradicts": [("a", against)], "context": [("b", context), ("a", context)]}
    assert list(found) == ["contradicts", "context"]


def test_a_tension_is_shown_on_both_sides_once() -> None:
    """Whichever side it is written on; a tension within a thing is not doubled."""
    links = [
        a_link(FINDING, Relation.TENSION, ASK, note="It costs."),
        a_link(ASK, Relation.TENSION, FINDING, note="It costs.", where=a_location("docs/r.md", 9)),
        a_link(FINDING, Relation.TENSION, FINDING, note="Within."),
    ]
    found = related(links=links)

    assert found.tensions(FINDING) == [(ASK, "It costs."), (FINDING, "Within.")]
    assert found.tensions(ASK) == [(FINDING, "It costs.")]
    assert found.tensions(OTHER) == []


def test_a_person_is_heard_by_finding() -> None:
    """Also where two are credited with one remark."""
    ada, bo = a_participant("p1"), a_participant("p2", pseudonym="Bo")
    alone, joint = an_excerpt(participant="p1"), an_excerpt(participant="p2", joint_with="p1")
    first, second = a_finding("f01", excerpts=(alone, joint)), a_finding("f02", excerpts=())
    found = related(ada, bo, first, second)

    assert found.excerpts_by_finding(ada) == [(first, [alone, joint])]
    assert found.excerpts_by_finding(bo) == [(first, [joint])]


def test_stances_are_those_under_the_own_heading_once_each() -> None:
    """A remark from another part of the report is not counted under the finding's heading."""
    excerpts = (
        an_excerpt(stance=Stance.SUPPORTS),
        an_excerpt(stance=Stance.SUPPORTS),
        an_excerpt(stance=Stance.QUALIFIES),
        an_excerpt(stance=Stance.CONTRADICTS, section="Discussion"),
    )
    ada, finding = a_participant(), a_finding(excerpts=excerpts)

    assert related(ada, finding).stances(finding, ada) == [Stance.SUPPORTS, Stance.QUALIFIES]


def test_events_are_grouped_in_the_order_of_the_groups() -> None:
    """Each group by date, oldest first, undated last; empty groups are left out, and no group comes last."""
    groups = [EventGroup(id=id_, title=id_.upper(), where=a_location()) for id_ in ("now", "never", "then")]
    events = [
        an_event("e01", group="then"),
        an_event("e02", group="now"),
        an_event("e03", group="now", date=PartialDate(2020, 5)),
        an_event("e04", group="now", date=PartialDate(2020)),
        an_event("e05", group=""),
    ]
    found = related(*groups, *events).events_by_group()

    assert [(group and group.title, [event.id for event in each]) for group, each in found] == [
        ("NOW", ["e04", "e03", "e02"]),
        ("THEN", ["e01"]),
        (None, ["e05"]),
    ]


def test_the_latest_events_are_those_with_the_latest_dates() -> None:
    """An undated event may be old, and a retired one speaks no more; neither is among them."""
    events = [
        an_event("e01"),
        an_event("e02", date=PartialDate(2019)),
        an_event("e03", date=PartialDate(2020, 5)),
        an_event("e04", date=PartialDate(2021), retired=Retirement(date=date(2022, 1, 1), reason="Wrong.")),
        an_event("e05", date=PartialDate(2020, 6)),
    ]

    assert [event.id for event in related(*events).latest_events(2)] == ["e05", "e03"]


END = PartialDate(2015, 11)


@pytest.mark.parametrize(
    ("date", "effect", "group"),
    [
        pytest.param("2015-12", Effect.SUPPORTS, "since", id="the-month-after"),
        pytest.param("2016", Effect.SUPPORTS, "since", id="the-year-after"),
        pytest.param("2015-11-30", Effect.SUPPORTS, "before", id="its-last-day"),
        pytest.param("2014", Effect.SUPPORTS, "before", id="a-year-before"),
        pytest.param("2015", Effect.SUPPORTS, "unplaced", id="the-same-year"),
        pytest.param("", Effect.SUPPORTS, "unplaced", id="undated"),
        pytest.param("", Effect.PRECEDENT, "before", id="an-undated-precedent"),
    ],
)
def test_an_event_is_listed_under_the_right_heading(date: str, effect: Effect, group: str) -> None:
    """Only what is known to have come later is said to have happened since."""
    event = an_event("e01", date=PartialDate.parse(date) if date else None)
    found = timeline([(event, Bearing(effect=effect))], END)

    assert [event for event, _ in getattr(found, group)] == [event]
    assert len(found.since + found.unplaced + found.before) == 1


def test_the_order_is_kept() -> None:
    """Each group is in the order given, the newest first."""
    newer, older = an_event("e02", date=PartialDate(2020)), an_event("e01", date=PartialDate(2018))
    found = timeline([(newer, None), (older, None)], END)

    assert [event.id for event, _ in found.since] == ["e02", "e01"]


def test_without_fieldwork_only_a_precedent_came_before() -> None:
    """Where nobody has entered when people were asked, what is dated is not called earlier than it."""
    found = timeline([(an_event("e01", date=PartialDate(1999)), Bearing(effect=Effect.SUPPORTS))], None)

    assert [event.id for event, _ in found.since] == ["e01"]
