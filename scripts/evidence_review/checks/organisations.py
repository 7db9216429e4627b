"""Checks of bodies."""

from collections.abc import Iterator

from evidence_review.diagnostics import Diagnostic, did_you_mean, error
from evidence_review.model.review import Review


def org101_types_exist(review: Review) -> Iterator[Diagnostic]:
    """A body must be of a sort that is listed.

    Readers see the sort beside its name; a sort that is not listed has no words for them.

    Bad:  `type: concil`, when `docs/_data/organisation-types.yml` lists `council`.
    Good: `type: council`.
    """
    if "organisation_types" in review.unread:
        return
    for body in review.organisations.values():
        if body.type not in review.organisation_types:
            message = f"{body.id} is of the sort {body.type!r}, which is not listed"
            yield error("ORG101", body.where, message, did_you_mean(body.type, review.organisation_types))
