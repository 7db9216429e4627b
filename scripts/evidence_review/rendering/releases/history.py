"""What changed from each release to the next, and from each to the review of today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from evidence_review.model.entity import Entity
from evidence_review.model.releases.comparison import ChangedEntity, Comparison, compare
from evidence_review.model.releases.release import Release
from evidence_review.prose.converter import converter
from evidence_review.published.snapshot import take_snapshot
from evidence_review.rendering.context.site import Site
from evidence_review.rendering.releases.plain_text import displayed_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The releases of a review, set side by side."""

    releases: tuple[Release, ...]
    """The releases, newest first."""
    steps: tuple[Comparison, ...]
    """What changed from each release to the next, newest first."""
    since: Mapping[str, Comparison]
    """What changed from each release to today, by its name, newest first."""

    def changes_of(self, entity: Entity, release: str) -> tuple[ChangedEntity, ...]:
        """Return in what ways a thing has changed since a release; nothing for a release that is none."""
        comparison = self.since.get(release)
        return tuple(each for each in comparison.entities if each.entity == entity) if comparison else ()


def history_of(site: Site) -> History:
    """Return what changed from release to release and from each to today."""
    releases = tuple(site.review.releases.values())
    if not releases:
        return History(releases=(), steps=(), since={})
    today = _snapshot_of_today(site, releases)
    return History(
        releases=releases[::-1],
        steps=tuple(compare(before, after) for before, after in pairwise(releases))[::-1],
        since={each.name: compare(each, today) for each in reversed(releases)},
    )


def _snapshot_of_today(site: Site, releases: Iterable[Release]) -> Release:
    """Return the review of today, with the texts that have changed since any release as pages show them."""
    today = take_snapshot(site.review, site.settings)
    texts = _texts(today)
    changed = {
        id_ for release in releases for id_, words in _texts(release).items() if words != texts.get(id_)
    }
    if not changed:
        return today
    markdown = converter(site.settings.extensions, site.settings.extension_configs)
    return replace(today, texts=displayed_texts(site, markdown, changed))


def _texts(release: Release) -> dict[str, list[str]]:
    """Return the words of each text as it was written, by id."""
    texts = {id_: each["summary"] for id_, each in release.findings.items()}
    texts |= {id_: each["text"] for id_, each in release.recommendations.items()}
    return {id_: text.split() for id_, text in texts.items()}
