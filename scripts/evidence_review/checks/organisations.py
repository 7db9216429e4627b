"""Checks of bodies."""

from collections.abc import Iterator

from evidence_review.diagnostics import Diagnostic, did_you_mean, error
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.review.review import Review


def org101_types_exist(review: Review) -> Iterator[Diagnostic]:
    """A body must be of a sort that is listed.

    Readers see the sort beside its name; a sort that is not listed has no words for them.

    Bad:  `type: concil`, when `docs/_data/organisation-types.yml` lists `council`.
    Good: `type: council`.
    """
    if "organisation_types" in review.unloaded:
        return
    for organisation in review.organisations.values():
        if organisation.type not in review.organisation_types:
            message = f"{organisation.id} is of the sort {organisation.type!r}, which is not listed"
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
            ended = f"{organisation.id} is said to end on {organisation.valid_to}"
            message = f"{ended}, before it begins on {organisation.valid_from}"
            yield error("ORG102", review.location_of(entity, "valid_to"), message, "mend one of the dates")
        for id_, succession in organisation.succeeds.items():
            before = review.organisations.get(id_)
            for begun, name in (
                (organisation.valid_from, organisation.id),
                (before.valid_from if before else None, id_),
            ):
                if begun and succession.since.last < begun.first:
                    taken = f"{organisation.id} is said to take over from {id_} in {succession.since}"
                    message = f"{taken}, before {name} began"
                    where = review.location_of(entity, "succeeds", id_)
                    yield error("ORG102", where, message, f"mend the date: {name} began in {begun}")


def org103_successions_have_a_source(review: Review) -> Iterator[Diagnostic]:
    """What is said of which body followed another must have a source that readers can open.

    A request of ten years ago is shown to the body of today on the strength of it. Where the succession
    names none, the first source of the younger body that has an address stands for it.

    Bad:  `succeeds: {org-board: {since: 2021-06-26}}`, and no address under `sources`.
    Good: `succeeds: {org-board: {since: 2021-06-26, source: https://example.org/act}}`.
    """
    for organisation in review.organisations.values():
        for id_ in organisation.succeeds:
            if not organisation.source_of(id_):
                where = review.location_of(Entity(EntityKind.ORGANISATION, organisation.id), "succeeds", id_)
                message = f"{organisation.id} is said to follow {id_}, and no source shows it"
                yield error("ORG103", where, message, f"add `source:` with an address below {id_!r}")
