"""Tests of the differences between two texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.model.releases.word_diff import MAX_WORDS, DiffOperation, DiffSegment, word_diff

KEPT, ADDED, REMOVED = DiffOperation.KEPT, DiffOperation.ADDED, DiffOperation.REMOVED


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("", "", [], id="nothing"),
        pytest.param("a b", "a\n  b", [(KEPT, "a b")], id="wrapped-anew"),
        pytest.param("", "a b", [(ADDED, "a b")], id="all-new"),
        pytest.param("a b", "", [(REMOVED, "a b")], id="all-gone"),
        pytest.param(
            "a b c", "a x c", [(KEPT, "a"), (REMOVED, "b"), (ADDED, "x"), (KEPT, "c")], id="one-word"
        ),
        pytest.param(
            "Train them.", "Train them", [(KEPT, "Train"), (REMOVED, "them."), (ADDED, "them")], id="stop"
        ),
    ],
)
def test_words_are_set_side_by_side(
    before: str, after: str, expected: list[tuple[DiffOperation, str]]
) -> None:
    """Unchanged, removed and added words are in reading order."""
    assert list(word_diff(before, after)) == [DiffSegment(operation, words) for operation, words in expected]


def test_a_very_long_text_is_shown_without_a_word_diff() -> None:
    """The time for a text of thousands of words does not grow quadratically."""
    before, after = "a " * (MAX_WORDS + 1), "a " * MAX_WORDS + "b"

    assert [each.operation for each in word_diff(before, after)] == [REMOVED, ADDED]
    assert [each.operation for each in word_diff(before, before)] == [KEPT]


@given(st.text(alphabet="ab <&\n", max_size=30), st.text(alphabet="ab <&\n", max_size=30))
def test_both_wordings_can_be_read_back(before: str, after: str) -> None:
    """No word is lost: without additions it is the first text, without removals the second."""
    found = word_diff(before, after)

    assert " ".join(each.words for each in found if each.operation is not ADDED).split() == before.split()
    assert " ".join(each.words for each in found if each.operation is not REMOVED).split() == after.split()
