"""Checks of bodies."""

from collections.abc import Iterator

from evidence_review.diagnostics import Diagnostic, Severity, did_you_mean
from evidence_review.model.review import Review


def org101_types_exist(review: Review) -> Iterator[Diagnostic]:
    """A body must be of a sort that is listed.

    Readers see the sort beside its name; a sort that is not listed has no words for them.

    Bad:  `type: concil`, when `docs/_data/organisation-types.yml` lists `council`.
    Good: `type: council`.
    """
    for body in review.organisations.values():
        if body.type not in review.organisation_types:
            yield Diagnostic(
                code="ORG101",
                severity=Severity.ERROR,
                where=body.where,
                message=f"{body.id} is of the sort {body.type!r}, which is not listed",
                hint=did_you_mean(body.type, review.organisation_types),
            )
