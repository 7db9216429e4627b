"""An entry during conversion: its fields as written, as plain text or with markup, and its problems."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from evidence_review.bibliography.bibtex.entry import RawEntry, RawField
from evidence_review.bibliography.latex.definitions import NO_DEFINITIONS, MacroDefinitions
from evidence_review.bibliography.latex.to_unicode import read_latex, read_plain
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

    def raw(self, *names: str) -> str:
        """Return the first field that is not empty, as written."""
        for name in names:  # called about a hundred times for each entry; a generator would be slower
            field = self.fields.get(name)
            if field is not None and field.value:
                return field.value
        return ""

    def text(self, *names: str) -> str:
        """Return the first field that is not empty, without LaTeX."""
        return self._first(names, read_plain)

    def rich(self, *names: str) -> str:
        """Return the first field that is not empty, with CSL-JSON's markup."""
        return self._first(names, read_latex)

    def _first(self, names: tuple[str, ...], read: Callable[[str], tuple[str, str]]) -> str:
        for name in names:
            field = self.fields.get(name)
            if field is None or not field.value:
                continue
            value = self.definitions.expand(field.value)
            if value:
                text, problem = read(value)
                if problem:
                    message = f"the LaTeX in {name!r} of {self.entry.key!r} cannot be read: {problem}"
                    self.warning("BIB112", name, message, "type the character itself, or correct the macro")
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
