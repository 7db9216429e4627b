"""The CSL variables of a work that are text: titles, numbers, publishers, identifiers."""

import re
from collections.abc import Iterator

from evidence_review.bibliography.conversion.fields import ResolvedEntry, bracketed_title
from evidence_review.bibliography.conversion.journal_macros import journal_of_macro
from evidence_review.bibliography.conversion.mappings import (
    ARCHIVES,
    GENRES,
    IN_PERIODICALS,
    PUBLISHERS,
    RICH_TEXT_VARIABLES,
    TEXTS,
    TYPE_NAMES,
    VOLUMES,
)
from evidence_review.bibliography.conversion.numeric_fields import leading_number, number_of_pages
from evidence_review.bibliography.csl.identifiers import (
    extract_doi,
    normalise_doi,
    normalise_url,
    strip_latex_wrapper,
)
from evidence_review.bibliography.csl.languages import language_tag
from evidence_review.diagnostics import quoted

_DASHES = re.compile(r" ?(?:-{1,3}|–|—|−) ?")
_ORDINAL = re.compile(r"(\w+?)(?:(?<=\d)(?:st|nd|rd|th))?\.?(?:\s+(?:edn?\.?|edition))?", re.IGNORECASE)
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
_LATER_FIRST = tuple(reversed(list(TEXTS.items())))
"""The table of texts so that the first of two fields for one variable comes last, and wins."""
_BETWEEN = re.compile(
    r"[\s,;]+(?:and\s+)?(?=https?://)|;?\s+(?=ftp://)"
    r"|(?:\{\\textbackslash\}|\$\\backslash\$|\\textbackslash\s?|\\)n(?=https?://)"
)
"""What stands between the addresses of a field that holds more than one; Mendeley writes `\\n`."""
_BARE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/|$)", re.IGNORECASE)
"""An address without its `https://`."""
_ONE_ADDRESS = "write one address, with its https://"
_IN_ARCHIVE = re.compile(r"(?:arxiv:\s*)?([\w./-]+)(?:\s*\[[\w.-]+\])?", re.IGNORECASE)
"""A number in an archive; Zotero writes the class behind that of arXiv, in brackets."""


def texts_of(work: ResolvedEntry, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the CSL variables that are text; a later one of the same name wins."""
    yield from _titles(work)
    yield from _container(work)
    for name, variable in _LATER_FIRST:
        if name in work.fields:
            yield variable, work.rich(name) if variable in RICH_TEXT_VARIABLES else work.text(name)
    yield "edition", _edition(work.text("edition"))
    yield from _numbers(work, kind)
    publishers = (_publisher(work, name) for name in PUBLISHERS if name in work.fields)
    yield "publisher", "; ".join(name for name in publishers if name)
    yield "genre", _genre(work)
    yield "note", ". ".join(value for name in ("note", "addendum") if (value := _note(work, name)))
    language = work.raw("langid", "language", "hyphenation")
    yield "language", language_tag(language) if language else ""
    yield "DOI", _doi(work)
    yield "URL", _url(work)


def _titles(work: ResolvedEntry) -> Iterator[tuple[str, str]]:
    """Yield the title; one volume of a work in several has the title of the whole and its own."""
    title = _whole_title(work, "title", "subtitle", "titleaddon")
    whole = _whole_title(work, "maintitle", "mainsubtitle", "maintitleaddon")
    descriptive = work.rich("descriptivetitle")
    if whole and work.entry.type in VOLUMES:
        yield "title", whole
        yield "volume-title", title if title != whole else ""
    elif title or not descriptive:
        yield "title", title
    else:
        yield "title", bracketed_title(descriptive)


def _whole_title(work: ResolvedEntry, title: str, subtitle: str, addon: str = "") -> str:
    if title not in work.fields and subtitle not in work.fields and addon not in work.fields:
        return ""
    main, sub, more = work.rich(title), work.rich(subtitle), work.rich(addon) if addon else ""
    if sub:
        main = f"{main}{'' if main.endswith(('?', '!', '.', ':')) else ':'} {sub}" if main else sub
    end = "" if main.endswith(("?", "!", ".")) else "."
    return f"{main}{end} {more}" if main and more else main or more


def _container(work: ResolvedEntry) -> Iterator[tuple[str, str]]:
    name = "journaltitle" if work.raw("journaltitle") else "journal"
    written = work.raw(name)
    known = journal_of_macro(work.definitions.expand(written)) if "\\" in written else ""
    journal = known or _whole_title(work, name, "journalsubtitle")
    book = _whole_title(work, "booktitle", "booksubtitle", "booktitleaddon")
    main = _whole_title(work, "maintitle", "mainsubtitle", "maintitleaddon")
    yield "container-title", journal or book or ("" if work.entry.type in VOLUMES else main)
    if book and main and not journal:
        yield "collection-title", main


def _numbers(work: ResolvedEntry, kind: str) -> Iterator[tuple[str, str]]:
    """Yield issue, number and pages, which mean different things by type."""
    if work.entry.type in IN_PERIODICALS or kind == "periodical" or kind.startswith("article"):
        number, issue = leading_number(work, "number"), leading_number(work, "issue")
        both = dict.fromkeys((_ranged(number), _ranged(issue)))  # Zotero may write one number in both
        yield "issue", ", ".join(filter(None, both))
    elif work.raw("series") and kind not in _NUMBERED:
        yield "collection-number", work.text("number")
    else:
        yield "number", work.text("number")
    yield "volume", _ranged(leading_number(work, "volume"))
    total = number_of_pages(work)
    if total:
        yield "number-of-pages", total
    else:
        yield "page", _ranged(leading_number(work, "pages", "eid"))
    if work.raw("eprint") and kind != "webpage":
        yield "archive", work.text("eprinttype", "archiveprefix")
        yield "archive_location", work.raw("eprint")


def _ranged(text: str) -> str:
    """Return numbers with the dash that spans take."""
    if text.isalnum() or not text[:1].isalnum() or not any(c.isdigit() for c in text):
        return text
    return _DASHES.sub("–", text)


def _edition(edition: str) -> str:
    match = _ORDINAL.fullmatch(edition)
    number = match[1] if match else ""
    return number if number.isdigit() else _ORDINALS.get(number.lower(), edition)


def _publisher(work: ResolvedEntry, name: str) -> str:
    """Return a publisher; `howpublished` is also where older files keep addresses."""
    value = work.raw(name)
    return "" if name == "howpublished" and _address_in(value) else work.text(name)


def _note(work: ResolvedEntry, name: str) -> str:
    """Return a note, unless it is the address of the work and no more, as Better BibTeX may write it."""
    value = work.raw(name)
    if not value:
        return ""
    return "" if name == "note" and _address_in(value) == _url_beside(work) != "" else work.rich(name)


def _genre(work: ResolvedEntry) -> str:
    genre = work.text("type")
    if genre and genre.lower() not in TYPE_NAMES:
        return GENRES.get(genre.lower(), genre)
    return GENRES.get(work.entry.type, "") if work.entry.type != "techreport" else ""


def _doi(work: ResolvedEntry) -> str:
    value = work.raw("doi")
    doi = normalise_doi(value)
    if doi or not value:
        return doi
    doi = extract_doi(value)
    if doi:
        message = f"{quoted(value)} holds more than a DOI; {doi!r} was read"
        work.warning("BIB105", "doi", message, "keep that alone")
    else:
        hint = "put it into url" if _address_in(value) else "a DOI looks like 10.1000/xyz123"
        work.error("BIB105", "doi", f"{quoted(value)} is not a DOI", hint)
    return doi


def _url(work: ResolvedEntry) -> str:
    value = work.raw("url")
    if not value:
        return _url_beside(work) or _url_of_eprint(work)
    url = normalise_url(value)
    first = url or next(
        (each for part in _BETWEEN.split(strip_latex_wrapper(value)) if (each := normalise_url(part))), ""
    )
    if url:
        return url
    shown = quoted(value)
    if first:
        work.warning("BIB106", "url", f"{shown} holds more than one address; {first!r} was read", "keep one")
    elif value.lower().startswith("ftp://"):
        message = f"{shown} cannot be linked, for browsers no longer open such addresses"
        work.warning("BIB106", "url", message, "look for the same page at an address with https://")
    else:
        full = f"https://{value}"
        hint = f"did you mean {full[:80]!r}?" if _BARE.match(value) and normalise_url(full) else _ONE_ADDRESS
        work.error("BIB106", "url", f"{shown} cannot be linked", hint)
    return first


def _url_beside(work: ResolvedEntry) -> str:
    """Return the address in another field of a work that has none of its own."""
    if work.raw("url"):
        return ""
    return _address_in(work.raw("howpublished")) or _address_in(work.raw("note"))


def _url_of_eprint(work: ResolvedEntry) -> str:
    """Return where an archive shows what it keeps, for a work without an address or a DOI."""
    base = ARCHIVES.get(work.text("eprinttype", "archiveprefix").lower())
    number = _IN_ARCHIVE.fullmatch(work.raw("eprint").strip())
    return f"{base}{number[1]}" if base and number and not work.raw("doi") else ""


def _address_in(value: str) -> str:
    return normalise_url(value) if "://" in value else ""
