"""The archived copy of a reference, in the fields that Wikipedia's tools and some reference managers write.

They are `archiveurl` and `archivedate`, and `urlstatus` for an address that no longer works, each also with a
hyphen. Neither BibTeX nor biblatex has fields of its own for them.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from evidence_review.bibliography.conversion.fields import ResolvedEntry
from evidence_review.bibliography.csl.identifiers import day_of_copy, normalise_url, parse_day
from evidence_review.diagnostics import quoted

URL_FIELDS = ("archiveurl", "archive-url")
DATE_FIELDS = ("archivedate", "archive-date")
STATUS_FIELDS = ("urlstatus", "url-status")
ARCHIVED_FIELDS = (*URL_FIELDS, *DATE_FIELDS, *STATUS_FIELDS)

DEAD = frozenset({"dead", "unfit", "usurped"})
"""The states of an address that Wikipedia's citation templates know, other than `live` and `deviated`."""


def archived_fields(resolved: ResolvedEntry) -> Mapping[str, Any]:
    """Return the attributes of `Reference` for its archived copy."""
    if not resolved.has(*ARCHIVED_FIELDS):
        return {}
    return {
        "archived_url": _url(resolved),
        "archived_on": _day(resolved),
        "url_dead": resolved.text(*STATUS_FIELDS).lower() in DEAD,
    }


def _url(resolved: ResolvedEntry) -> str:
    value = resolved.verbatim(*URL_FIELDS)
    url = normalise_url(value)
    if value and not url:
        message = f"{quoted(value)} is not an address that can be linked"
        resolved.error("BIB106", _name(resolved, URL_FIELDS), message, "write the address of the copy")
    return url


def _day(resolved: ResolvedEntry) -> date | None:
    value = resolved.verbatim(*DATE_FIELDS).strip()
    day = parse_day(value)
    if value and not day:
        message = f"{quoted(value)} is not the day of a copy"
        resolved.error("BIB104", _name(resolved, DATE_FIELDS), message, "write it as 2026-03-01")
    return day or day_of_copy(resolved.verbatim(*URL_FIELDS))


def _name(resolved: ResolvedEntry, names: tuple[str, ...]) -> str:
    return next(name for name in names if name in resolved.fields)
