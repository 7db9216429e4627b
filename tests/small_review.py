"""A small but complete review in files, and copies of it with a few changes."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from evidence_review.config.mkdocs_yml import plugin_options, read_configuration
from evidence_review.config.options import settings_from
from evidence_review.config.settings import Settings
from evidence_review.publishing.checked_review import CheckedReview, check_review
from tests.case_files import CASES


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The changes in a copy of the small review."""

    files: Mapping[str, str | None] = field(default_factory=dict)
    """The new text of each file, or None to delete it."""
    replace: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For each file, passages of its text and their replacements."""


LINK_OF_A_TEMPLATE = Change(
    files={"own/partials/footer.html": '<footer><a href="nowhere/">Terms</a></footer>'},
    replace={"mkdocs.yml": {"  font: false": "  font: false\n  custom_dir: own"}},
)
"""A template override with a broken link, which appears only in the finished pages."""


def a_review(folder: Path, change: Change | None = None) -> Path:
    """Copy the small review into a folder, change the copy and return the folder."""
    change = change or Change()
    shutil.copytree(CASES / "small-review", folder, dirs_exist_ok=True)
    for path, text in change.files.items():
        file = folder / path
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    for path, pairs in change.replace.items():
        file = folder / path
        text = file.read_text(encoding="utf-8")
        for old, new in pairs.items():
            assert old in text, f"{path} does not contain {old!r}"
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
    return folder


def a_larger_review(folder: Path) -> Path:
    """Copy the small review with more recommendations, organisations and events, and return the folder."""
    a_review(folder)
    shutil.copytree(CASES / "larger-review", folder, dirs_exist_ok=True)
    return folder


def settings_of(folder: Path, **options: object) -> Settings:
    """Return the settings of a review in a folder, with some options of its plugin changed."""
    config = read_configuration(folder / "mkdocs.yml")
    return settings_from(folder, config, {**(plugin_options(config, "evidence-review") or {}), **options})


def checked(folder: Path, change: Change | None = None) -> CheckedReview:
    """Read and check a copy of the small review."""
    return check_review(settings_of(a_review(folder, change)))
