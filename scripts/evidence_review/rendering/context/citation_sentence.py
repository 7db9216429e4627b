"""The sentence round a citation, for a page that is not its own."""

from collections.abc import Iterable, Sequence

from evidence_review.citeproc.call.result import Fragment
from evidence_review.prose.passage import CitationContext
from evidence_review.rendering.text.escaping import as_text


def highlight_citation(
    context: CitationContext, fragments: Sequence[Fragment], citations: Sequence[Sequence[Fragment]], key: str
) -> str:
    """Return a sentence as safe HTML, with what a citation in it says of one work marked.

    Args:
        context: What stands before and after the citation.
        fragments: The parts of the citation.
        citations: The parts of every citation of the same text, in order.
        key: The work. Where no part of the citation is of it alone, all of it is marked.
    """

    def around(parts: Iterable[str | int]) -> str:
        return "".join(_shown(citations[part]) if isinstance(part, int) else as_text(part) for part in parts)

    if any(fragment.key == key for fragment in fragments):
        shown = "".join(
            _highlighted(fragment.html) if fragment.key == key else fragment.html for fragment in fragments
        )
    else:
        shown = _highlighted(_shown(fragments) or _noted(fragments))
    return f"{around(context.before)}{shown}{around(context.after)}"


def _highlighted(html: str) -> str:
    return f"<mark>{html}</mark>"


def _shown(fragments: Iterable[Fragment]) -> str:
    return "".join(fragment.html for fragment in fragments)


def _noted(fragments: Iterable[Fragment]) -> str:
    return "".join(f" [{_shown(fragment.note)}]" for fragment in fragments if fragment.note)
