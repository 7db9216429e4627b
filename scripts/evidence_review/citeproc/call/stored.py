"""Answers as JSON values and back. What is not of the right shape counts as nothing."""

from evidence_review.citeproc.call.cache import Kept, hash_of
from evidence_review.citeproc.call.request import Answer, Asking, Question, ask
from evidence_review.citeproc.call.result import FormattedReference, Piece


def packed(answer: Answer) -> list[object]:
    """Return an answer as JSON values."""
    entries = [[key, entry.html, entry.text, entry.label] for key, entry in answer.entries.items()]
    return [[packed_pieces(pieces) for pieces in answer.citations], entries]


def unpacked(kept: object) -> Answer | None:
    """Return an answer from JSON values."""
    try:
        citations, entries = _listed(kept)
        return Answer(
            citations=tuple(_pieces(pieces) for pieces in _listed(citations)),
            entries={
                _words(key): FormattedReference(html=_words(html), text=_words(text), label=_words(label))
                for key, html, text, label in map(_listed, _listed(entries))
            },
        )
    except (TypeError, ValueError, RecursionError):
        return None


def packed_pieces(pieces: tuple[Piece, ...]) -> list[object]:
    """Return the parts of a citation as JSON values."""
    return [
        [each.html, each.key, list(each.hides), packed_pieces(each.note), each.points_to] for each in pieces
    ]


def unpacked_pieces(kept: object) -> tuple[Piece, ...] | None:
    """Return the parts of a citation from JSON values."""
    try:
        return _pieces(kept)
    except (TypeError, ValueError, RecursionError):
        return None


def unpacked_numbers(kept: object) -> dict[str, int] | None:
    """Return the number of each key from JSON values."""
    try:
        return {_words(key): _whole(number) for key, number in map(_listed, _listed(kept))}
    except (TypeError, ValueError):
        return None


def _pieces(kept: object) -> tuple[Piece, ...]:
    return tuple(
        Piece(
            html=_words(html),
            key=None if key is None else _words(key),
            hides=tuple(map(_words, _listed(hides))),
            note=_pieces(note),
            points_to=_whole(points_to),
        )
        for html, key, hides, note, points_to in map(_listed, _listed(kept))
    )


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError
    return value


def keeping(kept: Kept, asking: Asking = ask) -> Asking:
    """Return what answers a question from what is kept, and keeps what it had to ask.

    Args:
        kept: Where answers are kept.
        asking: What answers the others.
    """

    def answer(question: Question) -> Answer:
        works = [hash_of((work.csl(),)) for work in question.works]
        places = (sorted(question.apart), question.notes, sorted(question.in_footnotes))
        key = hash_of((question.manner.digest, question.groups, places, works))
        found = unpacked(kept.get(key))
        if found is None or len(found.citations) != len(question.groups):
            found = asking(question)
            kept.put(key, packed(found))
        return found

    return answer
