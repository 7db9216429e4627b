"""Plain words get the marks that pandoc would print."""

import pytest
from hypothesis import given, strategies

from evidence_review.prose.citations.typography import is_word_end, printed, quotations


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1990--1995 --- and...", "1990–1995 — and…"),
        ("it's \"so\" and 'so'", "it’s “so” and ‘so’"),
        ("'tis the '90s", "’tis the ’90s"),
        ("\"a 'b' c\"", "“a ‘b’ c”"),
        ("see p. 3 and Dr. Doe", "see p.\N{NO-BREAK SPACE}3 and Dr.\N{NO-BREAK SPACE}Doe"),
        ("the end. Then", "the end. Then"),
        ("two\nlines  here", "two lines here"),
    ],
)
def test_marks_are_set(written: str, shown: str) -> None:
    """Dashes, dots, quotation marks and abbreviations come out as in print."""
    assert printed(written) == shown


@pytest.mark.parametrize(
    ("text", "answer"),
    [("a", True), ("a.", True), ("a..", True), ("a...", False), ("a)", False), ("", False)],
)
def test_a_word_reaches_over_its_full_stop_but_not_over_dots(text: str, answer: bool) -> None:  # noqa: FBT001
    """An `@` right after a word or its full stop belongs to an e-mail address, not to a citation."""
    assert is_word_end(text, len(text)) is answer


@given(strategies.text(alphabet="ab \"'.-", max_size=60))
def test_quotations_lie_side_by_side(text: str) -> None:
    """Each quotation begins and ends with the same mark, after the one before it."""
    end = 0
    for start, stop in quotations(text):
        assert end <= start < stop
        assert text[start] == text[stop - 1]
        end = stop
    printed(text)
