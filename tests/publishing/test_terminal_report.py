"""Tests of problems as people see them at a terminal."""

from evidence_review.diagnostics import Diagnostic, error, warning
from evidence_review.location import Location
from evidence_review.publishing.terminal_report import WIDTH, format_for_terminal

FILES = {
    "docs/a.md": ["---", "rests_on: [e004, e333]"],
    "docs/b.md": ["図書館は [r01] です", "\x1b[31mred\tend 'x'"],
}


def report(*diagnostics: Diagnostic, colour: bool = False) -> list[str]:
    """Return the lines of a report on some files."""
    return format_for_terminal(diagnostics, lambda path: FILES.get(path, []), colour=colour).split("\n")


NO_EVENT = error("LNK101", Location("docs/a.md", 2), "there is no event 'e333'", "did you mean 'e033'?")


def test_the_line_has_carets_and_the_fix() -> None:
    """The value is marked, and what to do is on a line of its own."""
    assert report(NO_EVENT) == [
        "docs/a.md",
        "   2 │ rests_on: [e004, e333]",
        "     │                  ^^^^",
        "       error: there is no event 'e333' [LNK101]",
        "     = did you mean 'e033'?",
    ]


def test_files_with_errors_come_last() -> None:
    """What must be corrected is next to the prompt, and each file is named once."""
    unused = warning("CIT102", Location("docs/z.md", 9), "it is not used")

    lines = report(NO_EVENT, unused, warning("CIT102", Location("docs/a.md", 1), "it is not used"))

    assert [line for line in lines if line.startswith("docs")] == ["docs/z.md", "docs/a.md"]
    assert lines[1] == "   9   warning: it is not used [CIT102]"


def test_wide_characters_take_two_columns() -> None:
    """Carets stand below the value also after East Asian characters."""
    _, _, carets, *_ = report(error("HTM108", Location("docs/b.md", 1), "'[r01]' is a link"))

    assert carets == "     │ " + " " * 9 + "^" * 5


def test_nothing_in_a_line_controls_the_terminal() -> None:
    """Escape codes in a file are shown and not performed."""
    lines = report(error("SRC104", Location("docs/b.md", 2), "\x1b[2J 'x' is so"))

    assert "\x1b" not in "".join(lines)
    assert "\\x1b[31mred end 'x'" in lines[1]


def test_a_long_line_is_cut_around_the_value() -> None:
    """The value is visible, and the line fits."""
    FILES["docs/long.md"] = ["a " * 400 + "e333 " + "b " * 400]

    _, line, carets, *_ = report(error("LNK101", Location("docs/long.md", 1), "there is no event 'e333'"))

    assert line[carets.index("^") :].startswith("e333")
    assert len(line) <= WIDTH + 10


def test_more_may_follow_an_error_in_reading() -> None:
    """People are told that correcting a file may reveal more."""
    assert "More problems may appear" in report(error("YML101", Location("docs/a.md", 1), "it is so"))[-1]
    assert "More problems may appear" not in report(NO_EVENT)[-1]


def test_colours_are_optional() -> None:
    """Colour adds nothing but colour."""
    coloured = "\n".join(report(NO_EVENT, colour=True))

    assert "\x1b[1;31m^^^^\x1b[0m" in coloured
    assert "\x1b" not in "\n".join(report(NO_EVENT))
