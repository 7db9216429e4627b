"""The notes of a text whose style sets citations in notes: what they are called, and what points to them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from evidence_review.citeproc.call.result import Piece
from evidence_review.model.passage import Passage
from evidence_review.prose.page.citation import CitationMode
from evidence_review.prose.page.markers import CitationMark

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FINAL_STOP = re.compile(r"\.((?:</\w+>)*)\Z")
_SENTENCE_ENDS = re.compile(r"[ \t]*(?:[A-Z]|\s*\Z|\n[ \t]*\n)")
"""What follows where words end that stand for a sentence, so that their full stop is needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLabels:
    """What readers call the notes of a text."""

    of: tuple[str, ...]
    """The label of the note of each citation; empty where it has none."""
    by_number: Mapping[int, str]
    """The label of each note, by its number."""
    anchors: Mapping[int, str]
    """The anchor of each note, by its number."""
    opening: frozenset[int]
    """The citations with which a footnote of the text's own begins."""


def note_labels(passage: Passage, citations: Sequence[Sequence[Piece]]) -> NoteLabels:
    """Return what readers call the notes of a text.

    They are letters where the text has footnotes of its own, which are numbered. A citation in one of
    those is not given a footnote to the footnote.

    Args:
        passage: The text.
        citations: The parts of each of its citations.
    """
    anchored = (anchor for anchor in passage.reading.anchors if anchor.startswith("fn:"))
    own = {anchor: number for number, anchor in enumerate(anchored, start=1)}
    labels = [""] * len(citations)
    known: dict[int, str] = {}
    anchors: dict[int, str] = {}
    count = 0
    for note in passage.reading.notes:
        if note.anchor:
            known[note.number], anchors[note.number] = str(own[note.anchor]), note.anchor
            continue
        for place in note.citations:
            if any(piece.note for piece in citations[place]):
                count += 1
                labels[place] = known[note.number] = letter(count) if own else str(count)
                anchors[note.number] = f"note-{labels[place]}"
    opening = frozenset(note.citations[0] for note in passage.reading.notes if note.opens)
    return NoteLabels(of=tuple(labels), by_number=known, anchors=anchors, opening=opening)


def letter(number: int) -> str:
    """Return the nth of a, b, … z, aa, ab."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters


def with_labels(passage: Passage, citations: tuple[tuple[Piece, ...], ...]) -> tuple[tuple[Piece, ...], ...]:
    """Return citations that call other notes as readers see them: `(n a)` for a note with a letter."""
    if not any(inner.points_to for pieces in citations for piece in pieces for inner in piece.note):
        return citations
    labels = note_labels(passage, citations)
    return tuple(
        tuple(replace(piece, note=tuple(_labelled(each, labels) for each in piece.note)) for piece in pieces)
        for pieces in citations
    )


def _labelled(piece: Piece, labels: NoteLabels) -> Piece:
    found = labels.by_number.get(piece.points_to)
    return replace(piece, html=piece.html.replace(str(piece.points_to), found)) if found else piece


def in_footnote(said: str, text: str, mark: CitationMark, *, opens: bool) -> str:
    """Return the words of a note as they stand in a footnote of the text's own, as pandoc sets them there.

    They are in brackets, unless the footnote begins with them or the author is named in the sentence.

    Args:
        said: The words.
        text: The source.
        mark: The citation.
        opens: Whether the footnote begins with it.
    """
    bare = _FINAL_STOP.sub(r"\1", said)
    if opens or mark.group.citations[0].mode is CitationMode.NARRATIVE:
        return said if _SENTENCE_ENDS.match(text, mark.end) else bare
    return bare if text[: mark.start].endswith("(") else f"({bare})"
