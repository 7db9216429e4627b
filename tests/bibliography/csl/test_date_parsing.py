"""Dates of bibliographies keep the precision they were given, and impossible ones are refused."""

import pytest

from evidence_review.bibliography.csl.date_parsing import parse_loose_date, read_edtf, read_year
from evidence_review.bibliography.csl.reference import ReferenceDate


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2016", ReferenceDate(start=(2016,))),
        ("2016-04", ReferenceDate(start=(2016, 4))),
        ("2016-02-29", ReferenceDate(start=(2016, 2, 29))),
        ("2016-04-28T10:00:00Z", ReferenceDate(start=(2016, 4, 28))),
        ("2016~", ReferenceDate(start=(2016,), circa=True)),
        ("2016-04?", ReferenceDate(start=(2016, 4), circa=True)),
        ("2010/2012", ReferenceDate(start=(2010,), end=(2012,))),
        ("2010-03/2011-04", ReferenceDate(start=(2010, 3), end=(2011, 4))),
        ("2010/", ReferenceDate(start=(2010,), end=(0,))),
        ("2010/..", ReferenceDate(start=(2010,), end=(0,))),
        ("2010-21", ReferenceDate(start=(2010,), season=1)),
        ("198X", ReferenceDate(start=(1980,), end=(1989,), circa=True)),
        ("1984-XX", ReferenceDate(start=(1984,))),
        ("1984-05-XX", ReferenceDate(start=(1984, 5))),
        ("1984-13-XX", None),
        ("3016-04", None),
        ("2015-13", None),
        ("2015-02-29", None),
        ("2015-00", None),
        ("2012/2010", None),
        ("", None),
        ("April 2016", None),
    ],
)
def test_edtf_is_read(written: str, date: ReferenceDate | None) -> None:
    """Biblatex's dates are read as far as biblatex defines them."""
    assert read_edtf(written) == date


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        (("2016", "April", "28"), ReferenceDate(start=(2016, 4, 28))),
        (("2016", "4"), ReferenceDate(start=(2016, 4))),
        (("2016", "10~February"), ReferenceDate(start=(2016, 2, 10))),
        (("2016", "Oct./Nov."), ReferenceDate(start=(2016, 10), end=(2016, 11))),
        (("2016", "Spring"), ReferenceDate(start=(2016,), season=1)),
        (("c. 1900",), ReferenceDate(start=(1900,), circa=True)),
        (("199x",), ReferenceDate(start=(1990,), end=(1999,), circa=True)),
        (("2010--11",), ReferenceDate(start=(2010,), end=(2011,))),
        (("in press",), ReferenceDate(literal="in press")),
        (("2016", "décembre"), ReferenceDate(start=(2016, 12))),
        (("2016", "12. Mai"), ReferenceDate(start=(2016, 5, 12))),
        (("[1998]",), ReferenceDate(start=(1998,))),
        (("3016",), None),
        (("n.d.",), ReferenceDate()),
        (("20111",), None),
        (("2016", "13"), None),
        (("2016", "feb", "30"), None),
        (("2016", "0"), None),
        (("2016", "someday"), None),
    ],
)
def test_year_and_month_are_read(fields: tuple[str, ...], date: ReferenceDate | None) -> None:
    """BibTeX's three fields make one date."""
    assert read_year(*fields) == date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("1 May 2000", ReferenceDate(start=(2000, 5, 1))),
        ("May 1st, 2000", ReferenceDate(start=(2000, 5, 1))),
        ("1-3 May 2000", ReferenceDate(start=(2000, 5))),
        ("31 February 2000", ReferenceDate(start=(2000, 2))),
        ("2000-1-5", ReferenceDate(start=(2000, 1, 5))),
        ("2000-05/07", ReferenceDate(start=(2000, 5))),
        ("2000-02-31", ReferenceDate(start=(2000, 2))),
        ("2000-13", ReferenceDate(start=(2000,))),
        ("some day", ReferenceDate(literal="some day")),
    ],
)
def test_the_valid_part_of_a_damaged_date_is_kept(written: str, date: ReferenceDate) -> None:
    """A date that is written wrongly keeps all that is certain."""
    assert parse_loose_date(written) == date
