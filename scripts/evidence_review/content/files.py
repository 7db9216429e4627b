"""The files of a review as text. Knows no format but UTF-8."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence_review.diagnostics import Diagnostic, Severity
from evidence_review.source import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file as text, with line ends as on Unix and no byte order mark."""

    path: str
    """The path as messages show it, relative to the root."""
    text: str
    """The whole text."""


def read_text(file: Path, path: str) -> SourceFile | Diagnostic:
    """Read a file as UTF-8, or say where it is not.

    Args:
        file: The file to read.
        path: Its path as messages show it.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        return _fault(path, 1, f"this file cannot be read: {error.strerror}", "check its permissions")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _fault(path, line, "this file is not UTF-8 text", "save it again as UTF-8")
    return SourceFile(path=path, text=text.replace("\r\n", "\n").replace("\r", "\n"))


PUBLISHED = frozenset(
    (
        ".avif",
        ".csv",
        ".gif",
        ".ico",
        ".jpeg",
        ".jpg",
        ".json",
        ".ods",
        ".odt",
        ".pdf",
        ".png",
        ".txt",
        ".webp",
        ".woff2",
        ".xlsx",
        ".zip",
    )
)
"""The endings of the files that may stand beside pages. Others, such as `.html`, could run in a browser."""


def not_published(path: str) -> Diagnostic:
    """Say that a file may not be published as it is."""
    hint = f"take it out of this folder; these may stand here: {' '.join(sorted(PUBLISHED))}"
    return Diagnostic(
        code="SRC102",
        severity=Severity.ERROR,
        where=Location(path),
        message="a file of this sort cannot be published",
        hint=hint,
    )


def files_below(folder: Path, *, hidden: bool = False) -> Iterator[Path]:
    """Return the files below a folder by path; what links lead to is passed over.

    Args:
        folder: The folder; one that is not there has no files.
        hidden: Whether names that begin with a full stop count.
    """
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if (path.name.startswith(".") and not hidden) or path.is_symlink():
            continue
        if path.is_dir():
            yield from files_below(path, hidden=hidden)
        elif path.is_file():  # and no pipe, which would be waited for without end
            yield path


def _fault(path: str, line: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        code="SRC101",
        severity=Severity.ERROR,
        where=Location(path, line),
        message=message,
        hint=hint,
    )
