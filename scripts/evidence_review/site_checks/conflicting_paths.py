"""The check for files of contributors at the paths of generated files."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from evidence_review.config.settings import Settings
from evidence_review.diagnostics import Diagnostic, error
from evidence_review.exports import exported_files
from evidence_review.exports.checksums import SUMS
from evidence_review.location import Location
from evidence_review.model.releases.release import FOLDER
from evidence_review.model.releases.release import SUMS as RELEASE_SUMS
from evidence_review.review.review import Review
from evidence_review.site.addresses import ASSETS

PICTURES = frozenset((".avif", ".gif", ".ico", ".jpeg", ".jpg", ".pdf", ".png", ".webp", ".woff2"))
"""The endings of files that are never generated: if there are no others, nothing needs to be compared."""


def src107_paths_do_not_conflict(review: Review, settings: Settings) -> Iterator[Diagnostic]:
    """A file in `docs/` must not have the path of a file that the site generates.

    One of the two would overwrite the other.

    Bad:  `docs/data/findings.csv`, a path at which the site publishes its own table.
    Good: `docs/files/findings-2026.csv`.
    """
    written = [path for path in sorted(review.files) if PurePosixPath(path).suffix.lower() not in PICTURES]
    made = {path.casefold() for path in exported_files(review, settings)} if written else set()
    made |= {f"{FOLDER}/{name}.json".casefold() for name in review.releases}
    made |= {SUMS.casefold(), f"{FOLDER}/{RELEASE_SUMS}".casefold()}
    for path in sorted(review.files):
        if path.casefold() in made or path.casefold().startswith(f"{ASSETS}/"):
            where = Location(settings.relative(settings.docs_dir / path))
            message = "the site generates a file with this path, and one of the two would be lost"
            yield error("SRC107", where, message, "rename your file, or move it to another folder")
