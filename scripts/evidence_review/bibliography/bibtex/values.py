"""The values of BibTeX fields: braces, quotation marks, numbers, macros and `#`, with pybtex's scanner.

This module reads a sequence of fields; entries are in `parser`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import Pattern, PrematureEOF, PybtexSyntaxError, Token

from evidence_review.bibliography.bibtex.recovery import abbreviate
from evidence_review.bibliography.bibtex.simple_values import (
    one_line,
    plain_value,
    unpaired_braces,
    without_unpaired_braces,
)

_NEXT_FIELD = re.compile(r"\s*([A-Za-z][\w:.+/-]*)\s*=")
_NO_EQUALS = re.compile(r"\s*([A-Za-z][\w-]*)(?:[ \t]*(?=[{\"])|[ \t]+(?=\d+\s*[,}]))")
"""The name of a field that is directly followed by its value: a brace, a quotation mark or a number."""
_LATER_FIELD = re.compile(r"[\n,]\s*(?=[A-Za-z][\w-]*\s*=\s*(?:[{\"\d]|[A-Za-z]\w*\s*[#,}]))")
"""Where reading continues after a problem: before the next field."""
_COMMENT = re.compile(r"%[^\n]*\n")
_COMMENTS = re.compile(r"(?:[ \t\n]*%[^\n]*\n)+")
"""What biber and pandoc skip between fields: from a % to the end of the line."""
_BETWEEN = re.compile(r"(?:[\s,]|%[^\n]*\n)*")
_CLOSING = re.compile(r"\s*[})]")
_TRAILING = re.compile(r"[^,{}@\x00]*")
_BRACE = re.compile("[{}]")
_BRACE_OR_QUOTE = re.compile('[{}"]')
_MAX_LEVELS = 100
"""The levels of braces in one value that are read."""
_NOT_CLOSED = "is not closed"
_END = "\n\x00"
"""Appended to every text, since pybtex raises an error at the end of a text; never part of cleaned text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedField:
    """One field of a text, with its problems."""

    name: str
    """The name as written."""
    value: str
    """The text, with macros expanded."""
    line: int
    """The line of the name."""
    undefined_macros: tuple[str, ...] = ()
    """Macros that are not defined; the value has their names instead."""
    trailing_text: str = ""
    """Text after the end of the value."""
    needs_comma: bool = False
    """Whether the comma before it is missing."""
    needs_equals: bool = False
    """Whether the equals sign after its name is missing."""
    needs_value: bool = False
    """Whether there is nothing after its equals sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntaxProblem:
    """Why and where an entry could not be read."""

    line: int
    """The line."""
    description: str
    """What is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFields:
    """The fields in the text after the key of an entry."""

    parsed_fields: tuple[ParsedField, ...]
    """The fields that could be read."""
    problems: tuple[SyntaxProblem, ...]
    """Why the text could not be read as written, in order."""
    end: int
    """How many characters were read, including the closing bracket."""


def read_value(name: str, raw: str, line: int, macros: Mapping[str, str]) -> list[ParsedField]:
    """Return the field, and any that are part of its value because a comma is missing.

    Args:
        name: The name of the field.
        raw: The value as written, including delimiters.
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
    """Read fields until the entry or the text ends. After a problem, continue with the next field.

    Args:
        text: What follows the key of an entry.
        line: The line on which the text starts.
        macros: The macros known here, by name in lower case.
    """
    scanner = _Scanner(text + _END, macros)
    parsed_fields: list[ParsedField] = []
    problems: list[SyntaxProblem] = []
    needs_comma = False
    current_line, counted = line, 0
    while True:
        needs_comma &= not scanner.skip_comma()
        with_equals = _NEXT_FIELD.match(scanner.text, scanner.pos)
        match = with_equals or (None if needs_comma else _NO_EQUALS.match(scanner.text, scanner.pos))
        if match:
            current_line += text.count("\n", counted, match.start(1))
            counted = match.start(1)
            value, trailing_text, problem = _read_one(scanner, match.end())
            if problem:
                description = f"the value of {match[1]!r} {problem}"
                problems.append(SyntaxProblem(line=current_line, description=description))
            parsed_fields.append(
                ParsedField(
                    name=match[1],
                    value=one_line(value),
                    line=current_line,
                    undefined_macros=scanner.pop_undefined(),
                    trailing_text=trailing_text,
                    needs_comma=needs_comma,
                    needs_equals=with_equals is None,
                )
            )
            needs_comma = True
            continue
        end_problem = _end_problem(scanner, line, parsed_fields)
        # If the closing bracket is missing, it is most often part of a value that was never closed.
        problems += [end_problem] if end_problem and not (problems and scanner.is_at_end()) else []
        if not scanner.skip_to_later_field():
            return ParsedFields(
                parsed_fields=tuple(parsed_fields), problems=tuple(problems), end=scanner.end_of_entry()
            )


def _read_one(scanner: "_Scanner", start: int) -> tuple[str, str, str]:
    """Read the value that starts at a position.

    Returns:
        The value, the text after its end, and why it could not be read as written.
    """
    scanner.move_to(start)
    problem = ""
    try:
        scanner.parse_value()
    except PrematureEOF:
        problem = _NOT_CLOSED
    except PybtexSyntaxError:
        problem = "cannot be read"
    if scanner.has_left_entry() and _LATER_FIELD.search(scanner.text, start, scanner.pos):
        problem = _NOT_CLOSED
    if problem:
        return _read_unclosed(scanner, start), "", problem
    trailing_text, end = _trailing_text(scanner.text, scanner.pos)
    scanner.move_to(end)
    return (
        _strip_delimiters(scanner.text[start:end]) if trailing_text else "".join(scanner.current_value),
        trailing_text,
        "",
    )


def _read_unclosed(scanner: "_Scanner", start: int) -> str:
    """Return a value without an end: the text up to the next field, or to the end of the text."""
    later = _LATER_FIELD.search(scanner.text, start)
    end = later.start() if later else len(scanner.text) - len(_END)
    scanner.move_to(end)
    scanner.pop_undefined()
    value = scanner.text[start:end].strip().rstrip(",")
    return without_unpaired_braces(value.removeprefix("{") if value[:1] == "{" else _strip_delimiters(value))


def field_problems(parsed: ParsedField) -> Iterator[tuple[str, str, str]]:
    """Yield the code, message and hint of each problem of a value."""
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
        text = abbreviate(parsed.trailing_text)
        message = f"there is text after the end of the value of {parsed.name!r}: {text!r}"
        yield "BIB008", message, "put the whole value in one pair of braces"


class _Scanner(LowLevelParser):  # type: ignore[misc] # pybtex has no types
    """pybtex's scanner of values, which also records undefined macros and keeps their names."""

    def __init__(self, text: str, macros: Mapping[str, str]) -> None:
        super().__init__(text, macros=macros)
        self.pos: int = 0
        self.undefined_macros: list[str] = []

    def substitute_macro(self, name: str) -> str:
        """Return the text of a macro."""
        if name.lower() not in self.macros:
            self.undefined_macros.append(name)
            return name
        value: str = self.macros[name.lower()]
        return value

    def parse_string(self, string_end: Pattern) -> list[Token]:
        """Return a value up to its closing delimiter.

        pybtex's own method does the same with a generator for each brace, which takes minutes where thousands
        of values are not closed.
        """
        start, level = self.pos, 0
        outside = _BRACE if string_end is self.RBRACE else _BRACE_OR_QUOTE
        while found := (_BRACE if level else outside).search(self.text, self.pos):
            self.pos = found.end()
            if found[0] == "{":
                level += 1
                if level > _MAX_LEVELS:
                    raise PybtexSyntaxError("too many nested braces", self)
            elif level:
                level -= 1
            elif found[0] == "}" and string_end is self.QUOTE:
                raise PybtexSyntaxError("unbalanced braces", self)
            else:
                return [Token(self.text[start : self.pos], string_end)]
        raise PrematureEOF(self)

    def pop_undefined(self) -> tuple[str, ...]:
        """Return the undefined macros since the last call."""
        names = tuple(self.undefined_macros)
        self.undefined_macros.clear()
        return names

    def move_to(self, position: int) -> None:
        """Continue reading from a position in the text."""
        self.pos = position

    def is_at_end(self) -> bool:
        """Tell whether nothing is left to read."""
        return not self.text[self.pos :].strip(_END + " \t")

    def has_left_entry(self) -> bool:
        """Tell whether nothing is left to read, or another entry begins."""
        return self.text[self.pos :].lstrip().startswith("@") or self.is_at_end()

    def skip_comma(self) -> bool:
        """Skip any commas and comments, and tell whether there was a comma."""
        between = _BETWEEN.match(self.text, self.pos)
        self.pos = between.end() if between else self.pos
        return between is not None and "," in _COMMENT.sub("", between[0])

    def skip_to_later_field(self) -> bool:
        """Move to the next field of the same entry, and tell whether there is one."""
        later = _LATER_FIELD.search(self.text, self.pos)
        if not later or unpaired_braces(self.text[self.pos : later.start()]):
            return False
        self.pos = later.start()
        return True

    def end_of_entry(self) -> int:
        """Return the position after the closing bracket, or where reading stopped."""
        bracket = _CLOSING.match(self.text, self.pos)
        return bracket.end() if bracket else min(self.pos, len(self.text) - len(_END))


def _trailing_text(text: str, position: int) -> tuple[str, int]:
    """Return the text between the end of a value and the next comma, field or bracket, and its end."""
    comments = _COMMENTS.match(text, position)
    position = comments.end() if comments else position
    if _NEXT_FIELD.match(text, position):
        return "", position
    match = _TRAILING.match(text, position)
    if not match or not match[0].strip():
        return "", position
    return match[0].strip(), match.end()


def _end_problem(scanner: _Scanner, line: int, parsed_fields: Sequence[ParsedField]) -> SyntaxProblem | None:
    """Return the problem at a position where no field follows, unless the entry ends there."""
    if _CLOSING.match(scanner.text, scanner.pos):
        return None
    if scanner.is_at_end():
        # Most often the last field runs past the end of the entry.
        return SyntaxProblem(
            line=parsed_fields[-1].line if parsed_fields else line,
            description="its closing brace is missing",
        )
    trailing_text = scanner.text[scanner.pos :].lstrip()
    found = abbreviate(trailing_text.partition(_END[0])[0])
    return SyntaxProblem(
        line=line + scanner.text.count("\n", 0, len(scanner.text) - len(trailing_text)),
        description=f"expected a field, but found {found!r}",
    )


def _strip_delimiters(raw: str) -> str:
    """Return an invalid value without its first and last delimiter."""
    raw = raw.strip()
    return raw[1:].removesuffix({"{": "}"}.get(raw[0], raw[0])) if raw[:1] in {"{", '"'} else raw
