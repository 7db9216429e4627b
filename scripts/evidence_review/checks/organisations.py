"""Checks of bodies."""

from collections.abc import Iterator

from evidence_review.diagnostics import Diagnostic, did_you_mean, error
from evidence_review.model.things import Thing, ThingKind
from evidence_review.review.review import Review


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
            where = review.place(Thing(ThingKind.ORGANISATION, body.id), "type")
            yield error("ORG101", where, message, did_you_mean(body.type, review.organisation_types))


def org102_lives_have_an_order(review: Review) -> Iterator[Diagnostic]:
    """A body cannot end before it begins, nor take over from another before both of them began.

    Bad:  `valid_from: 2017-04-01` with `valid_to: 2016-03-31`.
    Good: `valid_from: 2016-04-01` with `valid_to: 2017-03-31`.
    """
    for body in review.organisations.values():
        thing = Thing(ThingKind.ORGANISATION, body.id)
        if body.valid_from and body.valid_to and body.valid_to.last < body.valid_from.first:
            message = f"{body.id} is said to end on {body.valid_to}, before it begins on {body.valid_from}"
            yield error("ORG102", review.place(thing, "valid_to"), message, "mend one of the dates")
        for id_, succession in body.succeeds.items():
            before = review.organisations.get(id_)
            for begun, name in ((body.valid_from, body.id), (before.valid_from if before else None, id_)):
                if begun and succession.since.last < begun.first:
                    taken = f"{body.id} is said to take over from {id_} in {succession.since}"
                    message = f"{taken}, before {name} began"
                    where = review.place(thing, "succeeds", id_)
                    yield error("ORG102", where, message, f"mend the date: {name} began in {begun}")


def org103_successions_have_a_source(review: Review) -> Iterator[Diagnostic]:
    """What is said of which body followed another must have a source that readers can open.

    A request of ten years ago is shown to the body of today on the strength of it. Where the succession
    names none, the first source of the younger body that has an address stands for it.

    Bad:  `succeeds: {org-board: {since: 2021-06-26}}`, and no address under `sources`.
    Good: `succeeds: {org-board: {since: 2021-06-26, source: https://example.org/act}}`.
    """
    for body in review.organisations.values():
        for id_ in body.succeeds:
            if not body.source_of(id_):
                where = review.place(Thing(ThingKind.ORGANISATION, body.id), "succeeds", id_)
                message = f"{body.id} is said to follow {id_}, and no source shows it"
                yield error("ORG103", where, message, f"add `source:` with an address below {id_!r}")
