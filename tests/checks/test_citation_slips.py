"""Tests of checks of citations that print something else than was meant."""

from evidence_review.bibliography.csl.reference import Contributors, Name, ReferenceDate
from evidence_review.checks.citation_slips import (
    cit106_citations_print_as_intended,
    cit107_pages_are_in_the_reference,
    cit108_citations_are_recognised,
    cit109_no_traces_of_chatbots,
)
from evidence_review.model.entity import EntityKind
from evidence_review.review.review import Review
from tests.builders import a_page, a_reference, a_review_of


def a_review_with(text: str, pages: str = "10–24, 30") -> Review:
    """Return a review with a page that cites a reference of 2019 by Lind, with these pages."""
    reference = a_reference(
        "lind2019",
        texts=(("title", "Evenings"), ("page", pages)),
        contributors=(Contributors(role="author", names=(Name(family="Lind", given="Maja"),)),),
        dates=(("issued", ReferenceDate(start=(2019,))),),
    )
    return a_review_of(a_page("about.md", text), reference)


def test_cit106_says_what_to_write() -> None:
    """The message quotes the citation; the hint is its correct form."""
    (found,) = cit106_citations_print_as_intended(a_review_with("It rose\nat night [@lind2019, 2019]."))

    assert str(found) == (
        "docs/about.md:6: error: '[@lind2019, 2019]' would print 2019 as a page after the year"
        " (write [@lind2019]) [CIT106]"
    )


def test_cit106_warns_where_the_output_is_only_unusual() -> None:
    """Brackets within brackets are right in a numeric style, so they do not stop the site."""
    (found,) = cit106_citations_print_as_intended(a_review_with("It rose (see [@lind2019])."))

    assert (str(found.severity), found.hint) == ("warning", "write [see @lind2019]")


def test_cit107_compares_pages_with_those_of_the_reference() -> None:
    """A page outside all ranges is reported, and one inside any of them is not."""
    review = a_review_with("It rose [@lind2019, pp. 12, 30], and fell [@lind2019, pp. 23-25].")

    (found,) = cit107_pages_are_in_the_reference(review)

    assert found.message == "the reference 'lind2019' has the pages 10–24, 30, not 23-25"


def test_cit107_knows_nothing_without_a_range() -> None:
    """A single number may be that of an article, and letters may mean another count."""
    for pages in ("45", "350", "xi–xx", "e12–e15", ""):
        assert not list(cit107_pages_are_in_the_reference(a_review_with("It rose [@lind2019, p. 3].", pages)))


def test_cit108_ignores_what_another_check_reports() -> None:
    """A key that is reported as a citation without its sign is not reported again."""
    review = a_review_with("It rose [lind2019], \uff20lind2019 says.")

    assert review.is_loaded(EntityKind.REFERENCE)
    assert [found.hint for found in cit108_citations_are_recognised(review)] == ["write @lind2019"]


def test_cit109_does_not_stop_the_site_for_an_address() -> None:
    """A trace in the text is an error; one in an address that works is a warning."""
    review = a_review_with("It rose [cite_start], see <https://example.org/?utm_source=chatgpt.com>.")

    assert [str(found.severity) for found in cit109_no_traces_of_chatbots(review)] == ["error", "warning"]
