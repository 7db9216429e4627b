"""Atomic replacement of files, so that no program reads an incomplete one."""

import os
import sys
import tempfile
from pathlib import Path


def replace_file(file: Path, data: bytes, *, durable: bool = False) -> None:
    """Replace a file, or create it, in one step.

    A symbolic link is replaced instead of followed: to change the file to which it leads, resolve the path
    first. The permissions of an existing file do not change.

    Args:
        file: The file.
        data: Its new bytes.
        durable: Whether to wait until the bytes are on the disk, so that a power cut loses nothing.

    Raises:
        OSError: The file cannot be written; the error names it, and no temporary file remains.
    """
    try:
        _replace(file, data, durable=durable)
        if durable:  # the folder may be new as well
            _flush_folder(file.parent)
            _flush_folder(file.parent.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from None


def _replace(file: Path, data: bytes, *, durable: bool) -> None:
    descriptor, name = tempfile.mkstemp(prefix=".part-", dir=file.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        part.chmod(_mode(file))
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _mode(file: Path) -> int:
    """Return the permissions of a file, or those of a new one."""
    if file.is_file() and not file.is_symlink():
        return file.stat().st_mode & 0o7777
    mask = os.umask(0o077)  # the mask cannot be read without setting it
    os.umask(mask)
    return 0o666 & ~mask


def _flush_folder(folder: Path) -> None:
    if sys.platform == "win32":  # which cannot open a folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
