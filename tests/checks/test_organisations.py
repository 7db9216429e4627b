"""Tests of checks of bodies."""

from dataclasses import replace

from evidence_review.checks.organisations import org101_types_exist
from evidence_review.model.organisation import OrganisationType
from tests.builders import a_location, a_review_of, an_organisation

COUNCIL = OrganisationType(id="council", label="Local council", where=a_location())


def test_org101_passes_over_a_sort_that_is_listed() -> None:
    """A body of a listed sort has words for readers."""
    assert list(org101_types_exist(a_review_of(COUNCIL, an_organisation(type="council")))) == []


def test_org101_names_the_sort_and_the_nearest() -> None:
    """A slip in a sort is said with the file of the body."""
    (found,) = org101_types_exist(a_review_of(COUNCIL, an_organisation(type="concil")))

    assert str(found) == (
        "docs/organisations/org-council.md:2: error: org-council is of the sort 'concil', which is not listed"
        " (did you mean 'council'?) [ORG101]"
    )


def test_org101_is_silent_where_the_sorts_cannot_be_read() -> None:
    """One broken file is one message."""
    review = replace(a_review_of(an_organisation()), unread=frozenset({"organisation_types"}))

    assert list(org101_types_exist(review)) == []
