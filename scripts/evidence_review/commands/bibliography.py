"""The commands for one BibTeX file by itself, without a review."""

import argparse
import codecs
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from evidence_review.bibliography.csl.csl_json import to_csl_json
from evidence_review.bibliography.csl.reference import Reference
from evidence_review.bibliography.formatter import FormattedFile, format_bibtex
from evidence_review.bibliography.reader import (
    SUFFIXES,
    Bibliography,
    decode_bibliography,
    detect_format,
    parse_references,
    read_bibliography_file,
    read_references,
)
from evidence_review.bibliography.writers.bibtex import to_bibtex
from evidence_review.bibliography.writers.ris import to_ris
from evidence_review.config.folders import require_sources_inside
from evidence_review.config.mkdocs_yml import plugin_options, read_configuration
from evidence_review.config.options import PLUGIN, REFERENCES, source_paths
from evidence_review.diagnostics import error, errors
from evidence_review.errors import ReviewError
from evidence_review.file_replacement import replace_file
from evidence_review.location import Location
from evidence_review.publishing.reporting import count_summary, format_diagnostics

CLEAN, PROBLEMS, UNUSABLE = range(3)
_STANDARD_INPUT = Path("-")
_LINE_END = re.compile(rb"\r\n|\r|\n")

_MAX_WIDTHS = {"key": 32, "type": 18, "year": 9, "names": 32, "title": 60}
"""The maximum width of each column of the table, in characters."""


def print_references(arguments: argparse.Namespace) -> int:
    """Read a bibliography and print its references; problems go to standard error."""
    bibliography = _read_standard_input() if arguments.file == _STANDARD_INPUT else _read(arguments.file)
    if not bibliography.is_text and arguments.diagnostics == "text":
        raise ReviewError(str(bibliography.diagnostics[0]))
    if not bibliography.is_text:
        print(format_diagnostics(bibliography.diagnostics, arguments.diagnostics), file=sys.stderr)
        return UNUSABLE
    text = WRITERS[arguments.format](bibliography.references)
    sys.stdout.buffer.write(text.encode(errors="replace"))  # UTF-8 on every system
    report = format_diagnostics(bibliography.diagnostics, arguments.diagnostics)
    if report:
        print(report, file=sys.stderr)
    if arguments.diagnostics != "json":
        print(
            f"Read {_counted(len(bibliography.references))} with {count_summary(bibliography.diagnostics)}.",
            file=sys.stderr,
        )
    return PROBLEMS if errors(bibliography.diagnostics) else CLEAN


def format_file(arguments: argparse.Namespace) -> int:
    """Format a bibliography in a standard order and layout, without changing values, comments or macros."""
    file: Path = arguments.file or _default_bibliography(arguments.config_file)
    path = file.as_posix()
    if missing := _missing_file_message(file):
        raise ReviewError(missing)
    if (written_in := SUFFIXES.get(file.suffix.lower())) is not None:
        print(f"Nothing to change: {path} is {written_in}, which has no standard format.")
        return CLEAN
    source, broken = read_bibliography_file(file, path)
    if source is None:
        raise ReviewError(str(broken[0]))
    declares_wrong_encoding = bool(broken) and not errors(broken) and _is_utf_8(file, source.text)
    result = (
        format_bibtex(source.text, path)
        if declares_wrong_encoding or not broken
        else FormattedFile(text=source.text, blocking_problems=broken)
    )
    if declares_wrong_encoding:
        print(format_diagnostics(broken, "text"))
    if result.blocking_problems or not result.is_equivalent:
        print(format_diagnostics(result.blocking_problems, "text") or _unchanged_reason(result, path))
        print("Nothing was changed: correct this first.")
        return PROBLEMS
    for where, change in result.changes:
        print(f"{where}: {change}")
    if arguments.check:
        print(f"Not formatted: run `evidence-review fmt {path}`." if result.changes else "Already formatted.")
        return PROBLEMS if result.changes else CLEAN
    if result.changes:
        _overwrite(file, result.text)
    print("Formatted." if result.changes else "Nothing to change.")
    return CLEAN


def _read(file: Path) -> Bibliography:
    path = file.as_posix()
    if missing := _missing_file_message(file):
        return Bibliography(diagnostics=(error("SRC101", Location(path), missing),), is_text=False)
    return read_references(file, path)


def _read_standard_input() -> Bibliography:
    """Read a bibliography from standard input, in the format of which it has the signs."""
    text, broken = decode_bibliography(sys.stdin.buffer.read(), "standard input")
    return parse_references(text, broken, detect_format(text.text if text else ""))


def _missing_file_message(file: Path) -> str:
    """Return why there is no file to read; empty if there is one."""
    if file.is_dir():
        return f"{str(file)!r} is a folder; name a file in it"
    return "" if file.is_file() else f"there is no file {str(file)!r}"


def _is_utf_8(file: Path, text: str) -> bool:
    """Tell whether a file is UTF-8, whatever encoding it declares, so that it can be overwritten as UTF-8."""
    try:
        return _LINE_END.sub(b"\n", file.read_bytes()).decode("utf-8-sig") == text
    except UnicodeDecodeError:
        return False


def _unchanged_reason(result: FormattedFile, path: str) -> str:
    """Return why a file without errors was left unchanged."""
    if result.commented_entry:
        hint = "delete the entry, or the %"
        return (
            f"{result.commented_entry}: an entry comes after a %, and BibTeX reads it all the same ({hint})"
        )
    if entry := result.changed_entry:
        head = f"@{entry.type}{{{entry.key},"
        begins_so = head.casefold() in result.text.split("\n")[entry.where.line - 1].casefold()
        hint = "" if begins_so else f" (begin it with {head} on one line)"
        problem = f"the entry {entry.key!r} cannot be formatted without changing its meaning"
        return f"{entry.where}: {problem}{hint}"
    return f"{path}: cannot be formatted without changing its meaning"


def _overwrite(file: Path, text: str) -> None:
    """Replace the text of a file, preserving its byte order mark and its most frequent line ending.

    If the file is a symbolic link, the file that it leads to is replaced.
    """
    before = file.read_bytes()
    encoding = "utf-8-sig" if before.startswith(codecs.BOM_UTF8) else "utf-8"
    counts = Counter(_LINE_END.findall(before))
    ending = max((b"\n", b"\r\n", b"\r"), key=lambda end: counts[end])
    replace_file(file.resolve(), text.encode(encoding).replace(b"\n", ending), durable=True)


def _default_bibliography(config_file: Path) -> Path:
    """Return the path of the bibliography of the review."""
    config = read_configuration(config_file) if config_file.exists() else {}
    written = source_paths(config, plugin_options(config, PLUGIN) or {})[REFERENCES]
    require_sources_inside(config_file.absolute().parent, {REFERENCES: written})
    return config_file.parent / written


def _as_table(references_: Sequence[Reference]) -> str:
    """Return a table with one reference on each line; long values are truncated."""
    rows = [("key", "type", "year", "names", "title"), *(_row(reference) for reference in references_)]
    widths = [
        min(most, max(len(row[place]) for row in rows)) for place, most in enumerate(_MAX_WIDTHS.values())
    ]
    lines = [
        "  ".join(
            _truncated(cell, width).ljust(width) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]
    return "\n".join([*lines, ""])


def _row(reference: Reference) -> tuple[str, str, str, str, str]:
    names = next((group.names for group in reference.contributors), ())
    shown = ", ".join(name.literal or name.family or name.given for name in names)
    issued = reference.issued
    year = (str(issued.year) if issued.year is not None else issued.literal) if issued else ""
    return reference.key, reference.type, year, shown, reference.title


def _as_json(references_: Sequence[Reference]) -> str:
    """Return the references with all their data."""
    return _json([_reference_as_json(reference) for reference in references_])


def _reference_as_json(reference: Reference) -> Mapping[str, object]:
    return {
        "key": reference.key,
        "slug": reference.slug,
        "path": reference.where.path,
        "line": reference.where.line,
        "parent": reference.parent,
        "csl": reference.csl(),
        "fields": dict(reference.fields),
        "written": reference.written,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _truncated(text: str, width: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width - 1]}…"


def _counted(number: int) -> str:
    return "1 work" if number == 1 else f"{number} works"


WRITERS: Mapping[str, Callable[[Sequence[Reference]], str]] = {
    "table": _as_table,
    "csl-json": to_csl_json,
    "bibtex": partial(to_bibtex, whole=True),
    "ris": to_ris,
    "json": _as_json,
}
"""The function that writes references in each format."""
