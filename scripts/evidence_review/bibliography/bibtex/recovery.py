"""Recover entries, or parts of entries, from the text outside the entries of a BibTeX file."""

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
"""The head of an entry. Its `@` or its bracket may be missing; or it is valid, with spaces or line ends
where BibTeX allows them but bibtexparser does not."""
_LOST_MACRO = re.compile(
    r"^[ \t]*@?[ \t]*string(?:[ \t]*[{(]\s*|[ \t]+)(?=[^\s,{}()=\"%]+\s*=)", re.MULTILINE | re.IGNORECASE
)
"""The head of a macro, up to its name; its `@` or its bracket may be missing."""
_FIELD = re.compile(r"^[ \t,}]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\d]", re.MULTILINE)
"""A field, possibly after the extra bracket that ended its entry."""
_LONE_BRACKET = re.compile(r"^[ \t]*([})])[ \t,})]*$", re.MULTILINE)
"""Brackets on a line of their own, or after an entry."""
_CUT_OFF = re.compile(r"^[ \t]*(@[ \t]*[A-Za-z]*)\s*\Z", re.MULTILINE)
"""The start of an entry that is cut off after its type, at the end of the file."""
_COMMENTED = re.compile(r"[^\n]*\n(?:[ \t]*%[^\n]*(?:\n|\Z))+")
"""The head of an entry, followed by lines after a `%`, which no program reads as its fields."""
_OTHER_FORMATS = (
    ("RIS", "ris", re.compile(r"^[ \t]*TY  ?- ?[A-Z]{2,8}\b.*", re.MULTILINE)),
    ("PubMed's NBIB", "nbib", re.compile(r"^PMID ?- ?\d+", re.MULTILINE)),
    (
        "CSL-JSON",
        "json",
        re.compile(r'^[ \t]*(?:\[\s*)?\{\s*"(?:id|type|title|author|DOI)"\s*:.*', re.MULTILINE),
    ),
)
"""The formats that are pasted by mistake: name, ending of a file and the start of a record."""
_FORMATTED = re.compile(
    r"""
    ^(?!%)(?:\[?\d+[.\]]\ +)?                       # possibly a number
    [^\W\d_][\w'’-]+,?\ +[^\W\d_]\.?[^\n]{0,400}?   # a name with an initial
    \(?\b(?:1[89]|20)\d\d[a-z]?\b\)?[.,;:]            # a year
    [^\n=]{20,}$
    """,
    re.MULTILINE | re.VERBOSE,
)
"""A reference as citation styles print it: a name with initials, a year and more words on one line."""
_GOES_ON = re.compile(r"\s*,\s*[A-Za-z][\w-]*\s*=")
_MAX_LENGTH = 40
"""Characters of a text that a message shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LostBlock:
    """An entry or a macro in text outside entries."""

    line: int
    """How many lines of the text are above it."""
    text: str
    """An entry with its head completed, or a macro from its name on; with the text that follows."""
    problem: str
    """What is wrong with its head; empty if it is valid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrayText:
    """Something that should not be in text outside entries."""

    code: str
    """The code of the problem."""
    severity: Severity
    """Whether it is an error or a warning."""
    line: int
    """How many lines of the text are above it."""
    message: str
    """The problem."""
    hint: str
    """How to fix it."""


def find_lost_entries(text: str) -> Iterator[LostBlock]:
    """Yield the entries in text outside entries, in the order written."""
    heads = list(_LOST_ENTRY.finditer(text))
    for head, following in zip_longest(heads, heads[1:]):
        end = following.start() if following else len(text)
        problem = f"{abbreviate(head[0])!r} looks like an entry, but has no {_missing_part(head[0])}"
        yield LostBlock(
            line=_lines_above(text, head),
            text=f"@{head[2] or head[3]}{{{head[4]},{text[head.end() : end]}".rstrip(),
            problem="" if head[1] else problem,
        )


def find_lost_macros(text: str) -> Iterator[LostBlock]:
    """Yield the macros in text outside entries, in the order written."""
    heads = list(_LOST_MACRO.finditer(text))
    for head, following in zip_longest(heads, heads[1:]):
        shown = abbreviate(text[head.start() :].split("\n", 1)[0])
        yield LostBlock(
            line=text.count("\n", 0, head.end()),
            text=text[head.end() : following.start() if following else len(text)],
            problem=f"{shown!r} looks like a macro, but has no {_missing_part(head[0])}",
        )


def find_stray_text(text: str) -> Iterator[StrayText]:
    """Yield a field or bracket before the first entry of a text, and an entry that is cut off."""
    head = _LOST_ENTRY.search(text)
    end = head.start() if head else len(text)
    field, bracket = _FIELD.search(text, 0, end), _LONE_BRACKET.search(text, 0, end)
    if field:
        message = f"{abbreviate(field[0])!r} looks like a field, but is outside every entry"
        hint = "look for an extra bracket above it, or for a missing @"
        line = _lines_above(text, field)
        yield StrayText(code="BIB009", severity=Severity.ERROR, line=line, message=message, hint=hint)
    elif bracket:
        message = f"{bracket[1]!r} is outside every entry"
        hint = "delete it, or look for a missing opening bracket above it"
        line = _lines_above(text, bracket)
        yield StrayText(code="BIB009", severity=Severity.WARNING, line=line, message=message, hint=hint)
    if start := _CUT_OFF.search(text):
        message = f"the file is cut off after {start[1]!r}"
        hint = "look for a complete copy of the file"
        line = _lines_above(text, start)
        yield StrayText(code="BIB001", severity=Severity.ERROR, line=line, message=message, hint=hint)


def find_pasted_text(text: str) -> Iterator[StrayText]:
    """Yield the first record in each other format, and each formatted reference, in text outside entries."""
    for name, ending, pattern in _OTHER_FORMATS:
        if match := pattern.search(text):
            hint = (
                f"save it as a file that ends in .{ending}, and put the output of"
                f" `evidence-review references FILE.{ending} --format bibtex` here"
            )
            message = f"{abbreviate(match[0])!r} is {name}, not BibTeX, and is not read"
            line = text.count("\n", 0, match.start())
            yield StrayText(code="BIB016", severity=Severity.ERROR, line=line, message=message, hint=hint)
            return
    for match in _FORMATTED.finditer(text):
        message = f"{abbreviate(match[0])!r} looks like a reference, but is not an entry"
        hint = "write it as an entry, such as @article{key, author = {…}, title = {…}, …}, or begin it with %"
        line = text.count("\n", 0, match.start())
        yield StrayText(code="BIB016", severity=Severity.WARNING, line=line, message=message, hint=hint)


def continues_entry(text: str) -> bool:
    """Tell whether text outside entries begins with a field of the entry before it."""
    return _GOES_ON.match(text) is not None


def commented_lines_end(text: str) -> int:
    """Return where the commented-out lines after the first line end, or 0 if there are none."""
    match = _COMMENTED.match(text)
    return match.end() if match else 0


def first_text_line(text: str) -> int:
    """Return the first line that is neither empty nor a comment, or 0 if there is none."""
    lines = enumerate(text.split("\n"), start=1)
    return next((number for number, line in lines if line.strip() and line.lstrip()[0] != "%"), 0)


def abbreviate(text: str) -> str:
    """Return a text on one line, shortened if it is too long for a message."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _MAX_LENGTH else f"{one_line[: _MAX_LENGTH - 1]}…"


def _missing_part(head: str) -> str:
    return "'@' before its type" if "@" not in head else "opening brace after its type"


def _lines_above(text: str, match: re.Match[str]) -> int:
    """Return how many lines are above the first non-space character of a match."""
    return text.count("\n", 0, match.end() - len(match[0].lstrip()))
