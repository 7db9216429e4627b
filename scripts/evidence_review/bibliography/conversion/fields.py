"""An entry during conversion: its fields, decoded in the way that the meaning of each asks for; its problems.

Nothing else in `conversion` decodes LaTeX or reads a value as written, except to publish it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from evidence_review.bibliography.bibtex.entry import RawEntry, RawField
from evidence_review.bibliography.latex.decoding import (
    decode_names,
    decode_rich,
    decode_text,
    decode_verbatim,
)
from evidence_review.bibliography.latex.definitions import NO_DEFINITIONS, MacroDefinitions
from evidence_review.diagnostics import Diagnostic, error, warning
from evidence_review.location import Location

_BRACKETED = re.compile(r"\[.*\]", re.DOTALL)


def bracketed_title(title: str) -> str:
    """Return a description used as a title in square brackets, which show that it is not the real title."""
    return title if _BRACKETED.fullmatch(title) else f"[{title}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedEntry:
    """An entry with the fields it inherits, and a list to which problems are added."""

    entry: RawEntry
    """The entry as written."""
    fields: Mapping[str, RawField]
    """Its own and its inherited fields, by name."""
    definitions: MacroDefinitions = NO_DEFINITIONS
    """The LaTeX macros that the file defines."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    """Its problems."""

    def has(self, *names: str) -> bool:
        """Tell whether any of the fields has a value."""
        for name in names:  # called about a hundred times for each entry; a generator would be slower
            field = self.fields.get(name)
            if field is not None and field.value:
                return True
        return False

    def text(self, *names: str) -> str:
        """Return the first field that is not empty as plain text."""
        return self._first(names, decode_text)

    def rich(self, *names: str) -> str:
        """Return the first field that is not empty, with CSL-JSON's markup."""
        return self._first(names, decode_rich)

    def names(self, name: str) -> str:
        """Return a list of names, in which braces still group words."""
        return self._first((name,), decode_names)

    def verbatim(self, *names: str) -> str:
        """Return the first field that is not empty as an identifier, an address or a date."""
        return self._first(names, _decode_verbatim)

    def _first(self, names: tuple[str, ...], decode: Callable[[str], tuple[str, str]]) -> str:
        for name in names:
            field = self.fields.get(name)
            if field is None:
                continue
            value = self.definitions.expand(field.value) if "\\" in field.value else field.value
            text, problem = decode(value)
            if problem:
                message = f"the LaTeX in {name!r} of {self.entry.key!r} cannot be read: {problem}"
                self.warning("BIB112", name, message, "type the character itself, or correct the macro")
            if text:
                return text
        return ""

    def where(self, *names: str) -> Location:
        """Return the location of the first of the fields that exists, or of the entry."""
        line = next((self.fields[name].line for name in names if name in self.fields), 0)
        return Location(self.entry.where.path, line) if line else self.entry.where

    def error(self, code: str, name: str, message: str, hint: str = "") -> None:
        """Record a problem that prevents publication."""
        self.diagnostics.append(error(code, self.where(name), message, hint))

    def warning(self, code: str, name: str, message: str, hint: str = "") -> None:
        """Record a problem that does not prevent publication."""
        self.diagnostics.append(warning(code, self.where(name), message, hint))


def _decode_verbatim(value: str) -> tuple[str, str]:
    return decode_verbatim(value), ""
