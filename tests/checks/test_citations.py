"""Tests of checks of citations."""

import pytest

from evidence_review.bibliography.csl.reference import ReferenceDate
from evidence_review.checks.citations import (
    cit101_cited_works_exist,
    cit102_works_are_used,
    cit103_citations_are_separated,
    cit104_works_are_published,
    cit105_citations_are_well_formed,
)
from evidence_review.diagnostics import Severity
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.links import Relation
from tests.builders import a_link, a_location, a_page, a_recommendation, a_reference, a_review_of

PAGE = Entity(EntityKind.PAGE, "about.md")
WHERE = a_location("docs/about.md", 7)


def messages(*keys: str, cited: str) -> list[str]:
    """Return what is said of a citation where the bibliography holds these keys."""
    link = a_link(PAGE, Relation.CITES, Entity(EntityKind.REFERENCE, cited), where=WHERE)
    review = a_review_of(a_page("about.md"), *(a_reference(key) for key in keys), links=[link])
    return [str(found) for found in cit101_cited_works_exist(review)]


def test_cit101_ignores_a_work_that_is_there() -> None:
    """A citation of a reference in the bibliography is valid."""
    assert messages("marison2020work", cited="marison2020work") == []


def test_cit101_names_the_key_and_the_nearest() -> None:
    """An error in a key is reported with the line of the citation and the key that may be meant."""
    (message,) = messages("marison2020work", cited="mairson2020work")

    assert message == (
        "docs/about.md:7: error: no reference in the bibliography has the key 'mairson2020work'"
        " (did you mean 'marison2020work'?) [CIT101]"
    )


def test_cit101_explains_how_to_escape_an_at_sign() -> None:
    """Where there is no bibliography, the @ may not have been meant as a citation at all."""
    (message,) = messages(cited="home")

    assert "add it to the bibliography; write \\@ for an @ that is not a citation" in message


def test_cit101_distinguishes_an_id_from_a_key() -> None:
    """What names a recommendation is a link with a sign too many."""
    link = a_link(PAGE, Relation.CITES, Entity(EntityKind.REFERENCE, "r01"), where=WHERE)

    (found,) = cit101_cited_works_exist(
        a_review_of(a_page("about.md"), a_recommendation("r01"), links=[link])
    )

    assert found.hint == "write [r01]"


def test_cit101_covers_every_kind_of_link() -> None:
    """A reference set beside a finding must exist as well; other things are no works."""
    finding = Entity(EntityKind.FINDING, "f01")
    links = [
        a_link(finding, Relation.SET_BESIDE, Entity(EntityKind.REFERENCE, "gone")),
        a_link(finding, Relation.MENTIONS, Entity(EntityKind.EVENT, "e99")),
    ]

    (found,) = cit101_cited_works_exist(a_review_of(links=links))
    assert "'gone'" in found.message


@pytest.mark.parametrize("relation", [Relation.CITES, Relation.SET_BESIDE, Relation.TENSION])
def test_cit102_accepts_any_use(relation: Relation) -> None:
    """A reference is part of the review where text cites it or a thing is set beside it."""
    link = a_link(PAGE, relation, Entity(EntityKind.REFERENCE, "doe2020"))

    assert list(cit102_works_are_used(a_review_of(a_reference("doe2020"), links=[link]))) == []


def test_cit102_accepts_a_reason() -> None:
    """A reference that nobody cites may say why it is there."""
    assert list(cit102_works_are_used(a_review_of(a_reference(uncited="Kept for its tables.")))) == []


def test_cit102_counts_a_book_by_its_chapters() -> None:
    """A book of which a chapter is cited is used; one of which no chapter is, is not."""
    works = [
        a_reference("chapter", parent="book"),
        a_reference("book"),
        a_reference("idle", parent="shelf", uncited="Kept."),
        a_reference("shelf", where=a_location("references.bib", 40)),
    ]
    link = a_link(PAGE, Relation.CITES, Entity(EntityKind.REFERENCE, "chapter"))

    (found,) = cit102_works_are_used(a_review_of(*works, links=[link]))

    assert found.severity is Severity.WARNING
    assert str(found) == (
        "references.bib:40: warning: the reference 'shelf' is not used anywhere"
        " (cite it, delete it, or state in a field `uncited` why it is listed) [CIT102]"
    )


def test_cit102_does_not_take_a_mention_for_a_use() -> None:
    """A link that only names a reference does not rest on it."""
    link = a_link(PAGE, Relation.MENTIONS, Entity(EntityKind.REFERENCE, "doe2020"))

    assert len(list(cit102_works_are_used(a_review_of(a_reference("doe2020"), links=[link])))) == 1


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        pytest.param("It is so [@doe2015; @roe2016].", [], id="parted"),
        pytest.param("It is so [@doe2015, @roe2016].", ["roe2016"], id="comma"),
        pytest.param("It is so [@doe2015, p. 3, and @{roe2016}].", ["roe2016"], id="after-a-page"),
        pytest.param("It is so [@doe2015, at @home].", [], id="no-work"),
        pytest.param("It is so [@doe2015, ann@roe2016].", [], id="an-address"),
        pytest.param('It is so [@doe2015, "p. 3; @roe2016"].', ["roe2016"], id="quoted"),
        pytest.param("It is so ['as @roe2016', says @doe2015].", ["roe2016"], id="quoted-before"),
        pytest.param("It is so [@doe2015, \\@roe2016 and `@roe2016`].", [], id="escaped-and-code"),
    ],
)
def test_cit103_finds_keys_that_pandoc_reads_as_words(text: str, inside: list[str]) -> None:
    """The key of a reference inside the citation of another would be printed as it is."""
    page = a_page("about.md", text=text)
    review = a_review_of(page, a_reference("doe2015"), a_reference("roe2016"))

    found = [each.message.split("'")[1] for each in cit103_citations_are_separated(review)]
    assert found == inside


def test_cit103_points_to_the_line_of_the_second_key() -> None:
    """In a citation over several lines the message leads to the key that is to be separated."""
    page = a_page("about.md", text="It is so [@doe2015,\n'p. 3;\n@roe2016'; @doe2015].")

    (found,) = cit103_citations_are_separated(
        a_review_of(page, a_reference("doe2015"), a_reference("roe2016"))
    )

    assert found.where.line == 7


@pytest.mark.parametrize(
    ("text", "severity", "hint"),
    [
        ("[@@doe2015]", Severity.ERROR, "write @doe2015"),
        ("[[@Doe2015]]", Severity.ERROR, "write one pair: [@doe2015]"),
        ("[-@ doe2015]", Severity.ERROR, "write [-@doe2015]"),
        ("\\parencites[3]{doe2015, gone}", Severity.ERROR, "write [@doe2015]"),
        ("\\cite{gone}", Severity.ERROR, "write [@gone]"),
        ("[the Act; @doe2015]", Severity.WARNING, "put , for the ; before"),
    ],
)
def test_cit105_suggests_what_to_write(text: str, severity: Severity, hint: str) -> None:
    """The key that was meant is named as the bibliography has it; what may be meant stops no build."""
    page = a_page("about.md", text=f"Text.\n\nIt is so {text}.")

    (found,) = cit105_citations_are_well_formed(a_review_of(page, a_reference("doe2015")))

    assert (found.where.line, found.severity, found.hint.startswith(hint)) == (7, severity, True)


@pytest.mark.parametrize("text", ["[@@home]", "{@home}", "[r2d2]", "[@ home]", "[@home;]", "[[@home]]"])
def test_cit105_ignores_what_names_no_work(text: str) -> None:
    """Where the bibliography holds no such work, it need not have been a citation."""
    page = a_page("about.md", text=f"It is so {text}.")

    assert list(cit105_citations_are_well_formed(a_review_of(page, a_reference("doe2015")))) == []


@pytest.mark.parametrize(
    ("date", "said"),
    [
        pytest.param(ReferenceDate(start=(2026, 3)), False, id="next-year"),
        pytest.param(ReferenceDate(start=(2027,)), True, id="later"),
        pytest.param(ReferenceDate(start=(2019,), end=(2030,)), False, id="goes-on"),
        pytest.param(ReferenceDate(literal="in press"), False, id="words"),
    ],
)
def test_cit104_finds_works_from_years_to_come(date: ReferenceDate, said: bool) -> None:  # noqa: FBT001 - a case
    """A reference may bear next year's date and none after it, and the message is at the date."""
    where = a_location("references.bib", 10)
    work = a_reference(
        "doe2020", dates=(("issued", date),), fields=(("title", 11), ("year", 12)), where=where
    )

    found = [str(each) for each in cit104_works_are_published(a_review_of(work))]

    assert len(found) == said
    assert all(
        each.startswith("references.bib:12: warning: the reference 'doe2020' is dated") for each in found
    )


def test_cit105_asks_for_a_sign_that_was_forgotten() -> None:
    """A part that is the key of a reference was meant as one, and stops the build."""
    page = a_page("about.md", text="It is so [@doe2015; roe2016, p. 3].")

    (found,) = cit105_citations_are_well_formed(
        a_review_of(page, a_reference("doe2015"), a_reference("roe2016"))
    )

    assert (found.severity, found.hint) == (Severity.ERROR, "write @roe2016")
