"""Folders that a build creates, recognises as its own, replaces and deletes.

A build never deletes a folder that no build has created, and never writes or deletes through a symbolic link:
otherwise a link named `site` in a proposal could destroy a folder of the person who builds it.
"""

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

from evidence_review.errors import ReviewError

MARKER = ".evidence-review"
"""The empty file that marks a folder as created by a build."""

_GENERATOR = re.compile(rb'<meta name="generator" content="(?:mkdocs|zensical)-')
"""How MkDocs and Zensical identify themselves on a home page: a site without a marker may be from either."""


def refuse_links(place: Path, root: Path) -> None:
    """Refuse a place that is a symbolic link, or below one inside the project.

    Args:
        place: A file or folder that need not exist.
        root: The folder of `mkdocs.yml`; links above it are allowed.

    Raises:
        ReviewError: It is one, or is below one.
    """
    for each in (place, *(parent for parent in place.parents if root in parent.parents)):
        _refuse_link(each, root)


def refuse_links_below(folder: Path, root: Path) -> None:
    """Refuse a folder that is a symbolic link or contains one, at any depth.

    Raises:
        ReviewError: It is one, or contains one.
    """
    refuse_links(folder, root)
    for path, folders, files in os.walk(folder):
        for name in (*folders, *files):
            _refuse_link(Path(path, name), root)


def refuse_foreign_folder(folder: Path, root: Path) -> None:
    """Refuse to replace a folder that no build has created; a missing or empty one may be used.

    Raises:
        ReviewError: The folder contains something else, or is a symbolic link.
    """
    refuse_links(folder, root)
    if not folder.exists() or _is_ours(folder):
        return
    if not folder.is_dir() or any(folder.iterdir()):
        message = f"{_shown(folder, root)} was not made by a build, so it is not replaced"
        raise ReviewError(f"{message} (move it away or delete it)")


def mark_folder(folder: Path) -> None:
    """Create a folder if it is missing, and mark it as created by a build.

    The marker is one call to the system: a build that is killed leaves an empty folder or a marked one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not _has_marker(folder):
        (folder / MARKER).unlink(missing_ok=True)
        (folder / MARKER).touch(exist_ok=False)


def empty_folder(folder: Path, root: Path) -> None:
    """Delete everything in a folder except the marker.

    Raises:
        ReviewError: No build has created the folder.
    """
    refuse_foreign_folder(folder, root)
    _remove(folder)
    mark_folder(folder)


def replace_site(new: Path, site: Path, backup: Path, root: Path) -> None:
    """Replace the previous site by a finished folder, with two renames.

    A folder cannot replace a full one in a single move. If the machine stops between the two,
    `restore_site` puts the previous one back.

    Args:
        new: The finished folder.
        site: The folder to replace.
        backup: Where the previous site is put meanwhile, on the same disk.
        root: The folder of `mkdocs.yml`.

    Raises:
        ReviewError: The folders cannot be moved, or one of them was not made by a build.
    """
    refuse_foreign_folder(site, root)
    refuse_foreign_folder(backup, root)
    try:
        _remove(backup)
        if site.exists():
            mark_folder(site)
            backup.parent.mkdir(parents=True, exist_ok=True)
            site.replace(backup)
        site.parent.mkdir(parents=True, exist_ok=True)
        mark_folder(new)
        new.replace(site)
    except OSError as error:
        restore_site(site, backup, root)
        message = f"the finished site cannot be moved to {_shown(site, root)}: {error.strerror}"
        raise ReviewError(message) from None
    with suppress(OSError):  # the new site is in place; the next build tries again
        _remove(backup)


def restore_site(site: Path, backup: Path, root: Path) -> None:
    """Put the previous site back if a build was interrupted between the two renames of `replace_site`."""
    if backup.is_dir() and not site.exists():
        refuse_links(backup, root)
        refuse_links(site, root)
        backup.replace(site)


def _refuse_link(place: Path, root: Path) -> None:
    if place.is_symlink():
        message = f"{_shown(place, root)} is a symbolic link, which a build does not follow"
        raise ReviewError(f"{message} (delete the link)")


def _is_ours(folder: Path) -> bool:
    if (
        folder / ".git"
    ).exists():  # a clone of the published branch, with a history that nobody else may have
        return False
    if _has_marker(folder):
        return True
    home = folder / "index.html"
    return home.is_file() and bool(_GENERATOR.search(home.read_bytes()))


def _has_marker(folder: Path) -> bool:
    marker = folder / MARKER
    return marker.is_file() and not marker.is_symlink()


def _remove(folder: Path) -> None:
    """Delete a folder, its marker last, so that it is recognised as ours after an interruption."""
    if not folder.exists():
        return
    for each in [*folder.iterdir()]:
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        elif each.name != MARKER:
            each.unlink()
    (folder / MARKER).unlink(missing_ok=True)
    folder.rmdir()


def _shown(path: Path, root: Path) -> str:
    """Return a path as messages show it: relative to the project, a folder with a slash at its end."""
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    return f"{shown.as_posix()}{'/' if path.is_dir() and not path.is_symlink() else ''}"
