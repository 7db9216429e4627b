"""What reference managers keep for their owner leaves the site in no file."""

from pathlib import Path

import pytest

from evidence_review.bibliography.conversion.mappings import DATES, PUBLISHERS, READ_BY_NAME, ROLES, TEXTS
from evidence_review.bibliography.conversion.public_entry import PUBLISHED
from evidence_review.published.snapshot import release_bytes, take_snapshot
from evidence_review.publishing.checked_review import check_review
from evidence_review.publishing.pipeline import stage_review
from tests.small_review import a_review, settings_of

SECRET = "zzprivate"  # noqa: S105 - a word to search for


@pytest.mark.parametrize("field", ["abstract", "keywords", "library", "annote", "file"])
def test_no_staged_file_and_no_release_contains_a_private_field(field: str, tmp_path: Path) -> None:
    """A note of one's own is not for readers, in whatever form they take a reference away."""
    folder = a_review(tmp_path)
    file = folder / "references.bib"
    head, comma, rest = file.read_text(encoding="utf-8").partition(",\n")
    file.write_text(f"{head}{comma}  {field} = {{{SECRET}}},\n{rest}", encoding="utf-8")
    settings = settings_of(folder)
    release = release_bytes(take_snapshot(check_review(settings).review, settings, name="2025.6"))

    stage_review(settings, tolerant=True)

    assert SECRET not in release.decode()
    staged = [path for path in settings.staged_dir.rglob("*") if path.is_file()]
    assert len(staged) > 1
    assert [path.name for path in staged if SECRET.encode() in path.read_bytes()] == []


def test_every_other_field_is_given_away() -> None:
    """What our reader takes for a part of the reference leaves in BibTeX too."""
    read = READ_BY_NAME | TEXTS.keys() | ROLES.keys() | DATES.keys() | set(PUBLISHERS)

    assert read - PUBLISHED == {"abstract", "annote", "keywords", "library", "xdata"}
