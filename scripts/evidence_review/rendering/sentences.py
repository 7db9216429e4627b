"""The sentence round a citation, for a page that is not its own."""

from collections.abc import Iterable, Sequence

from evidence_review.content.contexts import Context
from evidence_review.model.formatted import Piece
from evidence_review.rendering.escaping import as_text


def marked_sentence(context: Context, pieces: Sequence[Piece], citations: Sequence[Sequence[Piece]]) -> str:
    """Return a sentence as safe HTML, with the citation it was kept for marked.

    Args:
        context: What stands before and after the citation.
        pieces: The parts of the citation.
        citations: The parts of every citation of the same text, in order.
    """

    def around(parts: Iterable[str | int]) -> str:
        return "".join(_shown(citations[part]) if isinstance(part, int) else as_text(part) for part in parts)

    return f"{around(context.before)}<mark>{_shown(pieces) or _noted(pieces)}</mark>{around(context.after)}"


def _shown(pieces: Iterable[Piece]) -> str:
    return "".join(piece.html for piece in pieces)


def _noted(pieces: Iterable[Piece]) -> str:
    return "".join(f" [{_shown(piece.note)}]" for piece in pieces if piece.note)
