"""Checks of links between things."""

from collections.abc import Iterator, Mapping

from evidence_review.diagnostics import Diagnostic, did_you_mean, error
from evidence_review.model.addresses import OVERVIEWS, page_of, staged_path, things
from evidence_review.model.cluster import Cluster
from evidence_review.model.page import Page
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
        if not review.is_read(kind):
            continue  # its file cannot be read, which is said already
        hint = did_you_mean(id_, review.ids(kind)) or f"write the {kind} {id_!r} first"
        yield error("LNK101", link.where, f"there is no {kind} {id_!r}", hint)


def lnk105_addresses_are_unique(review: Review) -> Iterator[Diagnostic]:
    """No two pages may have the same address.

    One of them would be missing from the site, and nobody would be told.

    Bad:  `docs/findings.md`, whose address is that of `docs/findings/index.md`.
    Good: `docs/how-we-found-it.md`.
    """
    taken = {staged_path(path).casefold(): f"the page {path!r}" for path in OVERVIEWS}
    writable: Mapping[ThingKind, Mapping[str, Cluster | Page]] = {
        ThingKind.CLUSTER: review.clusters,
        ThingKind.PAGE: review.pages,
    }  # the address of any other thing is its id
    for thing in sorted(things(review), key=lambda thing: thing.kind in writable):
        if thing.kind is ThingKind.PAGE and thing.id in OVERVIEWS:
            continue
        place = staged_path(page_of(review, thing)).casefold()
        if place in taken and thing.kind in writable:
            yield Diagnostic(
                code="LNK105",
                severity=Severity.ERROR,
                where=writable[thing.kind][thing.id].where,
                message=f"the {thing.kind} {thing.id!r} has the address of {taken[place]}",
                hint="give one of the two another name",
            )
        taken.setdefault(place, f"the {thing.kind} {thing.id!r}")
