"""The CSL variables of a work that are dates."""

import re
from collections.abc import Iterator

from evidence_review.bibliography.conversion.fields import ResolvedEntry
from evidence_review.bibliography.conversion.mappings import DATES
from evidence_review.bibliography.csl.date_parsing import LAST_YEAR, parse_loose_date, read_edtf, read_year
from evidence_review.bibliography.csl.reference import ReferenceDate
from evidence_review.bibliography.latex.to_unicode import to_text

_MONTH = re.compile(r"\d{4}-\d\d")
"""A year with its month in `date`, which in `year` may be two years."""
_REPRINT = re.compile(r"\[(\d{4})\]\s*(\d{4})")
"""The year of the first print and that of this one, as Better BibTeX writes both in `year`."""
_FAR = re.compile(r"\d{4}(?!\d)")


def dates_of(work: ResolvedEntry) -> Iterator[tuple[str, ReferenceDate]]:
    """Yield every date of a work by its CSL variable."""
    issued = _issued(work)
    if issued and issued != ReferenceDate():
        yield "issued", issued
    for name, variable in DATES.items():
        value = work.raw(name) or (_first_print(work) if name == "origdate" else "")
        if value:
            date = read_edtf(value)
            if date:
                yield variable, date
            else:
                _impossible(work, name, value)


def _issued(work: ResolvedEntry) -> ReferenceDate | None:
    written, year = work.raw("date"), work.text("year")
    if written:
        read = read_edtf(written) or (None if _MONTH.fullmatch(written.strip()) else read_year(written))
        date = read or _doubtful(work, "date", written)
        if read and year:
            _compare(work, read, year)
        if read or date.start or not year:
            return date
    return _of_year(work, year) if year else None


def _of_year(work: ResolvedEntry, year: str) -> ReferenceDate:
    """Return what the fields `year`, `month` and `day` say together."""
    month, day = work.text("month"), work.text("day")
    if reprint := _REPRINT.fullmatch(year):
        year = reprint[2]
    date, year_alone = read_year(year, month, day), read_year(year)
    if date and len(date.end) > 1 and date.end < date.start:
        where = f"{month[:80]!r} in 'month' of {work.entry.key!r}"
        hint = "say both years in date, such as 2000-12/2001-01; only the year was read"
        work.warning("BIB104", "month", f"{where} goes over the end of a year", hint)
        return year_alone or date
    if date or year_alone is None:
        return date or _doubtful(work, "year", year)
    if day and (month_alone := read_year(year, month)):
        _impossible(work, "day", work.raw("day"))
        return month_alone
    if any(each.isdigit() for each in month):
        _impossible(work, "month", work.raw("month"))
    else:
        message = f"{month[:80]!r} in 'month' of {work.entry.key!r} is no month that is known here"
        work.warning("BIB104", "month", message, "write jan to dec, or 1 to 12; only the year was read")
    return year_alone


def _first_print(work: ResolvedEntry) -> str:
    """Return the year of the first print where `year` gives two."""
    reprint = None if work.raw("date") else _REPRINT.fullmatch(work.raw("year").strip())
    return reprint[1] if reprint else ""


def _compare(work: ResolvedEntry, date: ReferenceDate, year: str) -> None:
    """Say that an entry gives two years; what it takes from another entry is no contradiction."""
    other = read_year(year)
    if work.entry.field("date") is None or work.entry.field("year") is None or other is None:
        return
    years = [part[0] for part in (date.start, date.end) if part]
    if years and other.year is not None and other.year not in years:
        message = f"'year' of {work.entry.key!r} is {year[:80]!r}, and 'date' is {work.raw('date')[:80]!r}"
        work.warning("BIB104", "year", message, "leave one; 'date' was read")


def _doubtful(work: ResolvedEntry, name: str, value: str) -> ReferenceDate:
    """Say that a value is no date, and return what can be read of it."""
    _impossible(work, name, value)
    return parse_loose_date(to_text(value))


def _impossible(work: ResolvedEntry, name: str, value: str) -> None:
    where = f"{value[:80]!r} in {name!r} of {work.entry.key!r}"
    far = _FAR.match(value.strip())
    if far and int(far[0]) > LAST_YEAR:
        work.error("BIB104", name, f"{where} is after the year {LAST_YEAR}", "look for a slip in the year")
    else:
        work.error("BIB104", name, f"{where} is no date", "write it as 2016, 2016-04 or 2016-04-28")
