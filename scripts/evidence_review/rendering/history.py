"""What changed from each release to the next, and from each to the review of today."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from evidence_review.model.comparison import Change, Comparison, Difference, compare
from evidence_review.model.release import Release
from evidence_review.model.release_of_today import release_of
from evidence_review.model.word_diff import Stretch, word_diff
from evidence_review.rendering.site import Site

IN_ORDER = (Change.MOVED, Change.NEW, Change.REWORDED, Change.RETIRED)
"""The changes in the order in which readers ask for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The releases of a review, set side by side."""

    releases: tuple[Release, ...]
    """The releases, newest first."""
    steps: tuple[Comparison, ...]
    """What changed from each release to the next, newest first."""
    since: Mapping[str, Comparison]
    """What changed from each release to today, by its name, newest first."""


def history_of(site: Site) -> History:
    """Return what changed from release to release and from each to today."""
    releases = tuple(site.review.releases.values())
    today = release_of(site.review, site.settings)
    return History(
        releases=releases[::-1],
        steps=tuple(compare(before, after) for before, after in pairwise(releases))[::-1],
        since={each.name: compare(each, today) for each in reversed(releases)},
    )


def stretches(difference: Difference) -> tuple[Stretch, ...]:
    """Return what was said before and after as one row of words."""
    return word_diff(difference.before, difference.after)
