"""Tests of dates that are as precise as their source."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from evidence_review.model.date import PartialDate, Precision, WrittenDate, WrittenDay


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2016", Precision.YEAR, date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-04", Precision.MONTH, date(2016, 4, 1), date(2016, 4, 30)),
        ("2016-02", Precision.MONTH, date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-04-28", Precision.DAY, date(2016, 4, 28), date(2016, 4, 28)),
        (" 2016 ", Precision.YEAR, date(2016, 1, 1), date(2016, 12, 31)),
        ("0001", Precision.YEAR, date(1, 1, 1), date(1, 12, 31)),
        ("9999-12", Precision.MONTH, date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(
    text: str, precision: Precision, first: date, last: date
) -> None:
    """A year or a month covers all of its days."""
    found = PartialDate.parse(text)

    assert (found.precision, found.first, found.last) == (precision, first, last)
    assert str(found) == text.strip()


@given(day=st.dates(), parts=st.integers(1, 3))
def test_a_date_is_printed_as_it_was_written(day: date, parts: int) -> None:
    """Parsing and printing restores any date, and the day is within the range that the date covers."""
    text = "-".join(day.isoformat().split("-")[:parts])
    found = PartialDate.parse(text)

    assert str(found) == text
    assert found.first <= day <= found.last


@pytest.mark.parametrize(
    "text",
    [
        "",
        "16",
        "2016-4",
        "2016-04-",
        "2016/04",
        "Spring 2016",
        "٢٠١٦",
        "-2016",
        "2016\n-04",
    ],
)
def test_another_shape_is_refused(text: str) -> None:
    """The message explains how a date is written."""
    with pytest.raises(ValueError, match="is not a date; write 2016, 2016-04 or 2016-04-28"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("31/12/2016", "2016-12-31"),
        ("12/31/2016", "2016-12-31"),
        ("4.3.2016", "2016-03-04 or 2016-04-03"),
        ("2016-4-3", "2016-04-03"),
        ("2016-04-28T10:00", "2016-04-28"),
        ("28th Apr. 2016", "2016-04-28"),
        ("April 2016", "2016-04"),
        ("Dec 2016", "2016-12"),
        ("c. 2016", "2016"),
        ("circa 2016", "2016"),
        ("about 2016", "2016"),
        ("17/12/16", "2016-12-17"),
        ("4/3/16", "2016-03-04 or 2016-04-03"),
        ("31/31/2016", "2016, 2016-04 or 2016-04-28"),
        ("28 Ma 2016", "2016, 2016-04 or 2016-04-28"),
    ],
)
def test_a_date_in_another_order_is_written_out(text: str, meant: str) -> None:
    """The message suggests the possible days: both if day and month are interchangeable."""
    with pytest.raises(ValueError, match=f"is not a date; write {meant}$"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["0000", "2016-00", "2016-13", "2016-02-30", "2015-02-29", "2016-04-00"])
def test_an_impossible_date_is_refused(text: str) -> None:
    """A date must be in the calendar."""
    with pytest.raises(ValueError, match="is not a day in the calendar"):
        PartialDate.parse(text)


def test_a_written_date_is_read_by_its_model() -> None:
    """A field of a model accepts a date as text or as a value, and nothing else."""
    adapter: TypeAdapter[PartialDate] = TypeAdapter(WrittenDate)

    assert adapter.validate_python("2016-04") == PartialDate(2016, 4)
    assert adapter.validate_python(PartialDate(2016)) == PartialDate(2016)
    for value in ("soon", 2016, None, ["2016"]):
        with pytest.raises(ValidationError):
            adapter.validate_python(value)


def test_a_written_day_must_name_the_day() -> None:
    """If a day is required, a month is not enough."""
    adapter: TypeAdapter[date] = TypeAdapter(WrittenDay)

    assert adapter.validate_python("2016-04-28") == date(2016, 4, 28)
    with pytest.raises(ValidationError, match="does not name a day; write it as 2016-04-28"):
        adapter.validate_python("2016-04")
