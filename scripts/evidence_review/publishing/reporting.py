"""What the person who runs a command is told. Decides nothing."""

from collections.abc import Iterable, Sequence

from evidence_review.diagnostics import Diagnostic, Severity, as_github, as_json

FORMATS = ("text", "github", "json")
"""The forms in which faults can be printed."""


def printed(diagnostics: Sequence[Diagnostic], form: str) -> str:
    """Return the faults in one of the forms; empty where there are none and the form is for people."""
    if form == "json":
        return as_json(diagnostics)
    if form == "github":
        return "\n".join(as_github(found) for found in diagnostics)
    return "\n".join(str(found) for found in diagnostics)


def tally(diagnostics: Iterable[Diagnostic]) -> str:
    """Return how many faults there are, such as `2 errors and 1 warning`."""
    found = list(diagnostics)
    errors = sum(1 for each in found if each.severity is Severity.ERROR)
    parts = [_count(errors, "error")] if errors else []
    if len(found) > errors:
        parts.append(_count(len(found) - errors, "warning"))
    return " and ".join(parts) or "no problems"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
