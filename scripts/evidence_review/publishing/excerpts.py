"""The part of a source line that a problem is about: its columns, and the characters there."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evidence_review.diagnostics import Diagnostic

Lines = Callable[[str], Sequence[str]]
"""Returns the lines of a file by its path in messages; none if it cannot be read."""
_QUOTED = re.compile(r"'((?:[^'\\]|\\.){1,200})'|\"((?:[^\"\\]|\\.){1,200})\"|`([^`]{1,200})`")
"""A value in a message, in any quotation marks."""
MAX_FILE_SIZE = 5_000_000
"""How many bytes a file may have from which lines are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A line of a file, and the part of it that a problem is about."""

    line: str
    """The line, without its end."""
    start: int
    """Where the part begins, counted from 0."""
    end: int
    """Where it ends."""
    is_exact: bool
    """Whether the part is what the message quotes, and not just the text of the line."""


def excerpt_of(diagnostic: Diagnostic, lines: Sequence[str]) -> Excerpt | None:
    """Return the part of a file that a problem is about; None if the file has no such line.

    Args:
        diagnostic: The problem.
        lines: The lines of its file.
    """
    number = diagnostic.where.line
    if not 0 < number <= len(lines):
        return None
    line = lines[number - 1]
    for value in (diagnostic.written, *_quoted_values(diagnostic.message)):
        start = line.find(value) if value else -1
        if start >= 0:
            return Excerpt(line=line, start=start, end=start + len(value), is_exact=True)
    text = line.strip()
    start = line.find(text)
    return Excerpt(line=line, start=start, end=start + len(text), is_exact=False)


def _quoted_values(message: str) -> list[str]:
    found = (match[1] or match[2] or match[3] for match in _QUOTED.finditer(message))
    return [value.replace("\\'", "'") for value in found]


def lines_below(folder: Path) -> Lines:
    """Return a function that reads the lines of files by their path relative to a folder."""

    @cache
    def lines(path: str) -> tuple[str, ...]:
        file = folder / path
        try:
            if not file.is_file() or file.stat().st_size > MAX_FILE_SIZE:
                return ()
            return tuple(file.read_text(encoding="utf-8-sig", errors="replace").split("\n"))
        except (OSError, ValueError):
            return ()

    return lines
