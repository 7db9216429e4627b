"""The values of BibTeX fields: braces, quotation marks, numbers, macros and `#`, with pybtex's scanner.

Knows fields one after the other, not entries: `bibtex` holds those.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import PrematureEOF, PybtexSyntaxError

from evidence_review.bibliography.bibtex.recovery import short
from evidence_review.bibliography.bibtex.simple_values import (
    lone_braces,
    one_line,
    plain_value,
    without_lone_braces,
)

_NEXT_FIELD = re.compile(r"\s*([A-Za-z][\w:.+/-]*)\s*=")
_NO_EQUALS = re.compile(r"\s*([A-Za-z][\w-]*)(?:[ \t]*(?=[{\"])|[ \t]+(?=\d+\s*[,}]))")
_LATER_FIELD = re.compile(r"[\n,]\s*(?=[A-Za-z][\w-]*\s*=\s*(?:[{\"\d]|[A-Za-z]\w*\s*[#,}]))")
"""Where reading goes on after a fault: before the next field."""
_REMARK = re.compile(r"%[^\n]*\n")
_REMARKS = re.compile(r"(?:[ \t\n]*%[^\n]*\n)+")
"""What biber and pandoc pass over between fields: from a % to the end of the line."""
_BETWEEN = re.compile(r"(?:[\s,]|%[^\n]*\n)*")
_CLOSING = re.compile(r"\s*[})]")
_LOOSE = re.compile(r"[^,{}@\x00]*")
_NO_END = "has no end"
_END = "\n\x00"
"""Put after every text, as pybtex takes the end of a text for a fault; no cleaned text holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One field that was found in a text, and what is odd about it."""

    name: str
    """The name as written."""
    value: str
    """The text, with macros put in."""
    line: int
    """The line of the name."""
    undefined: tuple[str, ...] = ()
    """Macros that nothing defines; their names stand in the value."""
    rest: str = ""
    """Words after the end of the value."""
    needs_comma: bool = False
    """Whether the comma before it is missing."""
    needs_equals: bool = False
    """Whether the equals sign after its name is missing."""
    needs_value: bool = False
    """Whether nothing stands after its equals sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Where reading stopped."""

    line: int
    """The line."""
    what: str
    """What was missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a text holds that stands after the key of an entry."""

    parts: tuple[Part, ...]
    """The fields that could be read."""
    faults: tuple[Fault, ...]
    """Why the text could not be read as it stands, first things first."""
    end: int
    """How many characters were read, the closing bracket among them."""


def read_value(name: str, raw: str, line: int, macros: Mapping[str, str]) -> list[Part]:
    """Return the field, and those that a missing comma has hidden in its value.

    Args:
        name: The name of the field.
        raw: The value as written, delimiters included.
        line: The line of the name.
        macros: The macros known here, by name in lower case.
    """
    value = plain_value(raw, macros)
    if value is not None:
        return [Part(name=name, value=value, line=line, needs_value=not raw)]
    read = read_fields(f"{name}={raw}\n}}", line, macros)
    if read.faults or not read.parts:
        return [Part(name=name, value=one_line(raw.strip('{}"')), line=line, rest=raw if read.faults else "")]
    return list(read.parts)


def read_fields(text: str, line: int, macros: Mapping[str, str]) -> Fields:
    """Read fields until the entry or the text ends. After a fault, go on with the next field.

    Args:
        text: What follows the key of an entry.
        line: The line on which the text starts.
        macros: The macros known here, by name in lower case.
    """
    scanner = _Scanner(text + _END, macros)
    parts: list[Part] = []
    faults: list[Fault] = []
    needs_comma = False
    at, counted = line, 0
    while True:
        needs_comma &= not scanner.pass_comma()
        sound = _NEXT_FIELD.match(scanner.text, scanner.pos)
        match = sound or (None if needs_comma else _NO_EQUALS.match(scanner.text, scanner.pos))
        if match:
            at, counted = at + text.count("\n", counted, match.start(1)), match.start(1)
            value, rest, what = _read_one(scanner, match.end())
            faults += [Fault(line=at, what=f"the value of {match[1]!r} {what}")] if what else []
            parts.append(
                Part(
                    name=match[1],
                    value=one_line(value),
                    line=at,
                    undefined=scanner.take_undefined(),
                    rest=rest,
                    needs_comma=needs_comma,
                    needs_equals=sound is None,
                )
            )
            needs_comma = True
            continue
        fault = _end(scanner, line, parts)
        # A bracket that is missing at the end has most often gone into a value that was never closed.
        faults += [fault] if fault and not (faults and scanner.is_at_end()) else []
        if not scanner.pass_to_later_field():
            return Fields(parts=tuple(parts), faults=tuple(faults), end=scanner.end_of_entry())


def _read_one(scanner: "_Scanner", start: int) -> tuple[str, str, str]:
    """Read the value that starts at a place.

    Returns:
        The value, words after its end, and why it could not be read as it stands.
    """
    scanner.at(start)
    what = ""
    try:
        scanner.parse_value()
    except PrematureEOF:
        what = _NO_END
    except PybtexSyntaxError:
        what = "cannot be read"
    if scanner.has_left_entry() and _LATER_FIELD.search(scanner.text, start, scanner.pos):
        what = _NO_END
    if what:
        return _unclosed(scanner, start), "", what
    rest, end = _rest(scanner.text, scanner.pos)
    scanner.at(end)
    return _outer(scanner.text[start:end]) if rest else "".join(scanner.current_value), rest, ""


def _unclosed(scanner: "_Scanner", start: int) -> str:
    """Return what a value without its end says: up to the next field, or all that is left."""
    later = _LATER_FIELD.search(scanner.text, start)
    end = later.start() if later else len(scanner.text) - len(_END)
    scanner.at(end)
    scanner.take_undefined()
    value = scanner.text[start:end].strip().rstrip(",")
    return without_lone_braces(value.removeprefix("{") if value[:1] == "{" else _outer(value))


def faults_of(part: Part) -> Iterator[tuple[str, str, str]]:
    """Yield the code, the message and the hint of each thing that is wrong with a value."""
    if part.needs_comma:
        yield "BIB002", f"a comma is missing before {part.name!r}", "add it"
    if part.needs_equals:
        yield "BIB002", f"an equals sign is missing after {part.name!r}", "add it"
    if part.needs_value:
        yield "BIB001", f"{part.name!r} has no value", "write one in braces, or delete the field"
    for macro in part.undefined:
        hint = f"put it in braces, or define it: @string{{{macro} = {{…}}}}"
        yield "BIB007", f"{part.name!r} uses {macro!r}, which is not defined", hint
    if part.rest:
        message = f"{short(part.rest)!r} stands after the end of the value of {part.name!r}"
        yield "BIB008", message, "put the whole value in one pair of braces"


class _Scanner(LowLevelParser):  # type: ignore[misc] # pybtex has no types
    """pybtex's reader of values, which notes undefined macros and keeps their names."""

    def __init__(self, text: str, macros: Mapping[str, str]) -> None:
        super().__init__(text, macros=macros)
        self.undefined: list[str] = []

    def substitute_macro(self, name: str) -> str:
        """Return what a macro stands for."""
        if name.lower() not in self.macros:
            self.undefined.append(name)
            return name
        value: str = self.macros[name.lower()]
        return value

    def take_undefined(self) -> tuple[str, ...]:
        """Return the undefined macros since the last call."""
        names = tuple(self.undefined)
        self.undefined.clear()
        return names

    def at(self, position: int) -> None:
        """Go on reading from a place in the text."""
        self.pos = position

    def is_at_end(self) -> bool:
        """Say whether nothing is left to read."""
        return not self.text[self.pos :].strip(_END + " \t")

    def has_left_entry(self) -> bool:
        """Say whether nothing is left to read, or what is left begins another entry."""
        return self.text[self.pos :].lstrip().startswith("@") or self.is_at_end()

    def pass_comma(self) -> bool:
        """Go on after commas and remarks that come next, and say whether there was a comma."""
        between = _BETWEEN.match(self.text, self.pos)
        self.pos = between.end() if between else self.pos
        return between is not None and "," in _REMARK.sub("", between[0])

    def pass_to_later_field(self) -> bool:
        """Go on before the next field of the same entry, and say whether there is one."""
        later = _LATER_FIELD.search(self.text, self.pos)
        if not later or lone_braces(self.text[self.pos : later.start()]):
            return False
        self.pos = later.start()
        return True

    def end_of_entry(self) -> int:
        """Return the place after the closing bracket, or where reading stopped."""
        bracket = _CLOSING.match(self.text, self.pos)
        return bracket.end() if bracket else min(self.pos, len(self.text) - len(_END))


def _rest(text: str, position: int) -> tuple[str, int]:
    """Return the words between the end of a value and the next comma, field or bracket, and their end."""
    remarks = _REMARKS.match(text, position)
    position = remarks.end() if remarks else position
    if _NEXT_FIELD.match(text, position):
        return "", position
    match = _LOOSE.match(text, position)
    if not match or not match[0].strip():
        return "", position
    return match[0].strip(), match.end()


def _end(scanner: _Scanner, line: int, parts: Sequence[Part]) -> Fault | None:
    """Return what is wrong where no field follows."""
    if _CLOSING.match(scanner.text, scanner.pos):
        return None
    if scanner.is_at_end():
        # Most often the last field that was read has run on over the end of the entry.
        return Fault(line=parts[-1].line if parts else line, what="its closing bracket is missing")
    rest = scanner.text[scanner.pos :].lstrip()
    at = line + scanner.text.count("\n", 0, len(scanner.text) - len(rest))
    return Fault(line=at, what=f"expected a field, found {short(rest.partition(_END[0])[0])!r}")


def _outer(raw: str) -> str:
    """Return a faulty value without its first and last delimiter."""
    raw = raw.strip()
    return raw[1:].removesuffix({"{": "}"}.get(raw[0], raw[0])) if raw[:1] in {"{", '"'} else raw
