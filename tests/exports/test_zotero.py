"""Zotero takes each type of work, and each form of a name, from its page and from a list as it is."""

import pytest

from evidence_review.exports.coins import coins
from evidence_review.exports.highwire import ITEM_TYPES, highwire
from evidence_review.model.csl import TYPES
from evidence_review.model.reference import Contributors, Name, Reference, ReferenceDate
from tests.builders import a_reference
from tests.exports.zotero import Item, from_coins, from_head

WITHOUT_CONTAINER = frozenset({"book", "classic", "collection", "pamphlet", "report", "thesis"})
"""Types of works that stand in nothing else."""

NAMES = {
    "person": (Name(family="Okoro", given="Ife"), ("Okoro", "Ife")),
    "initials": (Name(family="Okoro", given="I. O."), ("Okoro", "I. O.")),
    "particle": (
        Name(non_dropping_particle="van", family="Dijk", given="Jan Piet"),
        ("van Dijk", "Jan Piet"),
    ),
    "dropping": (Name(dropping_particle="von", family="Humboldt", given="Alex"), ("Humboldt", "Alex von")),
    "suffix": (Name(family="King", given="Martin Luther", suffix="Jr"), ("King", "Martin Luther Jr")),
    "two-family-names": (
        Name(family="García Márquez", given="Gabriel José"),
        ("García Márquez", "Gabriel José"),
    ),
    "one-name": (Name(family="Plato"), ("Plato", "")),
    "body": (Name(literal="Ministry of Justice"), ("Ministry of Justice", "")),
    "comma": (Name(literal="Trees, Hedges and Lawns"), ("Trees Hedges and Lawns", "")),
    "semicolon": (Name(literal="Trees; Hedges"), ("Trees Hedges", "")),
    "and": (Name(literal="Barnes and Noble"), ("Barnes and Noble", "")),
}
"""Names, and the family and given names that Zotero should keep of them."""


def a_work(kind: str, names: tuple[Name, ...], role: str = "author") -> Reference:
    """Return a work of one type by somebody."""
    container = () if kind in WITHOUT_CONTAINER else (("container-title", "Journal of Public Space"),)
    return a_reference(
        type=kind,
        texts=(
            ("title", "After Five: “Night” & <i>day</i>"),
            *container,
            ("publisher", "Harbour Press"),
            ("page", "10–24"),
            ("DOI", "10.5555/12345678"),
            ("URL", "https://example.org/a%20b~c?x=1&y=2"),
        ),
        contributors=(Contributors(role=role, names=names),),
        dates=(("issued", ReferenceDate(start=(2019, 5, 3))),),
    )


def taken(work: Reference) -> list[Item]:
    """Return what Zotero takes of a work from its page and from a list."""
    return [from_head(highwire(work)), from_coins(coins(work))]


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_each_type_is_taken_whole(kind: str) -> None:
    """Type, authors, year, title, container, DOI and address are right in both."""
    work = a_work(kind, (Name(family="Okoro", given="Ife"), Name(literal="Town Council")))

    for item in taken(work):
        assert item.type == ITEM_TYPES.get(kind, "document")
        assert item.creators == [("author", "Okoro", "Ife"), ("author", "Town Council", "")]
        assert item.fields["title"] == "After Five: “Night” & day"
        assert item.fields["date"].replace("/", "-") == "2019-05-03"
        assert item.fields["DOI"] == "10.5555/12345678"
        assert item.fields["url"] == "https://example.org/a%20b~c?x=1&y=2"
        assert item.fields["publisher"] == "Harbour Press"
        found = item.fields.get("container", "") or item.fields.get("conference", "")
        assert found == ("" if kind in WITHOUT_CONTAINER else "Journal of Public Space")


@pytest.mark.parametrize("others", [(), (Name(family="Lind", given="Maja"),)], ids=["alone", "first-of-two"])
@pytest.mark.parametrize(("name", "parts"), NAMES.values(), ids=NAMES)
def test_each_name_is_one_creator(name: Name, parts: tuple[str, str], others: tuple[Name, ...]) -> None:
    """Nobody is parted in two, doubled or left out, as author and as editor of a work without one."""
    rest = [("Lind", "Maja")] if others else []
    for role in ("author", "editor"):
        head, listed = taken(a_work("book", (name, *others), role))

        assert [(found, *map(_seen, each)) for found, *each in head.creators] == [
            (role, *each) for each in (parts, *rest)
        ]
        assert [tuple(each[1:]) for each in listed.creators] == [parts, *rest]


def _seen(text: str) -> str:
    """Return a text with common blanks for those at which Zotero would have parted it."""
    return text.replace("\u00a0", " ")
