"""Simple values of BibTeX fields: one number, one macro, or one pair of braces or quotation marks.

`values` reads these as well. This second reader is only for speed with large files: 16,000 entries take 5 s
of CPU time instead of 8 s, and 2,000 entries 0.6 s instead of 1 s (measured with the bibliography of
`tests/benchmark/bibliography.py`). Property tests compare the two readers.
"""

import re
from collections.abc import Mapping

BLANKS = re.compile(r"[ \t\n]+")
"""Characters that count as one space in a value."""
_INSIDE = r"(?:[^{}\\]++|\\[{}]?)*+"
"""Text in a group: no braces, except after a backslash."""
_SHALLOW_GROUP = re.compile(rf"\{{{_INSIDE}(?:\{{{_INSIDE}(?:\{{{_INSIDE}\}}{_INSIDE})*+\}}{_INSIDE})*+\}}")
_BRACES = re.compile(r"(?<!\\)[{}]")


def plain_value(raw: str, macros: Mapping[str, str]) -> str | None:
    """Return a value that is one number, one macro, or one pair of braces or quotation marks, as most are.

    Args:
        raw: The value as written, including delimiters.
        macros: The macros defined so far, by name in lower case.

    Returns:
        The text of the value, or None if it is not that simple.
    """
    if raw.isdigit() or not raw:
        return raw
    if raw[0] == "{" and _is_one_group(raw):
        return one_line(raw[1:-1])
    if raw[0] == '"' and raw.find('"', 1) == len(raw) - 1 and "{" not in raw:
        return one_line(raw[1:-1])
    macro = macros.get(raw.lower())
    return None if macro is None else one_line(macro)


def _is_one_group(raw: str) -> bool:
    """Tell whether the last character closes the first brace."""
    if raw[-1] != "}" or raw.endswith("\\}"):
        return False
    if raw.find("{", 1) < 0:
        return raw.find("}") == len(raw) - 1
    if _SHALLOW_GROUP.fullmatch(raw):
        return True
    depth = 0
    for brace in _BRACES.finditer(raw):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end() == len(raw)
    return False


def one_line(text: str) -> str:
    """Return a value with single spaces, and none at its ends."""
    if "\n" in text or "  " in text or "\t" in text:  # faster, since most values are on one line
        text = BLANKS.sub(" ", text)
    return text.strip(" ")


_BRACE_MACROS = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_ANY_BRACE = re.compile("[{}]")


def unpaired_braces(text: str) -> list[int]:
    """Return the positions of unpaired braces; like BibTeX, this also counts braces after a backslash."""
    unpaired: list[tuple[int, str]] = []
    for brace in _ANY_BRACE.finditer(text):
        if brace[0] == "}" and unpaired and unpaired[-1][1] == "{":
            unpaired.pop()
        else:
            unpaired.append((brace.start(), brace[0]))
    return [position for position, _ in unpaired]


def without_unpaired_braces(text: str) -> str:
    """Return a text without its unpaired braces, which would end an entry in the wrong place.

    An escaped brace, which is meant to be shown, is replaced with its macro.
    """
    pieces: list[str] = []
    end = 0
    for position in sorted(unpaired_braces(text)):
        before = text[end:position]
        is_escaped = (len(before) - len(before.rstrip("\\"))) % 2
        pieces += [before[:-1], _BRACE_MACROS[text[position]]] if is_escaped else [before]
        end = position + 1
    return "".join([*pieces, text[end:]])
