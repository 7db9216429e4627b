"""The values of BibTeX fields that are one thing alone. Nearly all are, so this is quick."""

import re
from collections.abc import Mapping

BLANKS = re.compile(r"[ \t\n]+")
"""What is one blank in a value."""
_INSIDE = r"(?:[^{}\\]++|\\[{}]?)*+"
_SHALLOW_GROUP = re.compile(rf"\{{{_INSIDE}(?:\{{{_INSIDE}(?:\{{{_INSIDE}\}}{_INSIDE})*+\}}{_INSIDE})*+\}}")
_BRACES = re.compile(r"(?<!\\)[{}]")


def plain_value(raw: str, macros: Mapping[str, str]) -> str | None:
    """Return a value that is one number, macro, pair of braces or of quotation marks, as most are.

    Args:
        raw: The value as written, delimiters included.
        macros: The macros known here, by name in lower case.

    Returns:
        What it says, or nothing where it has to be read.
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
    """Say whether the first brace is closed by the last character."""
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
    """Return a value with single blanks and none at its ends."""
    if "\n" in text or "  " in text or "\t" in text:  # most values are one line, and there are many
        text = BLANKS.sub(" ", text)
    return text.strip(" ")


_SHOWN = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_ANY_BRACE = re.compile("[{}]")


def unpaired_braces(text: str) -> list[int]:
    """Return the places of the braces without a partner, as BibTeX counts: with those behind a backslash."""
    waiting: list[tuple[int, str]] = []
    for brace in _ANY_BRACE.finditer(text):
        if brace[0] == "}" and waiting and waiting[-1][1] == "{":
            waiting.pop()
        else:
            waiting.append((brace.start(), brace[0]))
    return [place for place, _ in waiting]


def without_unpaired_braces(text: str) -> str:
    """Return a text without the braces that have no partner, which would end an entry in the wrong place.

    One that is meant to be seen, behind a backslash, is written as the macro for it.
    """
    pieces: list[str] = []
    end = 0
    for place in sorted(unpaired_braces(text)):
        before = text[end:place]
        is_shown = (len(before) - len(before.rstrip("\\"))) % 2
        pieces += [before[:-1], _SHOWN[text[place]]] if is_shown else [before]
        end = place + 1
    return "".join([*pieces, text[end:]])
