"""Checks of events."""

from collections.abc import Iterator

from evidence_review.diagnostics import Diagnostic, did_you_mean, error, warning
from evidence_review.model.review import Review


def evt101_groups_exist(review: Review) -> Iterator[Diagnostic]:
    """An event must belong to a group that is listed.

    An event in no group would stand on no list, and nobody would find it.

    Bad:  `group: befor`, when `docs/_data/event-groups.yml` lists `before`.
    Good: `group: before`.
    """
    if "event_groups" in review.unread:
        return
    for event in review.events.values():
        if event.group not in review.event_groups:
            message = f"{event.id} is in the group {event.group!r}, which is not listed"
            yield error("EVT101", event.where, message, did_you_mean(event.group, review.event_groups))


def evt102_events_have_happened(review: Review) -> Iterator[Diagnostic]:
    """An event should not lie after the day as of which the review speaks.

    The site would tell of something that, on its own date, has not happened yet.

    Bad:  `date: 2027-02-04`, when `as_at` in `mkdocs.yml` is 2026-11-23.
    Good: `as_at: 2027-03-01`, once the review speaks as of that day.
    """
    for event in review.events.values():
        if event.date and event.date.first > review.as_at:
            message = f"{event.id} is dated {event.date}, but the review speaks as of {review.as_at}"
            yield warning("EVT102", event.where, message, "mend the date, or move `as_at` on")
