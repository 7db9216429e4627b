"""A review that has been read and checked: the stages before anything is rendered.

Apart from the pipeline, so that `evidence-review check` loads nothing that only a build needs.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evidence_review.assemble.review import assemble
from evidence_review.checks import check
from evidence_review.citeproc.style_files import find_style
from evidence_review.config.settings import Settings
from evidence_review.diagnostics import Diagnostic, did_you_mean, errors, relax, sort_diagnostics
from evidence_review.errors import ReviewError, SettingsError
from evidence_review.model.releases.release import FOLDER, SUMS
from evidence_review.review.review import Review
from evidence_review.site_checks import check_site
from evidence_review.sources.bibliography_files import bibliography_files
from evidence_review.sources.files import is_outside


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedReview:
    """A review that has been read and checked."""

    review: Review
    """The readable content of the review."""
    diagnostics: tuple[Diagnostic, ...]
    """Every problem, by location."""
    style: Path | None
    """The CSL style, or None if there is none with that name."""

    @property
    def is_valid(self) -> bool:
        """Whether the review may be published."""
        return not errors(self.diagnostics)


def check_review(settings: Settings, texts: Mapping[str, str] | None = None) -> CheckedReview:
    """Read and check a review.

    Args:
        settings: Its settings.
        texts: The texts of all pages by path below the documents folder, if plugins have changed them.

    Raises:
        ReviewError: A folder that the settings name does not exist, data are outside the project, or Python
            runs without docstrings, which the site shows.
    """
    if sys.flags.optimize > 1:
        message = "Python's option -OO (PYTHONOPTIMIZE=2) removes texts that the site shows"
        raise ReviewError(f"{message} (run Python without it)")
    _require_folder("docs_dir", settings.docs_dir)
    if settings.custom_dir:
        _require_folder("theme.custom_dir", settings.custom_dir)
    for place in ("_data", f"_data/{FOLDER}", f"_data/{FOLDER}/{SUMS}"):
        _require_inside(settings.docs_dir / place, settings)
    for file in bibliography_files(settings.references):
        _require_inside(file, settings)
    assembled = assemble(settings, texts)
    style = find_style(settings.style, settings.root)
    found = (
        *assembled.diagnostics,
        *check(assembled.review),
        *check_site(assembled.review, settings),
    )
    known = None if isinstance(style, Diagnostic) else style
    diagnostics = sort_diagnostics(relax(found, strict=settings.strict))
    return CheckedReview(review=assembled.review, diagnostics=diagnostics, style=known)


def _require_folder(key: str, folder: Path) -> None:
    """Refuse a folder that does not exist, which would look like an empty one."""
    if folder.is_dir():
        return
    siblings = folder.parent.iterdir() if folder.parent.is_dir() else ()
    hint = did_you_mean(
        folder.name, [each.name for each in siblings if each.is_dir() and each.name[0] != "."]
    )
    message = f"`{key}` names a folder that does not exist: {folder.name!r}"
    raise SettingsError(f"{message} ({hint})" if hint else message, *key.split("."))


def _require_inside(place: Path, settings: Settings) -> None:
    if is_outside(place, settings.root):
        message = f"{settings.relative(place)} leads outside the project"
        raise ReviewError(f"{message} (copy what it leads to into the folder of mkdocs.yml)")
