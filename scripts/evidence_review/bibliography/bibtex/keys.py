"""The keys of a BibTeX file. An entry without a unique key gets a generated one, so that none is lost."""

import re
from itertools import count
from typing import Protocol

_FORBIDDEN = re.compile(r"[\s{}\",%#~\\=]")


class Reporter(Protocol):
    """A function that records a problem."""

    def __call__(self, code: str, line: int, message: str, hint: str, *, warning: bool = False) -> None:
        """Record it."""


class KeyRegistry:
    """The keys that a file has used so far."""

    def __init__(self, report: Reporter) -> None:
        """Create an empty registry.

        Args:
            report: The function that records a problem.
        """
        self._report = report
        self._lines: dict[str, int] = {}
        self._folded: dict[str, str] = {}
        self._last_number: dict[str, int] = {}
        self._unnamed = count(1)

    def make_valid(self, key: str, line: int) -> str:
        """Return the key, or a generated one if there is none."""
        if not key:
            key = f"unnamed-{next(self._unnamed)}"
            message = "an entry has no key, so it cannot be cited"
            self._report(
                "BIB003", line, message, f"add one after the opening brace; until then it is {key!r}"
            )
        elif _FORBIDDEN.search(key):
            hint = "use letters, digits and any of - _ . : / +"
            self._report("BIB010", line, f"the key {key!r} contains characters that keys cannot have", hint)
        return key

    def make_unique(self, key: str, line: int) -> str:
        """Register the key for the entry on a line, or a generated one if an earlier entry has the key."""
        near = self._folded.get(key.casefold())
        if key in self._lines:
            message = f"the key {key!r} is already used by the entry on line {self._lines[key]}"
            key = self._next(key)
            hint = f"change one of the two keys, or delete one entry; until then this one is {key!r}"
            self._report("BIB004", line, message, hint)
        elif near:
            message = f"the keys {key!r} and {near!r} (line {self._lines[near]}) differ only in capitals"
            self._report("BIB005", line, message, "change one of the two keys", warning=True)
        self._lines[key] = line
        self._folded.setdefault(key.casefold(), key)
        return key

    def _next(self, key: str) -> str:
        numbers = count(self._last_number.get(key, 1) + 1)
        self._last_number[key] = next(number for number in numbers if f"{key}-{number}" not in self._lines)
        return f"{key}-{self._last_number[key]}"
