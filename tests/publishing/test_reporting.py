"""Tests of the formats in which problems are printed."""

import json

import pytest

from evidence_review.diagnostics import Diagnostic, Severity
from evidence_review.location import Location
from evidence_review.publishing.reporting import FORMATS, count_summary, format_diagnostics


def a_fault(severity: Severity = Severity.ERROR, line: int = 1) -> Diagnostic:
    """Return an error."""
    return Diagnostic(code="FIN101", severity=severity, where=Location("docs/a.md", line), message="it is so")


ERROR, WARNING = a_fault(), a_fault(Severity.WARNING)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([], "no problems"),
        ([ERROR], "1 error"),
        ([ERROR, ERROR], "2 errors"),
        ([WARNING], "1 warning"),
        ([WARNING, ERROR, WARNING], "1 error and 2 warnings"),
    ],
)
def test_errors_are_counted_in_words(found: list[Diagnostic], words: str) -> None:
    """Errors come first, and the singular is used for one."""
    assert count_summary(found) == words


def test_text_has_one_line_per_error() -> None:
    """The text format has one line for each error."""
    assert format_diagnostics([ERROR, a_fault(line=2)], "text") == (
        "docs/a.md:1: error: it is so [FIN101]\ndocs/a.md:2: error: it is so [FIN101]"
    )


def test_github_gets_one_command_per_error() -> None:
    """The GitHub format has a workflow command for each error."""
    assert format_diagnostics([ERROR, WARNING], "github") == (
        "::error file=docs/a.md,line=1,title=FIN101::it is so\n"
        "::warning file=docs/a.md,line=1,title=FIN101::it is so"
    )


def test_programs_get_an_array() -> None:
    """The JSON format is an array, which is empty if there are no problems."""
    assert [row["code"] for row in json.loads(format_diagnostics([ERROR], "json"))] == ["FIN101"]
    assert json.loads(format_diagnostics([], "json")) == []


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "json"])
def test_people_see_nothing_if_nothing_is_wrong(form: str) -> None:
    """Without problems, no line is printed."""
    assert format_diagnostics([], form) == ""
