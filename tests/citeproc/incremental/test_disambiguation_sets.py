"""References that can change how one another are cited are in the same set, and no others."""

from evidence_review.bibliography.csl.reference import Contributors, Name, Reference
from evidence_review.citeproc.incremental.disambiguation_sets import (
    disambiguation_sets,
    possible_nodes,
    shown_nodes,
)
from tests.builders import a_reference


def by(key: str, *people: str, role: str = "author") -> Reference:
    """Return a reference by some people, with its key as title."""
    names = tuple(Name(family=family) for family in people)
    return a_reference(key, texts=(("title", key),), contributors=(Contributors(role=role, names=names),))


def sets_of(*references: Reference, all_names: bool = False) -> list[list[str]]:
    """Return the keys of the references of each set, before anything has been formatted."""
    nodes = {each.key: possible_nodes(each, all_names=all_names) for each in references}
    found: dict[str, list[str]] = {}
    for key, name in disambiguation_sets(nodes).items():
        found.setdefault(name, []).append(key)
    return list(found.values())


def test_references_of_one_first_author_are_one_set() -> None:
    """A name that is not the first counts only if the style distinguishes all names."""
    references = [by("a", "Ash"), by("b", "Lind", "Ash"), by("c", "ASH"), by("d", "van den Lind")]

    assert sets_of(*references) == [["a", "c"], ["b", "d"]]
    assert sets_of(*references, all_names=True) == [["a", "b", "c", "d"]]


def test_references_without_an_author_are_one_set() -> None:
    """They may be cited by their titles; an editor counts as a name as well."""
    references = [
        by("a", "Ash"),
        by("b", "Berg", role="editor"),
        by("c", "Lind"),
        by("d", "Elm", role="editor"),
    ]

    assert sets_of(*references) == [["a"], ["b", "d"], ["c"]]


def test_only_names_that_are_shown_count() -> None:
    """The editor of a chapter connects it with nothing where it is cited by its author."""
    names = (Contributors(role=role, names=(Name(family=family),)) for role, family in ROLES)
    chapter = a_reference("a", texts=(("title", "Bees"),), contributors=tuple(names))

    assert shown_nodes(chapter, "Ash (2020)", all_names=False) == {"\0ash (2020)", "ash"}
    assert shown_nodes(chapter, "Ash and Lind (2020)", all_names=False) == {
        "\0ash and lind (2020)",
        "ash",
        "lind",
    }


ROLES = (("author", "Ash"), ("editor", "Lind"))


def test_reference_that_is_shown_by_its_title_is_connected_by_it() -> None:
    """A style may cite a law by its title though it has an author."""
    assert shown_nodes(by("Law", "Ash"), "Law 2020", all_names=False) == {"\0law 2020", "\0title", "law"}
