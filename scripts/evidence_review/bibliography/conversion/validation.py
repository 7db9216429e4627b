"""Report missing and misspelt fields, and wrong numbers and characters.

The fields that each type must have are those of BibTeX (https://ctan.org/pkg/bibtex, btxdoc, section 3.1)
and biblatex (https://ctan.org/pkg/biblatex, manual, section 2.1.1). The title is checked separately. Of a
group of fields, an entry must have at least one; a message names the first.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from html import unescape

from evidence_review.bibliography.bibtex.entry import RawField
from evidence_review.bibliography.bibtex.simple_values import unpaired_braces
from evidence_review.bibliography.conversion.fields import ResolvedEntry
from evidence_review.bibliography.conversion.mappings import IGNORED, KNOWN_FIELDS
from evidence_review.bibliography.csl.identifiers import is_isbn, is_issn
from evidence_review.bibliography.csl.reference import Reference
from evidence_review.bibliography.latex.decoding import WEB_TAG, decode_text
from evidence_review.diagnostics import quoted

Group = tuple[str, ...]
"""Fields of which an entry must have at least one."""

_YEAR: Group = ("year", "date")
_AUTHOR: Group = ("author",)
_AUTHOR_OR_EDITOR: Group = ("author", "editor")
_EDITOR: Group = ("editor",)
_BOOK: Group = ("booktitle",)
_PUBLISHER: Group = ("publisher",)
_SCHOOL: Group = ("school", "university", "institution")
_ORGANISATION: Group = ("institution", "school", "university", "publisher", "organization", "series")
_ADDRESS: Group = ("url", "doi", "eprint", "howpublished", "urlnote")

BIBTEX: Mapping[str, tuple[Group, ...]] = {
    "article": (_AUTHOR, ("journal", "journaltitle"), _YEAR),
    "book": (_AUTHOR_OR_EDITOR, _PUBLISHER, _YEAR),
    "booklet": (),
    "conference": (_AUTHOR, _BOOK, _YEAR),
    "inbook": (_AUTHOR_OR_EDITOR, ("chapter", "pages"), _PUBLISHER, _YEAR),
    "incollection": (_AUTHOR, _BOOK, _PUBLISHER, _YEAR),
    "inproceedings": (_AUTHOR, _BOOK, _YEAR),
    "manual": (),
    "mastersthesis": (_AUTHOR, _SCHOOL, _YEAR),
    "misc": (),
    "phdthesis": (_AUTHOR, _SCHOOL, _YEAR),
    "proceedings": (_YEAR,),
    "techreport": (_AUTHOR, _ORGANISATION, _YEAR),
    "unpublished": (_AUTHOR, ("note",)),
}
"""The fields that BibTeX's standard styles require."""

_IN_BOOK = (_AUTHOR, _BOOK, _YEAR)

BIBLATEX: Mapping[str, tuple[Group, ...]] = {
    "article": (_AUTHOR, ("journaltitle", "journal"), _YEAR),
    "book": (_AUTHOR, _YEAR),
    "bookinbook": _IN_BOOK,
    "booklet": (_AUTHOR_OR_EDITOR, _YEAR),
    "collection": (_EDITOR, _YEAR),
    "dataset": (_AUTHOR_OR_EDITOR, _YEAR),
    "inbook": _IN_BOOK,
    "incollection": _IN_BOOK,
    "inproceedings": _IN_BOOK,
    "inreference": _IN_BOOK,
    "manual": (_AUTHOR_OR_EDITOR, _YEAR),
    "mvbook": (_AUTHOR, _YEAR),
    "mvcollection": (_EDITOR, _YEAR),
    "mvproceedings": (_YEAR,),
    "mvreference": (_EDITOR, _YEAR),
    "online": (_AUTHOR_OR_EDITOR, _YEAR, _ADDRESS),
    "patent": (_AUTHOR, ("number",), _YEAR),
    "periodical": (_EDITOR, _YEAR),
    "proceedings": (_YEAR,),
    "reference": (_EDITOR, _YEAR),
    "report": (_AUTHOR, _ORGANISATION, _YEAR),
    "software": (_AUTHOR_OR_EDITOR, _YEAR),
    "suppbook": _IN_BOOK,
    "suppcollection": _IN_BOOK,
    "suppperiodical": (_AUTHOR, ("journaltitle", "journal"), _YEAR),
    "thesis": (_AUTHOR, _ORGANISATION, _YEAR),
    "unpublished": (_AUTHOR, _YEAR),
    **dict.fromkeys(("electronic", "www"), (_AUTHOR_OR_EDITOR, _YEAR, _ADDRESS)),
}
"""The fields that biblatex's data model requires, except the type of a report or thesis."""


_ISBN = re.compile(r"(?<!\w)[\dXx](?:[ \u2010-\u2013-]?[\dXx]){7,16}(?!\w)")
"""Anything that may be meant as an ISBN: 8 to 17 digits; between any two, a space, hyphen or short dash."""
_ISSN = re.compile(r"(?<!\w)[\dXx]{4}[ \u2010-\u2013-]?[\dXx]{4}(?!\w)")
"""Anything that may be meant as an ISSN: two groups of four digits, possibly with a hyphen or short dash."""
_ISBN_OR_ISSN = re.compile(
    r"(?<!\w)(?:97[89](?:[ -]?\d){10}|\d{4}-\d{3}[\dXx]|\d(?:[ -]?\d){8}[ -]?[\dXx]|\d{7}[\dXx])(?![\w-])"
)
"""One ISBN (of 13 or 10 digits) or one ISSN, even if several follow each other."""
_DASH = re.compile(r"[\u2010-\u2013]")
"""A hyphen or a dash up to the length of an en dash."""
_MENDELEY_LINE_END = re.compile(r"\\n(?=[\dXx])")
"""How Mendeley writes a line end."""
_ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|[mn]dash|[lr][sd]quo|[A-Za-z]*(?:acute|grave|uml|circ|tilde|cedil)"
    r"|szlig|#\d{2,6}|#[xX][\da-fA-F]{2,5});"
)
"""An HTML entity: those for punctuation, for letters with accents, or a number."""
_UNCHECKED = frozenset(
    {"url", "doi", "eprint", "file", "abstract", "bdsk-url-1", "bdsk-url-2", "howpublished"}
)
"""Fields in which HTML entities may be right, or that are not shown."""
_DISABLED = re.compile(r"(?:alt|bad|long|no|old|opt|short|x)[-_]?(.+)")
"""A field that was renamed so that no program reads it, as Emacs does with `OPT` and `ALT`."""
_EXPLANATIONS = {"year": "datenote", "url": "urlnote"}
"""Fields in which a review explains why another is missing."""


def check_fields(resolved: ResolvedEntry, reference: Reference) -> None:
    """Record missing fields and probable mistakes."""
    key, kind = resolved.entry.key, resolved.entry.type
    if not reference.text("title"):
        message = f"{key!r} has no title"
        hint = "add 'title', or describe the reference in 'descriptivetitle'"
        resolved.error("BIB102", "title", message, hint)
    for name in _missing(resolved, reference):
        message = f"{key!r} has no {name!r}, which entries of type '@{kind}' should have"
        note = _EXPLANATIONS.get(name)
        hint = f"add it, or explain in {note!r} why there is none" if note else "add it"
        resolved.warning("BIB103", "", message, hint)
    for field in resolved.entry.fields:
        correct = _correct_name(field.name)
        if correct and correct not in resolved.fields:
            message = f"{key!r} has an unknown field, {field.name!r}"
            resolved.warning("BIB111", field.name, message, f"did you mean {correct!r}?")
        if "&" in field.value or "\\" in field.value or "<" in field.value:
            _check_characters(resolved, field)
    _check_numbers(resolved)


def _check_characters(resolved: ResolvedEntry, field: RawField) -> None:
    """Record HTML entities and unpaired braces in a field that is shown."""
    if field.name in _UNCHECKED:
        return
    text = decode_text(field.value)[0] if "&" in field.value else field.value
    if "<" in text and (tag := WEB_TAG.search(text)):
        message = f"{tag[0]!r} in {field.name!r} of {resolved.entry.key!r} is HTML code"
        resolved.warning("BIB116", field.name, message, "write \\emph{…} for italics, and delete other tags")
    if "&" in text and (entity := _ENTITY.search(text)):
        character = unescape(entity[0])
        message = f"{entity[0]!r} in {field.name!r} of {resolved.entry.key!r} is HTML code for {character!r}"
        hint = "write \\&" if character == "&" else f"write {character}"
        resolved.warning("BIB116", field.name, message, hint)
    if ("\\{" in field.value or "\\}" in field.value) and unpaired_braces(field.value):
        where = f"{field.name!r} of {resolved.entry.key!r}"
        message = f"{where} has an unpaired brace, which BibTeX counts even after \\"
        resolved.warning("BIB116", field.name, message, r"write \textbraceleft or \textbraceright")


def _missing(resolved: ResolvedEntry, reference: Reference) -> Iterator[str]:
    """Yield missing fields by the table, BibTeX's or biblatex's, by which fewer are missing."""
    tables = [table[resolved.entry.type] for table in (BIBTEX, BIBLATEX) if resolved.entry.type in table]
    if not tables:
        return
    missing = [[group for group in table if not resolved.has(*group)] for table in tables]
    for group in min(missing, key=len):
        if group[0] == "institution" and _is_by_organisation(reference):
            continue
        if group[0] == "year":
            if reference.issued is None and not reference.date_note and "year" not in resolved.fields:
                yield "year"
        else:
            yield group[0]


def _is_by_organisation(reference: Reference) -> bool:
    """Tell whether an organisation is the author, so that it is also the publisher."""
    return any(name.literal for group in reference.contributors[:1] for name in group.names)


def _check_numbers(resolved: ResolvedEntry) -> None:
    isbn, issn = _MENDELEY_LINE_END.sub(" ", resolved.text("isbn")), resolved.text("issn")
    if isbn and not _all_valid(isbn, _ISBN, is_isbn) and not _are_valid_isbns(isbn):
        numbers = _ISBN_OR_ISSN.findall(isbn)
        if any(map(is_isbn, numbers)) and any(map(is_issn, numbers)):
            message = f"{quoted(isbn)} has both an ISBN and an ISSN"
            resolved.warning("BIB114", "isbn", message, "move the ISSN to 'issn'")
        elif _all_valid(isbn, _ISSN, is_issn):  # EndNote has one field for both
            resolved.warning("BIB114", "isbn", f"{quoted(isbn)} is an ISSN", "move it to 'issn'")
        else:
            message = f"{quoted(isbn)} is not a valid ISBN: a digit is wrong or missing"
            hint = "compare it with the book; the publisher may have printed it wrongly"
            resolved.warning("BIB114", "isbn", message, hint)
    if issn and not _all_valid(issn, _ISSN, is_issn):
        if _all_valid(issn, _ISBN, is_isbn):
            resolved.warning("BIB115", "issn", f"{quoted(issn)} is an ISBN", "move it to 'isbn'")
        else:
            message = f"{quoted(issn)} is not a valid ISSN: a digit is wrong or missing"
            resolved.warning("BIB115", "issn", message, "an ISSN looks like 0040-5833")


def _all_valid(value: str, pattern: re.Pattern[str], is_valid: Callable[[str], bool]) -> bool:
    numbers = pattern.findall(value)
    return bool(numbers) and all(map(is_valid, numbers))


def _are_valid_isbns(value: str) -> bool:
    """Tell whether a value is a list of ISBNs separated by spaces, as Zotero writes them."""
    value = _DASH.sub("-", value)
    numbers = _ISBN_OR_ISSN.findall(value)
    has_other_digits = re.search(r"\d", _ISBN_OR_ISSN.sub("", value)) is not None
    return bool(numbers) and all(map(is_isbn, numbers)) and not has_other_digits


@lru_cache(maxsize=1024)
def _correct_name(name: str) -> str:
    """Return the field that was probably meant, or an empty text if a name is not misspelt."""
    disabled = _DISABLED.fullmatch(name)
    if name in KNOWN_FIELDS or (disabled and disabled[1] in KNOWN_FIELDS):
        return ""
    near = next(iter(get_close_matches(name, sorted(KNOWN_FIELDS), n=1, cutoff=0.85)), "")
    return "" if near in IGNORED else near
