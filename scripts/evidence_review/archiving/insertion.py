"""Add copies to the files of a review: below the address of an event, or above that of an entry."""

import re
from collections.abc import Mapping

from evidence_review.archiving.wayback import FoundCopy

_LINE_START = re.compile(r"(?<=\n)")
_IN_EVENT = re.compile(r"url: *\S")
_IN_ENTRY = re.compile(r"([ \t]*)url\s*=", re.IGNORECASE)


def with_copies_in_event(text: str, copies: Mapping[int, FoundCopy]) -> tuple[str, frozenset[int]]:
    """Return the file of an event with copies added, and the lines at which that was possible.

    Args:
        text: The file.
        copies: The copy of each source, by the line of its address, counted from 1.
    """
    lines = _LINE_START.split(text)
    done: set[int] = set()
    for number, copy in sorted(copies.items(), reverse=True):
        follows = lines[number : number + 1]
        if _IN_EVENT.match(lines[number - 1]) and not (follows and follows[0][:1].isspace()):
            end = _line_end(lines[number - 1])
            lines.insert(number, f'archived: {{url: "{copy.url}", date: {copy.day}}}{end}')
            done.add(number)
    return "".join(lines), frozenset(done)


def with_copies_in_bibliography(text: str, copies: Mapping[int, FoundCopy]) -> tuple[str, frozenset[int]]:
    """Return a BibTeX file with copies added, and the lines at which that was possible.

    Args:
        text: The file.
        copies: The copy of each source, by the line of its address, counted from 1.
    """
    lines = _LINE_START.split(text)
    done: set[int] = set()
    for number, copy in sorted(copies.items(), reverse=True):
        line = lines[number - 1]
        if match := _IN_ENTRY.match(line):
            fields = (("archiveurl", copy.url), ("archivedate", copy.day))
            added = [f"{match[1]}{name} = {{{value}}},{_line_end(line)}" for name, value in fields]
            lines[number - 1 : number - 1] = added
            done.add(number)
    return "".join(lines), frozenset(done)


def _line_end(line: str) -> str:
    return "\r\n" if line.endswith("\r\n") else "\n"
