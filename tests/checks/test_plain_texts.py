"""Tests of checks of the texts in fields."""

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.checks.citations import cit102_works_are_used
from evidence_review.checks.plain_texts import htm108_fields_have_no_markup, plainly_cited
from tests.builders import a_page, a_reference, a_review_of


def test_htm108_reports_markup_at_its_key() -> None:
    """The message quotes the markup and names the field."""
    review = a_review_of(a_page("about.md", "Words.", summary="What is **known**."))

    (found,) = htm108_fields_have_no_markup(review)

    assert found.message == "'**known**' in summary is Markdown, which is shown as written here"
    assert found.hint == "write the words alone"


def test_htm108_reports_citations_in_descriptions_and_titles() -> None:
    """The description of a picture and the title of a link are attributes, in which nothing is cited."""
    text = '![Caption [@lind2019evening]](a.png) and [b](c.md "as in [@gone2020]").'

    found = list(htm108_fields_have_no_markup(a_review_of(a_page("about.md", text), a_reference())))

    assert [each.message.partition(" is ")[0] for each in found] == [
        "'[@lind2019evening]' in the description of a picture",
        "'[@gone2020]' in the title of a link",
    ]


def test_htm108_reports_a_citation_in_the_title_of_a_definition() -> None:
    """The address and the title of a link may stand apart from it."""
    text = '![Caption][a], and a note.[^1]\n\n[a]: a.png "as in @gone2020"\n\n[^1]: Lind "as in @gone2020"\n'

    (found,) = htm108_fields_have_no_markup(a_review_of(a_page("about.md", text), a_reference("gone2020")))

    assert found.message.startswith("'@gone2020' in the title of a link")


def test_htm108_leaves_the_markup_of_titles_of_references() -> None:
    """A title has markup of CSL, which is rendered; a citation in it is not."""
    reference: Reference = a_reference(texts=(("title", "On <i>Bo</i>"), ("note", "See [@gone2020].")))

    (found,) = htm108_fields_have_no_markup(a_review_of(reference))

    assert found.message.startswith("'[@gone2020]' in note is a citation")


def test_a_reference_that_only_a_summary_cites_is_used() -> None:
    """The summary is reported, and the reference is not reported as well."""
    review = a_review_of(a_page("about.md", "Words.", summary="Known [@lind2019evening]."), a_reference())

    assert plainly_cited(review) == {"lind2019evening"}
    assert list(cit102_works_are_used(review)) == []
