"""Checks of organisations."""

from collections.abc import Iterator

from evidence_review.diagnostics import Diagnostic, did_you_mean, error
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.review.review import Review


def org101_types_exist(review: Review) -> Iterator[Diagnostic]:
    """The type of an organisation must be one that is listed.

    Readers see the type next to the name, and the site has no name for one that is not listed.

    Bad:  `type: concil`, when `docs/_data/organisation-types.yml` lists `council`.
    Good: `type: council`.
    """
    if "organisation_types" in review.unloaded:
        return
    for organisation in review.organisations.values():
        if organisation.type not in review.organisation_types:
            message = f"{organisation.id} has the type {organisation.type!r}, which is not listed"
            where = review.location_of(Entity(EntityKind.ORGANISATION, organisation.id), "type")
            yield error("ORG101", where, message, did_you_mean(organisation.type, review.organisation_types))


def org102_dates_are_in_order(review: Review) -> Iterator[Diagnostic]:
    """An organisation cannot end before it began, or succeed another before both of them began.

    One of the dates is wrong, and readers would be told that the wrong organisation is responsible.

    Bad:  `valid_from: 2017-04-01` with `valid_to: 2016-03-31`.
    Good: `valid_from: 2016-04-01` with `valid_to: 2017-03-31`.
    """
    for organisation in review.organisations.values():
        entity = Entity(EntityKind.ORGANISATION, organisation.id)
        if (
            organisation.valid_from
            and organisation.valid_to
            and organisation.valid_to.last < organisation.valid_from.first
        ):
            ended = f"{organisation.id} is recorded as ending on {organisation.valid_to}"
            message = f"{ended}, before it began on {organisation.valid_from}"
            yield error("ORG102", review.location_of(entity, "valid_to"), message, "correct one of the dates")
        for id_, succession in organisation.succeeds.items():
            before = review.organisations.get(id_)
            for begun, name in (
                (organisation.valid_from, organisation.id),
                (before.valid_from if before else None, id_),
            ):
                if begun and succession.since.last < begun.first:
                    taken = f"{organisation.id} is recorded as succeeding {id_} in {succession.since}"
                    message = f"{taken}, before {name} began"
                    where = review.location_of(entity, "succeeds", id_)
                    yield error("ORG102", where, message, f"correct the date: {name} began in {begun}")


def org103_successions_have_a_source(review: Review) -> Iterator[Diagnostic]:
    """The statement that one organisation succeeded another must have a source that readers can open.

    It is the reason why an old recommendation is shown as addressed to a current organisation. If the
    succession names no source, the first of the organisation's own sources with an address is used.

    Bad:  `succeeds: {org-board: {since: 2021-06-26}}`, and no address in `sources`.
    Good: `succeeds: {org-board: {since: 2021-06-26, source: https://example.org/act}}`.
    """
    for organisation in review.organisations.values():
        for id_ in organisation.succeeds:
            if not organisation.source_of(id_):
                where = review.location_of(Entity(EntityKind.ORGANISATION, organisation.id), "succeeds", id_)
                message = f"{organisation.id} is recorded as succeeding {id_}, without a source"
                yield error("ORG103", where, message, f"add `source:` with an address below {id_!r}")
