"""Parse BibTeX text into raw entries, with the line of each field, and report every syntax problem.

bibtexparser splits the text into blocks and counts their lines; pybtex reads values (`#`, macros) and every
block that bibtexparser cannot read. What a type or a field means does not belong here.
"""

import logging
import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import count
from typing import Protocol

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    Entry,
    ExplicitComment,
    ImplicitComment,
    ParsingFailedBlock,
    Preamble,
    String,
)
from pybtex.database.input.bibtex import month_names

from evidence_review.bibliography.bibtex.entry import BibliographySource, RawEntry, RawField
from evidence_review.bibliography.bibtex.recovery import (
    abbreviate,
    commented_lines_end,
    continues_entry,
    find_lost_entries,
    find_lost_macros,
    find_pasted_text,
    find_stray_text,
    first_text_line,
)
from evidence_review.bibliography.bibtex.simple_values import BLANKS, plain_value
from evidence_review.bibliography.bibtex.values import ParsedField, field_problems, read_fields, read_value
from evidence_review.diagnostics import Diagnostic, Severity, sort_diagnostics
from evidence_review.location import Location

# This module reports what bibtexparser logs as diagnostics, with a line.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

LONGEST_MACRO = 5_000
"""How many characters a macro may stand for: macros that double each line would outgrow any memory."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that cannot be published in HTML or XML: control characters, surrogates and noncharacters."""
_COMMENT = re.compile(r"@\s*comment(?![A-Za-z])", re.IGNORECASE)
_START = re.compile(
    r"""
    @\s*([A-Za-z]+)             # the type
    \s*[{(]\s*([^\s,{}=]*)      # the key, or a field's name if there is no key
    (?:\s+([A-Za-z][\w-]*))?    # a field's name, if no comma follows the key
    \s*(,|=)?                   # a comma follows a key, an equals sign the name of a field
    """,
    re.VERBOSE,
)


def read_bibliography(
    text: str,
    path: str,
    *,
    published: Container[str] | None = None,
    macros: Mapping[str, str] | None = None,
) -> BibliographySource:
    """Read every entry that can be read, and report each problem.

    Args:
        text: The decoded text, with or without a byte order mark, with any line ends.
        path: The path of the file as messages show it.
        published: The fields that are published, or None for all. Any other field may be repeated.
        macros: The macros of other files of the bibliography, by name in lower case.
    """
    reader = _Reader(path, published)
    reader.macros |= macros or {}
    clean = reader.cleaned(text)
    blocks = parse_string(clean, parse_stack=[]).blocks
    reader.block_lines = BlockLines(clean, blocks)
    for position, block in enumerate(blocks):
        reader.read_block(block, partial(reader.block_lines.extent, position))
    if not reader.entries and all(isinstance(block, ImplicitComment | ExplicitComment) for block in blocks):
        hint = "an entry begins with its type and key, as in @book{key, and ends with }"
        reader.report("BIB014", first_text_line(clean) or 1, "this file has no entries", hint, warning=True)
    return BibliographySource(
        path=path,
        entries=tuple(sorted(reader.entries.values(), key=lambda entry: entry.where.line)),
        strings=tuple((name, value) for name, value in reader.macros.items() if name not in month_names),
        preamble=reader.preamble,
        diagnostics=sort_diagnostics(reader.diagnostics),
    )


class _Reader:
    """The state of reading one file."""

    def __init__(self, path: str, published: Container[str] | None) -> None:
        self.path = path
        self.published = published
        self.entries: dict[str, RawEntry] = {}
        self.keys = KeyRegistry(self.report)
        self.macros: dict[str, str] = dict(month_names)
        self.diagnostics: list[Diagnostic] = []
        self.preamble = ""
        self.salvaged_to = 0
        self.block_lines = BlockLines("", ())
        self.last = ""

    def report(self, code: str, line: int, message: str, hint: str = "", *, warning: bool = False) -> None:
        """Record a problem."""
        severity = Severity.WARNING if warning else Severity.ERROR
        where = Location(self.path, line)
        self.diagnostics.append(
            Diagnostic(code=code, severity=severity, where=where, message=message, hint=hint)
        )

    def cleaned(self, text: str) -> str:
        """Return the text with Unix line ends and without forbidden characters."""
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        for match in _FORBIDDEN.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            self.report(
                "BIB011", line, f"the character U+{ord(match[0]):04X} cannot be published", "delete it"
            )
        return _FORBIDDEN.sub("\ufffd", text)

    def read_block(self, block: Block, extent: Callable[[], str]) -> None:
        """Read one block: an entry, a macro, or text outside entries."""
        if not isinstance(block, ImplicitComment):
            self.last = ""
        if isinstance(block, String):
            self.define_macro(block)
        elif isinstance(block, Entry):
            self.read_entry(block)
        elif isinstance(block, ExplicitComment):
            text = extent()
            if not _COMMENT.match(text):  # bibtexparser reads any type that begins like this as a comment
                self.salvage_all(text, self.block_lines.line(block.start_line))
        elif isinstance(block, Preamble):
            parsed_fields = read_value(
                "preamble", block.value, self.block_lines.line(block.start_line), self.macros
            )
            self.preamble += "".join(parsed.value for parsed in parsed_fields)
        elif isinstance(block, ImplicitComment):
            self.check_loose_text(block)
        elif isinstance(block, ParsingFailedBlock):
            self.read_failed(block, extent)

    def read_failed(self, block: ParsingFailedBlock, extent: Callable[[], str]) -> None:
        """Read a block that bibtexparser could not read."""
        inner = block.ignore_error_block
        if isinstance(inner, Entry):
            self.read_entry(inner)
        elif isinstance(inner, String):
            self.define_macro(inner)
        elif isinstance(block, DuplicateBlockKeyBlock):
            self.read_block(block.previous_block, extent)
        else:
            self.salvage_all(extent(), self.block_lines.line(block.start_line))

    def define_macro(self, block: String) -> None:
        """Store a macro."""
        parsed_fields = self.parsed_fields(block.key, block.value, self.block_lines.line(block.start_line))
        text = parsed_fields[0].value if parsed_fields else ""
        if parsed_fields and block.value[1:-1].strip() == text:
            text = BLANKS.sub(" ", block.value[1:-1])  # spaces at its ends matter where `#` joins it
        self.store_macro(block.key, text, self.block_lines.line(block.start_line))

    def define_damaged_macro(self, text: str, line: int) -> None:
        """Store as much of a damaged macro as can be read, from its name on."""
        for parsed in read_fields(text, line, self.macros).parsed_fields[:1]:
            self.store_macro(parsed.name, parsed.value, line)

    def store_macro(self, name: str, text: str, line: int) -> None:
        """Store the text of a macro, or nothing if it is so long that a few lines could fill the memory."""
        if len(text) > LONGEST_MACRO:
            message = f"the macro {name!r} stands for {len(text):,} characters; {LONGEST_MACRO:,} are allowed"
            self.report(
                "BIB015", line, message, "write a shorter text, or look for a macro that contains itself"
            )
            text = ""
        self.macros[name.lower()] = text

    def read_entry(self, block: Entry) -> None:
        """Store an entry that bibtexparser could read, after checking each value."""
        line, written = self.block_lines.line(block.start_line), (block.raw or "").strip()
        if "%" in written and any("%" in field.key for field in block.fields):
            self.salvage(written, line)  # bibtexparser has read a comment as part of a name
            return
        key = self.keys.make_valid(block.key, line)
        fields: dict[str, RawField] = {}
        for field in block.fields:
            name, at = field.key.lower(), self.block_lines.line(field.start_line)
            value = plain_value(field.value, self.macros)
            if value and name not in fields:  # nearly all fields
                fields[name] = RawField(name, value, at)
            else:
                self.add_fields(key, self.parsed_fields(field.key, field.value, at), fields)
        self.add_entry(block.entry_type, key, fields, line, written)

    def parsed_fields(self, name: str, raw: str, line: int) -> list[ParsedField]:
        """Return the field, and any that are part of its value because a comma is missing."""
        parsed_fields = read_value(name, raw, line, self.macros)
        self.report_problems(parsed_fields)
        return parsed_fields

    def report_problems(self, parsed_fields: Sequence[ParsedField]) -> None:
        """Report the problems of values."""
        for parsed in parsed_fields:
            for code, message, hint in field_problems(parsed):
                self.report(code, parsed.line, message, hint)

    def add_entry(self, kind: str, key: str, fields: Mapping[str, RawField], line: int, written: str) -> None:
        """Store an entry."""
        where = Location(self.path, line)
        key = self.keys.make_unique(key, line)
        entry = RawEntry(
            type=kind.lower(), key=key, fields=tuple(fields.values()), where=where, written=written
        )
        self.entries[key] = entry
        self.last = key

    def add_fields(self, key: str, parsed_fields: Sequence[ParsedField], fields: dict[str, RawField]) -> None:
        """Add fields to those of an entry, and report any that appear twice with different values."""
        for parsed in parsed_fields:
            name = parsed.name.lower()
            if name in fields and not fields[name].value.strip():
                del fields[name]
            if name in fields and (
                _essence(name, parsed.value) in {"", _essence(name, fields[name].value)}
                or (self.published is not None and name not in self.published)
            ):
                continue
            if name in fields:
                message = f"{key!r} has the field {name!r} twice; the first is on line {fields[name].line}"
                self.report("BIB006", parsed.line, message, "delete one of them")
            else:
                fields[name] = RawField(name, parsed.value, parsed.line)

    def salvage(self, extent: str, line: int) -> tuple[str, int]:
        """Store as much as pybtex can read of a text that bibtexparser cannot.

        Returns:
            The text after the entry, and its line.
        """
        start = _START.match(extent)
        kind = start[1].lower() if start else ""
        if not start or kind in {"comment", "preamble"}:
            return "", line
        hidden = commented_lines_end(extent)
        if hidden and self.block_lines.is_comment(line):
            return extent[hidden:], line + extent.count("\n", 0, hidden)
        if kind == "string":
            self.report("BIB001", line, f"the macro {abbreviate(extent)!r} cannot be read", "close its brace")
            self.define_damaged_macro(extent[start.start(2) :], line)
            return "", line
        key, head = start[2], extent[start.end() :]
        if start[4] == "=" and start[3]:
            self.report("BIB002", line, f"a comma is missing after the key {key!r}", "add it")
            head = extent[start.start(3) :]
        elif start[4] == "=":
            key, head = "", extent[start.start(2) :]
        read = read_fields(head, line + extent.count("\n", 0, len(extent) - len(head)), self.macros)
        self.report_problems(read.parsed_fields)
        for problem in read.problems:
            hint = "check that every brace and quotation mark is closed"
            message = f"the entry {key!r}, which begins on line {line}, is damaged: {problem.description}"
            self.report("BIB001", problem.line, message, hint)
        end = len(extent) - len(head) + read.end
        key = self.keys.make_valid(key, line)
        fields: dict[str, RawField] = {}
        self.add_fields(key, read.parsed_fields, fields)
        self.add_entry(kind, key, fields, line, extent[:end].rstrip())
        return extent[end:], line + extent.count("\n", 0, end)

    def salvage_all(self, extent: str, line: int) -> None:
        """Store the entry at the start of a text that bibtexparser cannot read, and those after it."""
        self.salvaged_to = line + extent.count("\n")
        self.salvage_lost(*self.salvage(extent, line))

    def check_loose_text(self, block: ImplicitComment) -> None:
        """Store the entries and macros in text outside entries, and report what should not be there."""
        top, text = self.block_lines.line(block.start_line), block.comment
        if top <= self.salvaged_to:
            return
        for macro in find_lost_macros(text):
            self.report("BIB009", top + macro.line, macro.problem, "add it")
            self.define_damaged_macro(macro.text, top + macro.line)
        if self.last and continues_entry(text):
            self.add_to_last(text, top)
        for stray in (*find_pasted_text(text), *find_stray_text(text)):
            is_warning = stray.severity is Severity.WARNING
            self.report(stray.code, top + stray.line, stray.message, stray.hint, warning=is_warning)
        self.salvage_lost(text, top)

    def salvage_lost(self, text: str, top: int) -> None:
        """Store the entries in a text that begins on a line."""
        waiting = [(text, top)]
        while waiting:
            text, top = waiting.pop()
            for lost in find_lost_entries(text):
                if lost.problem:
                    self.report("BIB009", top + lost.line, lost.problem, "add it")
                waiting.append(self.salvage(lost.text, top + lost.line))

    def add_to_last(self, text: str, line: int) -> None:
        """Add the fields after the closing bracket of the last entry to that entry."""
        last = self.entries[self.last]
        parsed_fields = read_fields(text, line, self.macros).parsed_fields
        self.report_problems(parsed_fields)
        fields = {field.name: field for field in last.fields}
        self.add_fields(last.key, parsed_fields, fields)
        self.entries[last.key] = replace(last, fields=tuple(fields.values()))


class BlockLines:
    """The positions of the blocks of a text.

    bibtexparser does not count a line that follows a line ending with a backslash; this corrects it.
    """

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        """Store a text with Unix line ends, and its blocks in the order written."""
        self.text = text
        self.blocks = blocks
        lines = enumerate(text.split("\n"), start=2)
        self._counted = [1, *(number for number, above in lines if not above.endswith("\\"))]

    def line(self, counted: int | None) -> int:
        """Convert a line number of bibtexparser, which counts from 0, to one that counts from 1."""
        return self._counted[min(counted or 0, len(self._counted) - 1)]

    def extent(self, position: int) -> str:
        """Return the text from a block to the next block that is not text outside entries."""
        later = range(position + 1, len(self.blocks))
        following = (index for index in later if not isinstance(self.blocks[index], ImplicitComment))
        end = next((self._starts[index] for index in following), len(self.text))
        return self.text[self._starts[position] : end].rstrip()

    def is_comment(self, line: int) -> bool:
        """Tell whether a line is commented out with `%`."""
        return self._lines[line - 1].lstrip().startswith("%")

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        starts = []
        end = 0
        for block in self.blocks:
            raw = block.raw or ""
            start = self.text.find(raw, end)
            starts.append(end if start < 0 else start)
            end = starts[-1] + len(raw)
        return starts


_DASHES = re.compile(r"[-–]+")
_RESOLVER = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*")


def _essence(name: str, value: str) -> str:
    """Return what a value says, without braces, spaces, capitals and the forms of dashes and DOIs."""
    text = _DASHES.sub("-", re.sub(r"[{}\s]+", "", value.casefold()))
    if name == "month":
        return text[:3] if text.isalpha() else text
    if name in {"isbn", "issn"}:
        return text.replace("-", "")
    return _RESOLVER.sub("", text) if name == "doi" else text


_NOT_IN_KEYS = re.compile(r"[\s{}\",%#~\\=]")


class Reporter(Protocol):
    """A function that records a problem."""

    def __call__(self, code: str, line: int, message: str, hint: str, *, warning: bool = False) -> None:
        """Record it."""


class KeyRegistry:
    """The keys that a file has used so far."""

    def __init__(self, report: Reporter) -> None:
        """Create an empty registry.

        Args:
            report: The function that records a problem.
        """
        self._report = report
        self._lines: dict[str, int] = {}
        self._folded: dict[str, str] = {}
        self._last_number: dict[str, int] = {}
        self._unnamed = count(1)

    def make_valid(self, key: str, line: int) -> str:
        """Return the key, or a generated one if there is none."""
        if not key:
            key = f"unnamed-{next(self._unnamed)}"
            message = "an entry has no key, so it cannot be cited"
            self._report(
                "BIB003", line, message, f"add one after the opening brace; until then it is {key!r}"
            )
        elif _NOT_IN_KEYS.search(key):
            hint = "use letters, digits and any of - _ . : / +"
            self._report("BIB010", line, f"the key {key!r} contains characters that keys cannot have", hint)
        return key

    def make_unique(self, key: str, line: int) -> str:
        """Register the key for the entry on a line, or a generated one if an earlier entry has the key."""
        near = self._folded.get(key.casefold())
        if key in self._lines:
            message = f"the key {key!r} is already used by the entry on line {self._lines[key]}"
            key = self._next(key)
            hint = f"change one of the two keys, or delete one entry; until then this one is {key!r}"
            self._report("BIB004", line, message, hint)
        elif near:
            message = f"the keys {key!r} and {near!r} (line {self._lines[near]}) differ only in capitals"
            self._report("BIB005", line, message, "change one of the two keys", warning=True)
        self._lines[key] = line
        self._folded.setdefault(key.casefold(), key)
        return key

    def _next(self, key: str) -> str:
        numbers = count(self._last_number.get(key, 1) + 1)
        self._last_number[key] = next(number for number in numbers if f"{key}-{number}" not in self._lines)
        return f"{key}-{self._last_number[key]}"
