"""The macros that a file defines for LaTeX in its `@preamble`, put in before a value is read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_GROUP = r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
_DEFINITION = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand)\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?\s*" + _GROUP
    + r"|\\[xg]?def\s*\\([A-Za-z]+)\s*((?:\#\d)*)\s*" + _GROUP
)  # fmt: skip
_ARGUMENT = re.compile(r"\s*" + _GROUP)
_ROUNDS = 4
"""How often a macro may stand for another."""
_LONGEST = 10_000
"""Characters that macros may make of a value; a ring of them would never end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroDefinitions:
    """What each macro of a file stands for."""

    bodies: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """How many arguments each takes, and its text, by name."""
    used: re.Pattern[str] | None = None
    """Where one of them is used."""

    def expand(self, value: str) -> str:
        """Return a value with the macros put in."""
        if self.used is None or "\\" not in value:
            return value
        for _ in range(_ROUNDS):
            replaced = self._once(value, self.used)
            if replaced == value or len(value) > _LONGEST:
                break
            value = replaced
        return value

    def _once(self, value: str, used: re.Pattern[str]) -> str:
        pieces, place = [], 0
        for match in used.finditer(value):
            if match.start() >= place:  # else it stood in an argument, and its turn comes
                pieces.append(value[place : match.start()])
                text, place = self._body(match[1], value, match.end())
                pieces.append(text)
        return "".join([*pieces, value[place:]])

    def _body(self, name: str, value: str, place: int) -> tuple[str, int]:
        count, body = self.bodies[name]
        for number in range(1, count + 1):
            argument = _ARGUMENT.match(value, place)
            if argument:
                body, place = body.replace(f"#{number}", argument[1]), argument.end()
        return body, place


NO_DEFINITIONS = MacroDefinitions()
"""What a file without a preamble defines."""


def definitions_in(preamble: str) -> MacroDefinitions:
    """Return the macros that a preamble defines."""
    bodies = {
        match[1] or match[4]: (int(match[2] or 0), match[3]) if match[1] else (len(match[5]) // 2, match[6])
        for match in _DEFINITION.finditer(preamble)
    }
    if not bodies:
        return NO_DEFINITIONS
    names = "|".join(sorted(bodies, key=len, reverse=True))
    return MacroDefinitions(bodies=bodies, used=re.compile(rf"\\({names})(?![A-Za-z])"))
