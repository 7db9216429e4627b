"""What stands beside the name of a thing in every list: in whose voice it is said, and if it is retired."""

from collections.abc import Mapping

from evidence_review.bibliography.csl.reference import ET_AL, Name
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.links import Relation
from evidence_review.model.recommendation import Recommendation
from evidence_review.model.vocabularies import Origin, RaisedIn
from evidence_review.rendering.context.site import Site
from evidence_review.review.review import Review

VOICE_LABELS: Mapping[str, str] = {
    "voice": Origin.VOICE.label,
    "in-passing": f"{Origin.VOICE.label}, said in passing",
    "author": Origin.AUTHOR.label,
    "implied": f"{Origin.AUTHOR.label}, implied",
}
"""In whose voice a recommendation is said, and how plainly."""


def voice_of(recommendation: Recommendation) -> str:
    """Return in whose voice a recommendation is said, as one of `VOICE_LABELS`."""
    if recommendation.origin is Origin.AUTHOR:
        return "implied" if recommendation.implied else "author"
    return "in-passing" if recommendation.section is RaisedIn.FINDINGS else "voice"


def voice_words(review: Review, entity: Entity) -> str:
    """Return in whose voice a thing is said, in words; empty for all but recommendations."""
    found = review.recommendations.get(entity.id) if entity.kind is EntityKind.RECOMMENDATION else None
    return VOICE_LABELS[voice_of(found)] if found else ""


def is_retired(review: Review, entity: Entity) -> bool:
    """Say whether a thing is used no more."""
    return bool(getattr(review.of_kind(entity.kind).get(entity.id), "retired", None))


def replaced_entities(review: Review, entity: Entity) -> list[Entity]:
    """Return the retired things whose place a thing takes."""
    return [link.target for link in review.links.outgoing(entity, Relation.REPLACES)]


def replacements(review: Review, entity: Entity) -> list[Entity]:
    """Return the things that take the place of a retired one."""
    return list(dict.fromkeys(link.source for link in review.links.incoming(entity, Relation.REPLACES)))


def continued_from(review: Review, entity: Entity) -> list[Entity]:
    """Return the recommendations of which today's position says that they go on in this one."""
    links = review.links.incoming(entity, Relation.CONTINUED_IN)
    found = dict.fromkeys(link.source for link in links if link.source.id in review.recommendations)
    return [
        each
        for each in found
        if (position := review.position(review.recommendations[each.id]))
        and position.assessment.continued_in == entity.id
    ]


def all_authors(site: Site, key: str) -> list[str]:
    """Return every author of a work, as the source gives the names; none where its entry names them all."""
    entry = site.formatted.bibliography.get(key)
    groups = site.review.references[key].contributors
    names = [name for group in groups if group.role == "author" for name in group.names if name != ET_AL]
    left_out = entry is not None and any(_main(name) not in entry.text for name in names[1:])
    return [str(name) for name in names] if left_out else []


def _main(name: Name) -> str:
    return name.literal or name.family
