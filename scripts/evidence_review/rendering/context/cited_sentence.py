"""The sentence round a citation, for a page that is not its own."""

from collections.abc import Iterable, Sequence

from evidence_review.citeproc.call.result import Piece
from evidence_review.prose.structure.sentences import Context
from evidence_review.rendering.text.escaping import as_text


def marked_sentence(
    context: Context, pieces: Sequence[Piece], citations: Sequence[Sequence[Piece]], key: str
) -> str:
    """Return a sentence as safe HTML, with what a citation in it says of one work marked.

    Args:
        context: What stands before and after the citation.
        pieces: The parts of the citation.
        citations: The parts of every citation of the same text, in order.
        key: The work. Where no part of the citation is of it alone, all of it is marked.
    """

    def around(parts: Iterable[str | int]) -> str:
        return "".join(_shown(citations[part]) if isinstance(part, int) else as_text(part) for part in parts)

    if any(piece.key == key for piece in pieces):
        shown = "".join(_marked(piece.html) if piece.key == key else piece.html for piece in pieces)
    else:
        shown = _marked(_shown(pieces) or _noted(pieces))
    return f"{around(context.before)}{shown}{around(context.after)}"


def _marked(html: str) -> str:
    return f"<mark>{html}</mark>"


def _shown(pieces: Iterable[Piece]) -> str:
    return "".join(piece.html for piece in pieces)


def _noted(pieces: Iterable[Piece]) -> str:
    return "".join(f" [{_shown(piece.note)}]" for piece in pieces if piece.note)
