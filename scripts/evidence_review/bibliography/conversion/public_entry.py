"""A BibTeX entry as it is given away: as written where that was sound, in one tidy layout otherwise."""

import re
from collections.abc import Container, Iterable, Mapping

from pybtex.database.input.bibtex import month_names

from evidence_review.bibliography.bibtex.entry import RawEntry, RawField
from evidence_review.bibliography.bibtex.simple_values import without_unpaired_braces
from evidence_review.bibliography.conversion.fields import bracketed_title
from evidence_review.bibliography.latex.definitions import MacroDefinitions

PUBLISHED = frozenset(
    [
        "addendum",
        "address",
        "afterword",
        "annotator",
        "archiveprefix",
        "author",
        "authortype",
        "bookauthor",
        "booktitle",
        "booksubtitle",
        "booktitleaddon",
        "chapter",
        "collaborator",
        "commentator",
        "crossref",
        "date",
        "day",
        "descriptivetitle",
        "director",
        "doi",
        "edition",
        "editor",
        "editora",
        "editoratype",
        "editorb",
        "editorbtype",
        "editorc",
        "editorctype",
        "editortype",
        "eid",
        "entrysubtype",
        "eprint",
        "eprintclass",
        "eprinttype",
        "eventdate",
        "eventtitle",
        "eventtitleaddon",
        "foreword",
        "holder",
        "howpublished",
        "hyphenation",
        "institution",
        "introduction",
        "isan",
        "isbn",
        "ismn",
        "isrn",
        "issn",
        "issue",
        "issuesubtitle",
        "issuetitle",
        "issuetitleaddon",
        "iswc",
        "journal",
        "journalabbr",
        "journalsubtitle",
        "journaltitle",
        "journaltitleaddon",
        "key",
        "langid",
        "language",
        "location",
        "mainsubtitle",
        "maintitle",
        "maintitleaddon",
        "month",
        "note",
        "number",
        "options",
        "organization",
        "origdate",
        "origlanguage",
        "origlocation",
        "origpublisher",
        "origtitle",
        "pages",
        "pagetotal",
        "part",
        "pmcid",
        "pmid",
        "primaryclass",
        "publisher",
        "pubstate",
        "reprinttitle",
        "school",
        "series",
        "shortauthor",
        "shorteditor",
        "shortjournal",
        "shortseries",
        "shorttitle",
        "subtitle",
        "title",
        "titleaddon",
        "translator",
        "type",
        "university",
        "url",
        "urldate",
        "venue",
        "version",
        "volume",
        "volumes",
        "year",
    ]
)
"""The fields that are given away: those of BibTeX and biblatex that describe a work.

Reference managers also keep paths of files, abstracts of others and notes of one's own in an entry
(https://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf, part 2.2).
"""


_DESCRIPTIVE = "descriptivetitle"
_MAX_DEPTH = 5
"""How many braces may stand inside one another in an entry that is given away as written."""
_MONTHS: Mapping[str, str] = {name.lower(): macro for macro, name in month_names.items()}


def _nested(depth: int) -> str:
    """Return the pattern of a text whose braces come in pairs, so many inside one another at most."""
    return rf"[^{{}}]*+(?:\{{{_nested(depth - 1)}\}}[^{{}}]*+)*+" if depth else "[^{}]*+"


_HEAD = re.compile(r"@\s*\w+\s*[{(]\s*[^\s,]+\s*,")
_GROUP = rf"\{{{_nested(_MAX_DEPTH)}\}}"
_VALUE = rf"""(?:{_GROUP}|"(?:[^"{{}}]|{_GROUP})*+"|\d+|{"|".join(month_names)})"""
_FIELD = re.compile(
    rf"""\s*+([^\s=,{{}}"#]+)\s*+=\s*+{_VALUE}(?:\s*+\#\s*+{_VALUE})*+\s*+(?:,|(?=[)}}]\Z))""", re.IGNORECASE
)
_FOOT = re.compile(r"\s*+[)}]")


def public_entry(
    entry: RawEntry, fields: Mapping[str, RawField], kept: Container[str], definitions: MacroDefinitions
) -> tuple[str, str]:
    """Return an entry with the fields that it may have, and with all of them.

    Each is as written, or in one tidy layout where what is written is not whole by itself.

    Args:
        entry: The entry.
        fields: Its fields with those it inherits, by name.
        kept: The fields that the first may have.
        definitions: The macros of the file's preamble, which is not given away; they are put in.
    """
    borrows = "xdata" in fields  # from what is no work, and so is not given away
    defined = {
        name: field._replace(value=text)
        for name, field in fields.items()
        if (text := definitions.expand(field.value)) != field.value
    }
    segments = None if borrows or defined else _segments(entry)
    if segments is None:
        whole = dict(fields) if borrows else {field.name: field for field in entry.fields}
        whole = {name: defined.get(name, field) for name, field in whole.items()}
        chosen = [_for_all(field, fields) for name, field in whole.items() if name in kept]
        return _tidy(entry, chosen), _tidy(entry, whole.values())
    head, *parts = segments
    end = sum(len(text) for _, text in segments)
    texts = [
        _segment_for_all(text, fields[name], fields) if name == _DESCRIPTIVE else text
        for name, text in parts
        if name in kept
    ]
    return "".join([head[1], *texts, entry.written[end:]]), entry.written


def _segments(entry: RawEntry) -> list[tuple[str, str]] | None:
    """Return the head of an entry and each of its fields as written; nothing where a value needs a macro."""
    head = _HEAD.match(entry.written)
    if not head:
        return None
    found, place = [("", head[0])], head.end()
    while field := _FIELD.match(entry.written, place):
        found.append((field[1].lower(), field[0]))
        place = field.end()
    foot = _FOOT.fullmatch(entry.written, place)
    same = [name for name, _ in found[1:]] == [field.name for field in entry.fields]
    return found if foot and same else None


def _for_all(field: RawField, fields: Mapping[str, RawField]) -> RawField:
    """Return a field as all programs know it: `descriptivetitle` is the title of what has no other."""
    if field.name != _DESCRIPTIVE or "title" in fields:
        return field
    return RawField("title", bracketed_title(field.value), field.line)


def _segment_for_all(text: str, field: RawField, fields: Mapping[str, RawField]) -> str:
    known = _for_all(field, fields)
    if known is field:
        return text
    start, end = text[: len(text) - len(text.lstrip())], "," if text.endswith(",") else ""
    return f"{start}{known.name} = {_value(known.name, known.value)}{end}"


def _tidy(entry: RawEntry, fields: Iterable[RawField]) -> str:
    lines = [
        f"  {field.name} = {_value(field.name, field.value)}," for field in fields if field.name != "xdata"
    ]
    return "\n".join([f"@{entry.type}{{{entry.key},", *lines, "}"])


def _value(name: str, value: str) -> str:
    text = " ".join(value.split())
    if name == "month" and text.lower() in _MONTHS:
        return _MONTHS[text.lower()]
    return f"{{{without_unpaired_braces(text)}}}"
