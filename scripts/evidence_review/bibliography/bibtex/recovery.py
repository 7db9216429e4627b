"""What stands outside every entry of a BibTeX file and was meant to be one, or part of one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from evidence_review.diagnostics import Severity

_KEY = r"([^\s,{}()=@\"%]+)[ \t]*,(?=\s*[A-Za-z][\w:-]*\s*=)"
_LOST_ENTRY = re.compile(
    rf"^[ \t]*(?:(@)\s*([A-Za-z]+)\s*[{{(]\s*|(?:@[ \t]*)?([A-Za-z]+)(?:[ \t]*[{{(]\s*|[ \t]+)){_KEY}",
    re.MULTILINE,
)
"""The head of an entry. Its `@` or its bracket may be missing; or it is sound, with blanks or line ends
where BibTeX allows them and bibtexparser does not."""
_LOST_MACRO = re.compile(
    r"^[ \t]*@?[ \t]*string(?:[ \t]*[{(]\s*|[ \t]+)(?=[^\s,{}()=\"%]+\s*=)", re.MULTILINE | re.IGNORECASE
)
"""The same of a macro, up to its name."""
_FIELD = re.compile(r"^[ \t,}]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\d]", re.MULTILINE)
"""A field, perhaps after the bracket too many that ended its entry."""
_LONE_BRACKET = re.compile(r"^[ \t]*([})])[ \t,})]*$", re.MULTILINE)
"""Brackets on a line of their own, or after an entry."""
_CUT_OFF = re.compile(r"^[ \t]*(@[ \t]*[A-Za-z]*)\s*\Z", re.MULTILINE)
"""An entry of which the file holds no more than the type."""
_COMMENTED = re.compile(r"[^\n]*\n(?:[ \t]*%[^\n]*(?:\n|\Z))+")
"""The head of an entry and lines behind a `%`, which no program reads as its fields."""
_GOES_ON = re.compile(r"\s*,\s*[A-Za-z][\w-]*\s*=")
_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class LostBlock:
    """An entry or a macro that stands in loose text."""

    line: int
    """How many lines of the text stand above it."""
    text: str
    """An entry with all that its head needs, or a macro from its name on; with what follows it."""
    fault: str
    """What is wrong with its head; empty where that is sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrayText:
    """What should not stand in loose text."""

    code: str
    """Which fault it is."""
    severity: Severity
    """How bad it is."""
    line: int
    """How many lines of the text stand above it."""
    message: str
    """What it is."""
    hint: str
    """What to do about it."""


def find_lost_entries(text: str) -> Iterator[LostBlock]:
    """Yield the entries of a loose text in the order written."""
    heads = list(_LOST_ENTRY.finditer(text))
    for head, following in zip_longest(heads, heads[1:]):
        end = following.start() if following else len(text)
        fault = f"{abbreviate(head[0])!r} looks like an entry, but has no {_lacking(head[0])}"
        yield LostBlock(
            line=_lines_above(text, head),
            text=f"@{head[2] or head[3]}{{{head[4]},{text[head.end() : end]}".rstrip(),
            fault="" if head[1] else fault,
        )


def find_lost_macros(text: str) -> Iterator[LostBlock]:
    """Yield the macros of a loose text in the order written."""
    heads = list(_LOST_MACRO.finditer(text))
    for head, following in zip_longest(heads, heads[1:]):
        shown = abbreviate(text[head.start() :].split("\n", 1)[0])
        yield LostBlock(
            line=text.count("\n", 0, head.end()),
            text=text[head.end() : following.start() if following else len(text)],
            fault=f"{shown!r} looks like a macro, but has no {_lacking(head[0])}",
        )


def find_stray_text(text: str) -> Iterator[StrayText]:
    """Yield what stands before the first entry of a loose text and belongs into one, and a torn end."""
    head = _LOST_ENTRY.search(text)
    end = head.start() if head else len(text)
    field, bracket = _FIELD.search(text, 0, end), _LONE_BRACKET.search(text, 0, end)
    if field:
        message = f"{abbreviate(field[0])!r} looks like a field, but stands outside every entry"
        hint = "look for a bracket too many above, or a missing @"
        line = _lines_above(text, field)
        yield StrayText(code="BIB009", severity=Severity.ERROR, line=line, message=message, hint=hint)
    elif bracket:
        message = f"{bracket[1]!r} stands outside every entry"
        hint = "look for one missing above it"
        line = _lines_above(text, bracket)
        yield StrayText(code="BIB009", severity=Severity.WARNING, line=line, message=message, hint=hint)
    if torn := _CUT_OFF.search(text):
        message = f"the file is cut off after {torn[1]!r}"
        line = _lines_above(text, torn)
        yield StrayText(
            code="BIB001", severity=Severity.ERROR, line=line, message=message, hint="look for a whole copy"
        )


def continues_entry(text: str) -> bool:
    """Say whether loose text begins as if the entry before it had not ended."""
    return _GOES_ON.match(text) is not None


def commented_lines_end(text: str) -> int:
    """Return where the lines behind a `%` end that follow the first line; 0 without one."""
    match = _COMMENTED.match(text)
    return match.end() if match else 0


def first_text_line(text: str) -> int:
    """Return the first line that is no comment, or 0 without one."""
    lines = enumerate(text.split("\n"), start=1)
    return next((number for number, line in lines if line.strip() and line.lstrip()[0] != "%"), 0)


def abbreviate(text: str) -> str:
    """Return a text on one line, cut where it is too long for a message."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST else f"{one_line[: _LONGEST - 1]}…"


def _lacking(head: str) -> str:
    return "'@' before its type" if "@" not in head else "bracket after its type"


def _lines_above(text: str, match: re.Match[str]) -> int:
    """Return how many lines stand above the first character of a match that is no blank."""
    return text.count("\n", 0, match.end() - len(match[0].lstrip()))
