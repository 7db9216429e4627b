"""Works that can change how one another are cited are formatted together, and no others."""

import pytest

from evidence_review.bibliography.csl.reference import Contributors, Name, Reference
from evidence_review.citeproc.incremental.disambiguation_sets import disambiguation_sets, wrongly_adjacent
from tests.builders import a_reference


def by(key: str, *people: str, role: str = "author") -> Reference:
    """Return a reference by some people."""
    names = tuple(Name(family=family) for family in people)
    return a_reference(key, texts=(("title", key),), contributors=(Contributors(role=role, names=names),))


def keys(reference_sets: tuple[tuple[Reference, ...], ...]) -> list[list[str]]:
    """Return the keys of the references of each set."""
    return [[work.key for work in reference_set] for reference_set in reference_sets]


def test_works_of_one_first_author_are_one_set() -> None:
    """A name that is not the first counts only if the style tells all names apart."""
    works = [by("a", "Ash"), by("b", "Lind", "Ash"), by("c", "ASH"), by("d", "van den Lind")]

    assert keys(disambiguation_sets(works)) == [["a", "c"], ["b", "d"]]
    assert keys(disambiguation_sets(works, all_names=True)) == [["a", "b", "c", "d"]]


def test_works_that_turned_out_to_look_alike_are_one_set() -> None:
    """They share no name, and the style shows them alike all the same; so do all that belong with either."""
    works = [by("a", "Ash"), by("b", "Berg"), by("c", "Lind"), by("d", "Berg")]

    assert keys(disambiguation_sets(works)) == [["a"], ["b", "d"], ["c"]]
    assert keys(disambiguation_sets(works, lookalikes=[("a", "d")])) == [["a", "b", "d"], ["c"]]


def test_works_cited_by_their_titles_are_one_set() -> None:
    """Works without an author are cited by title; so are those that turned out to be."""
    works = [by("a", "Ash"), by("b", "Berg", role="editor"), by("c", "Lind"), by("d", "Elm", role="editor")]

    assert keys(disambiguation_sets(works)) == [["a"], ["b", "d"], ["c"]]
    assert keys(disambiguation_sets(works, cited_by_title=["c"])) == [["a"], ["b", "c", "d"]]


@pytest.mark.parametrize(
    ("listed", "pairs"),
    [
        (["a", "b", "c"], set()),
        (["a", "c"], {("b", "c")}),
        (["b", "c"], set()),
    ],
    ids=["as-in-the-whole-list", "one-left-out", "neighbours"],
)
def test_entries_with_a_dash_keep_their_neighbours(listed: list[str], pairs: set[tuple[str, str]]) -> None:
    """Two works of one name that another separates in the whole list must not become neighbours in a part."""
    works = [by("a", "Ash"), by("b", "Berg"), by("c", "Ash")]

    assert wrongly_adjacent([listed], ["a", "b", "c"], works) == pairs
