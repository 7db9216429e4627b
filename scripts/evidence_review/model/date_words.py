"""Dates and lists as people write them."""

from collections.abc import Mapping, Sequence
from datetime import date

from babel.dates import format_date

from evidence_review.model.date import PartialDate, Precision

LOCALE = "en-GB"
"""The language of the sentences that this package generates."""

PATTERNS: Mapping[Precision, str] = {
    Precision.DAY: "d MMMM y",
    Precision.MONTH: "MMMM y",
    Precision.YEAR: "y",
}
"""How a date of each precision is written, as Unicode patterns: https://unicode.org/reports/tr35/tr35-dates.html."""


def date_words(day: date | PartialDate | None, locale: str = LOCALE) -> str:
    """Return a date as people write it, such as `28 April 2016` or `April 2016`."""
    if day is None:
        return "undated"
    pattern = PATTERNS[day.precision] if isinstance(day, PartialDate) else PATTERNS[Precision.DAY]
    first = day.first if isinstance(day, PartialDate) else day
    return str(format_date(first, pattern, locale=locale.replace("-", "_")))


def join_words(parts: Sequence[str]) -> str:
    """Join words for a sentence: `a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]])) if parts else ""
