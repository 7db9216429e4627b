"""References as COinS, which Zotero and library tools read from a list on a page.

Each is an OpenURL context object in the form of keys and values:
https://www.niso.org/publications/z3988-2004-r2010 and https://web.archive.org/web/2017/http://ocoins.info/.
Zotero reads types that OpenURL does not have from `rft.type`. It splits a name at its comma, so the name of
an organisation ends in one.
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from evidence_review.bibliography.csl.reference import ET_AL, Reference, ReferenceDate, strip_markup
from evidence_review.bibliography.writers.highwire import ITEM_TYPES
from evidence_review.bibliography.writers.reference_managers import inverted, page_range

BOOK = "info:ofi/fmt:kev:mtx:book"
JOURNAL = "info:ofi/fmt:kev:mtx:journal"
THESIS = "info:ofi/fmt:kev:mtx:dissertation"

FORMATS: Mapping[str, tuple[str, str]] = {
    "article-journal": (JOURNAL, "article"),
    "book": (BOOK, "book"),
    "chapter": (BOOK, "bookitem"),
    "classic": (BOOK, "book"),
    "collection": (BOOK, "book"),
    "pamphlet": (BOOK, "book"),
    "paper-conference": (BOOK, "proceeding"),
    "report": (BOOK, "report"),
    "review": (JOURNAL, "article"),
    "review-book": (JOURNAL, "article"),
    "thesis": (THESIS, ""),
}
"""The format and genre of each CSL type; any other is a `document` in the format for books."""

TITLES: Mapping[str, tuple[str, str]] = {
    "article": ("rft.atitle", "rft.jtitle"),
    "bookitem": ("rft.atitle", "rft.btitle"),
    "proceeding": ("rft.atitle", "rft.btitle"),
    "book": ("rft.btitle", ""),
    "report": ("rft.btitle", ""),
}
"""The keys of the title and of the title of the container, by genre."""

KEYS: Mapping[str, str] = {
    "container-title-short": "rft.stitle",
    "volume": "rft.volume",
    "issue": "rft.issue",
    "publisher-place": "rft.place",
    "edition": "rft.edition",
    "collection-title": "rft.series",
    "ISBN": "rft.isbn",
    "ISSN": "rft.issn",
    "number-of-pages": "rft.tpages",
    "language": "rft.language",
}
"""The key of each other CSL text variable."""

_WHOLE_WORDS = re.compile(r"[^.,]*[^\W\d_A-Z][^.,]*")
"""Given names that Zotero does not change. It adds spaces to initials and would then see a second author."""


def coins(reference: Reference) -> str:
    """Return a reference as a context object in ASCII, for the `title` of a `span` with the class `Z3988`."""
    pairs = (("ctx_ver", "Z39.88-2004"), *_pairs(reference))
    return "&".join(
        f"{key}={quote(' '.join(value.split()), safe='')}" for key, value in pairs if value.strip()
    )


def _pairs(reference: Reference) -> Iterator[tuple[str, str]]:
    form, genre = FORMATS.get(reference.type, (BOOK, "document"))
    title, container = TITLES.get(genre, ("rft.title", "rft.source"))
    yield "rft_val_fmt", form
    yield "rft.genre", genre
    yield title, reference.title
    if container:
        yield container, strip_markup(reference.text("container-title"))
    yield "rft_id", f"info:doi/{reference.doi}" if reference.doi else ""
    yield "rft_id", reference.url
    yield from _names(reference)
    yield "rft.date", _day(reference.issued)
    yield "rft.inst" if form == THESIS else "rft.pub", strip_markup(reference.text("publisher"))
    if form == THESIS:
        yield "rft.degree", strip_markup(reference.text("genre"))
    yield from ((key, strip_markup(reference.text(variable))) for variable, key in KEYS.items())
    yield "rft.artnum", strip_markup(reference.text("number")) if form == JOURNAL else ""
    yield from _pages(reference.text("page"))
    if genre == "document":
        yield "rft.type", ITEM_TYPES.get(reference.type, "document")  # last: it changes the others


def _names(reference: Reference) -> Iterator[tuple[str, str]]:
    groups = {group.role: group.names for group in reference.contributors}
    names = [name for name in groups.get("author") or groups.get("editor", ()) if name != ET_AL]
    first = inverted(names[0]).partition(", ") if names else ("", "", "")
    if _WHOLE_WORDS.fullmatch(first[2]):
        yield "rft.aulast", first[0]
        yield "rft.aufirst", first[2]
    for name in names:
        yield "rft.au", inverted(name)


def _pages(page: str) -> Iterator[tuple[str, str]]:
    first, last = page_range(page)
    if last:
        yield "rft.spage", first
        yield "rft.epage", last
    yield "rft.pages", page.replace("–", "-")


def _day(date: ReferenceDate | None) -> str:
    """Return the first day as precisely as it is known, such as `2019-05`, or the words of a literal date."""
    if date is None:
        return ""
    return date.literal or str(ReferenceDate(start=date.start))
