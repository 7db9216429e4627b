"""Tests of the part of a source line that a problem is about."""

from pathlib import Path

import pytest

from evidence_review.diagnostics import Diagnostic, error
from evidence_review.location import Location
from evidence_review.publishing.excerpts import MAX_FILE_SIZE, excerpt_of, lines_below


def a_problem(message: str, line: int = 1) -> Diagnostic:
    """Return an error on a line of a page."""
    return error("LNK101", Location("docs/a.md", line), message)


@pytest.mark.parametrize(
    ("message", "line", "marked"),
    [
        ("there is no event 'e333'", "  rests_on: [e004, e333]", "e333"),
        ('"it\'s" is so', "as it's said", "it's"),
        ("'it\\'s' is so", "as it's said", "it's"),
        ("the key `a` is missing; 'zz' is not", "b: zz", "zz"),
    ],
)
def test_a_quoted_value_is_marked(message: str, line: str, marked: str) -> None:
    """The first value that the message quotes and the line contains is marked."""
    found = excerpt_of(a_problem(message), [line])

    assert found is not None
    assert (found.line[found.start : found.end], found.is_exact) == (marked, True)


def test_a_line_without_the_value_is_shown_as_a_whole() -> None:
    """The text of the line is marked, and the columns are not certain."""
    found = excerpt_of(a_problem("the key 'title' is missing"), ["  a: b  "])

    assert found is not None
    assert (found.line[found.start : found.end], found.is_exact) == ("a: b", False)


@pytest.mark.parametrize("line", [0, 2])
def test_a_line_that_is_not_there(line: int) -> None:
    """A problem in a file that has no such line has no excerpt."""
    assert excerpt_of(a_problem("it is so", line), ["a"]) is None


def test_lines_of_files(tmp_path: Path) -> None:
    """Files in any encoding have lines; folders, missing files and very large ones have none."""
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfone\ntw\xe9")
    (tmp_path / "big.md").write_bytes(b" " * (MAX_FILE_SIZE + 1))
    lines = lines_below(tmp_path)

    assert lines("a.md") == ("one", "tw\N{REPLACEMENT CHARACTER}")
    assert [lines(path) for path in (".", "none.md", "big.md", "a\0b")] == [(), (), (), ()]
