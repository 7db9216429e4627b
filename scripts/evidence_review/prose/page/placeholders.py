"""Placeholders, which replace parts of a text before Markdown converts it and are found again in the HTML.

Knows neither citations nor Markdown: a placeholder represents part of the source.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from evidence_review.prose.citation import CODE, CODE_END, EMPHASIS, EMPHASIS_END, STRONG, STRONG_END

FIRST, SECOND = 0xE000, 0xE800
"""The first private-use characters of the two halves of a placeholder, which encode its number."""
RANGE = 0x800
"""How many characters each half has, so that there are 2048 × 2048 placeholders."""
PATTERN = re.compile("[\ue000-\ue7ff][\ue800-\uefff]")
"""A placeholder in converted text."""
EDGE = "\uf000"
"""The character in the text of a page where an element begins or ends, unless it is code or emphasis."""
EMPHASIS_MARKERS = re.compile(f"[{EMPHASIS}{EMPHASIS_END}{STRONG}{STRONG_END}]")
"""The characters around emphasised words."""
STYLE_MARKERS = re.compile(f"[{CODE}{CODE_END}{EMPHASIS}{EMPHASIS_END}{STRONG}{STRONG_END}]")
"""These, and those around code."""
RESERVED = re.compile("[\ue000-\uf006]")
"""All of the above. Each such character that a text itself contains becomes a placeholder."""
_ADDRESS = re.compile(
    r"""
    \]\([ \t]*(?=[^\s)<])                                         # [words](address
    | ^[ \t>]*\[[^\[\]\n^][^\[\]\n]*\]:[ \t]*(?=[^\s<])            # [label]: address
    | \b(?:href|src)[ \t]*=[ \t]*["']                              # <a href="address
    """,
    re.MULTILINE | re.IGNORECASE | re.VERBOSE,
)
MAX_SAMPLE_LENGTH = 200
"""The most characters of a sample that are searched for."""
_EDGES = re.compile("[\uf000-\uf006]")
"""`EDGE`, and the characters around code and emphasis."""


class PlaceholderKind(Enum):
    """The possible meanings of a placeholder."""

    KEY = auto()
    """`@key`, or `-@key`."""
    OPEN = auto()
    """The place after the opening bracket of a possible citation; hides nothing."""
    SEMICOLON = auto()
    """The semicolon between two citations in a bracket."""
    CLOSE = auto()
    """The place before the closing bracket of a possible citation; hides nothing."""
    LINK = auto()
    """`[r017]`."""
    WORDS = auto()
    """The opening bracket of `[words][r017]`."""
    WORDS_END = auto()
    """`][r017]`."""
    ESCAPE = auto()
    r"""`\@`."""
    ADDRESS = auto()
    """The place before the address of one of Markdown's own links; hides nothing."""
    TERM = auto()
    """The place before a possible glossary term; hides nothing."""
    BRACKET = auto()
    """A place in brackets that readers might see by mistake; hides nothing."""
    RESOLVED = auto()
    """A whole marker, once it is known to be one."""
    LITERAL = auto()
    """A character of the source that looks like part of a placeholder."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A part of the source that is hidden from Markdown."""

    kind: PlaceholderKind
    """Its possible meaning."""
    start: int
    """Where it begins."""
    end: int
    """Where it ends; the same as its start if it hides nothing."""


def literal_placeholders(text: str) -> list[Placeholder]:
    """Return a placeholder for each character of a text that looks like part of one."""
    return [
        Placeholder(PlaceholderKind.LITERAL, found.start(), found.end()) for found in RESERVED.finditer(text)
    ]


def address_placeholders(text: str) -> list[Placeholder]:
    """Return a placeholder before each apparent address, so that it can be found again.

    There is none after `<`: what is not an address may be a tag, and must be recognised as one.
    """
    if not any(sign in text for sign in ("](", "]:", "=")):
        return []
    return [
        Placeholder(PlaceholderKind.ADDRESS, found.end(), found.end()) for found in _ADDRESS.finditer(text)
    ]


def disjoint_in_order(placeholders: Iterable[Placeholder]) -> list[Placeholder]:
    """Return placeholders in order, none inside another, up to the greatest possible number."""
    chosen: list[Placeholder] = []
    end = 0
    for placeholder in sorted(placeholders, key=lambda placeholder: (placeholder.start, placeholder.end)):
        if placeholder.start >= end and len(chosen) < RANGE * RANGE:
            chosen.append(placeholder)
            end = placeholder.end
    return chosen


def insert_placeholders(text: str, placeholders: Sequence[Placeholder]) -> str:
    """Return a text in which placeholders replace the parts that they hide."""
    parts: list[str] = []
    end = 0
    for number, placeholder in enumerate(placeholders):
        parts += (text[end : placeholder.start], _placeholder(number))
        end = placeholder.end
    parts.append(text[end:])
    return "".join(parts)


def placeholder_index(found: re.Match[str]) -> int:
    """Return the number of a placeholder."""
    return (ord(found[0][0]) - FIRST) * RANGE + ord(found[0][1]) - SECOND


def restore_source(converted: str, text: str, placeholders: Sequence[Placeholder]) -> str:
    """Return converted text in which each placeholder is replaced by the source that it hides."""

    def source(found: re.Match[str]) -> str:
        number = placeholder_index(found)
        return (
            text[placeholders[number].start : placeholders[number].end] if number < len(placeholders) else ""
        )

    return PATTERN.sub(source, converted)


def find_sample(text: str, sample: str) -> int:
    """Return where a part of a text with placeholders begins in the source; 0 if it is not found."""
    for part in map(str.strip, PATTERN.split(sample[:MAX_SAMPLE_LENGTH])):
        if part and part in text:
            return text.index(part)
    return 0


def strip_markers(words: str) -> str:
    """Return text of a page without the characters where elements begin and end."""
    return _EDGES.sub("", words)


def _placeholder(number: int) -> str:
    return chr(FIRST + number // RANGE) + chr(SECOND + number % RANGE)
