"""The metadata for Zenodo are those of this review."""

from pathlib import Path

from evidence_review.exports.zenodo import FILE, zenodo_file
from evidence_review.publishing.checked_review import CheckedReview
from tests.small_review import settings_of


def test_the_metadata_for_zenodo_are_current(root: Path, this_review: CheckedReview) -> None:
    """They were written from the record of the review as it is now: `evidence-review zenodo`."""
    assert (root / FILE).read_bytes() == zenodo_file(this_review.review, settings_of(root))
