"""The CSL variables of a work that are dates.

| Code | Fault |
|---|---|
| BIB104 | a date that cannot be |
"""

from collections.abc import Iterator

from evidence_review.assemble.dates import read_edtf, read_words, read_year
from evidence_review.assemble.latex import to_text
from evidence_review.assemble.raw_work import RawWork
from evidence_review.assemble.reference_tables import DATES
from evidence_review.model.reference import ReferenceDate


def dates_of(work: RawWork) -> Iterator[tuple[str, ReferenceDate]]:
    """Yield every date of a work by its CSL variable."""
    issued = _issued(work)
    if issued and issued != ReferenceDate():
        yield "issued", issued
    for name, variable in DATES.items():
        value = work.raw(name)
        if value:
            date = read_edtf(value)
            if date:
                yield variable, date
            else:
                _impossible(work, name, value)


def _issued(work: RawWork) -> ReferenceDate | None:
    written, year = work.raw("date"), work.text("year")
    if written:
        read = read_edtf(written) or read_year(written)
        if read or not year:
            return read or _doubtful(work, "date", written)
        _impossible(work, "date", written)
    if not year:
        return None
    month, day = work.text("month"), work.text("day")
    date = read_year(year, month, day)
    if date is None and (year_alone := read_year(year)):
        if any(each.isdigit() for each in month + day):
            _impossible(work, "month", " ".join(part for part in (day, month, year) if part))
        else:
            message = f"{month[:80]!r} in 'month' of {work.entry.key!r} is no month that is known here"
            work.warning("BIB104", "month", message, "write jan to dec, or 1 to 12; only the year was read")
        return year_alone
    return date or _doubtful(work, "year", year)


def _doubtful(work: RawWork, name: str, value: str) -> ReferenceDate:
    """Say that a value is no date, and return what can be read of it."""
    _impossible(work, name, value)
    return read_words(to_text(value))


def _impossible(work: RawWork, name: str, value: str) -> None:
    message = f"{value[:80]!r} in {name!r} of {work.entry.key!r} is no date"
    work.error("BIB104", name, message, "write it as 2016, 2016-04 or 2016-04-28")
