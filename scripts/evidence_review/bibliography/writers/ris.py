"""References as RIS (https://en.wikipedia.org/wiki/RIS_(file_format)), which every reference manager reads.

Lines end in a line feed, as all of them take it; what has no tag of its own is kept as a labelled note.
What stands under a tag that JabRef passes over is said once more where only JabRef looks.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from evidence_review.bibliography.csl.reference import ET_AL, Name, Reference, ReferenceDate, strip_markup
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
"""CSL types whose editors are those of what holds them; for others `A2` means those of the series."""

ROLES: Mapping[str, str] = {"author": "AU", "editor": "A2", "collection-editor": "A3", "translator": "A4"}
"""The tag of each list of names."""

UNSPLIT_NAME_SUFFIX = "\N{NO-BREAK SPACE}"
"""What follows the comma after a name that is not to be parted, if JabRef is to leave it whole.

JabRef drops a comma with nothing after it and parts the name anew at each line that follows. Zotero, pandoc
and rispy take this space off.
"""

JABREF_NOTE = "U1"
"""The tag of what is said again for JabRef, which makes a remark of it. Zotero and pandoc pass over it."""

JABREF_IGNORED = frozenset({"AN", "CN", "DO", "J2", "M1", "M3", "NV", "SE", "ST"})
"""Tags of texts that JabRef 3.8 passes over."""

KINDS = frozenset(
    {"ART", "BLOG", "ELEC", "FIGURE", "MANSCPT", "MAP", "PAMP", "PCOMM", "RPRT", "SLIDE", "STAND", "THES"}
)
"""RIS types of which Zotero takes `M3` for the kind of report and the like. Of others it takes a DOI."""

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
"""The tag of each CSL variable that is text, in the order in which they are written.

Of `AN`, `IS` and `M1` JabRef keeps the last; Zotero keeps the first of `IS` and `M1`, and takes a DOI that is
given twice for one where it comes before `M1`.
"""

_AND = re.compile(r"\band\b", re.IGNORECASE)
_HYPHENED = re.compile(r"[^\W\d_A-Z]\w*-|.* [-–—] ")
"""A particle with a hyphen at the start, or a dash between words."""

SEASONS = ("", "Spring", "Summer", "Autumn", "Winter")
"""The words of seasons."""


def to_ris(references: Iterable[Reference]) -> str:
    """Return works as RIS records, in the order given."""
    return "".join(f"{_record(reference)}\n" for reference in references)


def _record(reference: Reference) -> str:
    kind = TYPES.get(reference.type, "GEN")
    lines = [("TY", kind), ("ID", reference.key), *_fields(reference, kind), ("ER", "")]
    return "".join(f"{tag}  - {_value(tag, value)}\n" for tag, value in lines)


def _value(tag: str, text: str) -> str:
    """Return a value as one line: a line break in it would begin a line of its own."""
    line = " ".join(text.split())
    return (
        f"{line}{UNSPLIT_NAME_SUFFIX}"
        if tag in {"AU", "ED", "A2", "A3", "A4"} and line.endswith(",")
        else line
    )


def _fields(reference: Reference, kind: str) -> Iterator[tuple[str, str]]:
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
            yield from _jabref_duplicate(name, tag, value, is_kind="M3" in taken or kind in KINDS)
            if tag == "T2" and reference.type == "paper-conference":
                yield "C3", value  # Zotero takes `T2` for the name of the conference, and this for the book
    yield from _pages(texts.pop("page", ""), texts)
    for word in texts.pop("keyword", "").split(","):
        if word.strip():
            yield "KW", word
    yield from (("N1", f"{label(name)}: {value}") for name, value in texts.items() if value.strip())


def _jabref_duplicate(name: str, tag: str, value: str, *, is_kind: bool) -> Iterator[tuple[str, str]]:
    """Say again what JabRef passes over, where other readers take it for the same or not at all.

    JabRef 3.8 knows a DOI by its prefix alone, with which Zotero and later versions of JabRef find it too.
    """
    if tag == "DO" and not is_kind:
        yield "M3", f"doi:{value}"
    elif tag in JABREF_IGNORED:
        yield JABREF_NOTE, f"{label(name)}: {value}"


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
            elif tag != "AU" or _is_altered(name, alone=len(group.names) == 1):
                # JabRef makes editors of translators, authors of both, or nobody: versions differ.
                yield JABREF_NOTE, f"{label(group.role)}: {name}"


def _is_altered(name: Name, *, alone: bool) -> bool:
    """Say whether JabRef makes something else of a name whatever stands round it.

    It makes two of one at "and", and takes off dashes; 3.8 makes two of a sole one with spaces in both parts,
    and `al Hakim` of `al-Hakim`.
    """
    in_two = alone and " " in name.surname and " " in name.forenames + name.suffix
    return bool(in_two or _AND.search(name.literal) or _HYPHENED.match(name.literal or name.surname))


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
                yield JABREF_NOTE, f"{label(variable)}: {date}"
        elif variable == "accessed" and date.start:
            yield "Y2", _ris_date(date)
            yield JABREF_NOTE, f"{label(variable)}: {date}"
        else:
            yield "N1", f"{label(variable)}: {date}"


def _more_than_a_year(date: ReferenceDate) -> bool:
    return bool(len(date.start) > 1 or date.end or date.season or date.circa or date.literal)


def _ris_date(date: ReferenceDate) -> str:
    """Return `YYYY/MM/DD/other`; what RIS has no place for stands in the last part."""
    parts = [f"{part:02d}" for part in (*date.start, 0, 0, 0)[:3]]
    year, month, day = (part if place < len(date.start) else "" for place, part in enumerate(parts))
    end = "" if not date.end else f"to {'now' if date.end == (0,) else str(date).partition('/')[2]}"
    other = (date.literal, SEASONS[date.season], "circa" if date.circa else "", end)
    return f"{year.zfill(4) if year else ''}/{month}/{day}/{' '.join(part for part in other if part)}"
