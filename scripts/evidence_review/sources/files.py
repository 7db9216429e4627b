"""Read the files of a review as UTF-8 text, and find damage in them. No other format is known here."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from evidence_review.diagnostics import Diagnostic, Severity
from evidence_review.location import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file as text, with line ends as on Unix and no byte order mark."""

    path: str
    """The path as messages show it, relative to the root."""
    text: str
    """The whole text."""


def read_text(file: Path, path: str, *, max_size: int | None = None) -> SourceFile | Diagnostic:
    """Read a file as UTF-8, or report the line on which it is not UTF-8.

    Args:
        file: The file to read.
        path: Its path as messages show it.
        max_size: How many bytes it may have; no limit if not given.
    """
    data = read_bytes(file, path, max_size=max_size)
    if isinstance(data, Diagnostic):
        return data
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _error(path, line, "this file is not UTF-8 text", "save it again as UTF-8")
    source = normalise_line_endings(text, path)
    return find_merge_conflict(source) or source


def read_bytes(file: Path, path: str, *, max_size: int | None = None) -> bytes | Diagnostic:
    """Read the bytes of a file, or report why it cannot be read.

    Args:
        file: The file to read.
        path: Its path as messages show it.
        max_size: How many bytes it may have; no limit if not given.
    """
    try:
        size = file.stat().st_size
        is_too_large = max_size is not None and size > max_size
        data = b"" if is_too_large else file.read_bytes()
    except OSError as error:
        return _error(path, 1, f"this file cannot be read: {error.strerror}", "check its permissions")
    if is_too_large and max_size is not None:
        return too_large_error(path, size, max_size, "divide it into several files")
    return data


def too_large_error(path: str, size: int, max_size: int, hint: str) -> Diagnostic:
    """Report a file that is too large."""
    message = f"this file has {size:,} bytes, more than the {max_size:,} that are allowed"
    return _error(path, 1, message, hint, "SRC103")


def find_odd_name(docs_path: str, path: str) -> Diagnostic | None:
    """Report a file whose name cannot be an address as it is.

    Args:
        docs_path: The path of the file below the documents folder.
        path: Its path as messages show it.
    """
    odd = _ODD_IN_NAMES.search(docs_path)
    if odd is None:
        return None
    message = f"the name {docs_path.rpartition('/')[2]!r} contains {odd[0]!r}"
    if odd[0] not in docs_path.rpartition("/")[2]:
        message = f"the path {docs_path!r} contains {odd[0]!r}"
    hint = "use letters, digits, hyphens and full stops in the names of files and folders"
    return _error(path, 1, message, hint, "SRC109")


def normalise_line_endings(text: str, path: str) -> SourceFile:
    """Return a text with line ends as on Unix."""
    return SourceFile(path=path, text=text.replace("\r\n", "\n").replace("\r", "\n"))


def find_merge_conflict(source: SourceFile) -> Diagnostic | None:
    """Report the line at which git has left two versions of a text, except in code that shows it."""
    if not any(mark in source.text for mark in _SIDES):  # far quicker than a pattern in a large file
        return None
    text = _SHOWN_CONFLICT.sub(lambda shown: "\n" * shown[0].count("\n"), source.text)
    conflict = _CONFLICT.search(text)
    if not conflict:
        return None
    message = "this line marks two versions of the text that git could not combine"
    hint = "choose one, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
    return _error(source.path, line_of(text, conflict.start()), message, hint, "SRC105")


def find_invisible_characters(source: SourceFile) -> tuple[Diagnostic, ...]:
    """Report invisible characters in a text, each once a line.

    Control characters come from damaged copies, characters that change the direction of writing hide words
    from reviewers (https://trojansource.codes), and U+FFFD replaces a character that was lost.
    """
    found: dict[tuple[int, str], None] = {}
    for match in _INVISIBLE.finditer(source.text):
        found[line_of(source.text, match.start()), match[0]] = None
    return tuple(
        _error(
            source.path,
            line,
            f"this line contains {_named(sign)}",
            "type the words around it again",
            "SRC104",
        )
        for line, sign in found
    )


def find_hidden_escape(value: str) -> str:
    """Return a description of an invisible character in a value that was written as an escape; empty if none.

    Line ends and tabs are ordinary in values.
    """
    found = _INVISIBLE.search(value)
    return _named(found[0]) if found else ""


def find_mojibake(source: SourceFile) -> tuple[Diagnostic, ...]:
    """Report characters that result from reading UTF-8 as Windows-1252, once a line."""
    found = {line_of(source.text, match.start()): match[0] for match in _MOJIBAKE.finditer(source.text)}
    hint = "type the word again; it was saved in one encoding and opened in another"
    return tuple(
        Diagnostic(
            code="SRC108",
            severity=Severity.WARNING,
            where=Location(source.path, line),
            message=f"{signs!r} on this line is a garbled character",
            hint=hint,
        )
        for line, signs in found.items()
    )


def _named(sign: str) -> str:
    if sign == "\N{REPLACEMENT CHARACTER}":
        return LOST_CHARACTER
    return f"an invisible character (U+{ord(sign):04X})"


LOST_CHARACTER = "a sign for a lost character (U+FFFD)"
"""How messages describe what replaces a character that was lost. Readers see it, and it hides nothing."""
_SIDES = ("<<<<<<< ", ">>>>>>> ")
_CONFLICT = re.compile(rf"^(?:{'|'.join(_SIDES)})", re.MULTILINE)
"""What git leaves in a file with a conflict: https://git-scm.com/docs/git-merge#_how_conflicts_are_presented."""

_SHOWN_CONFLICT = re.compile(
    r"""
    ^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n`]*\n   # the beginning of a block of code,
    <<<<<<<[ ][^\n]*\n                             # whose first line is the first of a conflict,
    (?:(?!<<<<<<<[ ]|[ ]{0,3}(?P=fence))[^\n]*\n){1,200}?   # then at most 200 lines,
    >>>>>>>[ ][^\n]*\n                             # and whose last is the last of the same conflict
    [ ]{0,3}(?P=fence)[ ]*$
    """,
    re.MULTILINE | re.VERBOSE,
)
"""A conflict that fills a block of code, as a page about git may show one."""

_MOJIBAKE = re.compile(
    "\u00e2\u20ac[\u2122\u0153\u02dc\u201c\u201d\u00a6]|\u00c3[\u00a9\u00a8\u00bc\u00b6\u00a4\u0178\u00b1]|\u00c2[\u00a0\u00a3\u00a7\u00b0]"
)
"""An apostrophe, a dash, an umlaut or a pound sign in UTF-8 whose bytes were read as Windows-1252."""

MAX_FILE_SIZE = 2_000_000
"""How many bytes a page or a data file may have: a larger one would slow down every build."""

MAX_PUBLISHED_SIZE = 20_000_000
"""How many bytes a picture or another file next to the pages may have: readers download it."""

MAX_RELEASE_SIZE = 100_000_000
"""How many bytes a release may have: a hundred times as many as that of a large review."""

_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffd-\uffff]")
"""Control characters, line separators, changes of writing direction, and characters that mean a loss."""

_ODD_IN_NAMES = re.compile(rf'[#?%:*"<>|\\]|{_INVISIBLE.pattern}')
"""Characters with a meaning in addresses or on Windows, and those that cannot be seen."""

PUBLISHABLE_SUFFIXES = frozenset(
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
"""The endings of the files that may be next to pages. Others, such as `.html`, could run in a browser."""


def unpublished_file_error(path: str) -> Diagnostic:
    """Report that a file must not be published as it is."""
    hint = f"remove it from this folder; allowed here: {' '.join(sorted(PUBLISHABLE_SUFFIXES))}"
    if path.lower().endswith((".svg", ".bmp", ".tif", ".tiff", ".heic")):
        hint = "save the picture as .png, .jpg or .webp"
    return Diagnostic(
        code="SRC102",
        severity=Severity.ERROR,
        where=Location(path),
        message="a file of this type cannot be published",
        hint=hint,
    )


def files_below(folder: Path, *, hidden: bool = False, deep: bool = True) -> Iterator[Path]:
    """Yield the files below a folder by path, without following links.

    Args:
        folder: The folder; one that does not exist has no files.
        hidden: Whether to include names that begin with a full stop.
        deep: Whether to include files in its folders.
    """
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if (path.name.startswith(".") and not hidden) or path.is_symlink():
            continue
        if path.is_dir() and deep:
            yield from files_below(path, hidden=hidden)
        elif path.is_file():  # not a pipe, which could block for ever
            yield path


def is_outside(place: Path, folder: Path) -> bool:
    """Return whether a path leads out of a folder, by itself or through symbolic links."""
    try:
        return not place.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a ring: reported when they are read
        return False


def _error(path: str, line: int, message: str, hint: str, code: str = "SRC101") -> Diagnostic:
    return Diagnostic(
        code=code,
        severity=Severity.ERROR,
        where=Location(path, line),
        message=message,
        hint=hint,
    )


def line_of(text: str, offset: int) -> int:
    """Return the line of an offset in a text, counted from 1."""
    return bisect_right(_line_ends(text), offset - 1) + 1


@lru_cache(maxsize=4)
def _line_ends(text: str) -> tuple[int, ...]:
    """Return the offset of each line end; cached, because many lines are looked up in one text."""
    return tuple(found.start() for found in re.finditer("\n", text))
