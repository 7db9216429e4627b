"""The labels beside the name of an entity in lists: whose voice it is, and whether it is retired."""

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
"""The voice of a recommendation, and how explicitly it was made."""


def voice_of(recommendation: Recommendation) -> str:
    """Return the voice of a recommendation, as a key of `VOICE_LABELS`; empty if it is not recorded."""
    if recommendation.origin is None:
        return ""
    if recommendation.origin is Origin.AUTHOR:
        return "implied" if recommendation.implied else "author"
    return "in-passing" if recommendation.section is RaisedIn.FINDINGS else "voice"


def voice_words(review: Review, entity: Entity) -> str:
    """Return the voice of a recommendation in words; empty for any other entity."""
    found = review.recommendations.get(entity.id) if entity.kind is EntityKind.RECOMMENDATION else None
    return VOICE_LABELS[voice] if found and (voice := voice_of(found)) else ""


def is_retired(review: Review, entity: Entity) -> bool:
    """Return whether an entity is retired."""
    return bool(getattr(review.of_kind(entity.kind).get(entity.id), "retired", None))


def replaced_entities(review: Review, entity: Entity) -> list[Entity]:
    """Return the retired entities that an entity replaces."""
    return [link.target for link in review.links.outgoing(entity, Relation.REPLACES)]


def replacements(review: Review, entity: Entity) -> list[Entity]:
    """Return the entities that replace a retired one."""
    return list(dict.fromkeys(link.source for link in review.links.incoming(entity, Relation.REPLACES)))


def continued_from(review: Review, entity: Entity) -> list[Entity]:
    """Return the recommendations that are continued in this one according to their current position."""
    links = review.links.incoming(entity, Relation.CONTINUED_IN)
    found = dict.fromkeys(link.source for link in links if link.source.id in review.recommendations)
    return [
        each
        for each in found
        if (position := review.position(review.recommendations[each.id]))
        and position.assessment.continued_in == entity.id
    ]


def all_authors(site: Site, key: str) -> list[str]:
    """Return every author of a reference, as named in its source; empty if its entry names them all."""
    entry = site.formatted.bibliography.get(key)
    groups = site.review.references[key].contributors
    names = [name for group in groups if group.role == "author" for name in group.names if name != ET_AL]
    is_shortened = entry is not None and any(_family_name(name) not in entry.text for name in names[1:])
    return [str(name) for name in names] if is_shortened else []


def _family_name(name: Name) -> str:
    return name.literal or name.family
