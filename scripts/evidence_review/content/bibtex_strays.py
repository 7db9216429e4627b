"""What stands outside every entry of a BibTeX file and was meant to be one: its look, and what it lacks."""

import re

LOST_ENTRY = re.compile(
    r"^[ \t]*(?:@[ \t]*)?([A-Za-z]+)(?:[ \t]*[{(]\s*|[ \t]+)([^\s,{}()=@\"%]+)[ \t]*,"
    r"(?=\s*[A-Za-z][\w:-]*\s*=)",
    re.MULTILINE,
)
"""An entry whose `@` or first bracket is missing: its type and its key."""
LOST_MACRO = re.compile(
    r"^[ \t]*@?[ \t]*string(?:[ \t]*[{(]\s*|[ \t]+)(?=[^\s,{}()=\"%]+\s*=)", re.MULTILINE | re.IGNORECASE
)
"""The same of a macro, up to its name."""
LOOKS_LIKE_FIELD = re.compile(r"^[ \t,}]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\d]", re.MULTILINE)
"""A field, perhaps after the bracket too many that ended its entry."""
LONE_BRACKET = re.compile(r"^[ \t]*([})])[ \t,})]*$", re.MULTILINE)
"""Brackets on a line of their own, or after an entry."""
CUT_OFF = re.compile(r"^[ \t]*(@[ \t]*[A-Za-z]*)\s*\Z", re.MULTILINE)
"""An entry of which the file holds no more than the type."""
_LONGEST = 40


def lacking(head: str) -> str:
    """Return what the head of an entry lacks."""
    return "'@' before its type" if "@" not in head else "bracket after its type"


def first_words(text: str) -> int:
    """Return the first line that is no comment, or 0 without one."""
    lines = enumerate(text.split("\n"), start=1)
    return next((number for number, line in lines if line.strip() and line.lstrip()[0] != "%"), 0)


def short(text: str) -> str:
    """Return a text on one line, cut where it is too long for a message."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST else f"{one_line[: _LONGEST - 1]}…"
