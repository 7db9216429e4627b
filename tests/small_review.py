"""A small whole review in files, and copies of it with a few lines changed."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence_review.config.mkdocs_yml import plugin_options, read_configuration
from evidence_review.config.options import settings_from
from evidence_review.config.settings import Settings
from evidence_review.publishing.pipeline import CheckedReview, check_review
from tests.case_files import CASES


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is different in a copy of the small review."""

    files: Mapping[str, str | None] = field(default_factory=dict)
    """Files with new text, or that are taken away."""
    replace: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For each file, stretches of text and what stands in their place."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Keys of `mkdocs.yml` that are put in the place of the review's own."""


LINK_OF_A_TEMPLATE = Change(
    files={"own/partials/footer.html": '<footer><a href="nowhere/">Terms</a></footer>'},
    replace={"mkdocs.yml": {"  font: false": "  font: false\n  custom_dir: own"}},
)
"""A template of the site's own with a link to nothing, which only the finished pages show."""


def a_review(folder: Path, change: Change | None = None) -> Path:
    """Copy the small review into a folder, changed, and return the folder."""
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
            assert old in text, f"{path} holds no {old!r}"
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
    return folder


def a_larger_review(folder: Path) -> Path:
    """Copy the small review with more recommendations, organisations and events, and return the folder."""
    a_review(folder)
    shutil.copytree(CASES / "larger-review", folder, dirs_exist_ok=True)
    return folder


def settings_of(folder: Path, **options: object) -> Settings:
    """Return the settings of a review in a folder, some of its plugin's options changed."""
    config = read_configuration(folder / "mkdocs.yml")
    return settings_from(folder, config, {**(plugin_options(config, "evidence-review") or {}), **options})


def checked(folder: Path, change: Change | None = None) -> CheckedReview:
    """Read and check a copy of the small review."""
    return check_review(settings_of(a_review(folder, change)))
