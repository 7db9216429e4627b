"""References as RIS (https://en.wikipedia.org/wiki/RIS_(file_format)), which every reference manager reads.

Lines end in a line feed, which all readers accept. A value without a tag of its own becomes a labelled note.
JabRef ignores several tags; its users are better served by BibTeX.
"""

from collections.abc import Iterable, Iterator, Mapping

from evidence_review.bibliography.csl.reference import ET_AL, Reference, ReferenceDate, strip_markup
from evidence_review.bibliography.writers.reference_managers import (
    inverted,
    label,
    page_range,
    without_separators,
)

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
    "paper-conference": "CONF",
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

PARTS = frozenset(
    {
        "article-journal", "article-magazine", "article-newspaper", "chapter", "entry", "entry-dictionary",
        "entry-encyclopedia", "paper-conference", "review", "review-book",
    }
)  # fmt: skip
"""CSL types whose editors are those of the container; for others `A2` means the editors of the series."""

ROLES: Mapping[str, str] = {"author": "AU", "editor": "A2", "collection-editor": "A3", "translator": "A4"}
"""The tag of each list of names."""

TAGS: Mapping[str, str] = {
    "title": "TI",
    "title-short": "ST",
    "genre": "M3",
    "DOI": "DO",
    "container-title": "T2",
    "container-title-short": "J2",
    "collection-title": "T3",
    "archive": "DB",
    "archive_location": "AN",
    "volume": "VL",
    "number-of-volumes": "NV",
    "issue": "IS",
    "number": "M1",
    "collection-number": "M1",
    "chapter-number": "SE",
    "section": "SE",
    "edition": "ET",
    "version": "ET",
    "publisher": "PB",
    "publisher-place": "CY",
    "ISBN": "SN",
    "ISSN": "SN",
    "URL": "UR",
    "language": "LA",
    "call-number": "CN",
    "abstract": "AB",
    "note": "N1",
}
"""The tag of each CSL text variable, in order: Zotero reads only the first of `IS` and `M1`."""

SEASONS = ("", "Spring", "Summer", "Autumn", "Winter")
"""The names of the seasons, by CSL's number."""


def to_ris(references: Iterable[Reference]) -> str:
    """Return references as RIS records, in the order given."""
    return "".join(f"{_record(reference)}\n" for reference in references)


def _record(reference: Reference) -> str:
    kind = TYPES.get(reference.type, "GEN")
    lines = [("TY", kind), ("ID", reference.key), *_fields(reference), ("ER", "")]
    # A line break in a value would begin a new record line.
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in lines)


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield from _names(reference)
    yield from _dates(reference)
    texts = {name: strip_markup(value) for name, value in reference.texts}
    taken: set[str] = set()
    for name, tag in TAGS.items():
        if texts.get(name) and tag not in taken:
            value = texts.pop(name)
            yield tag, value
            if tag != "N1":
                taken.add(tag)
            if tag == "T2" and reference.type == "paper-conference":
                yield "C3", value  # Zotero reads the title of the book from here: `T2` is the conference
    yield from _pages(texts.pop("page", ""), texts)
    for word in texts.pop("keyword", "").split(","):
        if word.strip():
            yield "KW", word
    yield from (("N1", f"{label(name)}: {value}") for name, value in texts.items() if value.strip())


def _names(reference: Reference) -> Iterator[tuple[str, str]]:
    for group in reference.contributors:
        tag = ROLES.get(group.role)
        if tag == "A2" and reference.type not in PARTS:
            tag = "ED"
        for name in group.names:
            if name == ET_AL:
                yield "N1", f"{label(group.role)}: and others"
                continue
            if tag:
                yield tag, inverted(name)
            if not tag or str(name) != without_separators(str(name)):
                yield "N1", f"{label(group.role)}: {name}"


def _pages(page: str, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    if page:
        yield from (pair for pair in zip(("SP", "EP"), page_range(page), strict=True) if pair[1])
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
            yield "N1", f"{label(variable)}: {date}"


def _more_than_a_year(date: ReferenceDate) -> bool:
    return bool(len(date.start) > 1 or date.end or date.season or date.circa or date.literal)


def _ris_date(date: ReferenceDate) -> str:
    """Return `YYYY/MM/DD/other`, where `other` is whatever has no field of its own in RIS."""
    parts = [f"{part:02d}" for part in (*date.start, 0, 0, 0)[:3]]
    year, month, day = (part if place < len(date.start) else "" for place, part in enumerate(parts))
    end = "" if not date.end else f"to {'now' if date.end == (0,) else str(date).partition('/')[2]}"
    other = (date.literal, SEASONS[date.season], "circa" if date.circa else "", end)
    return f"{year.zfill(4) if year else ''}/{month}/{day}/{' '.join(part for part in other if part)}"
