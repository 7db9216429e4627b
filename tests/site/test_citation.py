"""A citation of the site names the latest release, and nothing that is not so."""

from dataclasses import replace
from pathlib import Path

import pytest

from evidence_review.config.settings import Settings
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.vocabularies import Delivery
from evidence_review.published.snapshot import take_snapshot
from evidence_review.review.review import Review
from evidence_review.site.citation import SiteCitation, site_citations
from tests.builders import with_entity
from tests.small_review import checked, settings_of

R01 = Entity(EntityKind.RECOMMENDATION, "r01")
F01 = Entity(EntityKind.FINDING, "f01")


@pytest.fixture
def released(tmp_path: Path) -> tuple[Review, Settings]:
    """Return the small review with one release, editors and an address."""
    review = checked(tmp_path).review
    settings = replace(
        settings_of(tmp_path), site_url="https://example.org/review/", editors=("Lind, Maja", "Town Council")
    )
    release = take_snapshot(review, settings, name="2025.06")
    return replace(review, releases={"2025.06": release}), settings


def _title(citation: SiteCitation) -> str:
    return citation.item.text("title")


def test_a_recommendation_is_cited_as_released(released: tuple[Review, Settings]) -> None:
    """Id, release, position, day and the address of the page that will not change."""
    citation = site_citations(*released)[R01]

    title, _, said = _title(citation).partition(" [")
    assert title == "Open until nine on two evenings"
    assert said == "recommendation r01, release 2025.06: in progress as at 30 June 2025]"
    assert citation.address == "https://example.org/review/releases/2025.06/r01/"
    assert [str(name) for name in citation.item.contributors[0].names] == ["Maja Lind", "Town Council"]


def test_the_doi_of_a_release_is_shown(released: tuple[Review, Settings]) -> None:
    """It names the whole release, so only the citation of the review gives it as its own."""
    review, settings = released
    found = site_citations(
        review, replace(settings, dois={"2025.06": "10.5281/zenodo.1", "2024.1": "10.1/x"})
    )

    assert {entity: each.doi for entity, each in found.items() if entity in (None, R01)} == {
        None: "10.5281/zenodo.1",
        R01: "10.5281/zenodo.1",
    }
    assert (found[None].item.doi, found[R01].item.doi) == ("10.5281/zenodo.1", "")
    assert site_citations(review, settings)[None].doi == ""


def test_a_later_change_of_the_record_changes_no_citation(released: tuple[Review, Settings]) -> None:
    """What is cited says what it said when it was released."""
    review, settings = released
    (*_, last) = review.recommendations["r01"].assessments
    later = replace(last, delivery=Delivery.IMPLEMENTED)
    changed = replace(review.recommendations["r01"], title="Another title", assessments=(later,))

    now = with_entity(review, changed)

    assert site_citations(now, settings)[R01] == site_citations(review, settings)[R01]


def test_a_finding_and_the_review_have_no_position(released: tuple[Review, Settings]) -> None:
    """Only a recommendation stands somewhere."""
    found = site_citations(*released)

    assert _title(found[F01]).endswith(" [finding f01, release 2025.06: as at 30 June 2025]")
    assert _title(found[None]) == "Evening libraries [review, release 2025.06: as at 30 June 2025]"
    assert found[None].address == "https://example.org/review/releases/2025.06/"


def test_without_an_address_none_is_made_up(released: tuple[Review, Settings]) -> None:
    """The page is known, but where it will stand is not."""
    review, settings = released

    citation = site_citations(review, replace(settings, site_url=""))[R01]

    assert (citation.page, citation.address) == ("releases/2025.06/r01.md", "")
    assert not citation.item.url
