"""Problems for people at a terminal: grouped by file, each with its line, a caret and the fix."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from evidence_review.diagnostics import Diagnostic, Severity, is_root_cause, printable
from evidence_review.publishing.excerpts import Excerpt, Lines, excerpt_of

WIDTH = 100
"""The most columns of a source line that are shown."""
_RESET = "\x1b[0m"
_BOLD, _RED, _YELLOW, _CYAN, _DIM = "\x1b[1m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[36m", "\x1b[2m"
_COLOURS = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW}


@dataclass(frozen=True, slots=True)
class _Paint:
    """Colours text, if the terminal shows colours."""

    is_on: bool

    def __call__(self, text: str, code: str) -> str:
        """Return a text in a colour."""
        return f"{code}{text}{_RESET}" if self.is_on else text


def format_for_terminal(diagnostics: Sequence[Diagnostic], lines: Lines, *, colour: bool = False) -> str:
    """Return problems grouped by file. Files with errors come last, where they are seen.

    Args:
        diagnostics: The problems.
        lines: Returns the lines of a file.
        colour: Whether the terminal shows colours.
    """
    paths = {each.where.path for each in diagnostics if each.severity is Severity.ERROR}
    ordered = sorted(
        diagnostics, key=lambda each: (each.where.path in paths, each.where.path, each.where.line, each.code)
    )
    paint = _Paint(colour)
    groups: list[str] = []
    for path, group in groupby(ordered, key=lambda each: each.where.path):
        entries = [_entry(each, excerpt_of(each, lines(path)), paint) for each in group]
        groups.append("\n".join((paint(printable(path), _BOLD), *entries)))
    if any(map(is_root_cause, diagnostics)):
        groups.append("More problems may appear when these are corrected: not every file could be read.")
    return "\n\n".join(groups)


def _entry(diagnostic: Diagnostic, excerpt: Excerpt | None, paint: _Paint) -> str:
    """Return a problem with its line, if the file has it."""
    number = f"{diagnostic.where.line:>4}"
    margin, tint = " " * len(number), _COLOURS[diagnostic.severity]
    severity, code = paint(f"{diagnostic.severity}:", tint), paint(f"[{diagnostic.code}]", _DIM)
    message = f"{severity} {_plain(diagnostic.message)} {code}"
    if excerpt and excerpt.line.strip():
        shown, before, marked = _window(excerpt)
        carets = paint("^" * max(marked if excerpt.is_exact else 1, 1), tint)
        bar = paint("│", _DIM)
        rows = [f"{number} {bar} {shown}", f"{margin} {bar} {' ' * before}{carets}", f"{margin}   {message}"]
    else:
        rows = [f"{number}   {message}"]
    if diagnostic.hint:
        rows.append(f"{margin} {paint('=', _CYAN)} {_plain(diagnostic.hint)}")
    return "\n".join(rows)


def _window(excerpt: Excerpt) -> tuple[str, int, int]:
    """Return the part of a line that fits, the columns before what is marked, and those of what is marked."""
    first = 0
    if len(excerpt.line) > WIDTH and excerpt.end > WIDTH:
        first = max(min(excerpt.start - WIDTH // 4, len(excerpt.line) - WIDTH), 0)
    stop = first + WIDTH
    opening = "…" if first else ""
    before = opening + _visible(excerpt.line[first : excerpt.start])
    marked = _visible(excerpt.line[excerpt.start : min(excerpt.end, stop)])
    after = _visible(excerpt.line[min(excerpt.end, stop) : stop])
    closing = "…" if stop < len(excerpt.line) else ""
    return before + marked + after + closing, _columns(before), _columns(marked)


def _visible(text: str) -> str:
    """Return text without tabs and without characters that a terminal would obey."""
    return printable(text.expandtabs(1))


def _columns(text: str) -> int:
    """Return how many columns a text takes: East Asian characters take two, and accents none."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def _plain(text: str) -> str:
    return printable(" ".join(text.split()))
