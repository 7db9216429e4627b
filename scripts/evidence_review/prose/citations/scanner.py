"""The keys and brackets of a source, by pandoc's syntax (https://pandoc.org/MANUAL.html#citation-syntax).

Finds candidates for citations. Whether one is in running text only the converted page shows.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence_review.prose.citations.typography import is_word_end

KEY_NAME = re.compile(r"[\w*](?:\w|[:.#$%&+?<>~/-](?=\w)|[:/](?=/))*")
"""A key that needs no braces: punctuation only between letters and digits, except `//` and the like."""
_SPACES = re.compile(r"[ \t]*(?:\r?\n[ \t]*(?:>[ \t]?)*)?")
"""The space between a key and the bracket with its locator: at most one line break, also in a quotation."""
_BREAK = re.compile(
    r"""
    \n(?=[ \t>]*(?:\r?\n|\Z))                                         # before an empty line or the end
    | \n(?=[ \t>]*(?:[-*+] | [0-9]{1,9}[.)] | \#{1,6} | \| | :)[ \t])  # before a list item, heading or row
    """,
    re.VERBOSE,
)
_EVENT = re.compile(
    r"""
    \\.?                          # an escape
    | `+                          # code
    | -?@                         # a key
    | [\[\];]                     # brackets and semicolons
    | &\#?[A-Za-z0-9]{1,32};      # a character reference, whose semicolon does not count
    """,
    re.DOTALL | re.VERBOSE,
)
_MAIL = re.compile(r"<[^<>@\s]+@[^<>@\s]+>")
"""An e-mail address in angle brackets, whose `@` begins no key."""


@dataclass(frozen=True, slots=True)
class Key:
    """An `@key` in the source."""

    name: str
    """The citation key."""
    start: int
    """Where it begins, at the hyphen of `-@key` if there is one."""
    at: int
    """The position of its `@`."""
    end: int
    """Where it ends, after the brace of `@{key}`."""

    @property
    def suppresses_author(self) -> bool:
        """Whether it is written `-@key`."""
        return self.start < self.at


@dataclass(frozen=True, slots=True)
class Semicolon:
    """A semicolon that may separate two citations."""

    at: int
    """Its position."""


@dataclass(slots=True)
class Bracket:
    """A pair of square brackets. Filled while the source is read, and not changed afterwards."""

    start: int
    """Where it opens."""
    preceding_key: Key | None
    """The key directly before it, whose locator it may contain."""
    stop: int = -1
    """The position of its closing bracket."""
    parts: "list[BracketItem]" = field(default_factory=list)
    """The keys, semicolons and brackets in it."""
    has_key: bool = False
    """Whether it contains a key, at any depth."""


BracketItem = Key | Semicolon | Bracket
"""Anything that may be part of a citation."""


@dataclass(frozen=True, slots=True)
class Escape:
    r"""An escaped `\@`."""

    start: int
    """The position of its backslash."""


class Scanner:
    """One pass over a source, which collects its keys, brackets and escapes in order."""

    def __init__(self, text: str) -> None:
        """Prepare to read a text."""
        self._text = text
        self._braces = _braces(text) if "@{" in text else {}
        self._mails = [found.span() for found in _MAIL.finditer(text)][::-1]
        self._open: list[Bracket] = []
        self._last: Key | None = None
        self._block_start = 0
        self._code_end = 0
        self._ticks: dict[int, list[int]] = {}
        self._escaped = 0
        self.depth = 0
        """The greatest number of brackets that are open at once."""
        self.roots: list[BracketItem] = []
        """The parts that are in no bracket, or in one that is never closed."""
        self.brackets: list[Bracket] = []
        """Every closed pair of brackets, in the order in which they close."""
        self.keys: list[Key] = []
        """Every key, in the order written."""
        self.unclosed: list[tuple[int, bool]] = []
        """Where each bracket opens that is never closed, and whether it contains a key."""
        self.unopened: list[int] = []
        """Where each bracket closes that follows a key and was never opened."""
        self.escapes: list[Escape] = []
        r"""Every `\@`."""

    def read(self) -> None:
        """Read the whole text."""
        if "@" not in self._text and "[" not in self._text:
            return
        breaks = _breaks(self._text)
        limit = next(breaks)
        position = 0
        while found := _EVENT.search(self._text, position):
            while found.start() >= limit:
                self._end_block()
                self._block_start = limit
                limit = next(breaks)
            position = self._take(found, limit)
        self._end_block()

    def _take(self, found: re.Match[str], limit: int) -> int:
        """Process a match and return where to continue."""
        start, what = found.start(), found[0]
        if what[0] == "&":
            return found.end()
        if "@" in what and what[0] != "\\":
            return self._take_key(start, found.end())
        if what[0] == "\\":
            if what == "\\@":
                self.escapes.append(Escape(start))
            self._escaped += what == "\\["
            return start + 1 if start < self._code_end and what != "\\@" else found.end()
        if start >= self._code_end:
            self._take_sign(what, start, limit)
        return found.end()

    def _take_sign(self, what: str, start: int, limit: int) -> None:
        if what == "[":
            self._open.append(Bracket(start, self._key_before(start)))
            self.depth = max(self.depth, len(self._open))
        elif what == "]":
            self._close(start)
        elif what == ";":
            if self._open:
                self._open[-1].parts.append(Semicolon(start))
        else:
            self._skip_code(len(what), start + len(what), limit)

    def _take_key(self, start: int, end: int) -> int:
        text = self._text
        at = end - 1
        after_key = self._last is not None and self._last.end == start
        if start < at and not after_key and (text[start - 1 : start] == "-" or is_word_end(text, start)):
            start = at
        if start == at and is_word_end(text, at) and not after_key:
            return end
        name = self._name(end)
        if name is None or self._is_mail(at):
            return end
        self._last = Key(name[0], start, at, name[1])
        self.keys.append(self._last)
        self._add(self._last)
        return name[1]

    def _is_mail(self, at: int) -> bool:
        """Return whether a position is inside an address such as `<jane+@doe.org>`."""
        while self._mails and self._mails[-1][1] <= at:
            self._mails.pop()
        return bool(self._mails) and self._mails[-1][0] < at

    def _name(self, start: int) -> tuple[str, int] | None:
        found = KEY_NAME.match(self._text, start)
        if found:
            return found[0], found.end()
        stop = self._braces.get(start)
        return None if stop is None else (self._text[start + 1 : stop], stop + 1)

    def _key_before(self, start: int) -> Key | None:
        if self._last is None:
            return None
        found = _SPACES.match(self._text, self._last.end)
        return self._last if found and found.end() == start else None

    def _add(self, part: BracketItem) -> None:
        if self._open:
            self._open[-1].parts.append(part)
            self._open[-1].has_key |= isinstance(part, Key) or (isinstance(part, Bracket) and part.has_key)
        else:
            self.roots.append(part)

    def _close(self, stop: int) -> None:
        if self._open:
            bracket = self._open.pop()
            bracket.stop = stop
            self.brackets.append(bracket)
            self._add(bracket)
        elif self._escaped:
            self._escaped -= 1
        elif self._last is not None and self._last.end > self._block_start:
            self.unopened.append(stop)

    def _end_block(self) -> None:
        """Discard brackets that were not closed; their parts are in no bracket."""
        for bracket in self._open:
            self.roots += bracket.parts
            self.unclosed.append((bracket.start, bracket.has_key))
        self._open.clear()
        self._escaped = 0
        self._ticks.clear()

    def _skip_code(self, ticks: int, start: int, limit: int) -> None:
        """Find the end of a code span, so that brackets in it are ignored."""
        if not self._ticks:
            for found in re.compile("`+").finditer(self._text, start, limit):
                self._ticks.setdefault(len(found[0]), []).append(found.start())
            self._ticks.setdefault(0, [])
        places = self._ticks.get(ticks, ())
        number = bisect_left(places, start)
        if number < len(places):
            self._code_end = places[number] + ticks


def _breaks(text: str) -> Iterator[int]:
    """Yield the positions that neither a code span nor a bracket can extend across."""
    for found in _BREAK.finditer(text):
        yield found.start()
    yield len(text) + 1


def _braces(text: str) -> dict[int, int]:
    """Return the closing brace of each opening brace, if there is no space between them."""
    partners: dict[int, int] = {}
    waiting: list[int] = []
    for found in re.finditer(r"[{}\s]", text):
        if found[0] == "{":
            waiting.append(found.start())
        elif found[0] == "}":
            if waiting:
                partners[waiting.pop()] = found.start()
        else:
            waiting.clear()
    return partners
