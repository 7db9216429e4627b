"""Tests of links, which can be followed from both ends."""

from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.links import Links, Relation
from tests.builders import a_link

FINDING = Entity(EntityKind.FINDING, "f01")
ASK = Entity(EntityKind.RECOMMENDATION, "r01")
OTHER = Entity(EntityKind.RECOMMENDATION, "r02")
EVENT = Entity(EntityKind.EVENT, "e01")

RESTS = a_link(ASK, Relation.RESTS_ON, FINDING)
TENSION = a_link(ASK, Relation.TENSION, FINDING, note="It costs.")
OTHER_RESTS = a_link(OTHER, Relation.RESTS_ON, FINDING)
BEARS = a_link(EVENT, Relation.BEARS_ON, FINDING)
LINKS = Links.of((RESTS, TENSION, OTHER_RESTS, BEARS))


def test_a_link_is_found_from_both_ends() -> None:
    """A link is written once, on one side."""
    assert LINKS.outgoing(EVENT) == (BEARS,)
    assert LINKS.incoming(FINDING) == (RESTS, TENSION, OTHER_RESTS, BEARS)


def test_links_can_be_selected_by_relation() -> None:
    """Links can be selected by one relation, by several or not at all."""
    assert LINKS.outgoing(ASK, Relation.TENSION) == (TENSION,)
    assert LINKS.incoming(FINDING, Relation.BEARS_ON, Relation.TENSION) == (TENSION, BEARS)
    assert LINKS.outgoing(ASK, Relation.CITES) == ()


def test_an_entity_without_links_has_none() -> None:
    """An entity without links is not an error."""
    assert LINKS.incoming(EVENT) == ()
    assert LINKS.outgoing(Entity(EntityKind.EVENT, "e99")) == ()


def test_sources_of_links_are_returned_once_each_by_kind() -> None:
    """Two links from one entity are one source, and entities of other kinds are left out."""
    assert LINKS.sources(FINDING, EntityKind.RECOMMENDATION) == ("r01", "r02")
    assert LINKS.sources(FINDING, EntityKind.EVENT, Relation.BEARS_ON) == ("e01",)
    assert LINKS.sources(FINDING, EntityKind.EVENT, Relation.RESTS_ON) == ()
    assert LINKS.all == (RESTS, TENSION, OTHER_RESTS, BEARS)


def test_an_entity_of_another_kind_with_the_same_id_is_another() -> None:
    """An entity is identified by its kind and id."""
    assert LINKS.incoming(Entity(EntityKind.EVENT, "f01")) == ()
