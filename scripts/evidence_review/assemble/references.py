"""Raw entries to references: types, titles, numbers, publishers and what the review says of a work.

Names, dates, LaTeX, identifiers and inheritance have modules of their own; the tables are `reference_tables`.

| Code | Fault |
|---|---|
| BIB101 | an entry type that nobody knows |
| BIB102 | no title |
| BIB103 | a field that works of the type should have is missing |
| BIB104 | a date that cannot be |
| BIB105 | a DOI that is none |
| BIB106 | an address that cannot be linked |
| BIB111 | a field whose name is probably a slip |
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache

from evidence_review.assemble.dates import read_edtf, read_year
from evidence_review.assemble.inheritance import with_inherited
from evidence_review.assemble.names import read_names
from evidence_review.assemble.published_entry import PUBLISHED, written_entry
from evidence_review.assemble.raw_work import RawWork
from evidence_review.assemble.reference_tables import (
    DATES,
    GENRES,
    IN_BOOKS,
    IN_PERIODICALS,
    KNOWN_FIELDS,
    NOT_WORKS,
    OURS,
    PUBLISHERS,
    RICH,
    ROLES,
    SUBTYPES,
    TEXTS,
    TYPES,
)
from evidence_review.content.bibtex_entry import BibliographySource
from evidence_review.diagnostics import Diagnostic, did_you_mean, in_order
from evidence_review.model.identifiers import sound_doi, sound_url
from evidence_review.model.reference import Contributors, Reference, ReferenceDate, slug_of

_DASHES = re.compile(r" ?(?:-{1,3}|–|—|−) ?")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)?\.?", re.IGNORECASE)
_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
        start=1,
    )
}
_NUMBERED = frozenset(
    {"report", "patent", "standard", "legislation", "legal_case", "bill", "thesis", "document"}
)
"""CSL types whose `number` is a number of their own."""
_BRACKETED = re.compile(r"\[.*\]", re.DOTALL)


def assemble_references(source: BibliographySource) -> tuple[tuple[Reference, ...], tuple[Diagnostic, ...]]:
    """Return every work of a bibliography in the order written, and what is wrong with them."""
    entries = {entry.key: entry for entry in source.entries}
    references: list[Reference] = []
    found: list[Diagnostic] = []
    damaged = _damaged(source)
    for entry in source.entries:
        fields, faults = with_inherited(entry, entries)
        work = RawWork(entry=entry, fields=fields, found=list(faults))
        if entry.type not in NOT_WORKS:
            parent = work.raw("crossref")
            references.append(_reference(work, parent if parent in entries else ""))
        # What a damaged entry seems to lack was swallowed by the damage, which is said already.
        found += [each for each in work.found if each.code != "BIB103" or entry.key not in damaged]
    return tuple(references), in_order(found)


def _damaged(source: BibliographySource) -> frozenset[str]:
    """Return the keys of the entries on whose lines something could not be read."""
    starts = [entry.where.line for entry in source.entries]
    lines = [each.where.line for each in source.diagnostics if each.code == "BIB001"]
    places = (bisect_right(starts, line) - 1 for line in lines)
    return frozenset(source.entries[place].key for place in places if place >= 0)


def _reference(work: RawWork, parent: str) -> Reference:
    kind = _type(work)
    texts = {name: value for name, value in _texts(work, kind) if value}
    reference = Reference(
        key=work.entry.key,
        slug=slug_of(work.entry.key),
        type=kind,
        texts=tuple(texts.items()),
        contributors=tuple(_contributors(work)),
        dates=tuple(_dates(work)),
        parent=parent,
        written=written_entry(work.entry, work.fields, PUBLISHED),
        entry=written_entry(work.entry, work.fields),
        where=work.entry.where,
        fields=tuple((field.name, field.where) for field in work.entry.fields),
        **{ours: work.text(name) for name, ours in OURS.items()},
    )
    _check_fields(work, reference)
    return reference


def _type(work: RawWork) -> str:
    kind = work.entry.type
    if kind not in TYPES:
        message = f"the entry type '@{kind}' of {work.entry.key!r} is not known"
        work.warning("BIB101", "", message, did_you_mean(kind, TYPES))
    if kind == "misc" and work.raw("url") and not work.raw("howpublished"):
        return "webpage"
    if kind == "unpublished" and work.raw("eventtitle", "venue"):
        return "speech"
    return SUBTYPES.get(work.raw("entrysubtype").lower(), TYPES.get(kind, "document"))


def _texts(work: RawWork, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the CSL variables that are text; a later one of the same name wins."""
    yield "title", _title(work)
    yield from _container(work)
    for name, variable in reversed(list(TEXTS.items())):
        if name in work.fields:
            yield variable, work.rich(name) if variable in RICH else work.text(name)
    yield "edition", _edition(work.text("edition"))
    yield from _numbers(work, kind)
    yield "publisher", "; ".join(value for name in PUBLISHERS if (value := _publisher(work, name)))
    yield "genre", _genre(work)
    yield "note", ". ".join(value for name in ("note", "addendum") if (value := work.rich(name)))
    yield "language", work.raw("langid", "language", "hyphenation")
    yield "DOI", _doi(work)
    yield "URL", _url(work)


def _title(work: RawWork) -> str:
    title = _whole_title(work, "title", "subtitle", "titleaddon")
    descriptive = work.rich("descriptivetitle")
    if title or not descriptive:
        return title
    return descriptive if _BRACKETED.fullmatch(descriptive) else f"[{descriptive}]"


def _whole_title(work: RawWork, title: str, subtitle: str, addon: str = "") -> str:
    main, sub, more = work.rich(title), work.rich(subtitle), work.rich(addon) if addon else ""
    if sub:
        main = f"{main}{'' if main.endswith(('?', '!', '.', ':')) else ':'} {sub}" if main else sub
    return f"{main}. {more}" if main and more else main or more


def _container(work: RawWork) -> Iterator[tuple[str, str]]:
    journal = _whole_title(work, "journaltitle" if work.raw("journaltitle") else "journal", "journalsubtitle")
    book = _whole_title(work, "booktitle", "booksubtitle", "booktitleaddon")
    main = _whole_title(work, "maintitle", "mainsubtitle", "maintitleaddon")
    yield "container-title", journal or book or main
    if book and main and not journal:
        yield "collection-title", main


def _numbers(work: RawWork, kind: str) -> Iterator[tuple[str, str]]:
    """Yield issue, number and pages, which mean different things by type."""
    number, issue = _ranged(work.text("number")), work.text("issue")
    if work.entry.type in IN_PERIODICALS or kind == "periodical" or kind.startswith("article"):
        yield "issue", ", ".join(part for part in (number, issue) if part)
    elif work.raw("series") and kind not in _NUMBERED:
        yield "collection-number", number
    else:
        yield "number", number
    yield "volume", _ranged(work.text("volume"))
    yield "page", _ranged(work.text("pages", "eid"))
    if work.raw("eprint") and kind != "webpage":
        yield "archive", work.text("eprinttype", "archiveprefix")
        yield "archive_location", work.raw("eprint")


def _ranged(text: str) -> str:
    """Return numbers with the dash that spans take."""
    return _DASHES.sub("–", text) if text[:1].isalnum() and any(c.isdigit() for c in text) else text


def _edition(edition: str) -> str:
    match = _ORDINAL.fullmatch(edition)
    return match[1] if match else _ORDINALS.get(edition.lower(), edition)


def _publisher(work: RawWork, name: str) -> str:
    """Return a publisher; `howpublished` is also where older files keep addresses."""
    value = work.raw(name)
    return "" if name == "howpublished" and _address_in(value) else work.text(name)


def _genre(work: RawWork) -> str:
    genre = work.text("type")
    if genre:
        return GENRES.get(genre.lower(), genre)
    return GENRES.get(work.entry.type, "") if work.entry.type != "techreport" else ""


def _doi(work: RawWork) -> str:
    value = work.raw("doi")
    doi = sound_doi(value)
    if value and not doi:
        work.error("BIB105", "doi", f"{value[:80]!r} is not a DOI", "a DOI looks like 10.1000/xyz123")
    return doi


def _url(work: RawWork) -> str:
    value = work.raw("url")
    if not value:
        return _address_in(work.raw("howpublished"))
    url = sound_url(value)
    if not url:
        work.error(
            "BIB106", "url", f"{value[:80]!r} cannot be linked", "write one address, with its https://"
        )
    return url


def _address_in(value: str) -> str:
    return sound_url(value) if "://" in value else ""


def _contributors(work: RawWork) -> Iterator[Contributors]:
    taken: set[str] = set()
    for name, role in ROLES.items():
        if name not in work.fields or role in taken:
            continue
        names, faults = read_names(work.raw(name), work.where(name))
        work.found.extend(faults)
        if names:
            taken.add(role)
            yield Contributors(role=role, names=names)


def _dates(work: RawWork) -> Iterator[tuple[str, ReferenceDate]]:
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
    name, value = ("date", written) if written else ("year", year)
    date = (read_edtf(written) or read_year(written)) if written else None
    if not written and year:
        date = read_year(year, work.text("month"), work.text("day"))
        if date is None and read_year(year):
            written = " ".join(part for part in (work.text("day"), work.text("month"), year) if part)
            _impossible(work, "month", written)
            return read_year(year)
    if date is None and value:
        _impossible(work, name, value)
        return ReferenceDate(literal=value)
    return date


def _impossible(work: RawWork, name: str, value: str) -> None:
    message = f"{value[:80]!r} in {name!r} of {work.entry.key!r} is no date"
    work.error("BIB104", name, message, "write it as 2016, 2016-04 or 2016-04-28")


def _check_fields(work: RawWork, reference: Reference) -> None:
    key, kind = work.entry.key, work.entry.type
    if not reference.text("title"):
        message = f"{key!r} has no title"
        work.error("BIB102", "title", message, "add title, or descriptivetitle with words of your own")
    missing = []
    if (kind in IN_BOOKS or kind == "article") and not reference.text("container-title"):
        missing.append("journaltitle" if kind == "article" else "booktitle")
    if not reference.issued and not reference.date_note and "year" not in work.fields:
        missing.append("year")
    for name in missing:
        message = f"{key!r} has no {name!r}, which works of type '@{kind}' should have"
        hint = "add it, or say in datenote why there is none" if name == "year" else "add it"
        work.warning("BIB103", "", message, hint)
    for field in work.entry.fields:
        near = _slip_of(field.name)
        if near:
            message = f"{key!r} has a field {field.name!r}, which means nothing here"
            work.warning("BIB111", field.name, message, f"did you mean {near!r}?")


@lru_cache(maxsize=1024)
def _slip_of(name: str) -> str:
    """Return the known field that a name is probably a slip of."""
    if name in KNOWN_FIELDS:
        return ""
    return next(iter(get_close_matches(name, sorted(KNOWN_FIELDS), n=1, cutoff=0.85)), "")
