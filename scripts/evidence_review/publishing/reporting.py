"""The forms in which diagnostics are printed."""

from collections.abc import Iterable, Sequence

from evidence_review.diagnostics import Diagnostic, Severity, as_github, as_json

FORMATS = ("text", "github", "json")
"""The formats in which problems can be printed."""


def format_diagnostics(diagnostics: Sequence[Diagnostic], form: str) -> str:
    """Return the problems in one of the formats; empty if there are none and the format is for people."""
    if form == "json":
        return as_json(diagnostics)
    if form == "github":
        return "\n".join(as_github(diagnostic) for diagnostic in diagnostics)
    return "\n".join(str(diagnostic) for diagnostic in diagnostics)


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
