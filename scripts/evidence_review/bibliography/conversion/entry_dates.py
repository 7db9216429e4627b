"""The date variables of a reference."""

import re
from collections.abc import Iterator

from evidence_review.bibliography.conversion.fields import ResolvedEntry
from evidence_review.bibliography.conversion.mappings import DATES
from evidence_review.bibliography.csl.date_parsing import LAST_YEAR, parse_loose_date, read_edtf, read_year
from evidence_review.bibliography.csl.reference import ReferenceDate

_MONTH = re.compile(r"\d{4}-\d\d")
"""A year and month in `date`; in `year` this may mean two years."""
_REPRINT = re.compile(r"\[(\d{4})\]\s*(\d{4})")
"""The year of the original publication and that of this one, as Better BibTeX writes both in `year`."""
_SEASONS = re.compile(r"-2[1-4].*/|/.*-2[1-4]\b(?!-)")
"""A season in a range of dates, which citation styles cannot print."""
_FOUR_DIGITS = re.compile(r"\d{4}(?!\d)")


def dates_of(resolved: ResolvedEntry) -> Iterator[tuple[str, ReferenceDate]]:
    """Yield each date of an entry with its CSL variable."""
    issued = _issued(resolved)
    if issued and issued != ReferenceDate():
        yield "issued", issued
    for name, variable in DATES.items():
        value = resolved.verbatim(name) or (_original_year(resolved) if name == "origdate" else "")
        if value:
            date = read_edtf(value)
            if date:
                yield variable, date
            else:
                _report_invalid(resolved, name, value)


def _issued(resolved: ResolvedEntry) -> ReferenceDate | None:
    written, year = resolved.verbatim("date"), resolved.text("year")
    if written:
        read = read_edtf(written) or (None if _MONTH.fullmatch(written.strip()) else read_year(written))
        date = read or _read_invalid(resolved, "date", written)
        if read and year:
            _compare_years(resolved, read, year)
        if read and _SEASONS.search(written):
            message = f"{written[:80]!r} in 'date' of {resolved.entry.key!r} is a range of seasons"
            hint = "write one season or a range of months; only the years were read"
            resolved.warning("BIB104", "date", message, hint)
        if read or date.start or not year:
            return date
    return _date_of_year(resolved, year) if year else None


def _date_of_year(resolved: ResolvedEntry, year: str) -> ReferenceDate:
    """Return the date in the fields `year`, `month` and `day`."""
    month, day = resolved.text("month"), resolved.text("day")
    if reprint := _REPRINT.fullmatch(year):
        year = reprint[2]
    date, year_alone = read_year(year, month, day), read_year(year)
    if date and len(date.end) > 1 and date.end < date.start:
        where = f"{month[:80]!r} in 'month' of {resolved.entry.key!r}"
        hint = "give both years in 'date', as in 2000-12/2001-01; only the year was read"
        resolved.warning("BIB104", "month", f"{where} extends into another year", hint)
        return year_alone or date
    if date or year_alone is None:
        return date or _read_invalid(resolved, "year", year)
    if day and (month_alone := read_year(year, month)):
        _report_invalid(resolved, "day", day)
        return month_alone
    if not any(character.isalpha() for character in month):
        _report_invalid(resolved, "month", month)
    else:
        message = f"{month[:80]!r} in 'month' of {resolved.entry.key!r} is not a known month"
        resolved.warning("BIB104", "month", message, "write jan to dec, or 1 to 12; only the year was read")
    return year_alone


def _original_year(resolved: ResolvedEntry) -> str:
    """Return the year of the original publication if `year` has two years."""
    reprint = None if resolved.has("date") else _REPRINT.fullmatch(resolved.text("year"))
    return reprint[1] if reprint else ""


def _compare_years(resolved: ResolvedEntry, date: ReferenceDate, year: str) -> None:
    """Warn if `date` and `year` of an entry differ; an inherited field is not compared."""
    other = read_year(year)
    if resolved.entry.field("date") is None or resolved.entry.field("year") is None or other is None:
        return
    years = [part[0] for part in (date.start, date.end) if part]
    if years and other.year is not None and other.year not in years:
        written = resolved.verbatim("date")[:80]
        message = f"'year' of {resolved.entry.key!r} is {year[:80]!r}, but 'date' is {written!r}"
        resolved.warning("BIB104", "year", message, "delete one of them; 'date' was used")


def _read_invalid(resolved: ResolvedEntry, name: str, value: str) -> ReferenceDate:
    """Report an invalid date, and return as much of it as can be read."""
    _report_invalid(resolved, name, value)
    return parse_loose_date(value)


def _report_invalid(resolved: ResolvedEntry, name: str, value: str) -> None:
    where = f"{value[:80]!r} in {name!r} of {resolved.entry.key!r}"
    year = _FOUR_DIGITS.match(value.strip())
    if year and int(year[0]) > LAST_YEAR:
        resolved.error("BIB104", name, f"{where} is after the year {LAST_YEAR}", "correct the year")
    else:
        resolved.error(
            "BIB104", name, f"{where} is not a valid date", "write it as 2016, 2016-04 or 2016-04-28"
        )
