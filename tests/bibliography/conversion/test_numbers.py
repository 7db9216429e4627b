"""Numbers have dashes for ranges, and hyphens where they are part of a number."""

import pytest

from evidence_review.bibliography.conversion.numbers import edition_of, with_dashes


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("12-15", "12–15"),
        ("12 -- 15", "12–15"),
        ("A-1–A-10", "A-1–A-10"),
        ("A-1-A-10", "A-1–A-10"),
        ("WP-12", "WP-12"),
        ("xii-xv", "xii–xv"),
        ("12-15, 18–20", "12–15, 18–20"),
        ("e1-e5", "e1–e5"),
        ("1-1–1-10", "1-1–1-10"),
        ("169805", "169805"),
        ("May-June", "May-June"),
    ],
)
def test_a_range_has_a_dash(written: str, shown: str) -> None:
    """A hyphen between two numbers is a range, unless other hyphens or letters show that it is not."""
    assert with_dashes(written) == shown


@pytest.mark.parametrize(
    ("written", "edition"),
    [
        ("2nd edition", "2"),
        ("Third", "3"),
        ("2. Auflage", "2"),
        ("3e éd.", "3"),
        ("2ª ed.", "2"),
        ("4. vyd.", "4"),
        ("Revised edition", "Revised edition"),
    ],
)
def test_an_edition_is_a_number(written: str, edition: str) -> None:
    """Styles write "2nd ed." in the language of the site."""
    assert edition_of(written) == edition
