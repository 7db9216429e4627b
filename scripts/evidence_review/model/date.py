"""Dates as precise as their source: a day, a month or a year. Independent of the clock."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self

from pydantic import BeforeValidator

from evidence_review.vocabulary import Vocabulary

MONTHS = tuple(calendar.month_name)[1:]
_DAY_FIRST = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", re.ASCII)
_UNPADDED = re.compile(r"(\d{4})[/. -](\d{1,2})[/. -](\d{1,2})(?:T.*)?", re.ASCII)
"""Year, month and day without leading zeros, with other separators or with a time, as in `2016/4/28`."""
_IN_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? )?(?P<month>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})", re.ASCII
)
"""An English month and a year, perhaps with a day, as in `28th April 2016`. Used only for hints."""
_ABOUT = re.compile(r"(?:about|around|circa|ca?\.?|~)\s*(\d{4})", re.IGNORECASE | re.ASCII)
"""A year that is not certain, as in `c. 2016`."""
_TWO_DIGITS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})", re.ASCII)
"""A day, a month and the end of a year, as in `28/4/16`."""
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Precision(Vocabulary):
    """How exact is a date? Undated events sort last and take no part in checks of order."""

    DAY = "day", "Day", "The day is known."
    MONTH = "month", "Month", "The month is known."
    YEAR = "year", "Year", "The year is known."
    UNDATED = "undated", "Undated", "The source bears no date."


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date whose day, or day and month, may not be known."""

    year: int
    """The year, as four digits."""
    month: int | None = None
    """The month from 1 to 12, if it is known."""
    day: int | None = None
    """The day of the month, if it is known."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2016`, `2016-04` or `2016-04-28` (ISO 8601 calendar dates of reduced precision).

        Raises:
            ValueError: The text has another form, or there is no such day.
        """
        match = _ISO_DATE.fullmatch(text.strip())
        if not match:
            near = " or ".join(_year_first(text.strip())) or "2016, 2016-04 or 2016-04-28"
            message = f"{text!r} is not a date; write {near}"
            raise ValueError(message)
        year, month, day = (int(part) if part else None for part in match.groups())
        found = cls(int(match[1]), month, day)
        if year == 0 or (month is not None and not _is_possible(found)):
            message = f"{text!r} is not a day in the calendar; check the source"
            raise ValueError(message)
        return found

    @property
    def precision(self) -> Precision:
        """The precision of the date."""
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def first(self) -> date:
        """The earliest day that it may refer to."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that it may refer to."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """Return the date as it was written, such as `2016-04`."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def _year_first(text: str) -> list[str]:
    """Return the days that a date in another form may mean: two if day and month are interchangeable."""
    candidates: set[PartialDate] = set()
    if found := _ABOUT.fullmatch(text):
        candidates = {PartialDate(int(found[1]))}
    elif found := _IN_WORDS.fullmatch(text):
        year, day = int(found["year"]), int(found["day"]) if found["day"] else None
        months = [month for month in MONTHS if month.startswith(found["month"].title())]
        candidates = {PartialDate(year, MONTHS.index(month) + 1, day) for month in months}
    elif found := _TWO_DIGITS.fullmatch(text):
        one, two, year = map(int, found.groups())
        candidates = {PartialDate(2000 + year, two, one), PartialDate(2000 + year, one, two)}
    elif found := _DAY_FIRST.fullmatch(text):
        one, two, year = map(int, found.groups())
        candidates = {PartialDate(year, two, one), PartialDate(year, one, two)}
    elif found := _UNPADDED.fullmatch(text):
        candidates = {PartialDate(*map(int, found.groups()))}
    return sorted(str(each) for each in candidates if _is_possible(each))


def _is_possible(found: PartialDate) -> bool:
    try:
        date(found.year, 1 if found.month is None else found.month, 1 if found.day is None else found.day)
    except ValueError:
        return False
    return True


def _parsed(value: object) -> object:
    return PartialDate.parse(value) if isinstance(value, str) else value


def _parsed_day(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = PartialDate.parse(value)
    if found.precision is not Precision.DAY:
        message = f"{value!r} does not name a day; write it as 2016-04-28"
        raise ValueError(message)
    return found.first


WrittenDate = Annotated[PartialDate, BeforeValidator(_parsed, json_schema_input_type=str | int)]
"""A date in an authored file, as exact as is known."""
WrittenDay = Annotated[date, BeforeValidator(_parsed_day, json_schema_input_type=str)]
"""A date in an authored file that must name the day."""
