"""What stands beside the name of a thing in every list: in whose voice it is said, and if it is retired."""

from collections.abc import Mapping

from evidence_review.bibliography.csl.reference import ET_AL, Name
from evidence_review.model.links import Relation
from evidence_review.model.recommendation import Recommendation
from evidence_review.model.things import Thing, ThingKind
from evidence_review.model.vocabularies import Occasion, Strength
from evidence_review.rendering.context.site import Site
from evidence_review.review.review import FIELDS, Review

VOICES: Mapping[str, str] = {
    "voice": Strength.VOICE.label,
    "in-passing": f"{Strength.VOICE.label}, said in passing",
    "author": Strength.AUTHOR.label,
    "implied": f"{Strength.AUTHOR.label}, implied",
}
"""In whose voice a recommendation is said, and how plainly."""


def voice_of(recommendation: Recommendation) -> str:
    """Return in whose voice a recommendation is said, as one of `VOICES`."""
    if recommendation.strength is Strength.AUTHOR:
        return "implied" if recommendation.implied else "author"
    return "in-passing" if recommendation.section is Occasion.FINDINGS else "voice"


def voice_words(review: Review, thing: Thing) -> str:
    """Return in whose voice a thing is said, in words; empty for all but recommendations."""
    found = review.recommendations.get(thing.id) if thing.kind is ThingKind.RECOMMENDATION else None
    return VOICES[voice_of(found)] if found else ""


def is_retired(review: Review, thing: Thing) -> bool:
    """Say whether a thing is used no more."""
    return bool(getattr(getattr(review, FIELDS[thing.kind]).get(thing.id), "retired", None))


def replaced(review: Review, thing: Thing) -> list[Thing]:
    """Return the retired things whose place a thing takes."""
    return [link.target for link in review.links.outgoing(thing, Relation.REPLACES)]


def replacements(review: Review, thing: Thing) -> list[Thing]:
    """Return the things that take the place of a retired one."""
    return list(dict.fromkeys(link.source for link in review.links.incoming(thing, Relation.REPLACES)))


def continued_here(review: Review, thing: Thing) -> list[Thing]:
    """Return the recommendations of which today's position says that they go on in this one."""
    links = review.links.incoming(thing, Relation.CONTINUED_IN)
    found = dict.fromkeys(link.source for link in links if link.source.id in review.recommendations)
    return [
        each
        for each in found
        if (position := review.position(review.recommendations[each.id]))
        and position.assessment.continued_in == thing.id
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
