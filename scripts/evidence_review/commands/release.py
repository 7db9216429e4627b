"""Create a release: record the current review permanently, with its checksum, next to earlier releases."""

import hashlib
import re
from dataclasses import dataclass

from evidence_review.assemble.releases import checksum_list
from evidence_review.config.options import OPTIONS
from evidence_review.config.settings import Settings
from evidence_review.diagnostics import Diagnostic
from evidence_review.errors import ReviewError, SettingsError
from evidence_review.file_replacement import replace_file
from evidence_review.model.releases.release import FOLDER, SUMS, PreviousRelease, Release, is_release_name
from evidence_review.prose.converter import converter
from evidence_review.published.snapshot import release_bytes, take_snapshot
from evidence_review.publishing.checked_review import CheckedReview, check_review
from evidence_review.publishing.pipeline import site_of
from evidence_review.publishing.staging import lock_build_folder
from evidence_review.rendering.releases.plain_text import displayed_texts
from evidence_review.review.review import Review
from evidence_review.site.addresses import public_address, release_page

_MONTH = re.compile(r"(\d{4})[.-](\d{1,2})(?:[.-].*)?")
"""A name that begins with a year and a month, such as `2026.11` or `2026.11.1`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseResult:
    """The result of creating a release."""

    release: Release | None
    """The release, or None if the review has errors."""
    diagnostics: tuple[Diagnostic, ...]
    """Every problem of the review."""
    files: tuple[str, ...] = ()
    """The files that were written, relative to the root."""
    address: str = ""
    """The address of the release once it is published."""


def create_release(settings: Settings, name: str) -> ReleaseResult:
    """Write a release of the current review, and its line in the list of releases.

    The file is written before the list. If the machine stops in between, the file is not listed, which the
    next check reports.

    Args:
        settings: The settings of the review.
        name: The name of the new release.

    Raises:
        ReviewError: The name may not be used, or the review has no address, no editors or an earlier
            "as at" date than its last release.
    """
    if not is_release_name(name):
        hint = "write small letters and digits, such as 2026.11 or 2026.11.1"
        raise ReviewError(
            f"{name!r} cannot be the name of a release, because the name is part of addresses: {hint}"
        )
    _require_address(settings)
    _require_matching_month(settings, name)
    with lock_build_folder(settings.build_dir):
        checked = check_review(settings)
        _require_new_name(checked.review, name)
        if not checked.is_valid:
            return ReleaseResult(release=None, diagnostics=checked.diagnostics)
        require_later_day(checked.review)
        return _write_release(settings, checked, name)


def _write_release(settings: Settings, checked: CheckedReview, name: str) -> ReleaseResult:
    review = checked.review
    listed = {each.name: each.sha256 for each in review.release_files.listed.values()}
    last = list(review.releases.values())[-1:]
    site = site_of(settings, checked)
    release = take_snapshot(
        review,
        settings,
        name=name,
        previous=PreviousRelease(name=last[0].name, sha256=last[0].sha256) if last else None,
        texts=displayed_texts(
            site,
            converter(settings.extensions, settings.extension_configs),
            {*review.recommendations, *review.findings},
        ),
        works={key: entry.text for key, entry in site.formatted.bibliography.items()},
    )
    folder = settings.docs_dir / "_data" / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    data = release_bytes(release)
    listed[name] = hashlib.sha256(data).hexdigest()
    replace_file(folder / f"{name}.json", data, durable=True)
    replace_file(folder / SUMS, checksum_list(listed), durable=True)
    return ReleaseResult(
        release=release,
        diagnostics=checked.diagnostics,
        files=tuple(settings.relative(folder / each) for each in (f"{name}.json", SUMS)),
        address=public_address(settings, release_page(name)),
    )


def _require_address(settings: Settings) -> None:
    missing = [key for key in ("site_url", "editors") if not getattr(settings, key)]
    if missing:
        named = " and ".join(f"`{key}`" for key in missing)
        message = f"a release needs {named}, or nobody could cite it"
        places = {
            "site_url": "`site_url` is the public address (or set the variable that it reads)",
            "editors": "`editors` is an option of evidence-review in `plugins`",
        }
        keys = OPTIONS if missing == ["editors"] else missing[:1]
        raise SettingsError(f"{message}; {'; '.join(places[key] for key in missing)}", *keys)


def _require_matching_month(settings: Settings, name: str) -> None:
    """Refuse a name with a different month from the "as at" date of the review."""
    found = _MONTH.fullmatch(name)
    day = settings.as_at
    if found and (int(found[1]), int(found[2])) != (day.year, day.month):
        message = f"the name {name!r} has a different month from `as_at`, {day}"
        hint = f"call it {day.year}.{day.month:02}, or set `as_at` in mkdocs.yml"
        raise ReviewError(f"{message}; {hint}")


def _require_new_name(review: Review, name: str) -> None:
    if name in review.release_files.listed:
        message = f"the release {name!r} exists already, and releases are never changed"
        raise ReviewError(f"{message}; give this one another name, such as {_next_name(review, name)}")


def _next_name(review: Review, name: str) -> str:
    number = 1
    while f"{name}.{number}" in review.release_files.listed:
        number += 1
    return f"{name}.{number}"


def require_later_day(review: Review) -> None:
    """Refuse a review with an earlier "as at" date than its last release.

    Raises:
        ReviewError: It does.
    """
    for last in list(review.releases.values())[-1:]:
        if review.as_at < last.as_at:
            message = f"the review is as at {review.as_at}, but its last release, {last.name!r}, is as at"
            raise ReviewError(
                f"{message} {last.as_at}; set `as_at` in mkdocs.yml to that date or a later one"
            )
