"""The keys of a BibTeX file. Each entry has one of its own, made up where it must be: none is lost."""

import re
from itertools import count
from typing import Protocol

_FORBIDDEN = re.compile(r"[\s{}\",%#~\\=]")


class Reporter(Protocol):
    """What records a fault."""

    def __call__(self, code: str, line: int, message: str, hint: str, *, warning: bool = False) -> None:
        """Record it."""


class KeyRegistry:
    """The keys that a file has used so far."""

    def __init__(self, report: Reporter) -> None:
        """Begin with none.

        Args:
            report: What records a fault.
        """
        self._say = report
        self._lines: dict[str, int] = {}
        self._folded: dict[str, str] = {}
        self._last_number: dict[str, int] = {}
        self._unnamed = count(1)

    def make_valid(self, key: str, line: int) -> str:
        """Return the key, or one made up where there is none."""
        if not key:
            key = f"unnamed-{next(self._unnamed)}"
            message = "an entry has no key, so nothing can cite it"
            self._say(
                "BIB003", line, message, f"write one after the bracket; it is called {key!r} until then"
            )
        elif _FORBIDDEN.search(key):
            hint = "use letters, digits and any of - _ . : / +"
            self._say("BIB010", line, f"the key {key!r} holds characters that keys cannot hold", hint)
        return key

    def make_unique(self, key: str, line: int) -> str:
        """Take the key for the entry on a line, or one made up where an earlier entry has it."""
        near = self._folded.get(key.casefold())
        if key in self._lines:
            message = f"the key {key!r} is taken by the entry on line {self._lines[key]}"
            key = self._next(key)
            hint = f"give one of the two another key, or delete it; this one is called {key!r} until then"
            self._say("BIB004", line, message, hint)
        elif near:
            message = f"the keys {key!r} and {near!r} (line {self._lines[near]}) differ in capitals alone"
            self._say("BIB005", line, message, "give one of the two another key", warning=True)
        self._lines[key] = line
        self._folded.setdefault(key.casefold(), key)
        return key

    def _next(self, key: str) -> str:
        numbers = count(self._last_number.get(key, 1) + 1)
        self._last_number[key] = next(number for number in numbers if f"{key}-{number}" not in self._lines)
        return f"{key}-{self._last_number[key]}"
