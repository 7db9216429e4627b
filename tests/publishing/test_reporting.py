"""Tests of the formats in which problems are printed."""

import json
from dataclasses import replace

import pytest

from evidence_review.diagnostics import Diagnostic, Severity
from evidence_review.location import Location
from evidence_review.publishing.reporting import (
    FORMATS,
    count_summary,
    format_diagnostics,
    summary_table,
)


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
    """The GitHub format has a line for its log and a workflow command for each error; errors come first."""
    assert format_diagnostics([WARNING, ERROR], "github").split("\n") == [
        "docs/a.md:1: warning: it is so [FIN101]",
        "docs/a.md:1: error: it is so [FIN101]",
        "::error file=docs/a.md,line=1,title=FIN101::it is so",
        "::warning file=docs/a.md,line=1,title=FIN101::it is so",
    ]


def test_github_shows_the_files_of_a_proposal_first() -> None:
    """Of errors, those in changed files come first, because only ten are shown."""
    other = replace(ERROR, where=Location("docs/z.md", 3))

    *_, first, second = format_diagnostics([ERROR, other], "github", first={"docs/z.md"}).split("\n")

    assert (first.partition(",")[0], second.partition(",")[0]) == (
        "::error file=docs/z.md",
        "::error file=docs/a.md",
    )


def test_the_summary_of_a_job_is_a_table() -> None:
    """Nothing in a message is read as Markdown."""
    table = summary_table([replace(ERROR, message="'[@a|b]' is *so*", hint="write <b>")])

    assert table.split("\n")[0] == "1 error"
    assert r"| `docs/a.md:1` | error | '\[\@a\|b\]' is \*so\* | write \<b\> | FIN101 |" in table
    assert summary_table([]) == "No problems.\n"


def test_programs_get_an_array() -> None:
    """The JSON format is an array, which is empty if there are no problems."""
    assert [row["code"] for row in json.loads(format_diagnostics([ERROR], "json"))] == ["FIN101"]
    assert json.loads(format_diagnostics([], "json")) == []


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("json", "sarif")])
def test_people_see_nothing_if_nothing_is_wrong(form: str) -> None:
    """Without problems, no line is printed."""
    assert format_diagnostics([], form) == ""
