"""Mistakes that the shape of a record cannot express: lines around front matter, and columns of tables."""

import re
from collections.abc import Iterator

from evidence_review.diagnostics import Diagnostic, did_you_mean, error
from evidence_review.location import Location
from evidence_review.model.figure_table import FigureTable
from evidence_review.sources.files import SourceFile
from evidence_review.sources.yaml_records import YamlNode

FRONT_MATTER_HINT = "write the front matter between two lines of three hyphens, ---"
_DELIMITER_LOOKALIKE = re.compile(r"[ \t]*(?:[-_=*\u2010-\u2015]{1,5}|\u2014)[ \t]*")
"""A line meant as three hyphens: some programs turn two or three of them into a dash."""
_SECOND_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?:[\w-]+:.*\n(?:[ \t-].*\n)*)+---[ \t]*(?:\n|\Z)")
"""Keys with values, each possibly continued on indented lines, between two lines of three hyphens."""


def is_without_front_matter(file: SourceFile) -> bool:
    """Return whether a Markdown file has no front matter, nor anything that was meant as one."""
    first = next((line for line in file.text.split("\n") if line.strip()), "")
    return bool(first) and not _DELIMITER_LOOKALIKE.fullmatch(first)


def missing_front_matter(file: SourceFile) -> Diagnostic:
    """Return an error that explains why a Markdown file has no front matter."""
    if not file.text.strip():
        return error("DAT112", Location(file.path), "this file is empty", FRONT_MATTER_HINT)
    lines = file.text.split("\n")
    first = next(number for number, line in enumerate(lines) if line.strip())
    where = Location(file.path, first + 1)
    if lines[first].rstrip() == "---" and first:
        hint = "delete them: the first line of the file must be ---"
        return error("DAT112", where, "there are empty lines before the front matter", hint)
    if lines[first].rstrip() != "---" and _DELIMITER_LOOKALIKE.fullmatch(lines[first]):
        message = f"the line before the front matter must be three hyphens; it is {lines[first]!r}"
        return error("DAT112", where, message, "write ---, at the beginning of the line")
    if lines[first].rstrip() != "---":
        return error("DAT112", Location(file.path), "this file has no front matter", FRONT_MATTER_HINT)
    lookalike = next(
        (n for n, line in enumerate(lines[first + 1 :], first + 1) if _DELIMITER_LOOKALIKE.fullmatch(line)), 0
    )
    if lookalike and lines[lookalike].rstrip() != "---":
        message = f"the line after the front matter must be three hyphens; it is {lines[lookalike]!r}"
        hint = "write ---, at the beginning of the line"
        return error("DAT112", Location(file.path, lookalike + 1), message, hint)
    return error(
        "DAT112", Location(file.path), "the front matter is not closed, or is empty", FRONT_MATTER_HINT
    )


def repeated_front_matter(body: str, where: Location) -> Iterator[Diagnostic]:
    """Report a second front matter below the first, which appears when two versions are merged.

    Args:
        body: The text below the front matter.
        where: The location of its first line.
    """
    found = _SECOND_FRONT_MATTER.match(body)
    if found:
        line = where.moved(body[: body.index("---")].count("\n"))
        message = "the front matter appears here a second time, where it is read as text"
        yield error("DAT116", line, message, "keep only one, between two lines of three hyphens")


def check_table_columns(table: FigureTable, raw: YamlNode) -> Iterator[Diagnostic]:
    """Return an error for each cell without a column, and each row without a name.

    Args:
        table: The table.
        raw: The table as written, with the line of each cell.
    """
    first = next(iter(table.columns), "")
    for part, rows in (("rows", table.rows), ("totals", table.totals)):
        for index, row in enumerate(rows):
            for key in row:
                if key not in table.columns:
                    message = f"{key!r} is not a column of the table {table.id!r}"
                    yield error("DAT109", raw.place((part, index, key)), message, _near(key, table))
            if first and first not in row:
                message = f"item {index + 1} of {part} has no {first!r}, the column that names the row"
                yield error("DAT110", raw.place((part, index)), message, f"add `{first}: …`")


def _near(key: str, table: FigureTable) -> str:
    return did_you_mean(key, table.columns) or "add it to `columns`, or remove it"
