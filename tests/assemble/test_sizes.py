"""A file that is too large is reported before it is read."""

import os
from pathlib import Path

import pytest

from evidence_review.citeproc.style_files import MAX_STYLE_SIZE, find_style
from evidence_review.config.mkdocs_yml import MAX_SETTINGS_SIZE, read_configuration
from evidence_review.diagnostics import Diagnostic
from evidence_review.errors import ReviewError
from evidence_review.publishing.checked_review import check_review
from evidence_review.sources.files import MAX_FILE_SIZE, MAX_PUBLISHED_SIZE, MAX_RELEASE_SIZE
from tests.small_review import a_review, settings_of

PICTURE = "save the picture with fewer pixels, or link to the file where it is published"
DIVIDE = "divide it into several files"


@pytest.mark.parametrize(
    ("path", "limit", "hint"),
    [
        ("docs/review/large.md", MAX_FILE_SIZE, DIVIDE),
        ("docs/review/large.png", MAX_PUBLISHED_SIZE, PICTURE),
        ("docs/review/large.zip", MAX_PUBLISHED_SIZE, PICTURE),
        ("docs/_data/releases/2026.10.json", MAX_RELEASE_SIZE, DIVIDE),
        ("docs/_data/releases/SHA256SUMS", MAX_FILE_SIZE, DIVIDE),
    ],
)
def test_a_file_that_is_too_large_is_an_error(path: str, limit: int, hint: str, tmp_path: Path) -> None:
    """A page, a picture, an archive and a release each have a limit, and the message names both sizes."""
    folder = a_review(tmp_path)
    _make(folder / path, limit + 1)

    found = [each for each in check_review(settings_of(folder)).diagnostics if each.code == "SRC103"]

    message = f"this file has {limit + 1:,} bytes, more than the {limit:,} that are allowed"
    assert [(str(each.where), each.message, each.hint) for each in found] == [(f"{path}:1", message, hint)]


def test_settings_that_are_too_large_are_refused(tmp_path: Path) -> None:
    """The message names the file and the limit."""
    file = a_review(tmp_path) / "mkdocs.yml"
    _make(file, MAX_SETTINGS_SIZE + 1)

    with pytest.raises(ReviewError, match=r"mkdocs\.yml:1: this file has 1,000,001 bytes, more than"):
        read_configuration(file)


def test_a_style_that_is_too_large_is_refused(tmp_path: Path) -> None:
    """The message names the file and the limit."""
    _make(tmp_path / "own.csl", MAX_STYLE_SIZE + 1)

    found = find_style("own.csl", tmp_path)

    assert isinstance(found, Diagnostic)
    assert str(found.where) == "own.csl:1"
    assert "1,000,001 bytes" in found.message


def _make(file: Path, size: int) -> None:
    """Make a file of a size that takes no space on the disk."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    os.truncate(file, size)
