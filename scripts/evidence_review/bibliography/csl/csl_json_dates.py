"""Dates of CSL-JSON, in each form that programs write them.

https://github.com/citation-style-language/schema, `csl-data.json`, `date-variable`; and as citeproc-js and
pandoc have them: seasons as months from 13 or 21, zeros and nulls for what is not known.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from evidence_review.bibliography.csl.date_parsing import read_edtf, read_year, validated_parts
from evidence_review.bibliography.csl.reference import ReferenceDate

PARTS = frozenset({"date-parts", "season", "circa", "literal", "raw", "edtf"})
"""The parts of a date that is an object."""

_MOST_PARTS = 3
_SEASONS: Mapping[int, int] = {first + number: number + 1 for first in (13, 21) for number in range(4)}
"""The season of each month that is none."""
_NAMES: Mapping[str, int] = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_ISO = re.compile(r"(\d{4})-(\d\d?)(?:-(\d\d?))?")
"""What is meant for a date of ISO 8601, whether or not there is such a day."""
_NOTHING = (None, "", 0, "0", "00")


def read_csl_date(value: object) -> ReferenceDate | None:
    """Return a date, empty where the value says nothing; nothing where it is none."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return _written(str(value))
    if not isinstance(value, Mapping):
        return None
    raw = value.get("edtf") or value.get("raw") or ""
    literal = value.get("literal") or ""
    if not isinstance(raw, str | int) or not isinstance(literal, str | int):
        return None
    if raw and not value.get("date-parts"):
        date = _written(str(raw))
        return date and replace(date, circa=date.circa or is_on(value.get("circa")))
    return _in_parts(value, str(literal))


def is_on(value: object) -> bool:
    """Say whether a switch of CSL-JSON is on, in any of the ways in which programs write that."""
    return value not in (None, False, 0, "", "0", "false")


def _written(text: str) -> ReferenceDate | None:
    """Return a date written as text; nothing where it has the form of one and is on no calendar."""
    iso = _ISO.fullmatch(text.strip())
    if not iso:
        return read_edtf(text) or read_year(text) or ReferenceDate(literal=text)
    start = validated_parts(*(int(part) for part in iso.groups("0")))
    return read_edtf(text) or (ReferenceDate(start=start) if start else None)


def _in_parts(value: Mapping[str, object], literal: str) -> ReferenceDate | None:
    points = value.get("date-parts") or []
    if not isinstance(points, list):
        return None
    try:
        season = _season(value.get("season"))
        start, end, *more = [*(_numbers(point) for point in points), (), ()]
    except (ValueError, TypeError, OverflowError):
        return None
    if len(start) == len(("year", "season")) and start[1] in _SEASONS and not season:
        season, start = _SEASONS[start[1]], start[:1]
    if any(more) or not all(_is_possible(point) for point in (start, end)):
        return None
    if end not in ((), (0,)) and end < start[: len(end)]:
        return None
    return ReferenceDate(
        start=start, end=end, season=season, circa=is_on(value.get("circa")), literal=literal
    )


def _season(value: object) -> int:
    """Return a season as a number from 1 to 4, or 0 for none.

    Raises:
        ValueError: It is no season.
    """
    if value in _NOTHING:
        return 0
    name = str(value).strip().lower()
    number = _NAMES.get(name) or int(name)
    if number not in _NAMES.values():
        raise ValueError
    return number


def _numbers(point: object) -> tuple[int, ...]:
    """Return year, month and day, as many as are known.

    Raises:
        ValueError: One of them is no number.
        OverflowError: One of them is infinite.
        TypeError: It is no list of up to three.
    """
    if not isinstance(point, list) or len(point) > _MOST_PARTS:
        raise TypeError
    known = list(point)
    while len(known) > 1 and known[-1] in _NOTHING:
        known.pop()
    if known in ([None], [""]):
        return ()
    if any(isinstance(part, bool | float) and part != int(part) for part in known):
        raise ValueError
    return tuple(int(part) for part in known)


def _is_possible(point: tuple[int, ...]) -> bool:
    return not point or validated_parts(*point) == point
