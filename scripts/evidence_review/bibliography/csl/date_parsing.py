"""Dates in bibliographies: BibTeX's year, month and day, and biblatex's EDTF.

EDTF is supported at levels 0 and 1, as far as biblatex supports it: https://www.loc.gov/standards/datetime/.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest
from string import ascii_letters
from unicodedata import combining, normalize

from evidence_review.bibliography.csl.reference import ReferenceDate

_POINT = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2})(?:T[\d:.+Z-]*)?)?)?([~?%])?")
"""An EDTF date: year, month, day and time, and a sign for approximate or uncertain, as in `2016-04~`."""
_UNSPECIFIED = re.compile(
    r"\[?(\d{2})(\d)?([XxUu-]{1,2}|\?{1,2})\??\]?"
    r"|(\d{4})-[XxUu]{2}(?:-[XxUu]{2})?|(\d{4})-(\d\d)-[XxUu]{2}"
)
"""A date with unspecified digits, as in `19XX` and `1999-XX`: a century, decade, year or month. Older EDTF
has `u` in place of `X`, and libraries write a hyphen or a question mark."""
_DECADE = re.compile(r"(?:(?:early|mid|late|the|c\.|ca\.|circa)[ -]*)*(\d{3}0)['’]?s", re.IGNORECASE)
"""A decade in English, as in `late 1990s`; `1800s` is a century."""
_YEAR = re.compile(
    r"""
    [(\[]?\s*
    (?:((?:c\.|c\ |ca\.?|circa\ |um\ |around\ |about\ |vers\ |hacia\ |[~?])\s*)  # about
     | (?:c|p|cop\.?\s*|©\s*|\(c\)\s*)(?=\d{4}))?  # copyright
    (\d{4}[a-z]?|\d{3})\s*([?~])?[年년]?
    \s*[)\]]?
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""One year, possibly in brackets, with a letter, or approximate or uncertain, as in `[c. 1998a?]`. In
`c1998`, as libraries write it, the letter means copyright."""
_YEARS = re.compile(r"(\d{4})\s*(?:/|-{1,3}|–|—)\s*(\d{2}|\d{4}|present|date|today)?", re.IGNORECASE)
"""A range of years, possibly with a short or open end, as in `1998–99` and `1998–present`."""
_YEAR_AND_MONTHS = re.compile(r"(\d{4})[\s,]+([^\W\d]{3,9}\.?(?:\s*[-–/]\s*[^\W\d]{3,9}\.?)?)")
"""A year followed by one or two months, as Zotero imports it from PubMed."""
_NO_DATE = frozenset({"n.d.", "nd", "n. d.", "undated", "no date"})
_UNPUBLISHED = re.compile(
    r"(?:in|under|not|to|im|sous|en|no) \w+(?: \w+)?|forthcoming|submitted|accepted"
    r"|preprint|unpublished|ongoing|online|undated|present|current|s\.? ?[ad]\.?|o\. ?j\.|[–—-]|",
    re.IGNORECASE,
)
"""Words in place of a year, mostly because the work has not appeared yet, in several languages."""
_ANY_YEAR = re.compile(r"(?<!\d)(1[0-9]\d\d|20\d\d)(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(1\d{3}|20\d\d)([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?!\d)")
"""A year, month and day as numbers, with or without leading zeros."""
_DAY = re.compile(
    r"\s*(?:(\d{1,2})(?:st|nd|rd|th|\.)?\s+[^\W\d]+\.?|[^\W\d]+\.?\s+(\d{1,2})(?:st|nd|rd|th)?),?\s+\d{4}\s*",
    re.IGNORECASE,
)
"""A date in words with one day, which is before or after the month."""
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_OTHER_MONTHS = {
    **_MONTHS,
    "fev": 2, "mae": 3, "maa": 3, "mrt": 3, "abr": 4, "avr": 4, "mai": 5, "maj": 5, "mag": 5, "mei": 5,
    "giu": 6, "juin": 6, "lug": 7, "juil": 7, "ago": 8, "aou": 8, "set": 9, "okt": 10, "ott": 10, "out": 10,
    "dez": 12, "des": 12, "dic": 12, "ene": 1, "gen": 1,
}  # fmt: skip
"""Months by the first letters of their names in ten European languages, without accents."""
SEASONS = {
    "spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4, "printemps": 1, "ete": 2,
    "automne": 3, "hiver": 4, "fruhling": 1, "fruhjahr": 1, "sommer": 2, "herbst": 3, "primavera": 1,
    "verano": 2, "otono": 3, "invierno": 4, "estate": 2, "autunno": 3, "inverno": 4, "verao": 2,
    "outono": 3, "voorjaar": 1, "lente": 1, "zomer": 2, "herfst": 3, "najaar": 3,
}  # fmt: skip
"""The seasons in seven languages, without accents."""
_FILLERS = frozenset(
    {"and", "to", "of", "st", "nd", "rd", "th", "bis", "und", "et", "au", "y", "al", "de", "e", "a", "er"}
    | {"月", "日", "월", "일"}
)
"""Words between months and days, and the ends of ordinals."""
_WORD = re.compile(r"[^\W\d_]+")
_DAYS = re.compile(r"(?:\d+(?:\s*(?:-{1,3}|–|/)\s*\d+)?)?")
"""The field `day`: one day or two."""
_FIRST_SEASON, _LAST_SEASON, _LAST_MONTH = 21, 24, 12
LAST_YEAR = 2100
"""Later years are treated as errors. The limit is fixed, so that builds do not depend on the clock."""


def read_edtf(value: str) -> ReferenceDate | None:
    """Return a biblatex date, or nothing if the value is not one or does not exist."""
    first, slash, last = (part.strip() for part in value.strip().partition("/"))
    if first in {"", ".."} and slash:  # the start is not known
        end = _point(last)
        return end and replace(end, circa=True)
    start = _point(first)
    if start is None:
        return None
    if not slash:
        return start
    if last in {"", ".."}:
        return ReferenceDate(start=start.start, end=(0,), circa=start.circa)
    end = _point(last)
    if end is None or end.start < start.start[: len(end.start)]:
        return None
    last_part = end.end or end.start
    circa = start.circa or end.circa
    return ReferenceDate(start=start.start, end=last_part if last_part != start.start else (), circa=circa)


@lru_cache(maxsize=4096)
def read_year(year: str, month: str = "", day: str = "") -> ReferenceDate | None:
    """Return the date in three BibTeX fields, or nothing if it is impossible.

    Words in place of a year, such as `in press`, become a literal date; `n.d.` becomes an empty one.
    """
    year = year.strip()
    if year.lower() in _NO_DATE or not year:
        return ReferenceDate()
    unspecified = _unspecified(year) or _decade(year)
    if unspecified:
        return unspecified
    single, span = _YEAR.fullmatch(year), _YEARS.fullmatch(year)
    if span:
        return _span(span[1], span[2] if span[2] and span[2].isdigit() else "")
    if not single:
        return _with_words(year) if not month else _of_words(year)
    circa = bool(single[1] or single[3])
    return _with_month(int(single[2].rstrip(ascii_letters)), month.strip().lower(), day.strip(), circa=circa)


def _with_words(year: str) -> ReferenceDate | None:
    """Return the date of a year followed by its months, or of words in place of a year."""
    worded = _YEAR_AND_MONTHS.fullmatch(year)
    words = re.findall(r"[^\W\d]+", worded[2].lower()) if worded else []
    if worded and all(word in SEASONS or _months(word, _OTHER_MONTHS) for word in words):
        return _with_month(int(worded[1]), worded[2].lower(), "", circa=False)
    return _of_words(year)


def _of_words(year: str) -> ReferenceDate | None:
    if _UNSPECIFIED.fullmatch(year):
        return _unspecified(year)
    return ReferenceDate(literal=year) if _UNPUBLISHED.fullmatch(year) else None


def parse_loose_date(text: str) -> ReferenceDate:
    """Return what can be read of an invalid date: its first year, month and day, or else its words."""
    numbers = _NUMBERS.search(text)
    if numbers:
        year, month, day = int(numbers[1]), int(numbers[3]), int(numbers[4] or 0)
        start = validated_parts(year, month, day) or validated_parts(year, month) if month else None
        return ReferenceDate(start=start or (year,))
    years = _ANY_YEAR.findall(text)
    if not years:
        return ReferenceDate(literal=text)
    months = _months(text.lower(), _MONTHS)
    year = int(years[0])
    if len(months) != 1:
        return ReferenceDate(start=(year,))
    named = _DAY.fullmatch(text)
    start = validated_parts(year, months[0], int(named[1] or named[2])) if named else None
    return ReferenceDate(start=start or (year, months[0]))


def _span(first: str, last: str) -> ReferenceDate | None:
    if not last:
        return ReferenceDate(start=(int(first),), end=(0,))
    end = int(last) if len(last) == len(first) else int(first[:2] + last)
    if end < int(first) and len(last) < len(first):  # `1999/00` and `1999–01`
        end += 100
    return ReferenceDate(start=(int(first),), end=(end,)) if end >= int(first) else None


def _with_month(year: int, month: str, day: str, *, circa: bool) -> ReferenceDate | None:
    if not month or year > LAST_YEAR:
        start = validated_parts(year, 0, 0)
        return ReferenceDate(start=start, circa=circa) if start else None
    season = SEASONS.get(_without_accents(month).replace(str(year), "").strip(" .,"))
    if season:
        return ReferenceDate(start=(year,), season=season, circa=circa)
    points = _months_and_days(year, month, day)
    if not points:
        return None
    dates = [validated_parts(year, *point) for point in points]
    start, end = dates[0], dates[-1]
    if start is None or (end is None and len(points[-1]) > 1):
        return None
    return ReferenceDate(start=start, end=end if end and start[: len(end)] != end else (), circa=circa)


def _months_and_days(year: int, month: str, day: str) -> list[tuple[int, ...]]:
    """Return the first and the last month, each with its day if that is known.

    The list is empty if anything else is in the fields, such as a quarter or a week.
    """
    plain = _without_accents(month).replace(str(year), " ")
    words = [word for word in _WORD.findall(plain) if word not in _FILLERS]
    numbers = [int(number) for number in re.findall(r"\d+", plain)]
    found = [_OTHER_MONTHS.get(word[:3]) or _OTHER_MONTHS.get(word[:4]) for word in words]
    months = [number for number in found if number]
    if len(months) < len(words) or 0 in numbers or not _DAYS.fullmatch(day):
        return []
    if not months:
        months, numbers = _numbers(numbers)
    days = [int(number) for number in re.findall(r"\d+", day)] or numbers
    if not months or 0 in days or len(days) > len(("first", "last")):
        return []
    if len(days) > len(months):
        months = months * 2
    ends = [months[0], months[-1]] if len(months) > 1 else months
    return [
        (number, each) if each else (number,)
        for number, each in zip_longest(ends, days[: len(ends)], fillvalue=0)
    ]


def _numbers(numbers: list[int]) -> tuple[list[int], list[int]]:
    """Return the months and the days in a field that has only numbers: `7-8` are months, `7-28` is a day."""
    if len(numbers) > len(("month", "day")):
        return [], []
    return (numbers, []) if all(number <= _LAST_MONTH for number in numbers) else (numbers[:1], numbers[1:])


def _without_accents(text: str) -> str:
    return "".join(each for each in normalize("NFKD", text.lower()) if not combining(each))


def _months(words: str, names: Mapping[str, int]) -> list[int]:
    plain = _without_accents(words)
    found = (names.get(word[:3]) or names.get(word[:4]) for word in re.findall(r"[a-z]{3,}", plain))
    return [month for month in found if month]


def _point(text: str) -> ReferenceDate | None:
    match = _POINT.fullmatch(text)
    if not match:
        return _unspecified(text)
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    circa = bool(match[4])
    if _FIRST_SEASON <= month <= _LAST_SEASON and not day:
        return ReferenceDate(start=(year,), season=month - _FIRST_SEASON + 1, circa=circa)
    if (match[2] and not month) or (match[3] and not day):
        return None
    start = validated_parts(year, month, day)
    if start and year <= 0:  # the year 0 of ISO 8601 is 1 BC, which CSL writes as -1
        start = (year - 1, *start[1:])
    return ReferenceDate(start=start, circa=circa) if start else None


def _unspecified(text: str) -> ReferenceDate | None:
    """Return the period that `198X`, `198u`, `19XX`, `1980-XX` or `1980-05-XX` means."""
    match = _UNSPECIFIED.fullmatch(text)
    if not match:
        return None
    if match[4]:
        return ReferenceDate(start=(int(match[4]),))
    if match[5]:
        start = validated_parts(int(match[5]), int(match[6]), 0) if int(match[6]) else None
        return ReferenceDate(start=start) if start else None
    known = (match[1] or "") + (match[2] or "")
    if len(known) + len(match[3]) != len("1980"):
        return None
    low, high = int(known.ljust(4, "0")), int(known.ljust(4, "9"))
    return ReferenceDate(start=(low,), end=(high,), circa=True)


def _decade(text: str) -> ReferenceDate | None:
    match = _DECADE.fullmatch(text)
    if not match:
        return None
    start = int(match[1])
    return ReferenceDate(start=(start,), end=(start + (9 if start % 100 else 99),), circa=True)


def validated_parts(year: int, month: int = 0, day: int = 0) -> tuple[int, ...] | None:
    """Return the parts of a date, or nothing if it does not exist or is too far in the future."""
    if year > LAST_YEAR:
        return None
    if not month:
        return (year,)
    if not 1 <= month <= _LAST_MONTH:
        return None
    if not day:
        return (year, month)
    # The calendar module starts with the year 1; leap years repeat every 400 years.
    return (year, month, day) if 1 <= day <= monthrange(year % 400 + 400, month)[1] else None
