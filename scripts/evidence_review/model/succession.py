"""Which bodies a request concerns today: those it was put to, and all that followed them."""

from collections.abc import Iterable

from evidence_review.model.links import Relation
from evidence_review.model.things import Thing, ThingKind
from evidence_review.review.review import Review


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
        followed = review.links.sources(
            Thing(ThingKind.ORGANISATION, ended), ThingKind.ORGANISATION, Relation.SUCCEEDS
        )
        after = [id_ for id_ in followed if id_ in review.organisations and id_ not in found]
        found |= dict.fromkeys(after)
        waiting += after
    return tuple(found)
