"""Checks of citations."""

from collections.abc import Iterator

from evidence_review.diagnostics import Diagnostic, Severity, did_you_mean
from evidence_review.model.review import Review
from evidence_review.model.things import ThingKind


def cit101_cited_works_exist(review: Review) -> Iterator[Diagnostic]:
    """A citation must name a work in the bibliography.

    A reader who wants to see the evidence follows the citation. A key that leads nowhere leaves the
    claim without its source.

    Bad:  `[@mairson2020work]`, when the bibliography holds `marison2020work`.
    Good: `[@marison2020work]`.
    """
    known = review.ids(ThingKind.REFERENCE)
    for link in review.links.all:
        if link.target.kind is ThingKind.REFERENCE and not review.has(link.target):
            near = did_you_mean(link.target.id, known)
            hint = near or "add it to the bibliography; write \\@ for an @ that is no citation"
            yield Diagnostic(
                code="CIT101",
                severity=Severity.ERROR,
                where=link.where,
                message=f"no work in the bibliography has the key {link.target.id!r}",
                hint=hint,
            )
