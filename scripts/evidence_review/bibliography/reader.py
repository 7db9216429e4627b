"""Read a bibliography file, whatever its encoding, and return its references."""

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from evidence_review.bibliography.bibtex.entry import BibliographySource, RawEntry
from evidence_review.bibliography.bibtex.parser import read_bibliography
from evidence_review.bibliography.conversion.entries import assemble_references
from evidence_review.bibliography.conversion.public_entry import PUBLISHED
from evidence_review.bibliography.csl.csl_json import read_csl_json
from evidence_review.bibliography.csl.reference import Reference
from evidence_review.bibliography.readers.nbib import read_nbib
from evidence_review.bibliography.readers.ris import read_ris
from evidence_review.diagnostics import Diagnostic, error, sort_diagnostics, warning
from evidence_review.location import Location
from evidence_review.sources.encodings import REPLACEMENT_CHARACTER, DecodedText, decode_bytes
from evidence_review.sources.files import SourceFile, find_merge_conflict, normalise_line_endings, read_bytes

MAX_BIBLIOGRAPHY_SIZE = 100_000_000
"""The largest bibliography, in bytes: about 120,000 references."""
UNDEFINED_MACRO = "BIB007"
"""The code of a macro that its file does not define."""
_RESAVE_HINT = "save it again as UTF-8"
_LINE_END = re.compile(r"\r\n|\r|\n")

_Entry = TypeVar("_Entry", RawEntry, Reference)


class BibliographyFormat(StrEnum):
    """A format in which references can be read."""

    BIBTEX = "BibTeX"
    CSL_JSON = "CSL-JSON"
    RIS = "RIS"
    NBIB = "NBIB"


SUFFIXES = {
    ".json": BibliographyFormat.CSL_JSON,
    ".ris": BibliographyFormat.RIS,
    ".nbib": BibliographyFormat.NBIB,
}
"""The format of a file by its ending; BibTeX for any other."""
_SIGNS = {
    "[": BibliographyFormat.CSL_JSON,
    "{": BibliographyFormat.CSL_JSON,
    "TY  - ": BibliographyFormat.RIS,
    "PMID- ": BibliographyFormat.NBIB,
}
"""How a text in each format begins."""
_TAGGED = {BibliographyFormat.RIS: read_ris, BibliographyFormat.NBIB: read_nbib}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """The content of a bibliography, in one file or several."""

    entries: tuple[RawEntry, ...] = ()
    """The entries in the order written, including those that only provide fields to others."""
    references: tuple[Reference, ...] = ()
    """The references in the order written."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """The problems, in the order of their lines."""
    is_text: bool = True
    """Whether the file could be read at all."""


def read_references(file: Path, path: str) -> Bibliography:
    """Read every reference that can be read from a file, and report each problem.

    Args:
        file: The file to read.
        path: Its path as messages show it.
    """
    text, file_problems = read_bibliography_file(file, path)
    return parse_references(text, file_problems, SUFFIXES.get(file.suffix.lower(), BibliographyFormat.BIBTEX))


def detect_format(text: str) -> BibliographyFormat:
    """Return the format of a text without a file name, by how it begins; BibTeX unless it is another."""
    start = text.lstrip("\ufeff \t\r\n")
    return next(
        (format_ for sign, format_ in _SIGNS.items() if start.startswith(sign)), BibliographyFormat.BIBTEX
    )


def read_reference_files(files: Sequence[tuple[Path, str]]) -> Bibliography:
    """Read every reference that can be read from the files of a bibliography, and report each problem.

    Args:
        files: Each file, with its path as messages show it. If two files have an entry of the same key, the
            first one counts.
    """
    texts: list[SourceFile] = []
    diagnostics: list[Diagnostic] = []
    for file, path in files:
        text, problems = read_bibliography_file(file, path)
        diagnostics += problems
        texts += [text] if text else []
    with _gc_paused():
        bibtex = _read_bibtex([text for text in texts if not _is_json(text)])
    sources: list[BibliographySource] = []
    listed: list[Reference] = []
    used: dict[str, Location] = {}
    for text in texts:
        if _is_json(text):
            references, problems = read_csl_json(text.text, text.path)
            diagnostics += problems
            listed += _without_repeats(references, used, diagnostics)
        else:
            source = bibtex[text.path]
            diagnostics += source.diagnostics
            entries = tuple(_without_repeats(source.entries, used, diagnostics))
            sources.append(replace(source, entries=entries))
    with _gc_paused():
        references, problems = assemble_references(*sources)
    return Bibliography(
        entries=tuple(entry for source in sources for entry in source.entries),
        references=(*references, *listed),
        diagnostics=sort_diagnostics((*diagnostics, *problems)),
        is_text=len(texts) == len(files),
    )


def _is_json(text: SourceFile) -> bool:
    return text.path.lower().endswith(".json")


def _read_bibtex(files: Sequence[SourceFile]) -> dict[str, BibliographySource]:
    """Read BibTeX files, each with the macros of the others, by path: BibTeX reads them as one text."""
    sources = {}
    macros: dict[str, str] = {}
    for file in files:
        sources[file.path] = read_bibliography(file.text, file.path, published=PUBLISHED, macros=macros)
        macros |= dict(sources[file.path].strings)
    for file in files if len(files) > 1 else ():
        if any(each.code == UNDEFINED_MACRO for each in sources[file.path].diagnostics):
            own = _own_macros(file)
            others = {name: text for name, text in macros.items() if name not in own}
            sources[file.path] = read_bibliography(file.text, file.path, published=PUBLISHED, macros=others)
    return sources


def _own_macros(file: SourceFile) -> frozenset[str]:
    return frozenset(name for name, _ in read_bibliography(file.text, file.path).strings)


def _without_repeats(
    entries: Iterable[_Entry], used: dict[str, Location], diagnostics: list[Diagnostic]
) -> Iterator[_Entry]:
    """Yield the entries whose key no earlier file has, and report the others."""
    for entry in entries:
        first = used.setdefault(entry.key, entry.where)
        if first.path == entry.where.path:
            yield entry
        else:
            message = f"the key {entry.key!r} is already used at {first}, which counts"
            diagnostics.append(error("BIB004", entry.where, message, "delete one of the two, or rename it"))


def parse_references(
    text: SourceFile | None, file_problems: Iterable[Diagnostic], written_in: BibliographyFormat
) -> Bibliography:
    """Return the references in a text, and its problems.

    Args:
        text: The text, or None if the file could not be read as text.
        file_problems: The problems of the file that the text comes from.
        written_in: Its format.
    """
    if text is None:
        return Bibliography(diagnostics=tuple(file_problems), is_text=False)
    if written_in in _TAGGED:
        references = _TAGGED[written_in](text.text, text.path)
        missing = () if references else (_no_records(text.path, written_in),)
        return Bibliography(references=references, diagnostics=sort_diagnostics((*file_problems, *missing)))
    if written_in is BibliographyFormat.CSL_JSON:
        references, problems = read_csl_json(text.text, text.path)
        return Bibliography(references=references, diagnostics=sort_diagnostics((*file_problems, *problems)))
    with _gc_paused():
        source = read_bibliography(text.text, text.path, published=PUBLISHED)
        references, problems = assemble_references(source)
    diagnostics = sort_diagnostics((*file_problems, *source.diagnostics, *problems))
    return Bibliography(entries=source.entries, references=references, diagnostics=diagnostics)


def _no_records(path: str, written_in: BibliographyFormat) -> Diagnostic:
    sign = next(sign for sign, format_ in _SIGNS.items() if format_ is written_in)
    return warning(
        "BIB014", Location(path, 1), "this file has no entries", f"an entry begins with {sign.strip()!r}"
    )


@contextmanager
def _gc_paused() -> Iterator[None]:
    """Pause the garbage collector: reading creates many objects but no reference cycles.

    This is only for speed with large files: 16,000 entries take 5 s of CPU time instead of 6 s, and 2,000
    entries 0.6 s instead of 0.7 s (measured with the bibliography of `tests/benchmark/bibliography.py`).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_bibliography_file(file: Path, path: str) -> tuple[SourceFile | None, tuple[Diagnostic, ...]]:
    """Read a bibliography as text, whatever its encoding.

    Args:
        file: The file to read.
        path: Its path as messages show it.

    Returns:
        The text, or None if the file is not text, and the problems of the file.
    """
    data = read_bytes(file, path, max_size=MAX_BIBLIOGRAPHY_SIZE)
    return (None, (data,)) if isinstance(data, Diagnostic) else decode_bibliography(data, path)


def decode_bibliography(data: bytes, path: str) -> tuple[SourceFile | None, tuple[Diagnostic, ...]]:
    """Decode the bytes of a bibliography and return the same as `read_bibliography_file`."""
    decoded = decode_bytes(data)
    if decoded is None:
        return None, (
            error("SRC101", Location(path, 1), "this file is not text", "check that it is the right file"),
        )
    source = normalise_line_endings(decoded.text, path)
    conflict = find_merge_conflict(source)
    return source, (*_encoding_warnings(decoded, path), *([conflict] if conflict else ()))


def _encoding_warnings(decoded: DecodedText, path: str) -> Iterator[Diagnostic]:
    """Report the encoding in which a file was read, if it is not UTF-8 or declares another encoding."""

    def at(position: int) -> Location:
        return Location(path, len(_LINE_END.findall(decoded.text, 0, position)) + 1)

    if decoded.has_wrong_declaration:
        fact = (
            "it is not" if decoded.first_non_utf8 >= 0 else f"it is {decoded.encoding}, and was read as such"
        )
        message = f"this file declares that it is {decoded.declared}, but {fact}"
        yield warning(
            "BIB012", at(decoded.declaration_offset), message, "write UTF-8 here, and save the file as UTF-8"
        )
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
        message = f"this file is not entirely UTF-8; {shown!r} was read as Windows-1252"
        yield warning("BIB012", at(decoded.first_non_utf8), message, _RESAVE_HINT)
    if lost >= 0:
        shown = f"{REPLACEMENT_CHARACTER!r} is shown in its place"
        message = f"a character on this line could not be read as {decoded.encoding}; {shown}"
        yield error("BIB012", at(lost), message, _RESAVE_HINT)
