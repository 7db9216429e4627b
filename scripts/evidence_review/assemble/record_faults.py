"""What is wrong with the lines of three hyphens round the facts at the top of a Markdown file."""

import re
from collections.abc import Iterator

from evidence_review.diagnostics import Diagnostic, error
from evidence_review.location import Location
from evidence_review.sources.files import SourceFile

BETWEEN = "write the facts between two lines of three hyphens, ---"
_ALMOST = re.compile(r"[ \t]*(?:[-_=*\u2010-\u2015]{1,5}|\u2014)[ \t]*")
"""A line that was to be three hyphens: some programs make a dash of two or three."""
_SECOND = re.compile(r"\s*---[ \t]*\n(?:[\w-]+:.*\n(?:[ \t-].*\n)*)+---[ \t]*(?:\n|\Z)")


def without_facts(file: SourceFile) -> Diagnostic:
    """Say why there are no facts at the top of a Markdown file."""
    if not file.text.strip():
        return error("DAT112", Location(file.path), "this file is empty", BETWEEN)
    lines = file.text.split("\n")
    first = next(number for number, line in enumerate(lines) if line.strip())
    where = Location(file.path, first + 1)
    if lines[first].rstrip() == "---" and first:
        hint = "take out what stands before it: the first line of the file must be ---"
        return error("DAT112", where, "blank lines stand before the facts at the top", hint)
    if lines[first].rstrip() != "---" and _ALMOST.fullmatch(lines[first]):
        message = f"the line before the facts must be three hyphens; it is {lines[first]!r}"
        return error("DAT112", where, message, "write ---, at the beginning of the line")
    if lines[first].rstrip() != "---":
        return error("DAT112", Location(file.path), "there are no facts at the top of this file", BETWEEN)
    almost = next((n for n, line in enumerate(lines[first + 1 :], first + 1) if _ALMOST.fullmatch(line)), 0)
    if almost and lines[almost].rstrip() != "---":
        message = f"the line after the facts must be three hyphens; it is {lines[almost]!r}"
        hint = "write ---, at the beginning of the line"
        return error("DAT112", Location(file.path, almost + 1), message, hint)
    return error("DAT112", Location(file.path), "the facts at the top are not closed, or are none", BETWEEN)


def second_facts(body: str, where: Location) -> Iterator[Diagnostic]:
    """Say that the text below the facts begins with facts, as it does where two versions were put together.

    Args:
        body: The text below the facts.
        where: Where its first line stands.
    """
    found = _SECOND.match(body)
    if found:
        line = where.moved(body[: body.index("---")].count("\n"))
        message = "facts stand here a second time, where they are read as text"
        yield error(
            "DAT116", line, message, "keep one set of facts, between one pair of lines of three hyphens"
        )
