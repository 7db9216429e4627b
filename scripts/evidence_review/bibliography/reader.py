"""A bibliography file from its bytes, whatever it was saved as, to references."""

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evidence_review.bibliography.bibtex.entry import RawEntry
from evidence_review.bibliography.bibtex.parser import read_bibliography
from evidence_review.bibliography.conversion.entries import assemble_references
from evidence_review.bibliography.csl.csl_json import read_csl_json
from evidence_review.bibliography.csl.reference import Reference
from evidence_review.diagnostics import Diagnostic, error, sort_diagnostics, warning
from evidence_review.location import Location
from evidence_review.sources.encodings import REPLACEMENT_CHARACTER, DecodedText, decode_bytes
from evidence_review.sources.files import SourceFile, find_merge_conflict, normalise_line_endings, read_bytes

MAX_BIBLIOGRAPHY_SIZE = 100_000_000
"""How many bytes a bibliography may have: some 120,000 works."""
_RESAVE_HINT = "save it again as UTF-8"
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """What one bibliography file holds."""

    entries: tuple[RawEntry, ...] = ()
    """The entries in the order written, those that hold fields for others among them."""
    references: tuple[Reference, ...] = ()
    """The works in the order written."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong, in the order of the lines."""
    is_text: bool = True
    """Whether the file could be read at all."""


def read_references(file: Path, path: str) -> Bibliography:
    """Read every work that a file still allows to be read, and say each fault.

    Args:
        file: The file to read.
        path: Its path as messages show it.
    """
    text, broken = read_bibliography_file(file, path)
    return parse_references(text, broken, is_json=file.suffix.lower() == ".json")


def parse_references(text: SourceFile | None, broken: Iterable[Diagnostic], *, is_json: bool) -> Bibliography:
    """Return the works in a text, and each fault.

    Args:
        text: The text; nothing where there is none.
        broken: What is wrong with the file it comes from.
        is_json: Whether it is CSL-JSON and not BibTeX.
    """
    if text is None:
        return Bibliography(diagnostics=tuple(broken), is_text=False)
    if is_json:
        works, faults = read_csl_json(text.text, text.path)
        return Bibliography(references=works, diagnostics=sort_diagnostics((*broken, *faults)))
    with _gc_paused():
        source = read_bibliography(text.text, text.path)
        references, faults = assemble_references(source)
    found = sort_diagnostics((*broken, *source.diagnostics, *faults))
    return Bibliography(entries=source.entries, references=references, diagnostics=found)


@contextmanager
def _gc_paused() -> Iterator[None]:
    """Let Python not look for cycles among things that have none: a tenth of the time of a large file."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_bibliography_file(file: Path, path: str) -> tuple[SourceFile | None, tuple[Diagnostic, ...]]:
    """Read a bibliography as text, whatever it was saved as.

    Args:
        file: The file to read.
        path: Its path as messages show it.

    Returns:
        The text, or nothing where it holds none, and what is wrong with it.
    """
    data = read_bytes(file, path, max_size=MAX_BIBLIOGRAPHY_SIZE)
    return (None, (data,)) if isinstance(data, Diagnostic) else decode_bibliography(data, path)


def decode_bibliography(data: bytes, path: str) -> tuple[SourceFile | None, tuple[Diagnostic, ...]]:
    """Return the text in the bytes of a bibliography, as `read_bibliography_file` does."""
    decoded = decode_bytes(data)
    if decoded is None:
        return None, (
            error(
                "SRC101", Location(path, 1), "this file holds no text", "look whether it is the right file"
            ),
        )
    source = normalise_line_endings(decoded.text, path)
    conflict = find_merge_conflict(source)
    return source, (*_encoding_warnings(decoded, path), *([conflict] if conflict else ()))


def _encoding_warnings(decoded: DecodedText, path: str) -> Iterator[Diagnostic]:
    """Say aloud what a file was read as, where it was not UTF-8 or says that it was not."""

    def at(place: int) -> Location:
        return Location(path, len(_LINE_END.findall(decoded.text, 0, place)) + 1)

    if decoded.has_wrong_declaration:
        truth = "is not" if decoded.first_non_utf8 >= 0 else f"was read as {decoded.encoding}, which it is"
        message = f"this file says that it is {decoded.declared}, but {truth}"
        yield warning("BIB012", at(decoded.declaration_offset), message, "write UTF-8 here, and save it so")
    elif decoded.first_non_utf8 < 0 and decoded.encoding != "UTF-8":
        yield warning(
            "BIB012",
            at(decoded.declaration_offset),
            f"this file was read as {decoded.encoding}",
            _RESAVE_HINT,
        )
    lost = decoded.text.find(REPLACEMENT_CHARACTER) if decoded.encoding != "UTF-8" else -1
    if decoded.first_non_utf8 >= 0 and decoded.first_non_utf8 != lost:
        shown = decoded.text[decoded.first_non_utf8]
        message = f"this file is not UTF-8 throughout, and {shown!r} was read as Windows-1252"
        yield warning("BIB012", at(decoded.first_non_utf8), message, _RESAVE_HINT)
    if lost >= 0:
        shown = f"{REPLACEMENT_CHARACTER!r} stands for it"
        message = f"a character on this line could not be read as {decoded.encoding}; {shown}"
        yield error("BIB012", at(lost), message, _RESAVE_HINT)
