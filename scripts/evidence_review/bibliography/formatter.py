"""Sort and lay out a BibTeX file, without changing any value, comment or macro.

Entries are sorted by key, except that an entry which others inherit fields from follows those others, as
BibTeX requires. A comment, macro or preamble between two entries begins a section, and entries stay in their
section. A comment directly above an entry moves with it. Each field is on a line of its own, in the order of
`FIELDS`, not aligned. An entry with comments among its fields stays as written, since a comment belongs to
its line; so does one that bibtexparser cannot read but our parser can.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry

from evidence_review.bibliography.bibtex.entry import BibliographySource, RawEntry
from evidence_review.bibliography.bibtex.parser import read_bibliography
from evidence_review.diagnostics import Diagnostic
from evidence_review.location import Location

BLOCKING_CODES = frozenset({"BIB001", "BIB002", "BIB003", "BIB006", "BIB008", "BIB009", "BIB010", "BIB011"})
"""The problems because of which something could be lost if the file were rewritten."""

FIELDS = (
    "author", "author+an", "editor", "editortype", "editora", "editoratype", "editorb", "editorbtype",
    "editorc", "editorctype", "translator", "annotator", "commentator", "introduction", "foreword",
    "afterword", "holder", "bookauthor", "title", "subtitle", "titleaddon", "descriptivetitle", "maintitle",
    "mainsubtitle", "maintitleaddon", "booktitle", "booksubtitle", "booktitleaddon", "issuetitle",
    "issuesubtitle", "journal", "journaltitle", "journalsubtitle", "shortjournal", "eventtitle", "venue",
    "eventdate", "type", "series", "edition", "volume", "number", "issue", "version", "volumes", "part",
    "chapter", "publisher", "institution", "school", "university", "organization", "howpublished",
    "address", "location",
    "year", "month", "day", "date", "datenote", "origdate", "pubstate", "pages", "eid", "pagetotal", "isbn",
    "issn", "doi", "eprint", "eprinttype", "eprintclass", "url", "urlnote", "urldate", "urlstatus",
    "archiveurl", "archivedate", "langid", "language", "note", "addendum", "crossref", "xdata", "abstract",
    "keywords", "annotation", "balance", "asprinted", "citedfor", "uncited", "fromreport",
)  # fmt: skip
"""The order of fields in an entry; other fields follow in the order written."""
_FIELD_POSITIONS = {name: position for position, name in enumerate(FIELDS)}

_WHOLE_FILE = re.compile(r"encoding *:|-\*-|file was created", re.IGNORECASE)
"""A comment of JabRef or Emacs about the whole file."""
_HEADING = re.compile(r"\s*%\s*(?:%|[-=*#~_+]{3})")
"""A comment that is a heading or a ruled line, and so begins a section."""
_BLOCK = re.compile(r"@\s*\w+\s*[{(]")
_BRACE = re.compile(r"[{}()]")
_NAME = re.compile(r"[^\s%]+")
_COMMENT_SYNTAX = re.compile(r"[\\].|[{}\"%]", re.DOTALL)
"""The characters that decide whether a `%` in a value begins a comment, and escaped ones, which do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormattedFile:
    """A BibTeX file, sorted and laid out."""

    text: str
    """The whole text; unchanged if it could not be rewritten safely."""
    changes: tuple[tuple[Location, str], ...] = ()
    """Each change, with the line of the entry before it."""
    blocking_problems: tuple[Diagnostic, ...] = ()
    """The problems because of which the file was not rewritten."""
    commented_entry: Location | None = None
    """The first entry after a `%`, which BibTeX reads nevertheless; if there is one, nothing was moved."""
    is_equivalent: bool = True
    """Whether the rewritten file has the same content; if not, it was left unchanged."""
    changed_entry: RawEntry | None = None
    """The first entry whose content would differ; None if a macro or the preamble would."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _PlacedEntry:
    """An entry with everything that moves with it."""

    entry: Entry | None
    """The entry as bibtexparser read it; None if it could not read it."""
    raw: RawEntry
    above: str
    """The comment directly above it, with its line ends."""


def format_bibtex(text: str, path: str) -> FormattedFile:
    """Sort and lay out a BibTeX file, or return it unchanged if anything could be lost.

    Args:
        text: The text, with Unix line ends.
        path: The path of the file as messages show it.
    """
    before = read_bibliography(text, path)
    blocking_problems = tuple(problem for problem in before.diagnostics if problem.code in BLOCKING_CODES)
    if blocking_problems:
        return FormattedFile(text=text, blocking_problems=blocking_problems)
    commented_entry = _find_commented_entry(text, before.entries)
    if commented_entry:
        return FormattedFile(text=text, commented_entry=commented_entry, is_equivalent=False)
    starts = _starts(text, before.entries)
    if len(starts) < len(before.entries):
        return FormattedFile(text=text, is_equivalent=False, changed_entry=before.entries[len(starts)])
    ranks = _ranks(before.entries)
    pieces: list[str] = []
    order: list[_PlacedEntry] = []
    for heading, entries in _sections(text, before.entries, starts):
        pieces += [heading] if heading else []
        section = sorted(entries, key=lambda placed: _rank(placed, ranks))
        order += section
        pieces += [f"{placed.above}{_format_entry(placed)}" for placed in section]
    formatted = "\n\n".join(pieces) + "\n" if pieces else text
    after = read_bibliography(formatted, path)
    if not _is_equivalent(before, after):
        return FormattedFile(text=text, is_equivalent=False, changed_entry=_first_difference(before, after))
    changes = tuple(_changes(order, path)) if formatted != text else ()
    if formatted != text and not changes:
        changes = ((Location(path), "blank lines between entries"),)
    return FormattedFile(text=formatted, changes=changes)


def _starts(text: str, entries: Sequence[RawEntry]) -> list[int]:
    """Return where entries start in a text, up to the first that does not appear in it as it was read."""
    starts: list[int] = []
    end = 0
    for entry in entries:
        start = text.find(entry.written, end)
        if start < 0 or not entry.written:
            break
        starts.append(start)
        end = start + len(entry.written)
    return starts


def _sections(
    text: str, entries: Sequence[RawEntry], starts: Sequence[int]
) -> list[tuple[str, list[_PlacedEntry]]]:
    """Return each text between entries, with the entries that follow it."""
    parsed: dict[str, list[Entry]] = {}
    for entry in filter(None, map(_entry_in, parse_string(text, parse_stack=[]).blocks)):
        parsed.setdefault((entry.raw or "").strip(), []).insert(0, entry)
    sections: list[tuple[str, list[_PlacedEntry]]] = [("", [])]
    end = 0
    for raw, start in zip(entries, starts, strict=True):
        between = text[end:start]
        above = _comment_above(between if end else f"\n{between}")
        heading = between[: len(between) - len(above)].strip("\n ")
        if heading:
            sections.append((heading, []))
        identical = parsed.get(raw.written)
        entry_of_raw = identical.pop() if identical else None
        sections[-1][1].append(_PlacedEntry(entry=entry_of_raw, raw=raw, above=above))
        end = start + len(raw.written)
    return [*sections, (text[end:].strip("\n "), [])]


def _find_commented_entry(text: str, entries: Sequence[RawEntry]) -> Location | None:
    """Return the location of the first entry on a line that begins with `%`."""
    lines = text.split("\n")
    locations = (entry.where for entry in entries)
    return next((where for where in locations if lines[where.line - 1].lstrip().startswith("%")), None)


def _comment_above(between: str) -> str:
    """Return the comment that ends on the line before an entry, with its line ends."""
    comments = between[_end_of_blocks(between) :]
    _, *lines, last = comments.split("\n") if "\n" in comments else ("", "x")
    above: list[str] = []
    while lines and not last.strip() and lines[-1].strip() and not _WHOLE_FILE.search(lines[-1]):
        above.insert(0, f"{lines.pop()}\n")
    return "" if any(_HEADING.match(line) for line in above) else "".join(above)


def _end_of_blocks(text: str) -> int:
    """Return where the last `@comment`, macro or preamble of a text ends."""
    end = 0
    while block := _BLOCK.search(text, end):
        end = _closing_position(text, block.end() - 1)
    return end


def _closing_position(text: str, position: int) -> int:
    """Return the position after the closing brace or parenthesis, or the end of the text if there is none."""
    depth, closing = 0, ")" if text[position] == "(" else "}"
    for brace in _BRACE.finditer(text, position + 1):
        if brace[0] == closing and depth == 0:
            return brace.end()
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
    return len(text)


def _entry_in(block: object) -> Entry | None:
    if isinstance(block, Entry):
        return block
    inner = getattr(block, "ignore_error_block", None)
    return inner if isinstance(inner, Entry) else None


def _ranks(entries: Sequence[RawEntry]) -> Mapping[str, int]:
    """Return the length of the longest chain of entries that inherit fields from each entry."""
    keys = {entry.key.casefold(): entry.key for entry in reversed(entries)}
    parents = {
        entry.key: [
            keys.get(key.strip().casefold(), "")
            for name in ("crossref", "xdata")
            if (field := entry.field(name))
            for key in field.value.split(",")
        ]
        for entry in entries
    }
    ranks: dict[str, int] = {}
    for _ in range(4):  # a chapter, its volume, the multi-volume work and its data: nothing is deeper
        for key, inherited in parents.items():
            for parent in inherited:
                if parent != key:
                    ranks[parent] = min(4, max(ranks.get(parent, 0), ranks.get(key, 0) + 1))
    return ranks


def _rank(placed: _PlacedEntry, ranks: Mapping[str, int]) -> tuple[int, str, str]:
    key = placed.entry.key if placed.entry else placed.raw.key
    return ranks.get(key, 0), key.casefold(), key


def _format_entry(placed: _PlacedEntry) -> str:
    """Return an entry laid out, or as written if that is safer."""
    entry = placed.entry
    if entry is None or _has_comments(entry):
        return placed.raw.written
    fields = sorted(entry.fields, key=lambda field: _FIELD_POSITIONS.get(field.key.lower(), len(FIELDS)))
    lines = [f"  {field.key.lower()} = {field.value.strip()}," for field in fields]
    return "\n".join([f"@{entry.entry_type.lower()}{{{entry.key},", *lines, "}"])


def _has_comments(entry: Entry) -> bool:
    """Tell whether there are comments among the fields; bibtexparser reads them as part of a field."""
    names = (entry.key, *(field.key for field in entry.fields))
    return not all(map(_NAME.fullmatch, names)) or any(
        _is_comment_inside(field.value) for field in entry.fields
    )


def _is_comment_inside(value: str) -> bool:
    """Tell whether a value has a `%` outside its braces and quotation marks."""
    depth, is_quoted = 0, False
    for character in _COMMENT_SYNTAX.findall(value):
        if character == "%" and depth == 0 and not is_quoted:
            return True
        is_quoted ^= character == '"' and depth == 0
        depth += {"{": 1, "}": -1}.get(character, 0)
    return False


def _is_equivalent(before: BibliographySource, after: BibliographySource) -> bool:
    return (
        {entry.key: _content(entry) for entry in before.entries}
        == {entry.key: _content(entry) for entry in after.entries}
        and before.strings == after.strings
        and before.preamble == after.preamble
    )


def _first_difference(before: BibliographySource, after: BibliographySource) -> RawEntry | None:
    """Return the first entry whose content differs."""
    rewritten = {entry.key: _content(entry) for entry in after.entries}
    return next((entry for entry in before.entries if rewritten.get(entry.key) != _content(entry)), None)


def _content(entry: RawEntry) -> tuple[str, frozenset[tuple[str, str]]]:
    return entry.type, frozenset((field.name, field.value) for field in entry.fields)


def _changes(order: Sequence[_PlacedEntry], path: str) -> Iterator[tuple[Location, str]]:
    """Yield the changes to each entry, moves included, with the lines before the change."""
    moved = _moved([placed.raw.where.line for placed in order])
    for placed in sorted(order, key=lambda placed: placed.raw.where):
        where, key = Location(path, placed.raw.where.line), placed.raw.key
        names = [field.key.lower() for field in placed.entry.fields] if placed.entry else []
        positions = [_FIELD_POSITIONS.get(name, len(FIELDS)) for name in names]
        if where.line in moved:
            yield where, f"{key!r}: moved into the order of keys"
        if positions != sorted(positions) and placed.entry and not _has_comments(placed.entry):
            yield where, f"{key!r}: fields sorted"
        elif _format_entry(placed) != placed.raw.written:
            yield where, f"{key!r}: one field on each line"


def _moved(lines: Sequence[int]) -> frozenset[int]:
    """Return the lines that are not part of the longest increasing subsequence."""
    tails: list[int] = []
    lengths: list[int] = []
    for line in lines:
        length = bisect_left(tails, line)
        tails[length : length + 1] = [line]
        lengths.append(length)
    wanted, unmoved = len(tails) - 1, set()
    for line, length in zip(reversed(lines), reversed(lengths), strict=True):
        if length == wanted:
            unmoved.add(line)
            wanted -= 1
    return frozenset(lines) - unmoved
