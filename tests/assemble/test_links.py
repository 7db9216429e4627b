"""Tests of the links collected from records and running text."""

from pathlib import Path

import pytest

from evidence_review.assemble.review import assemble
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.links import Relation
from tests.small_review import Change, a_review, settings_of


def written(folder: Path, entity: Entity, change: Change | None = None) -> list[str]:
    """Return the links of an entity of the small review, one per line, except those to glossary terms."""
    review = assemble(settings_of(a_review(folder, change))).review
    return [
        f"{link.where.line} {link.relation} {link.target.kind} {link.target.id}"
        + (f" {link.word}" if link.word else "")
        for link in review.links.outgoing(entity)
        if link.target.kind is not EntityKind.TERM
    ]


def test_the_links_of_a_finding(tmp_path: Path) -> None:
    """Voices, counts, references, tensions and citations are links, each with its line."""
    assert written(tmp_path, Entity(EntityKind.FINDING, "f01")) == [
        "8 heard-from participant p1 supports",
        "13 heard-from participant p2 qualifies",
        "23 mentions participant p1",
        "26 set-beside reference okoro2021after supports",
        "27 set-beside reference lind2019evening qualifies",
        "29 tension finding f02",
        "32 cites reference okoro2021after paren",
    ]


def test_the_links_of_a_recommendation(tmp_path: Path) -> None:
    """Makers, addressees, findings, references and evidence are links."""
    assert written(tmp_path, Entity(EntityKind.RECOMMENDATION, "r01")) == [
        "3 made-by participant p1",
        "11 addressed-to organisation org-council",
        "12 addressed-then organisation org-board",
        "8 in-cluster cluster c1",
        "13 rests-on finding f01",
        "15 set-beside reference okoro2021after supports",
        "17 tension finding f02",
        "21 mentions organisation org-council",
        "21 mentions organisation org-board",
        "27 mentions organisation org-council",
        "27 mentions organisation org-board",
        "30 judged-by event e02",
    ]


def test_the_author_is_no_participant(tmp_path: Path) -> None:
    """A recommendation by the author of the report is not linked to a participant."""
    found = written(tmp_path, Entity(EntityKind.RECOMMENDATION, "r02"))

    assert [line for line in found if "made-by" in line] == []


def test_the_links_of_an_event(tmp_path: Path) -> None:
    """An event is linked to the entities it bears on, with its effects."""
    assert written(tmp_path, Entity(EntityKind.EVENT, "e02")) == [
        "11 bears-on recommendation r01 partly-addresses",
        "12 bears-on finding f01",
    ]


def test_the_links_of_an_organisation(tmp_path: Path) -> None:
    """An organisation is linked to its predecessors, with the dates."""
    assert written(tmp_path, Entity(EntityKind.ORGANISATION, "org-council")) == [
        "6 succeeds organisation org-board 2017-04-01"
    ]


def test_the_links_of_a_page(tmp_path: Path) -> None:
    """Citations and links in running text, each with its line; code is ignored."""
    assert written(tmp_path, Entity(EntityKind.PAGE, "review/hours.md")) == [
        "6 cites reference lind2019evening paren",
        "6 cites reference okoro2021after narrative",
        "10 cites reference okoro2021after paren",
        "10 cites reference lind2019evening paren",
        "11 mentions finding f01",
        "11 mentions recommendation r01",
    ]


def test_the_record_links_to_the_report(tmp_path: Path) -> None:
    """A report that is not in the bibliography is detected like any other unknown reference."""
    review = assemble(settings_of(a_review(tmp_path))).review

    home = review.links.outgoing(Entity(EntityKind.PAGE, "index.md"), Relation.MENTIONS)
    found = [(link.target.id, link.where.path) for link in home]
    assert ("lind2019evening", "docs/_data/review.yml") in found


@pytest.mark.parametrize(
    ("key", "target"),
    [
        ("f02", "finding f02"),
        ("e01", "event e01"),
        ("r02", "recommendation r02"),
        ("doe2020", "reference doe2020"),
    ],
)
def test_a_tension_is_with_what_its_id_names(tmp_path: Path, key: str, target: str) -> None:
    """An id with a known prefix names an entity of that kind, any other a reference."""
    change = Change(replace={"docs/findings/f01.md": {"  f02: Longer": f"  {key}: Longer"}})
    found = written(tmp_path, Entity(EntityKind.FINDING, "f01"), change)

    assert f"29 tension {target}" in found


def test_parts_of_an_assessment_are_links_too(tmp_path: Path) -> None:
    """The evidence of a response and the continuation of a recommendation are links too."""
    answer = "{org-council: {response: accepted, rests_on: [e01, e02]}"
    change = Change(
        replace={
            "docs/recommendations/r01.md": {
                "    rests_on: [e02]\n": "    rests_on: [e02]\n    continued_in: r02\n",
                "responses: {org-council: not-sought, org-board: body-ceased}\n    delivery: in": (
                    f"responses: {answer}}}\n    delivery: in"
                ),
            }
        }
    )
    found = written(tmp_path, Entity(EntityKind.RECOMMENDATION, "r01"), change)

    assert found[-5:] == [
        "27 mentions organisation org-council",
        "30 judged-by event e02",
        "27 judged-by event e01",
        "27 judged-by event e02",
        "31 continued-in recommendation r02",
    ]


def test_a_replacement_links_to_what_it_replaces(tmp_path: Path) -> None:
    """An entity replaces one of its own kind."""
    change = Change(replace={"docs/events/e02.md": {"group: since": "group: since\nreplaces: [e01]"}})

    assert "5 replaces event e01" in written(tmp_path, Entity(EntityKind.EVENT, "e02"), change)
