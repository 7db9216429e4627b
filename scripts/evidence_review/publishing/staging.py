"""Folders on disk: held by one build at a time, staged where something changed, swapped in whole."""

import errno
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath

from evidence_review.errors import ReviewError

if sys.platform != "win32":  # which has none: there nothing keeps two builds apart
    import fcntl

MARKER = ".evidence-review"
"""The file by which a staged folder is known as ours, so that nothing else is ever emptied."""


@contextmanager
def report_disk_errors() -> Iterator[None]:
    """Say in one line what the disk refuses, such as when it is full or a folder may not be written.

    Raises:
        ReviewError: The disk refused something.
    """
    try:
        yield
    except BrokenPipeError:  # this is no disk
        raise
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            hint = "stop that one, or give another address: `evidence-review serve --address 127.0.0.1:8001`"
            message = f"the address is in use, perhaps by another `make serve` ({hint})"
            raise ReviewError(message) from None
        message = f"{error.filename or 'a file cannot be read or written'}: {error.strerror or error}"
        raise ReviewError(" ".join(message.split())) from None


@contextmanager
def lock_build_folder(build: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold a build folder, so that no other build writes in it.

    The system lets go of it when the process ends, however it ends.

    Args:
        build: The folder, made where it is missing.
        wait: Whether to wait for another build, and not to refuse.

    Raises:
        ReviewError: Another build holds it.
    """
    build.mkdir(parents=True, exist_ok=True)
    with (build / ".lock").open("ab") as lock:
        if sys.platform != "win32":
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                message = f"another build is running in {build.name}/: try again when it is done"
                raise ReviewError(message) from None
        yield


def stage(folder: Path, files: Mapping[str, bytes]) -> int:
    """Make a folder hold just these files, leaving alone what has not changed.

    Args:
        folder: The folder, made where it is missing.
        files: The bytes of each file, by its path below the folder.

    Returns:
        How many files were written.

    Raises:
        ReviewError: The folder holds files and is none of ours, or a path leads out of it.
    """
    for path in files:
        _require_inside(path)
    folder.mkdir(parents=True, exist_ok=True)
    marker = folder / MARKER
    if not marker.is_file():
        if any(folder.iterdir()):
            place = f"{folder.parent.name}/{folder.name}/"
            message = f"{place} holds files that no build is known to have made: move or delete them"
            raise ReviewError(message)
        marker.touch()
    for file in [*folder.rglob("*")]:
        if not file.is_dir() and file != marker and file.relative_to(folder).as_posix() not in files:
            file.unlink()
    written = 0
    for path, data in files.items():
        file = folder / path
        if file.is_file() and file.read_bytes() == data:
            continue
        if file.is_dir():
            shutil.rmtree(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, data)
        written += 1
    _remove_empty(folder)
    return written


def _require_inside(path: str) -> None:
    """Refuse a path that leads out of the folder below which it stands, on any system."""
    for kind in (PurePosixPath, PureWindowsPath):
        place = kind(path)
        if place.anchor or ".." in place.parts or not place.parts:
            message = f"a file would be written outside the build folder: {path!r}"
            raise ReviewError(message)


def write_atomically(file: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    part = file.with_name(f".{file.name}.part")
    part.write_bytes(data)
    part.replace(file)


def replace_site(new: Path, site: Path, backup: Path) -> None:
    """Put a finished folder in the place of the last one, by two renames.

    A folder cannot replace a full one in a single move. If the machine stops between the two,
    `restore_site` puts the last one back.

    Args:
        new: The finished folder.
        site: The place for it.
        backup: Where the last one is put meanwhile; on the same disk.

    Raises:
        ReviewError: The folders cannot be moved.
    """
    site = site.resolve()  # where it is a link, what it leads to is replaced
    try:
        _remove(backup)
        if site.exists():
            backup.parent.mkdir(parents=True, exist_ok=True)
            site.replace(backup)
        site.parent.mkdir(parents=True, exist_ok=True)
        new.replace(site)
    except OSError as error:
        restore_site(site, backup)
        message = f"the finished site cannot be moved to {site.name}/: {error.strerror}"
        raise ReviewError(message) from None
    _remove(backup)


def restore_site(site: Path, backup: Path) -> None:
    """Put the last site back where a swap was broken off between its two renames."""
    site = site.resolve()
    if backup.is_dir() and not site.exists():
        backup.replace(site)


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _remove_empty(folder: Path) -> None:
    for path, _, _ in os.walk(folder, topdown=False):
        if not any(Path(path).iterdir()):
            Path(path).rmdir()
