"""Tests of checks of copies in web archives."""

from dataclasses import replace
from datetime import date

import pytest

from evidence_review.bibliography.csl.reference import ReferenceDate
from evidence_review.checks.archived_copies import (
    lnk113_archived_copies_fit_their_source,
    lnk114_dead_links_have_a_copy,
)
from evidence_review.model.archived import ArchivedCopy
from evidence_review.model.date import PartialDate
from evidence_review.review.review import Review
from tests.builders import a_reference, a_review_of, an_event

URL = "https://example.org/late"
WAYBACK = "https://web.archive.org/web/20260301120000/https://example.org/late"
DAY = date(2026, 3, 1)


def _event(copy: str, day: date = DAY, url: str = URL) -> Review:
    return a_review_of(
        an_event("e01", url=url, date=PartialDate(2026, 2), archived=ArchivedCopy(url=copy, date=day))
    )


def _reference(copy: str, day: date | None = DAY, url: str = URL) -> Review:
    made = replace(
        a_reference("doe2026"),
        texts=(("title", "T"), ("URL", url)),
        dates=(("issued", ReferenceDate(start=(2026, 2))),),
        archived_url=copy,
        archived_on=day,
    )
    return a_review_of(made)


@pytest.mark.parametrize("copy", [WAYBACK, "https://archive.ph/AbCdE", "https://perma.cc/AB12-CD34"])
def test_lnk113_a_copy_elsewhere_is_fine(copy: str) -> None:
    """Any web archive will do."""
    for review in (_event(copy), _reference(copy)):
        assert [
            *lnk113_archived_copies_fit_their_source(review),
            *lnk114_dead_links_have_a_copy(review),
        ] == []


@pytest.mark.parametrize(
    ("copy", "day", "url", "said"),
    [
        ("https://www.example.org/copy", DAY, URL, "is at the same host as the source, example.org"),
        ("https://localhost/copy", DAY, URL, "is not on the web: 'localhost'"),
        ("https://127.0.0.1/copy", DAY, URL, "is not on the web: '127.0.0.1'"),
        ("https://archive.internal/copy", DAY, URL, "is not on the web: 'archive.internal'"),
        ("mailto:a@example.net", DAY, URL, "is not on the web: 'mailto:a@example.net'"),
        (WAYBACK, date(2026, 3, 2), URL, "has the date 2026-03-02, but its address contains 2026-03-01"),
        ("https://perma.cc/A", date(2026, 1, 31), URL, "is of 2026-01-31, but the source is not older than"),
        (WAYBACK, DAY, "", "has no address of which it is a copy"),
    ],
)
def test_lnk113_a_copy_that_cannot_be_right_is_reported(copy: str, day: date, url: str, said: str) -> None:
    """A copy of something else, or one that is lost with its source, is of no use."""
    for id_, review in (("e01", _event(copy, day, url)), ("doe2026", _reference(copy, day, url))):
        (found,) = lnk113_archived_copies_fit_their_source(review)
        assert found.message.startswith(f"the archived copy of {id_} {said}")


def test_lnk113_a_copy_has_a_date() -> None:
    """In a bibliography, the day may be missing."""
    (found,) = lnk113_archived_copies_fit_their_source(_reference("https://perma.cc/A", None))

    assert found.message == "the archived copy of doe2026 has no date"


def test_lnk114_a_dead_link_without_a_copy_is_reported() -> None:
    """The warning is at the address."""
    dead = replace(a_reference("doe2026"), url_dead=True)
    (found,) = lnk114_dead_links_have_a_copy(a_review_of(dead))
    (other,) = lnk114_dead_links_have_a_copy(a_review_of(an_event("e01", url=URL, url_dead=True)))

    assert str(found.severity) == "warning"
    assert "doe2026 is marked as dead, but no archived copy is given" in found.message
    assert "e01" in other.message
