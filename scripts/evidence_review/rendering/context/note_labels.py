"""The labels and anchors of the notes of a text, if the style puts citations in notes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from evidence_review.citeproc.call.result import Fragment
from evidence_review.model.passage import Passage
from evidence_review.prose.citation import CitationMode
from evidence_review.prose.markers import CitationMarker

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FINAL_STOP = re.compile(r"\.((?:</\w+>)*)\Z")
_SENTENCE_ENDS = re.compile(r"[ \t]*(?:[A-Z]|\s*\Z|\n[ \t]*\n)")
"""The text after a note whose words end a sentence and so need their full stop: a capital letter, a new
paragraph or the end of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLabels:
    """The labels that readers see for the notes of a text."""

    by_citation: tuple[str, ...]
    """The label of the note of each citation; empty if it has none."""
    by_number: Mapping[int, str]
    """The label of each note, by its number."""
    anchors: Mapping[int, str]
    """The anchor of each note, by its number."""
    opening: frozenset[int]
    """The indexes of the citations with which one of the text's own footnotes begins."""


def note_labels(passage: Passage, citations: Sequence[Sequence[Fragment]]) -> NoteLabels:
    """Return the labels of the notes of a text.

    They are letters if the text has footnotes of its own, which are numbered. A citation in one of those
    does not get a note of its own.

    Args:
        passage: The text.
        citations: The fragments of each of its citations.
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
            if any(fragment.note for fragment in citations[place]):
                count += 1
                labels[place] = known[note.number] = letter(count) if own else str(count)
                anchors[note.number] = f"note-{labels[place]}"
    opening = frozenset(note.citations[0] for note in passage.reading.notes if note.opens_with_citation)
    return NoteLabels(by_citation=tuple(labels), by_number=known, anchors=anchors, opening=opening)


def letter(number: int) -> str:
    """Return the nth label in the sequence a, b, … z, aa, ab."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters


def with_labels(
    passage: Passage, citations: tuple[tuple[Fragment, ...], ...]
) -> tuple[tuple[Fragment, ...], ...]:
    """Return citations that refer to other notes by the labels that readers see, such as `(n a)`."""
    if not any(
        inner.target_note for fragments in citations for fragment in fragments for inner in fragment.note
    ):
        return citations
    labels = note_labels(passage, citations)
    return tuple(
        tuple(
            replace(fragment, note=tuple(_labelled(each, labels) for each in fragment.note))
            for fragment in fragments
        )
        for fragments in citations
    )


def _labelled(fragment: Fragment, labels: NoteLabels) -> Fragment:
    found = labels.by_number.get(fragment.target_note)
    return (
        replace(fragment, html=fragment.html.replace(str(fragment.target_note), found)) if found else fragment
    )


def in_footnote(words: str, text: str, marker: CitationMarker, *, opens_with_citation: bool) -> str:
    """Return the words of a note inside one of the text's own footnotes, as pandoc does.

    They are in brackets, unless the footnote begins with them or the sentence names the author.

    Args:
        words: The words.
        text: The source of the text.
        marker: The citation.
        opens_with_citation: Whether the footnote begins with the citation.
    """
    bare = _FINAL_STOP.sub(r"\1", words)
    if opens_with_citation or marker.group.citations[0].mode is CitationMode.NARRATIVE:
        return words if _SENTENCE_ENDS.match(text, marker.end) else bare
    return bare if text[: marker.start].endswith("(") else f"({bare})"
