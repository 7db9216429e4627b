"""Tests of diagnostics: their order, their hints and the formats in which they are printed."""

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evidence_review.diagnostics import (
    Diagnostic,
    Severity,
    as_github,
    as_json,
    did_you_mean,
    errors,
    printable,
    sort_diagnostics,
)
from evidence_review.location import Location


def a_diagnostic(  # noqa: PLR0913 - a diagnostic has this many fields
    *,
    code: str = "REC101",
    severity: Severity = Severity.ERROR,
    path: str = "docs/a.md",
    line: int = 3,
    message: str = "there is no finding 'f9'",
    hint: str = "",
) -> Diagnostic:
    """Return a diagnostic."""
    where = Location(path, line)
    return Diagnostic(code=code, severity=severity, where=where, message=message, hint=hint)


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (a_diagnostic(), "docs/a.md:3: error: there is no finding 'f9' [REC101]"),
        (a_diagnostic(hint="known: f1"), "docs/a.md:3: error: there is no finding 'f9' (known: f1) [REC101]"),
        (a_diagnostic(severity=Severity.WARNING), "docs/a.md:3: warning: there is no finding 'f9' [REC101]"),
        (a_diagnostic(message="a\n  b\tc"), "docs/a.md:3: error: a b c [REC101]"),
        (a_diagnostic(path="e\x1b[31m.md", message="\u202ea"), "e\\x1b[31m.md:3: error: \\u202ea [REC101]"),
    ],
)
def test_a_message_is_one_line(found: Diagnostic, line: str) -> None:
    """The line contains the location, severity, message, hint and code."""
    assert str(found) == line


def test_messages_come_once_each_by_place() -> None:
    """Diagnostics are sorted by file, then by line as a number, then by code."""
    found = [
        a_diagnostic(path="docs/b.md", line=1),
        a_diagnostic(line=10),
        a_diagnostic(line=9, code="REC102"),
        a_diagnostic(line=9),
        a_diagnostic(line=10),
    ]

    assert [f"{each.where} {each.code}" for each in sort_diagnostics(found)] == [
        "docs/a.md:9 REC101",
        "docs/a.md:9 REC102",
        "docs/a.md:10 REC101",
        "docs/b.md:1 REC101",
    ]


def test_only_errors_stop_a_build() -> None:
    """A warning is not an error."""
    error, warning = a_diagnostic(), a_diagnostic(severity=Severity.WARNING)

    assert errors([warning, error]) == (error,)


def test_what_cannot_be_read_comes_first() -> None:
    """Errors that prevent a file from being read come first, since others may be their consequences."""
    found = [
        a_diagnostic(path="docs/a.md", code="LNK101"),
        a_diagnostic(path="docs/a.md", code="BIB012", severity=Severity.WARNING),
        a_diagnostic(path="docs/a.md", code="HTM103"),
        a_diagnostic(path="docs/z.md", code="YML101"),
        a_diagnostic(path="docs/y.md.txt", code="SRC106"),
        a_diagnostic(path="references.bib", code="BIB001"),
        a_diagnostic(path="references.json", code="CSJ001"),
    ]

    assert [each.code for each in sort_diagnostics(found)] == [
        "HTM103",
        "SRC106",
        "YML101",
        "BIB001",
        "CSJ001",
        "BIB012",
        "LNK101",
    ]


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        pytest.param("tilte", ["text", "title"], "did you mean 'title'?", id="near"),
        pytest.param("TITLE", ["title"], "did you mean 'title'?", id="capitals"),
        pytest.param("qqq", ["b", "a", "a"], "known: a, b", id="few"),
        pytest.param("qqq", [f"a{n}" for n in range(13)], "", id="many"),
        pytest.param("qqq", [], "", id="none"),
    ],
)
def test_a_hint_names_the_nearest_word(word: str, known: list[str], hint: str) -> None:
    """The hint for an unknown word is the intended one, or all words if there are few."""
    assert did_you_mean(word, known) == hint


def test_github_shows_a_message_beside_its_line() -> None:
    """The workflow command contains the file, line and code, and the message with its hint."""
    found = a_diagnostic(hint="known: f1")

    assert as_github(found) == (
        "::error file=docs/a.md,line=3,title=REC101::there is no finding 'f9' (known: f1)"
    )


@given(message=st.text(), path=st.text(min_size=1))
@example(message="a\r\n::error::b 100%0A", path="a,b:c\r::x")
def test_no_message_begins_a_command_of_its_own(message: str, path: str) -> None:
    """Special characters in paths and messages are escaped, so that each command is one line."""
    line = as_github(a_diagnostic(message=message, path=path))

    assert "\n" not in line
    assert "\r" not in line
    properties, _, said = line.removeprefix("::error ").partition("::")
    assert len(properties.split(",")) == 3
    assert said.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%") == "".join(
        character if character in "\r\n" else printable(character) for character in message
    )


def test_json_contains_every_field() -> None:
    """The array can be parsed, with characters of any language unescaped."""
    text = as_json([a_diagnostic(message="no “é”", hint="none")])

    assert json.loads(text) == [
        {
            "path": "docs/a.md",
            "line": 3,
            "code": "REC101",
            "severity": "error",
            "message": "no “é”",
            "hint": "none",
            "replacement": None,
            "column": None,
            "end_column": None,
        }
    ]
    assert "“é”" in text


def test_json_has_columns_and_replacements() -> None:
    """A program can mark the characters of a problem, and replace them."""
    found = replace(a_diagnostic(), written="f9", replacement="f1")

    (row,) = json.loads(as_json([found], lambda _: (12, 14)))

    assert (row["column"], row["end_column"], row["replacement"]) == (12, 14, "f1")
    assert "written" not in row


def test_github_marks_the_characters() -> None:
    """Columns are part of the command if they are known."""
    assert "line=3,col=12,endColumn=14,title=REC101" in as_github(a_diagnostic(), (12, 14))


def test_json_of_nothing_is_an_empty_list() -> None:
    """A valid review produces an empty array."""
    assert json.loads(as_json([])) == []


@pytest.mark.parametrize("form", [str, as_github, lambda found: as_json([found])])
def test_no_format_controls_a_terminal(form: Callable[[Diagnostic], str]) -> None:
    """Escape codes and changes of writing direction in names and texts are shown, not performed."""
    written = form(a_diagnostic(path="e\x1b[31m\x9b.md", message="a\u202eb\x07", hint="\u2066c"))

    assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written) is None
    assert "[31m" in written


def test_json_keeps_what_it_escapes() -> None:
    """A program that reads the array gets the name of the file as it is."""
    (row,) = json.loads(as_json([a_diagnostic(path="e\x1b\x9b\u202e.md")]))

    assert row["path"] == "e\x1b\x9b\u202e.md"
