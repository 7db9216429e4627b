"""The table of links: both ends, and the word that qualifies a link in the column of its kind."""

from typing import Any

import pytest

from evidence_review.model.date import PartialDate
from evidence_review.model.entity import EntityKind
from evidence_review.model.links import Link, Relation
from evidence_review.model.vocabularies import Effect, Stance
from evidence_review.prose.citation import CitationMode
from evidence_review.tables.links import LINKS
from tests.builders import a_link, a_review_of
from tests.tables.rows import ABOUT, ADA, BOARD, COUNCIL, E01, F01, LIND, R01, rows_of

QUALIFIERS = ("stance", "effect", "note", "since", "cited_as", "cited_in")
"""The columns that say more of a link."""


def test_every_column_of_a_link() -> None:
    """A row has the kind, id and title of both ends, how they are linked, and how often."""
    row = rows_of(LINKS)[6]

    assert row == {
        "number": 7,
        "source_kind": EntityKind.EVENT,
        "source": "e01",
        "source_title": "One branch opens late",
        "relation": Relation.BEARS_ON,
        "target_kind": EntityKind.RECOMMENDATION,
        "target": "r01",
        "target_title": "Open late, please",
        "stance": None,
        "effect": Effect.PARTLY_ADDRESSES,
        "note": "One of two.",
        "since": None,
        "cited_as": None,
        "cited_in": "",
        "times": 1,
    }


@pytest.mark.parametrize(
    ("link", "qualifiers"),
    [
        pytest.param(a_link(R01, Relation.RESTS_ON, F01), {}, id="plain"),
        pytest.param(
            a_link(LIND, Relation.SET_BESIDE, F01, word=Stance.QUALIFIES, note="In towns."),
            {"stance": Stance.QUALIFIES, "note": "In towns."},
            id="stance",
        ),
        pytest.param(
            a_link(E01, Relation.BEARS_ON, R01, word=Effect.SUPPORTS),
            {"effect": Effect.SUPPORTS},
            id="effect",
        ),
        pytest.param(
            a_link(COUNCIL, Relation.SUCCEEDS, BOARD, word="2017-04", note="all"),
            {"since": PartialDate(2017, 4), "note": "all"},
            id="succession",
        ),
        pytest.param(a_link(COUNCIL, Relation.SUCCEEDS, BOARD), {}, id="succession-without-a-date"),
        pytest.param(
            a_link(ABOUT, Relation.CITES, LIND, word=CitationMode.PAREN, note="okoro2021after"),
            {"cited_as": CitationMode.PAREN, "cited_in": "okoro2021after"},
            id="citation-at-second-hand",
        ),
        pytest.param(
            a_link(F01, Relation.HEARD_FROM, ADA, word=Stance.CONTEXT), {"stance": Stance.CONTEXT}, id="voice"
        ),
    ],
)
def test_a_word_is_in_the_column_of_its_kind(link: Link, qualifiers: dict[str, Any]) -> None:
    """All other columns about the link are empty."""
    (row,) = rows_of(LINKS, a_review_of(links=[link]))

    assert {name: row[name] for name in QUALIFIERS if row[name]} == qualifiers


def test_a_link_that_is_written_twice_is_one_row() -> None:
    """Rows are numbered from 1 without a gap, and a repeated link is counted in its first row."""
    rows = rows_of(LINKS)

    assert [row["number"] for row in rows] == list(range(1, 12))
    assert [(row["source"], row["target"]) for row in rows if row["times"] == 2] == [
        ("about.md", "lind2019evening")
    ]


def test_links_that_differ_in_their_note_are_separate_rows() -> None:
    """Two reasons for one tension are two rows."""
    links = [a_link(R01, Relation.TENSION, F01, note=note) for note in ("One.", "Two.", "One.")]

    assert [(row["note"], row["times"]) for row in rows_of(LINKS, a_review_of(links=links))] == [
        ("One.", 2),
        ("Two.", 1),
    ]


def test_a_target_that_does_not_exist_has_no_title() -> None:
    """A link to nothing is listed with its id, for the check that reports it."""
    row = rows_of(LINKS)[-1]

    assert (row["target_kind"], row["target"], row["target_title"]) == (EntityKind.FINDING, "f99", "")
