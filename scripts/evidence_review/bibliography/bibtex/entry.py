"""The content of a BibTeX file: entries and fields as written, with their lines. Reading is in `parser`."""

from dataclasses import dataclass
from typing import NamedTuple

from evidence_review.diagnostics import Diagnostic
from evidence_review.location import Location


class RawField(NamedTuple):
    """One field of an entry. A named tuple, since a large file has 250,000 and these are quick to create."""

    name: str
    """The name, in lower case."""
    value: str
    """The value with macros expanded and without its outer braces or quotation marks."""
    line: int
    """The line of its name, in the file of the entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """One entry as written, with macros expanded."""

    type: str
    """The type after the `@`, in lower case."""
    key: str
    """The key that citations use, unique in its file."""
    fields: tuple[RawField, ...]
    """The fields in the order written, each name only once."""
    where: Location
    """The line of the `@`."""
    written: str
    """The entry as written, from the `@` to its last bracket."""

    def field(self, name: str) -> RawField | None:
        """Return the field with that name, if there is one."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class BibliographySource:
    """The content of one BibTeX file."""

    path: str
    """The path of the file."""
    entries: tuple[RawEntry, ...]
    """The entries that could be read, in the order written."""
    strings: tuple[tuple[str, str], ...] = ()
    """The macros that the file defines: each name in lower case, and its text."""
    preamble: str = ""
    """The LaTeX code in the file's `@preamble`, with macros expanded."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """The syntax problems, in the order of their lines."""
