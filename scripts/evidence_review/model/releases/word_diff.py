"""The differences between two texts, word by word."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from evidence_review.vocabulary import Vocabulary

MAX_WORDS = 4_000
"""The longest text that is compared word by word: the time this takes grows with the square of the length."""


class DiffOperation(Vocabulary):
    """How a sequence of words has changed."""

    KEPT = "kept", "Kept", "The words are in both."
    ADDED = "added", "Added", "The words are only in the later one."
    REMOVED = "removed", "Removed", "The words were only in the earlier one."


@dataclass(frozen=True, slots=True)
class DiffSegment:
    """A sequence of words that were all unchanged, all added or all removed."""

    operation: DiffOperation
    """How they have changed."""
    words: str
    """The words, separated by single spaces."""


def word_diff(before: str, after: str) -> tuple[DiffSegment, ...]:
    """Return two texts as one sequence of segments, removed words before those that replaced them.

    Spaces and line breaks do not count: rewrapping a paragraph is not a change. A wording of more than
    `MAX_WORDS` words is reported as removed and added as a whole.
    """
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > MAX_WORDS and old != new:
        return tuple(_segments(old, new))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found: list[DiffSegment] = []
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            found.append(DiffSegment(DiffOperation.KEPT, " ".join(old[old_start:old_end])))
        else:
            found += _segments(old[old_start:old_end], new[new_start:new_end])
    return tuple(found)


def _segments(removed: list[str], added: list[str]) -> Iterator[DiffSegment]:
    if removed:
        yield DiffSegment(DiffOperation.REMOVED, " ".join(removed))
    if added:
        yield DiffSegment(DiffOperation.ADDED, " ".join(added))
