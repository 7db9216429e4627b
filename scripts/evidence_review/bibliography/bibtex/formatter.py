"""One order and one layout for a BibTeX file. No value, comment or macro is touched.

Entries stand in the order of their keys, those that others take fields from after those others, as BibTeX
asks. A comment, a macro or a preamble between two entries begins a section: entries stay in theirs. A comment
that stands right above an entry goes with it. One field stands on each line, in the order of `FIELDS`, not
aligned. An entry with remarks among its fields stays as it is written, since a remark goes with its line; so
does one that bibtexparser cannot read and our reader can.
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
"""The faults in which something could be lost if the text were written anew."""

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
    "issn", "doi", "eprint", "eprinttype", "eprintclass", "url", "urlnote", "urldate", "langid", "language",
    "note", "addendum", "crossref", "xdata", "abstract", "keywords", "annotation", "balance", "asprinted",
    "citedfor", "uncited", "fromreport",
)  # fmt: skip
"""The order of fields in an entry; others follow in the order written."""
_PLACES = {name: place for place, name in enumerate(FIELDS)}

_OF_THE_FILE = re.compile(r"encoding *:|-\*-|file was created", re.IGNORECASE)
"""What JabRef and Emacs say of the whole file."""
_HEADING = re.compile(r"\s*%\s*(?:%|[-=*#~_+]{3})")
"""A comment that is a heading or a rule, and so begins a section."""
_BLOCK = re.compile(r"@\s*\w+\s*[{(]")
_BRACE = re.compile(r"[{}()]")
_NAME = re.compile(r"[^\s%]+")
_REMARK = re.compile(r"[\\].|[{}\"%]", re.DOTALL)
"""What decides whether a sign of a value is a remark, and what only seems to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormattedFile:
    """A BibTeX file in its order and layout."""

    text: str
    """The whole text; as it was where it could not be written anew."""
    changes: tuple[tuple[Location, str], ...] = ()
    """What changed, with the line it had before."""
    blocking_problems: tuple[Diagnostic, ...] = ()
    """Why it was left alone: what could be lost."""
    commented_entry: Location | None = None
    """The first entry behind a `%`, which BibTeX reads all the same; nothing was moved."""
    is_equivalent: bool = True
    """Whether it says the same as before; else it was left alone."""
    changed_entry: RawEntry | None = None
    """The first entry that would not say the same; none where it is a macro or the preamble."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _PlacedEntry:
    """An entry on its way to its place."""

    entry: Entry | None
    """What bibtexparser made of it; nothing where it could not read it."""
    raw: RawEntry
    above: str
    """The comment right above it, with its line ends."""


def format_bibtex(text: str, path: str) -> FormattedFile:
    """Return a BibTeX file in its order and layout, or as it was where anything could be lost.

    Args:
        text: The text, with line ends as on Unix.
        path: What messages call the file.
    """
    before = read_bibliography(text, path)
    blocking_problems = tuple(found for found in before.diagnostics if found.code in BLOCKING_CODES)
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
    for loose, entries in _sections(text, before.entries, starts):
        pieces += [loose] if loose else []
        inside = sorted(entries, key=lambda each: _rank(each, ranks))
        order += inside
        pieces += [f"{each.above}{_format_entry(each)}" for each in inside]
    written = "\n\n".join(pieces) + "\n" if pieces else text
    after = read_bibliography(written, path)
    if not _is_equivalent(before, after):
        return FormattedFile(text=text, is_equivalent=False, changed_entry=_first_difference(before, after))
    changes = tuple(_changes(order, path)) if written != text else ()
    if written != text and not changes:
        changes = ((Location(path), "blank lines between entries"),)
    return FormattedFile(text=written, changes=changes)


def _starts(text: str, entries: Sequence[RawEntry]) -> list[int]:
    """Return where entries start in a text, up to the first that does not stand in it as it was read."""
    starts: list[int] = []
    place = 0
    for entry in entries:
        start = text.find(entry.written, place)
        if start < 0 or not entry.written:
            break
        starts.append(start)
        place = start + len(entry.written)
    return starts


def _sections(
    text: str, entries: Sequence[RawEntry], starts: Sequence[int]
) -> list[tuple[str, list[_PlacedEntry]]]:
    """Return what stands between entries and the entries that follow it."""
    known: dict[str, list[Entry]] = {}
    for entry in filter(None, map(_entry_in, parse_string(text, parse_stack=[]).blocks)):
        known.setdefault((entry.raw or "").strip(), []).insert(0, entry)
    sections: list[tuple[str, list[_PlacedEntry]]] = [("", [])]
    place = 0
    for raw, start in zip(entries, starts, strict=True):
        between = text[place:start]
        above = _right_above(between if place else f"\n{between}")
        loose = between[: len(between) - len(above)].strip("\n ")
        if loose:
            sections.append((loose, []))
        same = known.get(raw.written)
        sections[-1][1].append(_PlacedEntry(entry=same.pop() if same else None, raw=raw, above=above))
        place = start + len(raw.written)
    rest = text[place:].strip("\n ")
    return [*sections, (rest, [])]


def _find_commented_entry(text: str, entries: Sequence[RawEntry]) -> Location | None:
    """Return where an entry stands behind the sign that begins comments."""
    lines = text.split("\n")
    places = (entry.where for entry in entries)
    return next((where for where in places if lines[where.line - 1].lstrip().startswith("%")), None)


def _right_above(between: str) -> str:
    """Return the comment that ends on the line before an entry, with its line ends."""
    loose = between[_end_of_blocks(between) :]
    _, *lines, last = loose.split("\n") if "\n" in loose else ("", "x")
    found: list[str] = []
    while lines and not last.strip() and lines[-1].strip() and not _OF_THE_FILE.search(lines[-1]):
        found.insert(0, f"{lines.pop()}\n")
    return "" if any(_HEADING.match(line) for line in found) else "".join(found)


def _end_of_blocks(text: str) -> int:
    """Return where the last comment in braces, macro or preamble of a text ends."""
    end = 0
    while block := _BLOCK.search(text, end):
        end = _closing(text, block.end() - 1)
    return end


def _closing(text: str, place: int) -> int:
    """Return the place after what closes a brace or a parenthesis; the end of the text where nothing does."""
    depth, closes = 0, ")" if text[place] == "(" else "}"
    for brace in _BRACE.finditer(text, place + 1):
        if brace[0] == closes and depth == 0:
            return brace.end()
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
    return len(text)


def _entry_in(block: object) -> Entry | None:
    if isinstance(block, Entry):
        return block
    inner = getattr(block, "ignore_error_block", None)
    return inner if isinstance(inner, Entry) else None


def _ranks(entries: Sequence[RawEntry]) -> Mapping[str, int]:
    """Return how deep the longest chain is of entries that take fields from each."""
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
    for _ in range(4):  # a chapter, its volume, the whole work and its data: there is nothing deeper
        for key, above in parents.items():
            for parent in above:
                if parent != key:
                    ranks[parent] = min(4, max(ranks.get(parent, 0), ranks.get(key, 0) + 1))
    return ranks


def _rank(placed: _PlacedEntry, ranks: Mapping[str, int]) -> tuple[int, str, str]:
    key = placed.entry.key if placed.entry else placed.raw.key
    return ranks.get(key, 0), key.casefold(), key


def _format_entry(placed: _PlacedEntry) -> str:
    """Return an entry in its layout, or as it is written where that is safer."""
    entry = placed.entry
    if entry is None or _has_comments(entry):
        return placed.raw.written
    fields = sorted(entry.fields, key=lambda field: _PLACES.get(field.key.lower(), len(FIELDS)))
    lines = [f"  {field.key.lower()} = {field.value.strip()}," for field in fields]
    return "\n".join([f"@{entry.entry_type.lower()}{{{entry.key},", *lines, "}"])


def _has_comments(entry: Entry) -> bool:
    """Say whether words behind a `%` stand among the fields; bibtexparser takes them for part of one."""
    names = (entry.key, *(field.key for field in entry.fields))
    return not all(map(_NAME.fullmatch, names)) or any(
        _is_comment_inside(field.value) for field in entry.fields
    )


def _is_comment_inside(value: str) -> bool:
    """Say whether a `%` stands outside the braces and quotation marks of a value."""
    depth, is_quoted = 0, False
    for sign in _REMARK.findall(value):
        if sign == "%" and depth == 0 and not is_quoted:
            return True
        is_quoted ^= sign == '"' and depth == 0
        depth += {"{": 1, "}": -1}.get(sign, 0)
    return False


def _is_equivalent(before: BibliographySource, after: BibliographySource) -> bool:
    return (
        {entry.key: _content(entry) for entry in before.entries}
        == {entry.key: _content(entry) for entry in after.entries}
        and before.strings == after.strings
        and before.preamble == after.preamble
    )


def _first_difference(before: BibliographySource, after: BibliographySource) -> RawEntry | None:
    """Return the first entry that no longer says what it did."""
    said = {entry.key: _content(entry) for entry in after.entries}
    return next((entry for entry in before.entries if said.get(entry.key) != _content(entry)), None)


def _content(entry: RawEntry) -> tuple[str, frozenset[tuple[str, str]]]:
    return entry.type, frozenset((field.name, field.value) for field in entry.fields)


def _changes(order: Sequence[_PlacedEntry], path: str) -> Iterator[tuple[Location, str]]:
    """Yield what changed in each entry, and which ones moved, by the lines they had."""
    moved = _moved([each.raw.where.line for each in order])
    for each in sorted(order, key=lambda each: each.raw.where):
        where, key = Location(path, each.raw.where.line), each.raw.key
        names = [field.key.lower() for field in each.entry.fields] if each.entry else []
        places = [_PLACES.get(name, len(FIELDS)) for name in names]
        if where.line in moved:
            yield where, f"{key!r} moved to its place by key"
        if places != sorted(places) and each.entry and not _has_comments(each.entry):
            yield where, f"{key!r} has its fields in order"
        elif _format_entry(each) != each.raw.written:
            yield where, f"{key!r} has one field a line"


def _moved(lines: Sequence[int]) -> frozenset[int]:
    """Return those that are not part of the longest run that was in this order before."""
    tails: list[int] = []
    lengths: list[int] = []
    for line in lines:
        length = bisect_left(tails, line)
        tails[length : length + 1] = [line]
        lengths.append(length)
    wanted, kept = len(tails) - 1, set()
    for line, length in zip(reversed(lines), reversed(lengths), strict=True):
        if length == wanted:
            kept.add(line)
            wanted -= 1
    return frozenset(lines) - kept
