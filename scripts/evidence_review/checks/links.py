"""Checks of links between things."""

from collections.abc import Iterator

from evidence_review.diagnostics import Diagnostic, Severity, did_you_mean
from evidence_review.model.review import Review
from evidence_review.model.things import ThingKind


def lnk101_things_exist(review: Review) -> Iterator[Diagnostic]:
    """A link to a finding, recommendation, event, person, body or cluster must lead to one that exists.

    The links are the chain from a claim to its evidence and from a request to what came of it. One that
    leads nowhere breaks the chain.

    Bad:  `findings: [f99]`, when there is no file `docs/findings/f99.md`.
    Good: `findings: [f02]`.
    """
    for link in review.links.all:
        kind, id_ = link.target.kind, link.target.id
        if kind in (ThingKind.REFERENCE, ThingKind.PAGE) or review.has(link.target):
            continue
        hint = did_you_mean(id_, review.ids(kind)) or f"write the {kind} {id_!r} first"
        yield Diagnostic(
            code="LNK101",
            severity=Severity.ERROR,
            where=link.where,
            message=f"there is no {kind} {id_!r}",
            hint=hint,
        )
