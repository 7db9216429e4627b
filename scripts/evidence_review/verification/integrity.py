"""Verify a copy of the releases by itself, with everything that it contains."""

from collections.abc import Iterator
from datetime import date

from evidence_review.checks.releases import (
    rel101_releases_are_unaltered,
    rel102_listed_releases_exist,
    rel103_releases_are_listed,
    rel104_releases_form_a_chain,
)
from evidence_review.diagnostics import Diagnostic
from evidence_review.model.links import Links
from evidence_review.review.review import Review
from evidence_review.verification.copies import ReleaseCopy
from evidence_review.verification.kept import lost_contents
from evidence_review.verification.site_files import data_problems, page_problems

CHECKS = (
    rel101_releases_are_unaltered,
    rel102_listed_releases_exist,
    rel103_releases_are_listed,
    rel104_releases_form_a_chain,
)
"""The checks of a build that need nothing but the releases."""


def problems_in(copy: ReleaseCopy) -> Iterator[Diagnostic]:
    """Yield every problem that a copy shows without being compared with anything else."""
    yield from copy.loaded.diagnostics
    review = _review_of(copy)
    for check in CHECKS:
        yield from check(review)
    yield from lost_contents(copy)
    if copy.site:
        yield from page_problems(copy)
        yield from data_problems(copy.site, copy.shown.rpartition("/")[0])


def _review_of(copy: ReleaseCopy) -> Review:
    """Return a review with releases and nothing else, as checks expect it."""
    return Review(
        as_at=date.max,
        record=None,
        entities={},
        event_groups={},
        organisation_types={},
        files=frozenset(),
        links=Links.of(()),
        written=frozenset(),
        releases=copy.loaded.releases,
        release_files=copy.loaded.files,
    )
