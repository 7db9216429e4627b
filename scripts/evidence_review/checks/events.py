"""Checks of events."""

from collections.abc import Iterator

from evidence_review.diagnostics import Diagnostic, Severity, did_you_mean
from evidence_review.model.review import Review


def evt101_groups_exist(review: Review) -> Iterator[Diagnostic]:
    """An event must belong to a group that is listed.

    An event in no group would stand on no list, and nobody would find it.

    Bad:  `group: befor`, when `docs/_data/event-groups.yml` lists `before`.
    Good: `group: before`.
    """
    for event in review.events.values():
        if event.group not in review.event_groups:
            yield Diagnostic(
                code="EVT101",
                severity=Severity.ERROR,
                where=event.where,
                message=f"{event.id} is in the group {event.group!r}, which is not listed",
                hint=did_you_mean(event.group, review.event_groups),
            )
