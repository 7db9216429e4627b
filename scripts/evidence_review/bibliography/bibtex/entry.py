"""What a BibTeX file holds: entries and fields as written, with their lines. Reads nothing itself."""

from dataclasses import dataclass
from typing import NamedTuple

from evidence_review.diagnostics import Diagnostic
from evidence_review.location import Location


class RawField(NamedTuple):
    """One field of an entry. A file holds a quarter of a million, so each costs as little as can be."""

    name: str
    """The name, in lower case."""
    value: str
    """The value with macros put in and without its outer braces or quotation marks."""
    line: int
    """The line of its name, in the file of the entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """One entry as written, macros put in."""

    type: str
    """The type after the `@`, in lower case."""
    key: str
    """The key that citations use, unique in its file."""
    fields: tuple[RawField, ...]
    """The fields in the order written, each name once."""
    where: Location
    """The line of the `@`."""
    written: str
    """The entry as written, from the `@` to its last bracket."""

    def field(self, name: str) -> RawField | None:
        """Return the field of that name."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class BibliographySource:
    """What one BibTeX file holds."""

    path: str
    """The file."""
    entries: tuple[RawEntry, ...]
    """The entries that could be read, in the order written."""
    strings: tuple[tuple[str, str], ...] = ()
    """The macros that the file defines: name in lower case and text."""
    preamble: str = ""
    """What the file says to LaTeX, macros put in."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with the syntax, in the order of the lines."""
