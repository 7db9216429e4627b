"""Marks of our own, put into a text before Markdown converts it and found again in the HTML.

Knows neither citations nor Markdown: a token stands for a stretch of the source.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

FIRST, SECOND = 0xE000, 0xE800
"""Where the private-use characters of a token's two halves begin."""
RANGE = 0x800
"""How many characters each half has."""
PATTERN = re.compile("[\ue000-\ue7ff][\ue800-\uefff]")
"""A token in converted text."""
EDGE, CODE, CODE_END = "\uf000", "\uf001", "\uf002"
"""What stands in the text of a page where an element begins or ends, and round code."""
EMPHASIS, EMPHASIS_END, STRONG, STRONG_END = "\uf003", "\uf004", "\uf005", "\uf006"
"""What stands in the text of a page round emphasised words, instead of `EDGE`."""
EMPHASIS_MARKERS = re.compile("[\uf003-\uf006]")
"""Each of these."""
STYLE_MARKERS = re.compile("[\uf001-\uf006]")
"""Each of these and of those round code."""
RESERVED = re.compile("[\ue000-\uf006]")
"""What a text may hold already: each such character becomes a token itself."""
_ADDRESS = re.compile(
    r"""
    \]\([ \t]*(?=[^\s)<])                                         # [words](address
    | ^[ \t>]*\[[^\[\]\n^][^\[\]\n]*\]:[ \t]*(?=[^\s<])            # [label]: address
    | \b(?:href|src)[ \t]*=[ \t]*["']                              # <a href="address
    """,
    re.MULTILINE | re.IGNORECASE | re.VERBOSE,
)
_EDGES = re.compile("[\uf000-\uf006]")


class PlaceholderKind(Enum):
    """What a token stands for."""

    KEY = auto()
    """`@key`, or `-@key`."""
    OPEN = auto()
    """The place after the bracket that opens what may be a citation."""
    SEMICOLON = auto()
    """The mark between two citations of one bracket."""
    CLOSE = auto()
    """The place before the bracket that closes what may be a citation."""
    LINK = auto()
    """`[r017]`."""
    WORDS = auto()
    """The bracket that opens `[words][r017]`."""
    WORDS_END = auto()
    """`][r017]`."""
    ESCAPE = auto()
    r"""`\@`."""
    ADDRESS = auto()
    """The place before the address of a link of Markdown's own; hides nothing."""
    TERM = auto()
    """The place before what may be a word of the glossary; hides nothing."""
    BRACKET = auto()
    """A place in brackets that may come out as they are; hides nothing."""
    RESOLVED = auto()
    """A whole mark, once it is known to be one."""
    LITERAL = auto()
    """A character of the source that looks like part of a token."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A stretch of the source that is hidden from Markdown."""

    kind: PlaceholderKind
    """What it may be."""
    start: int
    """Where it begins."""
    end: int
    """Where it ends; the same place where nothing is hidden."""


def literal_placeholders(text: str) -> list[Placeholder]:
    """Return a token for each character of a text that could be taken for part of one."""
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
    """Return tokens by place, as many as there are names for, without any inside another."""
    chosen: list[Placeholder] = []
    end = 0
    for placeholder in sorted(placeholders, key=lambda placeholder: (placeholder.start, placeholder.end)):
        if placeholder.start >= end and len(chosen) < RANGE * RANGE:
            chosen.append(placeholder)
            end = placeholder.end
    return chosen


def insert_placeholders(text: str, placeholders: Sequence[Placeholder]) -> str:
    """Return a text in which each token stands in place of what it hides."""
    parts: list[str] = []
    end = 0
    for number, placeholder in enumerate(placeholders):
        parts += (text[end : placeholder.start], _placeholder(number))
        end = placeholder.end
    parts.append(text[end:])
    return "".join(parts)


def placeholder_index(found: re.Match[str]) -> int:
    """Return which token was found."""
    return (ord(found[0][0]) - FIRST) * RANGE + ord(found[0][1]) - SECOND


def restore_source(converted: str, text: str, placeholders: Sequence[Placeholder]) -> str:
    """Return converted text with each token turned back into what it hides."""

    def source(found: re.Match[str]) -> str:
        number = placeholder_index(found)
        return (
            text[placeholders[number].start : placeholders[number].end] if number < len(placeholders) else ""
        )

    return PATTERN.sub(source, converted)


def strip_markers(words: str) -> str:
    """Return text of a page without what stands where elements begin and end."""
    return _EDGES.sub("", words)


def _placeholder(number: int) -> str:
    return chr(FIRST + number // RANGE) + chr(SECOND + number % RANGE)
