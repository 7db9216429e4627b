"""Works that can change how one another are cited are formatted together, and no others."""

import pytest

from evidence_review.bibliography.csl.reference import Contributors, Name, Reference
from evidence_review.citeproc.incremental.partition import families, wrongly_next
from tests.builders import a_reference


def by(key: str, *people: str, role: str = "author") -> Reference:
    """Return a work by some people."""
    names = tuple(Name(family=family) for family in people)
    return a_reference(key, texts=(("title", key),), contributors=(Contributors(role=role, names=names),))


def keys(parted: tuple[tuple[Reference, ...], ...]) -> list[list[str]]:
    """Return the keys of the works of each family."""
    return [[work.key for work in family] for family in parted]


def test_works_of_one_first_author_are_a_family() -> None:
    """A name that is not the first counts only if the style tells all names apart."""
    works = [by("a", "Ash"), by("b", "Lind", "Ash"), by("c", "ASH"), by("d", "van den Lind")]

    assert keys(families(works)) == [["a", "c"], ["b", "d"]]
    assert keys(families(works, every=True)) == [["a", "b", "c", "d"]]


def test_works_that_turned_out_to_look_alike_are_a_family() -> None:
    """They share no name, and the style shows them alike all the same; so do all that belong with either."""
    works = [by("a", "Ash"), by("b", "Berg"), by("c", "Lind"), by("d", "Berg")]

    assert keys(families(works)) == [["a"], ["b", "d"], ["c"]]
    assert keys(families(works, alike=[("a", "d")])) == [["a", "b", "d"], ["c"]]


def test_works_cited_by_their_titles_are_a_family() -> None:
    """Works without an author are cited by title; so are those that turned out to be."""
    works = [by("a", "Ash"), by("b", "Berg", role="editor"), by("c", "Lind"), by("d", "Elm", role="editor")]

    assert keys(families(works)) == [["a"], ["b", "d"], ["c"]]
    assert keys(families(works, untitled=["c"])) == [["a"], ["b", "c", "d"]]


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

    assert wrongly_next([listed], ["a", "b", "c"], works) == pairs
