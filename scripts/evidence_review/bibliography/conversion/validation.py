"""What a work lacks, and fields whose names or check digits are wrong."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from html import unescape

from evidence_review.bibliography.bibtex.entry import RawField
from evidence_review.bibliography.bibtex.simple_values import unpaired_braces
from evidence_review.bibliography.conversion.fields import ResolvedEntry
from evidence_review.bibliography.conversion.mappings import IGNORED, KNOWN_FIELDS
from evidence_review.bibliography.conversion.required_fields import BIBLATEX, BIBTEX
from evidence_review.bibliography.csl.identifiers import is_isbn, is_issn
from evidence_review.bibliography.csl.reference import Reference
from evidence_review.diagnostics import quoted

_BOOK_NUMBER = re.compile(r"(?<!\w)[\dXx](?:[ \u2010-\u2013-]?[\dXx]){7,16}(?!\w)")
_SERIAL_NUMBER = re.compile(r"(?<!\w)[\dXx]{4}[ \u2010-\u2013-]?[\dXx]{4}(?!\w)")
_EITHER = re.compile(
    r"(?<!\w)(?:97[89](?:[ -]?\d){10}|\d{4}-\d{3}[\dXx]|\d(?:[ -]?\d){8}[ -]?[\dXx]|\d{7}[\dXx])(?![\w-])"
)
"""An ISBN or an ISSN, each by itself."""
_DASH = re.compile(r"[\u2010-\u2013]")
_LINE_END = re.compile(r"(?:\{\\textbackslash\}|\$\\backslash\$|\\)n(?=[\dXx])")
"""How Mendeley writes the end of a line."""
_ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|[mn]dash|[lr][sd]quo|[A-Za-z]+(?:acute|grave|uml|circ|tilde|cedil)"
    r"|szlig|#\d{2,6}|#[xX][\da-fA-F]{2,5});"
)
_NOT_SHOWN = frozenset(
    {"url", "doi", "eprint", "file", "abstract", "bdsk-url-1", "bdsk-url-2", "howpublished"}
)
"""Fields in which signs of web pages may stand, or that nobody sees."""
_PUT_ASIDE = re.compile(r"(?:alt|bad|long|no|old|opt|short|x)[-_]?(.+)")
"""A field whose name was changed so that nothing reads it, as Emacs and people do."""
_NOTES = {"year": "datenote", "url": "urlnote"}
"""Where a review says why something is missing."""


def check_fields(work: ResolvedEntry, reference: Reference) -> None:
    """Record what is missing in a work and what is probably a slip."""
    key, kind = work.entry.key, work.entry.type
    if not reference.text("title"):
        message = f"{key!r} has no title"
        work.error("BIB102", "title", message, "add title, or descriptivetitle with words of your own")
    for name in _missing(work, reference):
        message = f"{key!r} has no {name!r}, which works of type '@{kind}' should have"
        note = _NOTES.get(name)
        hint = f"add it, or say in {note} why there is none" if note else "add it"
        work.warning("BIB103", "", message, hint)
    for field in work.entry.fields:
        near = _misspelt_field(field.name)
        if near and near not in work.fields:
            message = f"{key!r} has a field {field.name!r}, which means nothing here"
            work.warning("BIB111", field.name, message, f"did you mean {near!r}?")
        if "&" in field.value or "\\" in field.value:
            _check_characters(work, field)
    _check_numbers(work)


def _check_characters(work: ResolvedEntry, field: RawField) -> None:
    """Record what is no LaTeX, or LaTeX that BibTeX reads otherwise, in a field that is shown."""
    if field.name in _NOT_SHOWN:
        return
    if "&" in field.value and (entity := _ENTITY.search(field.value)):
        meant = unescape(entity[0])
        message = f"{entity[0]!r} in {field.name!r} of {work.entry.key!r} is how web pages write {meant!r}"
        work.warning("BIB116", field.name, message, "write \\&" if meant == "&" else f"write {meant}")
    if ("\\{" in field.value or "\\}" in field.value) and unpaired_braces(field.value):
        message = f"a brace in {field.name!r} of {work.entry.key!r} has no partner, and BibTeX counts it"
        work.warning("BIB116", field.name, message, r"write \textbraceleft or \textbraceright")


def _missing(work: ResolvedEntry, reference: Reference) -> Iterator[str]:
    """Yield what an entry lacks by the table, BibTeX's or biblatex's, of which it lacks less."""
    tables = [table[work.entry.type] for table in (BIBTEX, BIBLATEX) if work.entry.type in table]
    if not tables:
        return
    lacking = [[group for group in table if not work.raw(*group)] for table in tables]
    for group in min(lacking, key=len):
        if group[0] == "institution" and _is_by_organisation(reference):
            continue
        if group[0] == "year":
            if reference.issued is None and not reference.date_note and "year" not in work.fields:
                yield "year"
        else:
            yield group[0]


def _is_by_organisation(reference: Reference) -> bool:
    """Say whether a body is the author: it stands for its own publisher."""
    return any(name.literal for group in reference.contributors[:1] for name in group.names)


def _check_numbers(work: ResolvedEntry) -> None:
    isbn, issn = _LINE_END.sub(" ", work.raw("isbn")), work.raw("issn")
    if isbn and not _all_valid(isbn, _BOOK_NUMBER, is_isbn) and not _are_valid_isbns(isbn):
        numbers = _EITHER.findall(isbn)
        if any(map(is_isbn, numbers)) and any(map(is_issn, numbers)):
            work.warning(
                "BIB114", "isbn", f"{quoted(isbn)} holds more than an ISBN", "put the ISSN into issn"
            )
        elif _all_valid(isbn, _SERIAL_NUMBER, is_issn):  # EndNote has one field for both
            work.warning("BIB114", "isbn", f"{quoted(isbn)} is an ISSN", "put it into issn")
        else:
            message = f"{quoted(isbn)} is no ISBN: a digit is wrong, or one is missing"
            work.warning("BIB114", "isbn", message, "look at the book; a publisher may have printed it wrong")
    if issn and not _all_valid(issn, _SERIAL_NUMBER, is_issn):
        if _all_valid(issn, _BOOK_NUMBER, is_isbn):
            work.warning("BIB115", "issn", f"{quoted(issn)} is an ISBN", "put it into isbn")
        else:
            message = f"{quoted(issn)} is no ISSN: a digit is wrong, or one is missing"
            work.warning("BIB115", "issn", message, "an ISSN looks like 0040-5833")


def _all_valid(value: str, shape: re.Pattern[str], test: object) -> bool:
    numbers = shape.findall(value)
    return bool(numbers) and callable(test) and all(test(number) for number in numbers)


def _are_valid_isbns(value: str) -> bool:
    """Say whether a value is ISBNs with no more than blanks between them, as Zotero writes them."""
    value = _DASH.sub("-", value)
    numbers = _EITHER.findall(value)
    return bool(numbers) and all(map(is_isbn, numbers)) and not re.search(r"\d", _EITHER.sub("", value))


@lru_cache(maxsize=1024)
def _misspelt_field(name: str) -> str:
    """Return the field with a meaning that a name is probably a slip of."""
    aside = _PUT_ASIDE.fullmatch(name)
    if name in KNOWN_FIELDS or (aside and aside[1] in KNOWN_FIELDS):
        return ""
    near = next(iter(get_close_matches(name, sorted(KNOWN_FIELDS), n=1, cutoff=0.85)), "")
    return "" if near in IGNORED else near
