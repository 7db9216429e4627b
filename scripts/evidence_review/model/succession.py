"""Which bodies a request concerns today: those it was put to, and all that followed them."""

from collections.abc import Iterable

from evidence_review.model.review import Review


def with_successors(review: Review, ids: Iterable[str]) -> tuple[str, ...]:
    """Return bodies with all that took over their work, then that of their successors, each once.

    Args:
        review: The review.
        ids: The ids of bodies; an unknown one is left out.
    """
    found = dict.fromkeys(id_ for id_ in ids if id_ in review.organisations)
    waiting = list(found)
    while waiting:
        ended = waiting.pop()
        after = [
            body.id
            for body in review.organisations.values()
            if ended in body.succeeds and body.id not in found
        ]
        found |= dict.fromkeys(after)
        waiting += after
    return tuple(found)
