"""The assessments of recommendations in the form that checks use, with the lines of their keys."""

from collections.abc import Iterator
from dataclasses import dataclass

from evidence_review.location import Location
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.recommendation import Assessment, Recommendation
from evidence_review.review.review import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One assessment of a recommendation."""

    review: Review
    """The review."""
    recommendation: Recommendation
    """The recommendation."""
    index: int
    """The index of the assessment in the file, from 0."""

    @property
    def assessment(self) -> Assessment:
        """The assessment."""
        return self.recommendation.assessments[self.index]

    @property
    def description(self) -> str:
        """Which assessment this is, in words."""
        return f"the assessment of {self.recommendation.id} on {self.assessment.date}"

    def location_of(self, *path: str | int) -> Location:
        """Return the location of a key, or of the assessment if the key is not written."""
        entity = Entity(EntityKind.RECOMMENDATION, self.recommendation.id)
        known = self.review.places.get(entity, {})
        while path:
            if at := known.get(("assessments", self.index, *path)):
                return at
            path = path[:-1]
        return self.assessment.where


def judgements(review: Review) -> Iterator[Judgement]:
    """Return every assessment, in the order of the files."""
    for recommendation in review.recommendations.values():
        yield from judgements_of(review, recommendation)


def judgements_of(review: Review, recommendation: Recommendation) -> list[Judgement]:
    """Return the assessments of one recommendation, in the order of its file."""
    return [
        Judgement(review=review, recommendation=recommendation, index=index)
        for index in range(len(recommendation.assessments))
    ]


def by_date(found: list[Judgement]) -> list[Judgement]:
    """Return assessments, oldest first; two of one day are in the order of the file."""
    return sorted(found, key=lambda judgement: judgement.assessment.date)
