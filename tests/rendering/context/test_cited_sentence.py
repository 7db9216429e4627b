"""Tests of the sentence round a citation."""

from html import unescape

import pytest

from evidence_review.citeproc.call.result import Piece
from evidence_review.prose.structure.sentences import Context
from evidence_review.rendering.context.cited_sentence import marked_sentence

TWO = (Piece(html="("), Piece(html="Ash, 2001", key="ash"), Piece(html="; "), Piece(html="Elm", key="elm"))
RANGE = (Piece(html="1", key="ash"), Piece(html="–", hides=("birch",)), Piece(html="3", key="elm"))
NOTE = (Piece(note=(Piece(html="Ash", key="ash"),)),)


@pytest.mark.parametrize(
    ("pieces", "key", "marked"),
    [
        pytest.param(TWO, "elm", "(Ash, 2001; <mark>Elm</mark>", id="one-of-several"),
        pytest.param(RANGE, "birch", "<mark>1–3</mark>", id="hidden-in-a-range"),
        pytest.param(NOTE, "ash", "<mark> [Ash]</mark>", id="in-a-note"),
    ],
)
def test_what_is_said_of_a_work_is_marked(pieces: tuple[Piece, ...], key: str, marked: str) -> None:
    """Of several works in one bracket only the one is marked whose page it is."""
    context = Context(before=("Open < late ",), after=(".",))
    found = marked_sentence(context, pieces, (pieces,), key)
    assert "Open &#60; late" in found
    assert unescape(found) == f"Open < late {marked}."
