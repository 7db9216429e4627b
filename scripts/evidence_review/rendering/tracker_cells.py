"""What a row of the tracker holds for the file that readers take away: columns of `recommendations.csv`."""

from collections.abc import Iterable, Mapping

from evidence_review.model.recommendation import Recommendation
from evidence_review.model.review import Review

BETWEEN = "|"
"""What stands between the values of one cell, as in the files below `/data/`."""


def cells(review: Review, recommendation: Recommendation) -> Mapping[str, str]:
    """Return the values of a recommendation that its row does not show, by the name of their column."""
    position = review.position(recommendation)
    answers = position.responses if position else {}
    cluster = review.clusters.get(recommendation.cluster)
    return {
        "as_at": str(review.as_at),
        "position": position.sentence if position else "",
        "delivery": str(position.delivery) if position else "",
        "lifecycle": str(position.lifecycle) if position else "",
        "timeliness": str(position.timeliness) if position else "",
        "responses_of": _joined(answers),
        "responses": _joined(str(answer.response) for answer in answers.values()),
        "assessed_on": str(position.date) if position else "",
        "reason": position.reason if position else "",
        "rests_on": _joined(position.rests_on if position else ()),
        "made_by": _joined(recommendation.made_by),
        "made_by_names": _joined(_person(review, id_) for id_ in recommendation.made_by),
        "strength": str(recommendation.strength),
        "implied": "true" if recommendation.implied else "false",
        "section": str(recommendation.section),
        "cluster_title": cluster.title if cluster else "",
        "addressees": _joined(recommendation.addressees),
        "addressee_names": _named(review, recommendation.addressees),
        "addressees_then": _joined(recommendation.addressees_then),
        "addressee_then_names": _named(review, recommendation.addressees_then),
        "findings": _joined(recommendation.findings),
    }


def _named(review: Review, ids: Iterable[str]) -> str:
    known = review.organisations
    return _joined(known[id_].name if id_ in known else id_ for id_ in ids)


def _person(review: Review, id_: str) -> str:
    person = review.participants.get(id_)
    return f"{person.pseudonym}, {person.role}" if person else id_


def _joined(values: Iterable[str]) -> str:
    return BETWEEN.join(values)
