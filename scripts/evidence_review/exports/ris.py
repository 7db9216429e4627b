"""References as RIS (https://en.wikipedia.org/wiki/RIS_(file_format)), which every reference manager reads.

Lines end in a line feed, as all of them take it; what has no tag of its own is kept as a labelled note.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from evidence_review.model.reference import OTHERS, Name, Reference, ReferenceDate, plain

_SPAN = re.compile(r"(\w+) ?[-–] ?(\w+)")

TYPES: Mapping[str, str] = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "VIDEO",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "collection": "AGGR",
    "dataset": "DATA",
    "entry": "ENCYC",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "interview": "PCOMM",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "periodical": "SER",
    "personal_communication": "PCOMM",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "regulation": "STAT",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "treaty": "STAT",
    "webpage": "ELEC",
}
"""The RIS type of each CSL type; `GEN` for any other."""

WHOLE = frozenset({"book", "classic", "collection", "periodical", "report", "thesis"})
"""CSL types whose editors made the whole of it: `A2` would make them editors of the series."""

ROLES: Mapping[str, str] = {"author": "AU", "editor": "A2", "collection-editor": "A3", "translator": "A4"}
"""The tag of each list of names."""

TAGS: Mapping[str, str] = {
    "title": "TI",
    "title-short": "ST",
    "container-title": "T2",
    "container-title-short": "J2",
    "collection-title": "T3",
    "volume": "VL",
    "number-of-volumes": "NV",
    "issue": "IS",
    "number": "M1",
    "collection-number": "M1",
    "chapter-number": "SE",
    "section": "SE",
    "edition": "ET",
    "version": "ET",
    "genre": "M3",
    "publisher": "PB",
    "publisher-place": "CY",
    "ISBN": "SN",
    "ISSN": "SN",
    "DOI": "DO",
    "URL": "UR",
    "language": "LA",
    "archive": "DB",
    "archive_location": "AN",
    "call-number": "CN",
    "abstract": "AB",
    "note": "N1",
}
"""The tag of each CSL variable that is text, in the order in which they are written."""

LABELS: Mapping[str, str] = {"ISBN": "ISBN", "ISSN": "ISSN", "PMID": "PMID", "PMCID": "PMCID"}
"""What a variable is called in a note where it is no plain word."""

SEASONS = ("", "Spring", "Summer", "Autumn", "Winter")
"""The words of seasons."""


def to_ris(references: Iterable[Reference]) -> str:
    """Return works as RIS records, in the order given."""
    return "".join(f"{_record(reference)}\n" for reference in references)


def ris_name(name: Name) -> str:
    """Return a name as `Family, Given, Suffix`; a body with its comma, so that nobody parts it."""
    if name.literal:
        return f"{name.literal},"
    family = " ".join(part for part in (name.non_dropping_particle, name.family) if part)
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    # Without its empty place a suffix would be read as a given name.
    return f"{family}, {given}, {name.suffix}" if name.suffix else ", ".join(filter(None, (family, given)))


def _record(reference: Reference) -> str:
    lines = [("TY", TYPES.get(reference.type, "GEN")), ("ID", reference.key), *_fields(reference), ("ER", "")]
    # A line break in a value would begin a line of its own.
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in lines)


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield from _names(reference)
    yield from _dates(reference)
    texts = {name: plain(value) for name, value in reference.texts}
    taken: set[str] = set()
    for name, tag in TAGS.items():
        if texts.get(name) and tag not in taken:
            yield tag, texts.pop(name)
            if tag != "N1":
                taken.add(tag)
    yield from _pages(texts.pop("page", ""), texts)
    for word in texts.pop("keyword", "").split(","):
        if word.strip():
            yield "KW", word
    yield from (("N1", f"{_label(name)}: {value}") for name, value in texts.items() if value.strip())


def _names(reference: Reference) -> Iterator[tuple[str, str]]:
    for group in reference.contributors:
        tag = ROLES.get(group.role)
        if tag == "A2" and reference.type in WHOLE:
            tag = "ED"
        for name in group.names:
            if name != OTHERS:
                yield (tag, ris_name(name)) if tag else ("N1", f"{_label(group.role)}: {name}")


def _pages(page: str, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    span = _SPAN.fullmatch(page)
    if span:
        yield "SP", span[1]
        yield "EP", span[2]
    elif page:
        yield "SP", page
    elif "number-of-pages" in texts:
        yield "SP", texts.pop("number-of-pages")


def _dates(reference: Reference) -> Iterator[tuple[str, str]]:
    for variable, date in reference.dates:
        if variable == "issued":
            if date.year is not None:
                yield "PY", f"{date.year:04d}"
            if _more_than_a_year(date):
                yield "DA", _ris_date(date)
        elif variable == "accessed" and date.start:
            yield "Y2", _ris_date(date)
        else:
            yield "N1", f"{_label(variable)}: {date}"


def _more_than_a_year(date: ReferenceDate) -> bool:
    return bool(len(date.start) > 1 or date.end or date.season or date.circa or date.literal)


def _ris_date(date: ReferenceDate) -> str:
    """Return `YYYY/MM/DD/other`; what RIS has no place for stands in the last part."""
    parts = [f"{part:02d}" for part in (*date.start, 0, 0, 0)[:3]]
    year, month, day = (part if place < len(date.start) else "" for place, part in enumerate(parts))
    end = "" if not date.end else f"to {'now' if date.end == (0,) else str(date).partition('/')[2]}"
    other = (date.literal, SEASONS[date.season], "circa" if date.circa else "", end)
    return f"{year.zfill(4) if year else ''}/{month}/{day}/{' '.join(part for part in other if part)}"


def _label(variable: str) -> str:
    words = variable.replace("-", " ").replace("_", " ")
    return LABELS.get(variable, words[:1].upper() + words[1:])
