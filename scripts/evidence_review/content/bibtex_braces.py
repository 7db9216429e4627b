"""The braces of a BibTeX value: which of them have no partner. Knows nothing of fields and entries."""

import re

_SHOWN = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_ANY_BRACE = re.compile("[{}]")


def lone_braces(text: str) -> list[int]:
    """Return the places of the braces without a partner, as BibTeX counts: with those behind a backslash."""
    waiting: list[tuple[int, str]] = []
    for brace in _ANY_BRACE.finditer(text):
        if brace[0] == "}" and waiting and waiting[-1][1] == "{":
            waiting.pop()
        else:
            waiting.append((brace.start(), brace[0]))
    return [place for place, _ in waiting]


def without_lone_braces(text: str) -> str:
    """Return a text without the braces that have no partner, which would end an entry in the wrong place.

    One that is meant to be seen, behind a backslash, is written as the macro for it.
    """
    pieces: list[str] = []
    end = 0
    for place in sorted(lone_braces(text)):
        before = text[end:place]
        is_shown = (len(before) - len(before.rstrip("\\"))) % 2
        pieces += [before[:-1], _SHOWN[text[place]]] if is_shown else [before]
        end = place + 1
    return "".join([*pieces, text[end:]])
