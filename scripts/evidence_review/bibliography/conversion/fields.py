"""One entry while it is being understood: its fields as written, as text or with markup, and its faults."""

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
    """Return what a work without a title is called in words of others: they stand in square brackets."""
    return title if _BRACKETED.fullmatch(title) else f"[{title}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedEntry:
    """An entry with the fields it inherits, and a list that faults are added to."""

    entry: RawEntry
    """The entry as written."""
    fields: Mapping[str, RawField]
    """Its fields and those it inherits, by name."""
    definitions: MacroDefinitions = NO_DEFINITIONS
    """The macros that the file defines for LaTeX."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    """What is wrong with it."""

    def raw(self, *names: str) -> str:
        """Return the first of some fields that says anything, as written."""
        for name in names:  # asked for a hundred times an entry, so without a generator
            field = self.fields.get(name)
            if field is not None and field.value:
                return field.value
        return ""

    def text(self, *names: str) -> str:
        """Return the first of some fields that says anything, without LaTeX."""
        return self._first(names, read_plain)

    def rich(self, *names: str) -> str:
        """Return the first of some fields that says anything, with CSL-JSON's markup."""
        return self._first(names, read_latex)

    def _first(self, names: tuple[str, ...], read: Callable[[str], tuple[str, str]]) -> str:
        for name in names:
            field = self.fields.get(name)
            if field is None or not field.value:
                continue
            value = self.definitions.expand(field.value)
            if value:
                text, fault = read(value)
                if fault:
                    message = f"the LaTeX in {name!r} of {self.entry.key!r} is broken: {fault}"
                    self.warning("BIB112", name, message, "write the character itself, or mend the macro")
                return text
        return ""

    def where(self, *names: str) -> Location:
        """Return where the first of some fields is written, or the entry."""
        line = next((self.fields[name].line for name in names if name in self.fields), 0)
        return Location(self.entry.where.path, line) if line else self.entry.where

    def error(self, code: str, name: str, message: str, hint: str = "") -> None:
        """Record a fault that stops the build."""
        self.diagnostics.append(error(code, self.where(name), message, hint))

    def warning(self, code: str, name: str, message: str, hint: str = "") -> None:
        """Record a fault that does not."""
        self.diagnostics.append(warning(code, self.where(name), message, hint))
