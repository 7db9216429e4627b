"""The values of BibTeX fields: braces, quotation marks, numbers, macros and `#`, with pybtex's scanner.

Knows fields one after the other, not entries: `bibtex` holds those.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import PrematureEOF, PybtexSyntaxError

from evidence_review.bibliography.bibtex.recovery import abbreviate
from evidence_review.bibliography.bibtex.simple_values import (
    one_line,
    plain_value,
    unpaired_braces,
    without_unpaired_braces,
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
class ParsedField:
    """One field that was found in a text, and what is odd about it."""

    name: str
    """The name as written."""
    value: str
    """The text, with macros put in."""
    line: int
    """The line of the name."""
    undefined_macros: tuple[str, ...] = ()
    """Macros that nothing defines; their names stand in the value."""
    trailing_text: str = ""
    """Words after the end of the value."""
    needs_comma: bool = False
    """Whether the comma before it is missing."""
    needs_equals: bool = False
    """Whether the equals sign after its name is missing."""
    needs_value: bool = False
    """Whether nothing stands after its equals sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntaxProblem:
    """Where reading stopped."""

    line: int
    """The line."""
    missing: str
    """What was missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFields:
    """What a text holds that stands after the key of an entry."""

    parsed_fields: tuple[ParsedField, ...]
    """The fields that could be read."""
    problems: tuple[SyntaxProblem, ...]
    """Why the text could not be read as it stands, first things first."""
    end: int
    """How many characters were read, the closing bracket among them."""


def read_value(name: str, raw: str, line: int, macros: Mapping[str, str]) -> list[ParsedField]:
    """Return the field, and those that a missing comma has hidden in its value.

    Args:
        name: The name of the field.
        raw: The value as written, delimiters included.
        line: The line of the name.
        macros: The macros known here, by name in lower case.
    """
    value = plain_value(raw, macros)
    if value is not None:
        return [ParsedField(name=name, value=value, line=line, needs_value=not raw)]
    read = read_fields(f"{name}={raw}\n}}", line, macros)
    if read.problems or not read.parsed_fields:
        return [
            ParsedField(
                name=name,
                value=one_line(raw.strip('{}"')),
                line=line,
                trailing_text=raw if read.problems else "",
            )
        ]
    return list(read.parsed_fields)


def read_fields(text: str, line: int, macros: Mapping[str, str]) -> ParsedFields:
    """Read fields until the entry or the text ends. After a fault, go on with the next field.

    Args:
        text: What follows the key of an entry.
        line: The line on which the text starts.
        macros: The macros known here, by name in lower case.
    """
    scanner = _Scanner(text + _END, macros)
    parsed_fields: list[ParsedField] = []
    problems: list[SyntaxProblem] = []
    needs_comma = False
    at, counted = line, 0
    while True:
        needs_comma &= not scanner.pass_comma()
        sound = _NEXT_FIELD.match(scanner.text, scanner.pos)
        match = sound or (None if needs_comma else _NO_EQUALS.match(scanner.text, scanner.pos))
        if match:
            at, counted = at + text.count("\n", counted, match.start(1)), match.start(1)
            value, trailing_text, missing = _read_one(scanner, match.end())
            problems += (
                [SyntaxProblem(line=at, missing=f"the value of {match[1]!r} {missing}")] if missing else []
            )
            parsed_fields.append(
                ParsedField(
                    name=match[1],
                    value=one_line(value),
                    line=at,
                    undefined_macros=scanner.take_undefined(),
                    trailing_text=trailing_text,
                    needs_comma=needs_comma,
                    needs_equals=sound is None,
                )
            )
            needs_comma = True
            continue
        problem = _end(scanner, line, parsed_fields)
        # A bracket that is missing at the end has most often gone into a value that was never closed.
        problems += [problem] if problem and not (problems and scanner.is_at_end()) else []
        if not scanner.pass_to_later_field():
            return ParsedFields(
                parsed_fields=tuple(parsed_fields), problems=tuple(problems), end=scanner.end_of_entry()
            )


def _read_one(scanner: "_Scanner", start: int) -> tuple[str, str, str]:
    """Read the value that starts at a place.

    Returns:
        The value, words after its end, and why it could not be read as it stands.
    """
    scanner.at(start)
    missing = ""
    try:
        scanner.parse_value()
    except PrematureEOF:
        missing = _NO_END
    except PybtexSyntaxError:
        missing = "cannot be read"
    if scanner.has_left_entry() and _LATER_FIELD.search(scanner.text, start, scanner.pos):
        missing = _NO_END
    if missing:
        return _unclosed(scanner, start), "", missing
    trailing_text, end = _rest(scanner.text, scanner.pos)
    scanner.at(end)
    return (
        _outer(scanner.text[start:end]) if trailing_text else "".join(scanner.current_value),
        trailing_text,
        "",
    )


def _unclosed(scanner: "_Scanner", start: int) -> str:
    """Return what a value without its end says: up to the next field, or all that is left."""
    later = _LATER_FIELD.search(scanner.text, start)
    end = later.start() if later else len(scanner.text) - len(_END)
    scanner.at(end)
    scanner.take_undefined()
    value = scanner.text[start:end].strip().rstrip(",")
    return without_unpaired_braces(value.removeprefix("{") if value[:1] == "{" else _outer(value))


def field_problems(parsed: ParsedField) -> Iterator[tuple[str, str, str]]:
    """Yield the code, the message and the hint of each thing that is wrong with a value."""
    if parsed.needs_comma:
        yield "BIB002", f"a comma is missing before {parsed.name!r}", "add it"
    if parsed.needs_equals:
        yield "BIB002", f"an equals sign is missing after {parsed.name!r}", "add it"
    if parsed.needs_value:
        yield "BIB001", f"{parsed.name!r} has no value", "write one in braces, or delete the field"
    for macro in parsed.undefined_macros:
        hint = f"put it in braces, or define it: @string{{{macro} = {{…}}}}"
        yield "BIB007", f"{parsed.name!r} uses {macro!r}, which is not defined", hint
    if parsed.trailing_text:
        message = f"{abbreviate(parsed.trailing_text)!r} stands after the end of the value of {parsed.name!r}"
        yield "BIB008", message, "put the whole value in one pair of braces"


class _Scanner(LowLevelParser):  # type: ignore[misc] # pybtex has no types
    """pybtex's reader of values, which notes undefined macros and keeps their names."""

    def __init__(self, text: str, macros: Mapping[str, str]) -> None:
        super().__init__(text, macros=macros)
        self.undefined_macros: list[str] = []

    def substitute_macro(self, name: str) -> str:
        """Return what a macro stands for."""
        if name.lower() not in self.macros:
            self.undefined_macros.append(name)
            return name
        value: str = self.macros[name.lower()]
        return value

    def take_undefined(self) -> tuple[str, ...]:
        """Return the undefined macros since the last call."""
        names = tuple(self.undefined_macros)
        self.undefined_macros.clear()
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
        if not later or unpaired_braces(self.text[self.pos : later.start()]):
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


def _end(scanner: _Scanner, line: int, parsed_fields: Sequence[ParsedField]) -> SyntaxProblem | None:
    """Return what is wrong where no field follows."""
    if _CLOSING.match(scanner.text, scanner.pos):
        return None
    if scanner.is_at_end():
        # Most often the last field that was read has run on over the end of the entry.
        return SyntaxProblem(
            line=parsed_fields[-1].line if parsed_fields else line, missing="its closing bracket is missing"
        )
    trailing_text = scanner.text[scanner.pos :].lstrip()
    at = line + scanner.text.count("\n", 0, len(scanner.text) - len(trailing_text))
    return SyntaxProblem(
        line=at, missing=f"expected a field, found {abbreviate(trailing_text.partition(_END[0])[0])!r}"
    )


def _outer(raw: str) -> str:
    """Return a faulty value without its first and last delimiter."""
    raw = raw.strip()
    return raw[1:].removesuffix({"{": "}"}.get(raw[0], raw[0])) if raw[:1] in {"{", '"'} else raw
