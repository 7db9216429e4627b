"""Releases for tests, with changes to their documents."""

from dataclasses import replace
from typing import Any

from evidence_review.model.releases.release import Release


def with_document(release: Release, **changes: object) -> Release:
    """Return a release with different values for some keys of its document."""
    return replace(release, document={**release.document, **changes})


def with_entity(release: Release, key: str, id_: str, **changes: object) -> Release:
    """Return a release with different values for some keys of one entity."""
    entities = [{**each, **changes} if each["id"] == id_ else each for each in release.document[key]]
    return with_document(release, **{key: entities})


def without_keys(release: Release, key: str, *names: str) -> Release:
    """Return a release whose entities of one kind lack some keys, as in an earlier version."""
    entities: list[dict[str, Any]] = [
        {name: value for name, value in each.items() if name not in names} for each in release.document[key]
    ]
    return with_document(release, **{key: entities})
