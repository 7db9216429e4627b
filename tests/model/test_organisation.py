"""Tests of organisations: the source of a succession."""

import pytest

from evidence_review.model.date import PartialDate
from evidence_review.model.organisation import OrganisationSource, Succession
from tests.builders import an_organisation

TRANSFER = OrganisationSource(about="the transfer", url="https://example.org/transfer")
LAW = OrganisationSource(about="the law")


@pytest.mark.parametrize(
    ("own", "sources", "address"),
    [
        pytest.param("https://example.org/own", (TRANSFER,), "https://example.org/own", id="succession"),
        pytest.param("", (TRANSFER,), "https://example.org/transfer", id="organisation"),
        pytest.param("", (LAW, TRANSFER), "https://example.org/transfer", id="the-first-with-an-address"),
        pytest.param("", (LAW,), "", id="none-may-be-linked"),
        pytest.param("", (), "", id="none"),
    ],
)
def test_the_source_of_a_succession(own: str, sources: tuple[OrganisationSource, ...], address: str) -> None:
    """Its own address takes precedence, then the first address of the organisation's sources."""
    succeeds = {"org-board": Succession(since=PartialDate(2017), source=own)}

    assert an_organisation(succeeds=succeeds, sources=sources).source_of("org-board") == address
