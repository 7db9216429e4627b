"""Tests of what authored values share: no unknown keys, and lines that count from 1."""

import pytest
from pydantic import TypeAdapter, ValidationError

from evidence_review.model.authored import LineNumber, LineRange
from evidence_review.model.recommendation import SourceLines


@pytest.mark.parametrize("lines", [(1, 1), (3, 9)])
def test_a_range_of_lines_may_be_one_line(lines: tuple[int, int]) -> None:
    """The first and the last line may be the same."""
    assert TypeAdapter(LineRange).validate_python(lines) == lines


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ((9, 3), r"the first line, 9, comes after the last, 3; write \[3, 9\]"),
        ((0, 3), "greater than or equal to 1"),
        ((3,), "Field required"),
    ],
)
def test_an_impossible_range_is_refused(lines: tuple[int, ...], message: str) -> None:
    """The message names both lines and how to write them."""
    with pytest.raises(ValidationError, match=message):
        TypeAdapter(LineRange).validate_python(lines)


@pytest.mark.parametrize("line", [0, -1, "twelve", 1.5])
def test_a_line_is_a_whole_number_from_1(line: object) -> None:
    """There is no line 0."""
    with pytest.raises(ValidationError):
        TypeAdapter(LineNumber).validate_python(line)


def test_an_unknown_key_is_refused() -> None:
    """A misspelt key is never ignored."""
    with pytest.raises(ValidationError, match="sektion"):
        TypeAdapter(SourceLines).validate_python({"sektion": "Interviews", "lines": (1,)})
