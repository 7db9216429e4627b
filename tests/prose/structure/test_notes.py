"""Tests of the notes of a text whose style sets citations in notes."""

import pytest

from evidence_review.config.settings import BUILT_IN_EXTENSIONS
from evidence_review.prose.converter import converter
from evidence_review.prose.structure.notes import TextNote
from tests.prose.reading import read


def notes(text: str) -> list[tuple[int, tuple[int, ...], str]]:
    """Return the number of each note, the citations in it and the address of a footnote of the text's own."""
    return [(note.number, note.citations, note.anchor) for note in read(text).notes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No citation.", []),
        ("One [@a], two @b [p. 1; @c].", [(1, (0,), ""), (2, (1,), "")]),
        # A footnote stands where its mark does, and its citations with it.
        (
            "One.[^x] Two [@a].\n\n[^x]: See [@b] and [@c].",
            [(1, (1, 2), "fn:x"), (3, (0,), "")],
        ),
        ("[^x]: See [@b].\n\nOne [@a].[^x]", [(1, (1,), ""), (3, (0,), "fn:x")]),
        # One without citations counts as well, or "ibid." would pass over it.
        (
            "One.[^x] Two.[^y] Three [@a].\n\n[^x]: [@b].\n[^y]: Words.",
            [(1, (1,), "fn:x"), (2, (), "fn:y"), (4, (0,), "")],
        ),
        # The first mark counts, and what nothing leads to comes last.
        (
            "One.[^x] Two.[^x]\n\n[^y]: [@b].\n\n[^x]: Words.[^z]\n\n[^z]: [@a].",
            [(1, (), "fn:x"), (2, (1,), "fn:z"), (3, (0,), "fn:y")],
        ),
    ],
)
def test_notes_are_in_the_order_of_their_marks(
    text: str, expected: list[tuple[int, tuple[int, ...], str]]
) -> None:
    """A number is left out where the next note is in another list."""
    assert notes(text) == expected


@pytest.mark.parametrize(
    ("footnote", "opens_with_citation"),
    [
        ("[@a].", True),
        ("[@a] and more [@b].", True),
        ("See [@a].", False),
        ("Words.", False),
        ("[@a].\n\n    More.", False),
    ],
)
def test_a_footnote_may_begin_with_a_citation(footnote: str, *, opens_with_citation: bool) -> None:
    """As pandoc sees it: where it is one paragraph."""
    (note,) = read(f"Text.[^x]\n\n[^x]: {footnote}").notes
    assert note.opens_with_citation is opens_with_citation


def test_without_the_extension_there_are_no_footnotes() -> None:
    """What looks like one is text, and its citations have notes of their own."""
    found = read("Text.[^x]\n\n[^x]: See [@a].", converter(BUILT_IN_EXTENSIONS, {})).notes
    assert found == (TextNote(number=1, citations=(0,)),)
