"""Folders on disk: staged pages written only where they changed, and a finished site swapped in whole."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from evidence_review.errors import ReviewError


def stage(folder: Path, files: Mapping[str, bytes]) -> int:
    """Make a folder hold just these files, leaving alone what has not changed.

    Args:
        folder: The folder, made where it is missing.
        files: The bytes of each file, by its path below the folder.

    Returns:
        How many files were written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for file in [*folder.rglob("*")]:
        if not file.is_dir() and file.relative_to(folder).as_posix() not in files:
            file.unlink()
    written = 0
    for path, data in files.items():
        file = folder / path
        if file.is_file() and file.read_bytes() == data:
            continue
        if file.is_dir():
            shutil.rmtree(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, data)
        written += 1
    _remove_empty(folder)
    return written


def write_whole(file: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    part = file.with_name(f".{file.name}.part")
    part.write_bytes(data)
    part.replace(file)


def swap_in(new: Path, site: Path, aside: Path) -> None:
    """Put a finished folder in the place of the last one, by two renames.

    A folder cannot replace a full one in a single move. If the machine stops between the two,
    `recover` puts the last one back.

    Args:
        new: The finished folder.
        site: The place for it.
        aside: Where the last one is put meanwhile; on the same disk.

    Raises:
        ReviewError: The folders cannot be moved.
    """
    try:
        shutil.rmtree(aside, ignore_errors=True)
        if site.exists():
            aside.parent.mkdir(parents=True, exist_ok=True)
            site.replace(aside)
        site.parent.mkdir(parents=True, exist_ok=True)
        new.replace(site)
    except OSError as error:
        recover(site, aside)
        message = f"the finished site cannot be moved to {site.name}/: {error.strerror}"
        raise ReviewError(message) from None
    shutil.rmtree(aside, ignore_errors=True)


def recover(site: Path, aside: Path) -> None:
    """Put the last site back where a swap was broken off between its two renames."""
    if aside.is_dir() and not site.exists():
        aside.replace(site)


def _remove_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
