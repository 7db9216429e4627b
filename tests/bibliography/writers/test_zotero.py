"""Zotero takes each type of work, and each form of a name, from its page and from a list as it is."""

import pytest

from evidence_review.bibliography.csl.reference import Contributors, Name, Reference, ReferenceDate
from evidence_review.bibliography.csl.variables import TYPES
from evidence_review.bibliography.writers.coins import coins
from evidence_review.bibliography.writers.highwire import ITEM_TYPES, highwire
from tests.bibliography.writers.zotero import Item, from_coins, from_head
from tests.builders import a_reference

WITHOUT_CONTAINER = frozenset({"book", "classic", "collection", "pamphlet", "report", "thesis"})
"""Types of works that stand in nothing else."""

NAMES = {
    "person": (Name(family="Okoro", given="Ife"), ("Okoro", "Ife")),
    "initials": (Name(family="Okoro", given="I. O."), ("Okoro", "I. O.")),
    "joined-initials": (Name(family="Okoro", given="I.O."), ("Okoro", "I. O.")),
    "hyphen": (Name(family="de Beauvoir", given="Anne-Marie S."), ("de Beauvoir", "Anne-Marie S.")),
    "chinese": (Name(family="王", given="小明"), ("王", "小明")),
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
    "many-family-names": (
        Name(non_dropping_particle="de la", family="Cruz y Soto", given="María José", suffix="Jr"),
        ("de la Cruz y Soto", "María José Jr"),
    ),
    "family-with-comma": (Name(family="King, Jr", given="Martin"), ("King Jr", "Martin")),
    "one-name": (Name(family="Plato"), ("Plato", "")),
    "one-name-of-two-words": (Name(non_dropping_particle="van", family="Dijk"), ("van Dijk", "")),
    "given-names-alone": (Name(given="Mary Ann"), ("Mary Ann", "")),
    "body": (Name(literal="Ministry of Justice"), ("Ministry of Justice", "")),
    "comma": (Name(literal="Trees, Hedges and Lawns"), ("Trees Hedges and Lawns", "")),
    "semicolon": (Name(literal="Trees; Hedges"), ("Trees Hedges", "")),
    "arabic-comma": (Name(literal="وزارة التربية، الكويت"), ("وزارة التربية الكويت", "")),
    "and": (Name(literal="Barnes and Noble"), ("Barnes and Noble", "")),
}
"""Names, and the family and given names that Zotero should keep of them."""


def a_work(kind: str, names: tuple[Name, ...], role: str = "author") -> Reference:
    """Return a work of one type by someone."""
    container = () if kind in WITHOUT_CONTAINER else (("container-title", "Journal of Public Space"),)
    return a_reference(
        type=kind,
        texts=(
            ("title", "After Five: “Night” & <i>day</i>"),
            *container,
            ("publisher", "Harbour Press"),
            ("publisher-place", "Malmö"),
            ("volume", "4"),
            ("number", "77"),
            ("edition", "2"),
            ("language", "sv"),
            ("page", "10–24"),
            ("DOI", "10.5555/12345678"),
            ("URL", "https://example.org/a%20b~c?x=1&y=2"),
        ),
        contributors=(Contributors(role=role, names=names),),
        dates=(("issued", ReferenceDate(start=(2019, 5, 3))),),
    )


def taken(work: Reference) -> list[Item]:
    """Return what Zotero takes of a reference from its page and from a list."""
    return [from_head(highwire(work)), from_coins(coins(work))]


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_each_type_is_imported_completely(kind: str) -> None:
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
        assert (item.fields["volume"], item.fields["pages"]) == ("4", "10-24")
        assert (item.fields["place"], item.fields["edition"]) == ("Malmö", "2")


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_language_and_number_are_taken_where_they_can_be(kind: str) -> None:
    """A list has no place for a number, nor for the language of a thesis."""
    head, listed = taken(a_work(kind, (Name(family="Okoro", given="Ife"),)))

    assert (head.fields["language"], head.fields["number"]) == ("sv", "77")
    assert listed.fields.get("language") == (None if kind == "thesis" else "sv")


@pytest.mark.parametrize("pages", ["7", "xii–xvi", "1, 3, 7–9", "1.1–1.9", "A-12, A-14", "e1234"])
def test_pages_are_imported_completely(pages: str) -> None:
    """Zotero ends the first page of a reference at its dash, so that a list of pages would end there."""
    for item in taken(a_reference(texts=(("title", "Evenings"), ("page", pages)))):
        assert item.fields["pages"].replace("–", "-") == pages.replace("–", "-")


@pytest.mark.parametrize("others", [(), (Name(family="Lind", given="Maja"),)], ids=["alone", "first-of-two"])
@pytest.mark.parametrize(("name", "parts"), NAMES.values(), ids=NAMES)
def test_each_name_is_one_creator(name: Name, parts: tuple[str, str], others: tuple[Name, ...]) -> None:
    """Nobody is separated in two, doubled or left out, as author and as editor of a reference without one."""
    rest = [("Lind", "Maja")] if others else []
    for role in ("author", "editor"):
        head, listed = taken(a_work("book", (name, *others), role))

        assert head.creators == [(role, *each) for each in (parts, *rest)]
        assert [each[1:] for each in listed.creators] == [parts, *rest]
