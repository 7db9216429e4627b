"""References in RIS (https://en.wikipedia.org/wiki/RIS_(file_format)), as databases export it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from rispy.parser import RisParser

from evidence_review.bibliography.csl.reference import Contributors, Reference, ReferenceDate, slug_of
from evidence_review.bibliography.readers.records import (
    KeyMaker,
    Record,
    date_of,
    doi_of,
    name_of,
    page_of,
    records_in,
    standard_number,
    url_of,
)
from evidence_review.bibliography.writers.ris import PARTS, SEASONS
from evidence_review.bibliography.writers.ris import TYPES as WRITTEN

TYPES: Mapping[str, str] = {
    **{ris: csl for csl, ris in reversed(tuple(WRITTEN.items()))},
    "ABST": "article-journal",
    "ADVS": "motion_picture",
    "CPAPER": "paper-conference",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "GOVDOC": "report",
    "INPR": "article-journal",
    "JFULL": "article-journal",
    "JOUR": "article-journal",
    "PAMP": "pamphlet",
    "PCOMM": "personal_communication",
    "STAT": "legislation",
    "UNPB": "manuscript",
    "VIDEO": "motion_picture",
    "WEB": "webpage",
}
"""The CSL type of each RIS type; `document` for any other."""

TEXTS: Mapping[str, tuple[str, ...]] = {
    "title": ("TI", "T1", "CT"),
    "title-short": ("ST",),
    "container-title-short": ("J2", "JA", "J1"),
    "collection-title": ("T3",),
    "volume": ("VL",),
    "number-of-volumes": ("NV",),
    "edition": ("ET",),
    "publisher": ("PB",),
    "publisher-place": ("CY", "PP"),
    "language": ("LA",),
    "call-number": ("CN",),
    "archive": ("DB",),
    "archive_location": ("AN",),
    "abstract": ("AB", "N2"),
    "section": ("SE",),
    "genre": ("M3",),
}
"""The tags of each CSL text variable, the preferred one first."""

_CONTAINERS = ("T2", "JF", "JO", "BT", "JA", "J2")
_WHOLE = frozenset({"book", "report", "thesis", "collection", "pamphlet", "map", "software"})
"""CSL types for which `T2` is a series."""
_WRITTEN_DATE = re.compile(r"(\d{4})/(\d{0,2})/(\d{0,2})/(.*)")


def read_ris(text: str, path: str) -> tuple[Reference, ...]:
    """Return the references of a RIS file, in order."""
    keys = KeyMaker()
    return tuple(_reference(record, keys) for record in records_in(text, path, RisParser))


def _reference(record: Record, keys: KeyMaker) -> Reference:
    kind = TYPES.get(record.first("TY").upper(), "document")
    contributors = tuple(_contributors(record, kind))
    dates = tuple(_dates(record))
    texts = {name: value for name, value in _texts(record, kind) if value}
    issued = next((date for name, date in dates if name == "issued"), None)
    first = contributors[0].names[0] if contributors else None
    key = keys.key(re.sub(r"\s+", "", record.first("ID")), first, issued, texts.get("title", ""))
    return Reference(
        key=key,
        slug=slug_of(key),
        type=kind,
        texts=tuple(texts.items()),
        contributors=contributors,
        dates=dates,
        where=record.where,
    )


def _contributors(record: Record, kind: str) -> Iterator[Contributors]:
    roles = {
        "author": record.all("AU", "A1"),
        "editor": record.all("ED", *(("A2",) if kind in PARTS else ())),
        "collection-editor": record.all(*(() if kind in PARTS else ("A2",)), "A3"),
        "translator": record.all("A4"),
    }
    for role, written in roles.items():
        if written:
            yield Contributors(role=role, names=tuple(dict.fromkeys(map(name_of, written))))


def _texts(record: Record, kind: str) -> Iterator[tuple[str, str]]:
    yield from ((name, record.first(*tags)) for name, tags in TEXTS.items())
    container = record.first(*_CONTAINERS)
    if container and kind in _WHOLE:
        yield "collection-title", container
    elif container:
        yield "container-title", container
    if not record.first("TI", "T1", "CT"):
        yield "title", record.first("BT", "T2")
    in_periodical = kind.startswith("article") or kind in {"review", "review-book", "periodical"}
    issue, number = record.first("IS"), record.first("M1")
    yield "issue" if in_periodical else "number", issue or number
    yield "page", page_of(record.first("SP", "C7"), record.first("EP"))
    yield "DOI", doi_of(record.all("DO", "M3", "UR", "L3"))
    yield "URL", url_of(record.all("UR", "LK", "L2"))
    yield from standard_number(record.all("SN"))
    yield "keyword", ", ".join(record.all("KW"))
    yield "note", "; ".join(record.all("N1"))
    if kind in _WHOLE and record.first("SP").isdigit() and not record.first("EP"):
        yield "number-of-pages", record.first("SP")
        yield "page", ""


def _dates(record: Record) -> Iterator[tuple[str, ReferenceDate]]:
    for name, tags in (("issued", ("DA", "PY", "Y1")), ("accessed", ("Y2",))):
        read = [date for value in record.all(*tags) if (date := _date(value)) and date != ReferenceDate()]
        if read:  # the full date comes first, and is that of something else if it is in another year
            yield name, read[0] if read[0].year == read[-1].year else read[-1]


def _date(written: str) -> ReferenceDate | None:
    """Return a date; after the day, `other` may have a season or words."""
    match = _WRITTEN_DATE.fullmatch(written.strip())
    if not match:
        return date_of(written)
    date = date_of(f"{match[1]}/{match[2]}/{match[3]}")
    other = match[4].strip()
    if date and other in SEASONS[1:]:
        return replace(date, season=SEASONS.index(other))
    return replace(date, circa=True) if date and other == "circa" else date
