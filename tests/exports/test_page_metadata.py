"""What the heads of pages and the list of works say to programs that keep references."""

import json
from urllib.parse import parse_qsl

import pytest

from evidence_review.bibliography.csl.reference import Contributors, Name
from evidence_review.bibliography.writers.coins import coins
from evidence_review.bibliography.writers.highwire import highwire
from evidence_review.bibliography.writers.schema_org import json_ld
from tests.bibliography.writers.references import HOSTILE, a_report, works
from tests.builders import a_reference

ARTICLE = (
    "@article{a, author = {Okoro, Ife and {Town Council}}, title = {After Five}, year = 2021, month = may,"
    " journal = {Public Space}, volume = 4, number = 2, pages = {10--24}, doi = {10.5555/12345678}}"
)


def test_a_report_by_an_organisation_has_highwire_tags() -> None:
    """A body keeps its comma, a suffix goes with the given name, and the institution makes it a report."""
    assert highwire(a_report()) == (
        ("z:itemType", "report"),
        ("citation_title", "Breaking the Cycle"),
        ("citation_author", "Ministry of Justice,"),
        ("citation_author", "van Dijk, Jan Jr"),
        ("citation_editor", "Lind, Maja"),
        ("citation_publication_date", "2010/12/07"),
        ("citation_technical_report_institution", "The Stationery Office"),
        ("citation_technical_report_number", "Cm 7972"),
        ("citation_doi", "10.5555/12345678"),
        ("citation_pmid", "123"),
        ("citation_public_url", "https://example.org/a%20b~c"),
        ("z:place", "London"),
    )


def test_a_lone_name_of_several_words_is_one_person() -> None:
    """Zotero takes `van Dijk, Jan Piet` for two people, unless no common blank is after the comma."""
    name = Name(non_dropping_particle="van", family="Dijk", given="Jan Piet")
    alone = a_reference(contributors=(Contributors(role="author", names=(name,)),))

    assert ("citation_author", "van Dijk, Jan\u00a0Piet") in highwire(alone)


def test_an_organisation_with_a_comma_in_its_name_is_one_author() -> None:
    """Zotero makes two people of `Department for Trees, Hedges and Lawns`, or one with half the name."""
    name = Name(literal="Department for Trees, Hedges and Lawns")
    report = a_reference(contributors=(Contributors(role="author", names=(name,)),))

    assert ("citation_author", "Department for Trees Hedges and Lawns,") in highwire(report)
    assert ("rft.au", "Department for Trees Hedges and Lawns,") in parse_qsl(coins(report))


def test_series_and_type_are_where_zotero_expects_them() -> None:
    """A report's series has a field of another name, and what a thesis is called has one of its own."""
    texts = (("title", "A"), ("genre", "PhD thesis"), ("collection-title", "Evening Papers"))
    report, thesis = (a_reference(type=kind, texts=texts) for kind in ("report", "thesis"))

    assert {("z:reportType", "PhD thesis"), ("z:seriesTitle", "Evening Papers")} <= set(highwire(report))
    assert {("z:thesisType", "PhD thesis"), ("citation_series_title", "Evening Papers")} <= set(
        highwire(thesis)
    )


def test_an_article_is_a_context_object() -> None:
    """Authors, year, title, container, pages and DOI are read back from a COinS."""
    (article,) = works(ARTICLE)

    assert parse_qsl(coins(article), strict_parsing=True) == [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
        ("rft.genre", "article"),
        ("rft.atitle", "After Five"),
        ("rft.jtitle", "Public Space"),
        ("rft_id", "info:doi/10.5555/12345678"),
        ("rft.aulast", "Okoro"),
        ("rft.aufirst", "Ife"),
        ("rft.au", "Okoro, Ife"),
        ("rft.au", "Town Council,"),
        ("rft.date", "2021-05"),
        ("rft.volume", "4"),
        ("rft.issue", "2"),
        ("rft.spage", "10"),
        ("rft.epage", "24"),
        ("rft.pages", "10-24"),
    ]


def test_a_web_page_states_its_type_last() -> None:
    """OpenURL knows no web pages; Zotero reads the sort where it comes after the rest."""
    (page,) = works("@online{a, title = {Hours}, url = {https://example.org/}, year = 2020}")

    pairs = parse_qsl(coins(page))
    assert ("rft.title", "Hours") in pairs
    assert pairs[-1] == ("rft.type", "webpage")


def test_an_article_is_json_ld() -> None:
    """Volume and issue hold it as schema.org has them, and the DOI is its other address."""
    (article,) = works(ARTICLE)

    read = json.loads(json_ld(article))

    assert read["@type"] == "ScholarlyArticle"
    assert read["author"] == [
        {"@type": "Person", "name": "Ife Okoro", "familyName": "Okoro", "givenName": "Ife"},
        {"@type": "Organization", "name": "Town Council"},
    ]
    assert read["datePublished"] == "2021-05"
    assert read["isPartOf"]["isPartOf"]["isPartOf"] == {"@type": "Periodical", "name": "Public Space"}
    assert read["sameAs"] == "https://doi.org/10.5555/12345678"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(text: str) -> None:
    """Nothing ends the script element or the attribute, and the words come back."""
    work = a_reference(texts=(("title", text), ("URL", "javascript:alert(1)")))
    made, context = json_ld(work), coins(work)

    assert "<" not in made
    assert json.loads(made)["name"] == text
    assert "url" not in json.loads(made)
    assert context.isascii()
    assert not set('<>"') & set(context)
    assert dict(parse_qsl(context))["rft.btitle"] == " ".join(text.split())
