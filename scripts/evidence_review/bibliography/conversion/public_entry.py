"""Prepare BibTeX entries for publication: as written if self-contained, otherwise in a standard layout."""

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
        "archive-date",
        "archive-url",
        "archivedate",
        "archiveprefix",
        "archiveurl",
        "articleno",
        "articlenumber",
        "article-number",
        "article_number",
        "art_number",
        "elocation-id",
        "elocationid",
        "numpages",
        "page_count",
        "urlraw",
        "link",
        "weblink",
        "website",
        "www",
        "ee",
        "webpage_url",
        "number-of-pages",
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
        "url-status",
        "urldate",
        "urlstatus",
        "venue",
        "version",
        "volume",
        "volumes",
        "year",
    ]
)
"""The fields that are published: those of BibTeX and biblatex that describe a reference.

Reference managers also store file paths, other people's abstracts and private notes in an entry
(https://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf, part 2.2).
"""


_DESCRIPTIVE = "descriptivetitle"
_MAX_DEPTH = 5
"""The deepest nesting of braces in an entry that is published as written."""
_MONTHS: Mapping[str, str] = {name.lower(): macro for macro, name in month_names.items()}


def _nested(depth: int) -> str:
    """Return a pattern for text with paired braces, nested to a depth at most."""
    return rf"[^{{}}]*+(?:\{{{_nested(depth - 1)}\}}[^{{}}]*+)*+" if depth else "[^{}]*+"


_HEAD = re.compile(r"@\s*\w+\s*[{(]\s*[^\s,]+\s*,")
_GROUP = rf"\{{{_nested(_MAX_DEPTH)}\}}"
_VALUE = rf"""(?:{_GROUP}|"(?:[^"{{}}]|{_GROUP})*+"|\d+|{"|".join(month_names)})"""
_FIELD = re.compile(
    rf"""\s*+([^\s=,{{}}"#]+)\s*+=\s*+{_VALUE}(?:\s*+\#\s*+{_VALUE})*+\s*+(?:,|(?=[)}}]\Z))""", re.IGNORECASE
)
"""A field up to its comma or the end of the entry. Its value uses no macros except those for months; all
quantifiers are possessive (`*+`), so that an entry with errors is rejected without backtracking."""
_FOOT = re.compile(r"\s*+[)}]")


def public_entry(
    entry: RawEntry, fields: Mapping[str, RawField], public: Container[str], definitions: MacroDefinitions
) -> tuple[str, str]:
    """Return an entry with only its public fields, and with all of its fields.

    Each is as written, or in a standard layout if the entry as written depends on other parts of the file. A
    published entry depends on no other: the fields that it inherits are written out.

    Args:
        entry: The entry.
        fields: Its own and its inherited fields, by name.
        public: The names of public fields.
        definitions: The macros in the preamble. They are expanded, since the preamble is not published.
    """
    uses_xdata = "xdata" in fields  # an entry with shared data is not a reference, so it is not published
    expanded = {
        name: field._replace(value=text)
        for name, field in fields.items()
        if (text := definitions.expand(field.value)) != field.value
    }
    segments = None if uses_xdata or expanded else _segments(entry)
    every = {name: expanded.get(name, field)._replace(name=name) for name, field in fields.items()}
    whole = every if uses_xdata else {field.name: every[field.name] for field in entry.fields}
    written = entry.written if segments else _format_entry(entry, whole.values())
    if segments is None or "crossref" in fields:
        names = (every if "crossref" in fields else whole).keys() - {"crossref"}
        chosen = [
            _standard_field(field, fields)
            for name, field in every.items()
            if name in names and name in public
        ]
        return _format_entry(entry, chosen), written
    head, *parts = segments
    end = sum(len(text) for _, text in segments)
    texts = [
        _standard_segment(text, fields[name], fields) if name == _DESCRIPTIVE else text
        for name, text in parts
        if name in public
    ]
    return "".join([head[1], *texts, entry.written[end:]]), written


def _segments(entry: RawEntry) -> list[tuple[str, str]] | None:
    """Return the head of an entry and each of its fields as written, or None if a value needs a macro."""
    head = _HEAD.match(entry.written)
    if not head:
        return None
    segments, end = [("", head[0])], head.end()
    while field := _FIELD.match(entry.written, end):
        segments.append((field[1].lower(), field[0]))
        end = field.end()
    foot = _FOOT.fullmatch(entry.written, end)
    has_all_fields = [name for name, _ in segments[1:]] == [field.name for field in entry.fields]
    return segments if foot and has_all_fields else None


def _standard_field(field: RawField, fields: Mapping[str, RawField]) -> RawField:
    """Return a field that other programs know: `descriptivetitle` becomes the title if there is no other."""
    if field.name != _DESCRIPTIVE or "title" in fields:
        return field
    return RawField("title", bracketed_title(field.value), field.line)


def _standard_segment(text: str, field: RawField, fields: Mapping[str, RawField]) -> str:
    standard = _standard_field(field, fields)
    if standard is field:
        return text
    start, end = text[: len(text) - len(text.lstrip())], "," if text.endswith(",") else ""
    return f"{start}{standard.name} = {_value(standard.name, standard.value)}{end}"


def _format_entry(entry: RawEntry, fields: Iterable[RawField]) -> str:
    lines = [
        f"  {field.name} = {_value(field.name, field.value)}," for field in fields if field.name != "xdata"
    ]
    return "\n".join([f"@{entry.type}{{{entry.key},", *lines, "}"])


def _value(name: str, value: str) -> str:
    text = " ".join(value.split())
    if name == "month" and text.lower() in _MONTHS:
        return _MONTHS[text.lower()]
    return f"{{{without_unpaired_braces(text)}}}"
