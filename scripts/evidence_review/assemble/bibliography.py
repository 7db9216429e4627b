"""A bibliography file from its bytes, whatever it was saved as, to references.

| Code | Fault |
|---|---|
| BIB012 | a file that is not UTF-8 throughout |
| BIB013 | no bibliography, though something is cited |
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence_review.assemble.csl_json import read_csl_json
from evidence_review.assemble.references import assemble_references
from evidence_review.content.bibtex import read_bibliography
from evidence_review.content.bibtex_entry import RawEntry
from evidence_review.content.files import SourceFile, read_text
from evidence_review.diagnostics import Diagnostic, error, in_order, warning
from evidence_review.model.links import Link
from evidence_review.model.reference import Reference
from evidence_review.model.things import ThingKind
from evidence_review.source import Location

_FOREIGN = re.compile("[\udc80-\udcff]")
"""What Python puts in the place of a byte that is not UTF-8 (PEP 383)."""


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
    if text is None:
        return Bibliography(diagnostics=broken, is_text=False)
    if file.suffix.lower() == ".json":
        works, faults = read_csl_json(text.text, path)
        return Bibliography(references=works, diagnostics=in_order((*broken, *faults)))
    source = read_bibliography(text.text, path)
    references, faults = assemble_references(source)
    found = in_order((*broken, *source.diagnostics, *faults))
    return Bibliography(entries=source.entries, references=references, diagnostics=found)


def read_bibliography_file(file: Path, path: str) -> tuple[SourceFile | None, tuple[Diagnostic, ...]]:
    """Read a bibliography as UTF-8, and what is not UTF-8 in it as Windows-1252.

    Older reference managers write Latin-1 or Windows-1252, of which the first is a part. Only the bytes
    that are not UTF-8 are taken so, since people paste such entries into files that are.

    Args:
        file: The file to read.
        path: Its path as messages show it.

    Returns:
        The text, or nothing where it is in neither, and what is wrong with it.
    """
    source = read_text(file, path)
    if isinstance(source, SourceFile):
        return source, ()
    try:
        text = file.read_bytes().decode("utf-8-sig", "surrogateescape")
        first = _FOREIGN.search(text)
        whole = _FOREIGN.sub(_from_windows, text)
    except (OSError, UnicodeDecodeError):
        return None, (source,)
    if "\0" in whole or first is None:
        return None, (source,)
    where = Location(path, text.count("\n", 0, first.start()) + 1)
    message = f"this file is not UTF-8 throughout, and {whole[first.start()]!r} was read as Windows-1252"
    whole = whole.replace("\r\n", "\n").replace("\r", "\n")
    return SourceFile(path=path, text=whole), (warning("BIB012", where, message, "save it again as UTF-8"),)


def missing_bibliography(links: tuple[Link, ...], path: str, hint: str) -> Iterator[Diagnostic]:
    """Say once that there is no bibliography, where a work is cited.

    Args:
        links: The links of the review.
        path: The path of the bibliography as messages show it.
        hint: What to do, where that is known.
    """
    link = next((link for link in links if link.target.kind is ThingKind.REFERENCE), None)
    if link:
        message = f"there is no bibliography {path!r}, but {link.where} cites {link.target.id!r}"
        hint = hint or "add the file, or set `references` in mkdocs.yml"
        yield error("BIB013", Location(path), message, hint)


def _from_windows(match: re.Match[str]) -> str:
    return match[0].encode("utf-8", "surrogateescape").decode("windows-1252")
