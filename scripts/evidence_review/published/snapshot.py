"""The current review in the form of a release, to be stored or compared with earlier ones."""

from collections.abc import Mapping
from dataclasses import replace

from evidence_review.config.settings import Settings
from evidence_review.location import Location
from evidence_review.model.releases.release import FORMAT, PreviousRelease, Release
from evidence_review.published.document import document
from evidence_review.published.json_values import json_text
from evidence_review.review.review import Review


def take_snapshot(  # noqa: PLR0913 - the parts of a release
    review: Review,
    settings: Settings,
    *,
    name: str = "",
    previous: PreviousRelease | None = None,
    texts: Mapping[str, tuple[str, ...]] | None = None,
    works: Mapping[str, str] | None = None,
) -> Release:
    """Return the current review in the form of a release, without saving it.

    The document does not contain the address of the site: a site can move, but a release never changes.

    Args:
        review: A review without errors.
        settings: The settings of the site.
        name: The name of the release; empty if it is only for comparison.
        previous: The release before it, if it is for storage.
        texts: The paragraphs displayed for each recommendation and finding, by id, as far as they are needed.
        works: The bibliography entry displayed for each reference, by key, if it is for storage.
    """
    return Release(
        name=name,
        previous=previous,
        texts=texts or {},
        works=works or {},
        document=document(review, replace(settings, site_url="")),
        where=Location("mkdocs.yml"),
    )


def release_bytes(release: Release) -> bytes:
    """Return a release as the bytes of its file: always the same for the same release, in UTF-8."""
    before = release.previous
    whole = {
        "format": FORMAT,
        "name": release.name,
        "previous": {"name": before.name, "sha256": before.sha256} if before else None,
        "texts": {id_: list(paragraphs) for id_, paragraphs in release.texts.items()},
        "works": dict(release.works),
        "review": release.document,
    }
    return json_text(whole, nested=("texts", "works", "review")).encode("utf-8", "replace")
