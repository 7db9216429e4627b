"""Events told apart by when they were: before the people of the report were asked, or since."""

from collections.abc import Iterable
from dataclasses import dataclass

from evidence_review.model.date import PartialDate
from evidence_review.model.event import Bearing, Event
from evidence_review.model.vocabularies import Effect

EventWithBearing = tuple[Event, Bearing | None]
"""An event, and how it bears on what is looked at."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What bears on one thing; each group newest first."""

    since: tuple[EventWithBearing, ...]
    """What came after the fieldwork."""
    unplaced: tuple[EventWithBearing, ...]
    """What bears no date, or one too loose to tell."""
    before: tuple[EventWithBearing, ...]
    """What was there before or during the fieldwork."""


def timeline(pairs: Iterable[EventWithBearing], end: PartialDate | None) -> Timeline:
    """Tell apart what came before and after the fieldwork.

    Args:
        pairs: The events, newest first.
        end: When the fieldwork ended, as exactly as is known; without it only what is called a precedent
            is known to have come before, and whatever else is dated is taken to have come after.
    """
    groups: tuple[list[EventWithBearing], list[EventWithBearing], list[EventWithBearing]] = ([], [], [])
    for event, bearing in pairs:
        groups[_group(event, bearing, end)].append((event, bearing))
    since, unplaced, before = groups
    return Timeline(tuple(since), tuple(unplaced), tuple(before))


def _group(event: Event, bearing: Bearing | None, end: PartialDate | None) -> int:
    if bearing and bearing.effect is Effect.PRECEDENT:
        return 2
    if event.date is None:
        return 1
    if end is None or event.date.first > end.last:
        return 0
    return 2 if event.date.last <= end.last else 1
