"""Tests of checks of links between things."""

from dataclasses import replace
from datetime import date

import pytest

from evidence_review.checks.links import (
    lnk101_link_targets_exist,
    lnk105_addresses_are_unique,
    lnk106_chains_have_no_cycles,
    lnk110_replaced_entities_are_retired,
    lnk112_entities_are_not_duplicated,
)
from evidence_review.model.authored import Retirement
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.links import Relation
from evidence_review.published.snapshot import take_snapshot
from tests.builders import (
    a_cluster,
    a_finding,
    a_link,
    a_location,
    a_page,
    a_participant,
    a_passage,
    a_recommendation,
    a_review_of,
)
from tests.case_files import CASES
from tests.small_review import settings_of

ASK = Entity(EntityKind.RECOMMENDATION, "r01")
WHERE = a_location("docs/recommendations/r01.md", 13)


def messages(target: Entity, *findings: str) -> list[str]:
    """Return what is said of a link to a thing where these findings are written."""
    link = a_link(ASK, Relation.RESTS_ON, target, where=WHERE)
    review = a_review_of(a_recommendation(), *(a_finding(id_) for id_ in findings), links=[link])
    return [str(found) for found in lnk101_link_targets_exist(review)]


def test_lnk101_ignores_an_entity_that_is_there() -> None:
    """A link to a thing that is written is valid."""
    assert messages(Entity(EntityKind.FINDING, "f02"), "f02") == []


@pytest.mark.parametrize(
    ("findings", "hint"),
    [
        pytest.param(("f01", "f02"), "did you mean 'f01'?", id="near"),
        pytest.param((), "add the finding 'f91' first", id="none-written"),
    ],
)
def test_lnk101_names_the_entity_and_a_fix(findings: tuple[str, ...], hint: str) -> None:
    """A link that leads nowhere is reported with its line."""
    assert messages(Entity(EntityKind.FINDING, "f91"), *findings) == [
        f"docs/recommendations/r01.md:13: error: there is no finding 'f91' ({hint}) [LNK101]"
    ]


@pytest.mark.parametrize("kind", [kind for kind in EntityKind if kind not in ("reference", "page")])
def test_lnk101_covers_every_kind_of_entity(kind: EntityKind) -> None:
    """Whatever a link leads to must exist, by its kind as well as its id."""
    (message,) = messages(Entity(kind, "x99"))

    assert f"there is no {kind} 'x99'" in message


@pytest.mark.parametrize("kind", [EntityKind.REFERENCE, EntityKind.PAGE])
def test_lnk101_leaves_works_and_pages_to_others(kind: EntityKind) -> None:
    """Two checks of one thing would say everything twice."""
    assert messages(Entity(kind, "x99")) == []


def test_lnk105_ignores_pages_of_their_own() -> None:
    """The lead of an overview is that overview, and a page may be the index of a folder of its own."""
    pages = ("index.md", "findings/index.md", "part/index.md", "part/more.md", "voices.md")
    review = a_review_of(*(a_page(path) for path in pages), a_finding("f01"), a_cluster("c1"))

    assert list(lnk105_addresses_are_unique(review)) == []


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        (("findings.md",), "the page 'findings.md' has the same address as the page 'findings/index.md'"),
        (("part.md", "part/index.md"), "the page 'part/index.md' has the same address as the page 'part.md'"),
        (("Part.md", "part.md"), "the page 'part.md' has the same address as the page 'Part.md'"),
        (
            ("findings/f01/index.md",),
            "the page 'findings/f01/index.md' has the same address as the finding 'f01'",
        ),
        (("voices/index.md",), "the page 'voices/index.md' has the same address as the page 'voices.md'"),
    ],
)
def test_lnk105_names_the_two_pages(pages: tuple[str, ...], said: str) -> None:
    """One of the two would be missing from the site."""
    review = a_review_of(*map(a_page, pages), a_finding("f01"), a_participant("p1"))
    (found,) = lnk105_addresses_are_unique(review)

    assert found.message == said
    assert found.where.path == f"docs/{pages[-1]}"


@pytest.mark.parametrize(
    ("slug", "owner"), [("hours", "the cluster 'c1'"), ("index", "the page 'clusters/index.md'")]
)
def test_lnk105_looks_at_clusters(slug: str, owner: str) -> None:
    """Their addresses are chosen by people as well."""
    review = a_review_of(a_cluster("c1", slug="hours"), a_cluster("c2", slug=slug))

    (found,) = lnk105_addresses_are_unique(review)
    assert found.message == f"the cluster 'c2' has the same address as {owner}"


@pytest.mark.parametrize(
    ("page", "file", "clash"),
    [
        ("foo.png.md", "foo.png", True),
        ("Foo.PNG.md", "foo.png", True),
        ("part.png/deep/more.md", "part.png", True),
        ("about.md", "about/index.html", True),
        ("foo.png.md", "foo.webp", False),
        ("about.md", "about/foo.png", False),
    ],
)
def test_lnk105_looks_at_files(page: str, file: str, *, clash: bool) -> None:
    """A page and a file cannot both be in one place."""
    said = [found.message for found in lnk105_addresses_are_unique(a_review_of(a_page(page), files=[file]))]

    assert said == [f"the page {page!r} has the same address as the file {file!r}"] * clash


@pytest.mark.parametrize(
    ("pairs", "rings"),
    [
        pytest.param(["ab", "bc", "ac"], [], id="none"),
        pytest.param(["aa"], ["a → a"], id="itself"),
        pytest.param(["ab", "ba"], ["a → b → a"], id="two"),
        pytest.param(["ab", "bc", "ca", "dc"], ["a → b → c → a"], id="three-and-a-way-in"),
        pytest.param(["aa", "bc", "cb"], ["a → a", "b → c → b"], id="two-rings"),
    ],
)
@pytest.mark.parametrize("relation", [Relation.SUCCEEDS, Relation.REPLACES])
def test_lnk106_names_each_ring_once(pairs: list[str], rings: list[str], relation: Relation) -> None:
    """Who follows what came after comes to an end."""
    kind = EntityKind.ORGANISATION
    links = [
        a_link(Entity(kind, source), relation, Entity(kind, target)) for source, target in map(tuple, pairs)
    ]
    found = [each.message for each in lnk106_chains_have_no_cycles(a_review_of(links=links))]

    assert [message.partition(": ")[2] for message in found] == rings


def test_lnk106_does_not_mix_relations() -> None:
    """What succeeds an organisation may be mentioned by it."""
    ways = [(Relation.SUCCEEDS, "a", "b"), (Relation.MENTIONS, "b", "a"), (Relation.REPLACES, "b", "a")]
    kind = EntityKind.ORGANISATION
    links = [
        a_link(Entity(kind, source), relation, Entity(kind, target)) for relation, source, target in ways
    ]

    assert list(lnk106_chains_have_no_cycles(a_review_of(links=links))) == []


RETIRED = Retirement(date=date(2025, 1, 1), reason="Asked twice.")


@pytest.mark.parametrize(
    ("relation", "retired", "number"),
    [
        (Relation.REPLACES, None, 1),
        (Relation.REPLACES, RETIRED, 0),
        (Relation.CONTINUED_IN, None, 0),
        (Relation.CONTINUED_IN, RETIRED, 1),
        (Relation.MENTIONS, RETIRED, 0),
    ],
)
def test_lnk110_requires_a_current_page(relation: Relation, retired: Retirement | None, number: int) -> None:
    """What is replaced is retired, and what goes on elsewhere goes on in something live."""
    link = a_link(ASK, relation, Entity(EntityKind.RECOMMENDATION, "r02"), where=WHERE)
    review = a_review_of(a_recommendation("r01"), a_recommendation("r02", retired=retired), links=[link])

    assert len(list(lnk110_replaced_entities_are_retired(review))) == number


def test_lnk110_leaves_rings_and_unknown_entities_to_their_own_checks() -> None:
    """One slip is one message."""
    other = Entity(EntityKind.RECOMMENDATION, "r02")
    ring = [a_link(ASK, Relation.REPLACES, other), a_link(other, Relation.REPLACES, ASK)]
    both = a_review_of(a_recommendation("r01"), a_recommendation("r02"), links=ring)
    alone = a_review_of(a_recommendation("r01"), links=ring[:1])

    assert list(lnk110_replaced_entities_are_retired(both)) == []
    assert list(lnk110_replaced_entities_are_retired(alone)) == []


@pytest.mark.parametrize("path", ["releases/2025.6/index.md", "releases/2025.6/r01.md", "changes/2025.6.md"])
def test_lnk105_keeps_the_pages_of_releases(path: str) -> None:
    """Their addresses are cited, so nobody may put another page there."""
    then = a_review_of(a_recommendation("r01"))
    release = take_snapshot(then, settings_of(CASES / "small-review"), name="2025.6")
    review = replace(a_review_of(a_recommendation("r01"), a_page(path)), releases={"2025.6": release})

    (found,) = lnk105_addresses_are_unique(review)

    assert f"has the same address as the page {path!r}" in found.message


def test_lnk112_names_the_copy_and_what_it_was_copied_from() -> None:
    """Same title and same text make a copy; one of the two alone does not, nor what is retired."""
    text = a_passage("Asked twice.")
    gone = Retirement(date=date(2025, 1, 1), reason="The same as r01.")
    entities = (
        a_recommendation("r01", text=text),
        a_recommendation("r02", text=text),
        a_recommendation("r03", text=text, title="Another"),
        a_recommendation("r04", text=a_passage("Asked again.")),
        a_recommendation("r05", text=text, retired=gone),
    )

    assert [found.message for found in lnk112_entities_are_not_duplicated(a_review_of(*entities))] == [
        "r02 has the same title and text as r01"
    ]
