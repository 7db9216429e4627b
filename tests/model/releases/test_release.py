"""Tests of releases: their names, references and other content."""

import pytest

from evidence_review.model.entity import EntityKind
from evidence_review.model.releases.release import is_release_name
from evidence_review.published.snapshot import take_snapshot
from tests.builders import a_finding, a_recommendation, a_review_of, an_event
from tests.tables.rows import SETTINGS


@pytest.mark.parametrize("name", ["2026.11", "2026.11.1", "spring-2027", "v2", "a" * 40])
def test_a_name_is_a_safe_part_of_an_address(name: str) -> None:
    """A name is lower-case letters and digits, joined by hyphens, then numbers after full stops."""
    assert is_release_name(name)


@pytest.mark.parametrize(
    "name",
    [
        *("", "2026/11", "..", ".2026", "2026.", "2026..1", "Spring", "spring_2027", "-a", "a-", "1.b", "é"),
        *("a" * 41, "index", "con", "com1", "lpt9.1", "nul.2"),
    ],
)
def test_an_unsafe_name_is_refused(name: str) -> None:
    """Names with a special meaning for web servers or Windows are refused too."""
    assert not is_release_name(name)


def test_a_release_contains_recommendations_and_findings() -> None:
    """Other entities are listed, but have no page of their own."""
    release = take_snapshot(a_review_of(a_recommendation("r01"), a_finding("f01"), an_event("e01")), SETTINGS)

    assert release.contains(EntityKind.RECOMMENDATION, "r01")
    assert release.contains(EntityKind.FINDING, "f01")
    assert not release.contains(EntityKind.FINDING, "r01")
    assert not release.contains(EntityKind.EVENT, "e01")
    assert list(release.events) == ["e01"]


def test_a_word_is_shown_as_the_site_printed_it_then() -> None:
    """A word that is not in the release is shown as written."""
    release = take_snapshot(a_review_of(), SETTINGS)

    assert release.label("delivery", "in-progress") == "In progress"
    assert release.label("delivery", "eaten") == "eaten"
    assert release.label("colour", "red") == "red"


def test_people_and_organisations_have_the_names_of_the_release() -> None:
    """An id that is not in the release is shown as the name; the author of the report has no pseudonym."""
    release = take_snapshot(a_review_of(), SETTINGS)

    assert [person.name for person in release.people(["author", "p9"])] == ["The author of the report", "p9"]
    assert release.organisation_name("org-none") == "org-none"
    assert not release.cluster_title("c9")
