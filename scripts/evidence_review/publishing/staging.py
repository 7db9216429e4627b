"""The build folder: it is locked by one build at a time, and only changed files are written."""

import errno
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath, PureWindowsPath

from evidence_review.errors import ReviewError
from evidence_review.file_replacement import replace_file
from evidence_review.publishing.owned_folders import (
    MARKER,
    mark_folder,
    refuse_foreign_folder,
    refuse_links_below,
)

if sys.platform != "win32":  # Windows has no such locks: two builds at once are not refused there
    import fcntl


@contextmanager
def report_disk_errors() -> Iterator[None]:
    """Report an error of the disk in one line, such as a full disk or a folder without write permission.

    Raises:
        ReviewError: There was such an error.
    """
    try:
        yield
    except BrokenPipeError:  # not an error of the disk
        raise
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            hint = "stop that one, or use another address: `evidence-review serve --address 127.0.0.1:8001`"
            message = f"the address is in use, perhaps by another `make serve` ({hint})"
            raise ReviewError(message) from None
        message = f"{error.filename or 'a file cannot be read or written'}: {error.strerror or error}"
        raise ReviewError(" ".join(message.split())) from None


@contextmanager
def lock_build_folder(build: Path, *, wait: bool = False) -> Iterator[None]:
    """Lock a build folder, so that no other build writes in it.

    The system releases the lock when the process ends, however it ends.

    Args:
        build: The folder, directly below that of `mkdocs.yml`; created if it is missing.
        wait: Whether to wait for another build instead of refusing.

    Raises:
        ReviewError: Another build has locked it, or it is or contains a symbolic link.
    """
    refuse_links_below(build, build.parent)
    build.mkdir(parents=True, exist_ok=True)
    with (build / ".lock").open("ab") as lock:
        if sys.platform != "win32":
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                message = f"another build is running in {build.name}/: try again when it has finished"
                raise ReviewError(message) from None
        yield


def stage(folder: Path, files: Mapping[str, bytes], root: Path) -> int:
    """Make a folder contain exactly these files, without touching unchanged ones.

    Args:
        folder: The folder; created if it is missing.
        files: The bytes of each file, by its path below the folder.
        root: The folder of `mkdocs.yml`.

    Returns:
        The number of files written.

    Raises:
        ReviewError: No build has created the folder, or a path leads out of it.
    """
    for path in files:
        _require_inside(path)
    refuse_foreign_folder(folder, root)
    mark_folder(folder)
    for file in [*folder.rglob("*")]:
        is_wanted = file == folder / MARKER or file.relative_to(folder).as_posix() in files
        if file.is_symlink() or not (file.is_dir() or is_wanted):
            file.unlink()
    written = 0
    for path, data in files.items():
        file = folder / path
        if file.is_file() and file.read_bytes() == data:
            continue
        if file.is_dir():
            shutil.rmtree(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, data)
        written += 1
    _remove_empty(folder)
    return written


def add_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that an engine has just built; what it has written there itself stays.

    Args:
        folder: The folder, which is published as a whole only afterwards.
        files: The bytes of each file, by its path below the folder.

    Raises:
        ReviewError: A path leads out of the folder.
    """
    for path in files:
        _require_inside(path)
    known: set[Path] = set()
    for path, data in files.items():
        file = folder / path
        if file.parent not in known:
            file.parent.mkdir(parents=True, exist_ok=True)
            known.add(file.parent)
        with suppress(FileExistsError), file.open("xb") as stream:
            stream.write(data)


def _require_inside(path: str) -> None:
    """Refuse a path that leads out of the folder it is relative to, on any system."""
    for kind in (PurePosixPath, PureWindowsPath):
        place = kind(path)
        if place.anchor or ".." in place.parts or not place.parts:
            message = f"a file would be written outside the build folder: {path!r}"
            raise ReviewError(message)


def _remove_empty(folder: Path) -> None:
    for path, _, _ in os.walk(folder, topdown=False):
        if not any(Path(path).iterdir()):
            Path(path).rmdir()
