"""The values of BibTeX fields: braces, quotation marks, numbers, macros and `#`, with pybtex's scanner.

Knows fields one after the other, not entries: `bibtex` holds those.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import PrematureEOF, PybtexSyntaxError

from evidence_review.content.bibtex_strays import short

_NEXT_FIELD = re.compile(r"\s*([A-Za-z][\w:.+/-]*)\s*=")
_NO_EQUALS = re.compile(r"\s*([A-Za-z][\w-]*)(?:[ \t]*(?=[{\"])|[ \t]+(?=\d+\s*[,}]))")
_BRACES = re.compile(r"(?<!\\)[{}]")
_ANY_BRACE = re.compile("[{}]")
_COMMA = re.compile(r"[\s,]*,")
_LOOSE = re.compile(r"[^,{}@\x00]*")
_END = "\n\x00"
"""Put after every text, as pybtex takes the end of a text for a fault; no cleaned text holds it."""
BLANKS = re.compile(r"[ \t\n]+")
"""What is one blank in a value."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Where reading stopped."""

    line: int
    """The line."""
    what: str
    """What was missing."""


def read_value(name: str, raw: str, line: int, macros: Mapping[str, str]) -> list[Part]:
    """Return the field, and those that a missing comma has hidden in its value.

    Args:
        name: The name of the field.
        raw: The value as written, delimiters included.
        line: The line of the name.
        macros: The macros known here, by name in lower case.
    """
    value = _alone(raw)
    if value is not None:
        return [Part(name=name, value=value, line=line)]
    parts, fault, _ = read_fields(f"{name}={raw}\n}}", line, macros)
    if fault or not parts:
        return [Part(name=name, value=_one_line(raw.strip('{}"')), line=line, rest=raw if fault else "")]
    return parts


def read_fields(text: str, line: int, macros: Mapping[str, str]) -> tuple[list[Part], Fault | None, int]:
    """Read fields until the text or what can be read of it ends.

    Args:
        text: What follows the key of an entry.
        line: The line on which the text starts.
        macros: The macros known here, by name in lower case.

    Returns:
        The fields, where and why reading stopped if not at a closing bracket or the end, and the place in
        the text where it stopped.
    """
    text += _END
    scanner = _Scanner(text, macros)
    parts: list[Part] = []
    needs_comma = False
    while True:
        comma = _COMMA.match(text, scanner.pos)
        if comma:
            needs_comma = False
            scanner.at(comma.end())
        sound = _NEXT_FIELD.match(text, scanner.pos)
        match = sound or (None if needs_comma else _NO_EQUALS.match(text, scanner.pos))
        if not match:
            break
        scanner.at(match.end())
        start = line + text.count("\n", 0, match.start(1))
        try:
            scanner.parse_value()
        except PybtexSyntaxError as error:
            how = "has no end" if isinstance(error, PrematureEOF) else "cannot be read"
            return parts, Fault(line=start, what=f"the value of {match[1]!r} {how}"), match.end()
        rest, end = _rest(text, scanner.pos)
        scanner.at(end)
        value = _outer(text[match.end() : end]) if rest else "".join(scanner.current_value)
        parts.append(
            Part(
                name=match[1],
                value=_one_line(value),
                line=start,
                undefined=scanner.take_undefined(),
                rest=rest,
                needs_comma=needs_comma,
                needs_equals=sound is None,
            )
        )
        needs_comma = True
    return parts, _end(text, scanner.pos, line, parts), scanner.pos


def faults_of(part: Part) -> Iterator[tuple[str, str, str]]:
    """Yield the code, the message and the hint of each thing that is wrong with a value."""
    if part.needs_comma:
        yield "BIB002", f"a comma is missing before {part.name!r}", "add it"
    if part.needs_equals:
        yield "BIB002", f"an equals sign is missing after {part.name!r}", "add it"
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


def _rest(text: str, position: int) -> tuple[str, int]:
    """Return the words between the end of a value and the next comma, field or bracket, and their end."""
    if _NEXT_FIELD.match(text, position):
        return "", position
    match = _LOOSE.match(text, position)
    if not match or not match[0].strip():
        return "", position
    return match[0].strip(), match.end()


def _end(text: str, position: int, line: int, parts: Sequence[Part]) -> Fault | None:
    rest = text[position:].lstrip()
    at = line + text.count("\n", 0, len(text) - len(rest))
    if rest.startswith(("}", ")")):
        return None
    if rest == _END[-1]:
        # Most often the last field that was read has run on over the end of the entry.
        return Fault(line=parts[-1].line if parts else line, what="its closing bracket is missing")
    return Fault(line=at, what=f"expected a field, found {' '.join(rest[:40].strip(_END).split())!r}")


def _outer(raw: str) -> str:
    """Return a faulty value without its first and last delimiter."""
    raw = raw.strip()
    return raw[1:].removesuffix({"{": "}"}.get(raw[0], raw[0])) if raw[:1] in {"{", '"'} else raw


def _alone(raw: str) -> str | None:
    """Return a value that is one number, one pair of braces or one of quotation marks, as most are."""
    if raw.isdigit() or not raw:
        return raw
    if raw[0] == "{" and _is_one_group(raw):
        return _one_line(raw[1:-1])
    if raw[0] == '"' and raw.find('"', 1) == len(raw) - 1 and "{" not in raw:
        return _one_line(raw[1:-1])
    return None


def _is_one_group(raw: str) -> bool:
    """Say whether the first brace is closed by the last character."""
    if raw[-1] != "}" or raw.endswith("\\}"):
        return False
    if raw.find("{", 1) < 0:
        return raw.find("}") == len(raw) - 1
    depth = 0
    for brace in _BRACES.finditer(raw):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end() == len(raw)
    return False


def _one_line(text: str) -> str:
    if "\n" in text or "  " in text or "\t" in text:  # most values are one line, and there are many
        text = BLANKS.sub(" ", text)
    return text.strip(" ")


def lone_braces(text: str) -> list[int]:
    """Return the places of the braces without a partner, as BibTeX counts: with those behind a backslash."""
    waiting: list[tuple[int, str]] = []
    for brace in _ANY_BRACE.finditer(text):
        if brace[0] == "}" and waiting and waiting[-1][1] == "{":
            waiting.pop()
        else:
            waiting.append((brace.start(), brace[0]))
    return [place for place, _ in waiting]
