"""The forms in which diagnostics are printed."""

from collections.abc import Container, Iterable, Sequence
from pathlib import Path

from evidence_review.diagnostics import Diagnostic, Severity, as_github, as_json
from evidence_review.publishing.excerpts import Lines, excerpt_of, lines_below

FORMATS = ("full", "text", "github", "json", "sarif")
"""The formats in which problems can be printed: with the line itself, one per line, and for programs."""
HERE = Path()
"""The current folder."""


def format_diagnostics(
    diagnostics: Sequence[Diagnostic],
    form: str,
    folder: Path = HERE,
    *,
    colour: bool = False,
    first: Container[str] = (),
) -> str:
    """Return the problems in one of the formats; empty if there are none and the format is for people.

    Args:
        diagnostics: The problems.
        form: The format.
        folder: The folder to which their paths are relative.
        colour: Whether the format for terminals has colours.
        first: The paths of the files whose problems GitHub should show first.
    """
    lines = lines_below(folder)
    if form == "json":
        return as_json(diagnostics, lambda each: _columns(each, lines))
    if form == "sarif":
        from evidence_review.publishing.sarif import as_sarif  # noqa: PLC0415 - seldom needed

        return as_sarif(diagnostics, lines)
    if form == "full":
        from evidence_review.publishing.terminal_report import format_for_terminal  # noqa: PLC0415 - only here

        return format_for_terminal(diagnostics, lines, colour=colour)
    if form == "github":
        return "\n".join(_for_github(diagnostics, lines, first))
    return "\n".join(str(diagnostic) for diagnostic in diagnostics)


def _columns(diagnostic: Diagnostic, lines: Lines) -> tuple[int, int] | None:
    """Return the first column of a problem and the one after its last, from 1; None if they are not known."""
    excerpt = excerpt_of(diagnostic, lines(diagnostic.where.path))
    return (excerpt.start + 1, excerpt.end + 1) if excerpt and excerpt.is_exact else None


def _for_github(diagnostics: Sequence[Diagnostic], lines: Lines, first: Container[str]) -> Iterable[str]:
    """Yield each problem as text, because GitHub's log hides the place of a command, and then as a command.

    GitHub shows ten errors and ten warnings of a step, so those in the files of the proposal come first.
    """
    yield from map(str, diagnostics)
    for each in sorted(
        diagnostics, key=lambda each: (each.severity is not Severity.ERROR, each.where.path not in first)
    ):
        yield as_github(each, _columns(each, lines))


def summary_table(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the problems as a table in Markdown, for the summary of a job on GitHub."""
    if not diagnostics:
        return "No problems.\n"
    rows = [
        f"| `{each.where}` | {each.severity} | {_cell(each.message)} | {_cell(each.hint)} | {each.code} |"
        for each in diagnostics
    ]
    head = ("| Place | | Problem | What to do | Code |", "| --- | --- | --- | --- | --- |")
    return "\n".join((f"{count_summary(diagnostics)}", "", *head, *rows, ""))


def _cell(text: str) -> str:
    """Return text for a cell of a table, in which nothing is read as Markdown or HTML."""
    escaped = "".join(f"\\{sign}" if sign in "\\|`*_[]<>#&@!~" else sign for sign in text)
    return " ".join(escaped.split())


def count_summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the number of problems, such as `2 errors and 1 warning`."""
    diagnostic = list(diagnostics)
    errors = sum(1 for each in diagnostic if each.severity is Severity.ERROR)
    parts = [_count(errors, "error")] if errors else []
    if len(diagnostic) > errors:
        parts.append(_count(len(diagnostic) - errors, "warning"))
    return " and ".join(parts) or "no problems"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
