"""The numbers that pages print, worked out from the review and from nothing else."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from evidence_review.model.links import Relation
from evidence_review.model.vocabularies import Delivery, Origin, Response
from evidence_review.review.review import Review


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
    responses: Mapping[Response, int]
    """Answers of bodies today, one for each body that a recommendation is or was addressed to."""
    deliveries: Mapping[Delivery, int]
    """Recommendations by what public evidence shows today, in the order of the words."""


def counts(review: Review) -> Counts:
    """Count the things of a review; what is retired does not count."""
    active = [each for each in review.recommendations.values() if not each.retired]
    found = Counter(position.delivery for each in active if (position := review.position(each)))
    answers = Counter(
        answer.response
        for each in active
        if (position := review.position(each))
        for answer in position.responses.values()
    )
    return Counts(
        findings=len([each for each in review.findings.values() if not each.retired]),
        recommendations=len(active),
        voices=sum(each.origin is Origin.VOICE for each in active),
        participants=len(review.participants),
        events=len([each for each in review.events.values() if not each.retired]),
        references=len(review.references),
        citations=len([link for link in review.links.all if link.relation is Relation.CITES]),
        links=len([link for link in review.links.all if link.relation is not Relation.CITES]),
        passages=len(review.passages()),
        responses={word: answers[word] for word in Response if answers[word]},
        deliveries={word: found[word] for word in Delivery if found[word]},
    )
