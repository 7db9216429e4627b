"""The numbers that pages print, worked out from the review and from nothing else."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from evidence_review.model.links import Relation
from evidence_review.model.review import Review
from evidence_review.model.vocabularies import Delivery, Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many of each there are."""

    findings: int
    """Findings."""
    recommendations: int
    """Recommendations."""
    voices: int
    """Recommendations that participants made, not the author."""
    participants: int
    """People interviewed."""
    events: int
    """Events."""
    references: int
    """Works in the bibliography."""
    citations: int
    """Citations in running text."""
    links: int
    """Links between things, each counted once."""
    passages: int
    """Pieces of running text."""
    deliveries: Mapping[Delivery, int]
    """Recommendations by what public evidence shows today, in the order of the words."""


def counts(review: Review) -> Counts:
    """Count the things of a review."""
    found = Counter(
        position.delivery for each in review.recommendations.values() if (position := review.position(each))
    )
    return Counts(
        findings=len(review.findings),
        recommendations=len(review.recommendations),
        voices=sum(each.strength is Strength.VOICE for each in review.recommendations.values()),
        participants=len(review.participants),
        events=len(review.events),
        references=len(review.references),
        citations=len([link for link in review.links.all if link.relation is Relation.CITES]),
        links=len([link for link in review.links.all if link.relation is not Relation.CITES]),
        passages=len(review.passages()),
        deliveries={word: found[word] for word in Delivery if found[word]},
    )
