"""Find the LaTeX macros that a file defines in its `@preamble`, and expand them in values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_GROUP = r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
# A macro that is defined with \newcommand or a variant of it (groups 1 to 3), or with \def (groups 4 to 6):
# its name, its arguments (as a number, or as #1#2) and its text.
_DEFINITION = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand)\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?\s*" + _GROUP
    + r"|\\[xg]?def\s*\\([A-Za-z]+)\s*((?:\#\d)*)\s*" + _GROUP
)  # fmt: skip
_ARGUMENT = re.compile(r"\s*" + _GROUP)
_MAX_NESTING = 4
"""How many levels of macros that use other macros are expanded."""
_MAX_LENGTH = 10_000
"""The length of a value at which expansion stops; macros that use each other would expand for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroDefinitions:
    """The macros that a file defines."""

    macros: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """The number of arguments and the text of each macro, by name."""
    use: re.Pattern[str] | None = None
    """A pattern that matches the use of any of them; None if there are no macros."""

    def expand(self, value: str) -> str:
        """Return a value with the macros expanded."""
        if self.use is None or "\\" not in value:
            return value
        for _ in range(_MAX_NESTING):
            expanded = self._expand_once(value, self.use)
            if expanded == value or len(value) > _MAX_LENGTH:
                break
            value = expanded
        return value

    def _expand_once(self, value: str, use: re.Pattern[str]) -> str:
        pieces, end = [], 0
        for match in use.finditer(value):
            if match.start() >= end:  # a macro in an argument is expanded in the next round
                pieces.append(value[end : match.start()])
                text, end = self._text(match[1], value, match.end())
                pieces.append(text)
        return "".join([*pieces, value[end:]])

    def _text(self, name: str, value: str, position: int) -> tuple[str, int]:
        count, text = self.macros[name]
        for number in range(1, count + 1):
            argument = _ARGUMENT.match(value, position)
            if argument:
                text, position = text.replace(f"#{number}", argument[1]), argument.end()
        return text, position


NO_DEFINITIONS = MacroDefinitions()
"""The definitions of a file without a preamble."""


def definitions_in(preamble: str) -> MacroDefinitions:
    """Return the macros that a preamble defines."""
    macros = {
        match[1] or match[4]: (int(match[2] or 0), match[3]) if match[1] else (len(match[5]) // 2, match[6])
        for match in _DEFINITION.finditer(preamble)
    }
    if not macros:
        return NO_DEFINITIONS
    names = "|".join(sorted(macros, key=len, reverse=True))
    return MacroDefinitions(macros=macros, use=re.compile(rf"\\({names})(?![A-Za-z])"))
