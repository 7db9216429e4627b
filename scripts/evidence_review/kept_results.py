"""Results that take long to work out, kept in the user's cache folder from one run to the next.

They are there and never in a folder of the review, which a proposal could fill: whoever can write in the
cache of a user can run programs as that user anyway. Each project has a file for each kind of result, which
contains only what its last run has used. A result belongs to everything that it was made from, so that a
cache never changes what is published, and may be deleted at any time.
"""

import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Generic, TypeVar, cast

from platformdirs import user_cache_path

from evidence_review.file_replacement import replace_file
from evidence_review.package_cache import installed_packages, package_state

Result = TypeVar("Result")
OTHERS_MAY_WRITE = 0o022
"""The permissions of a file that others than its owner may change."""


class KeptResults(Generic[Result]):
    """The results of one kind of work for one project."""

    def __init__(self, name: str, root: Path, state: str) -> None:
        """Read what the last run has kept.

        Args:
            name: The kind of work, a part of the name of the file.
            root: The folder of the project.
            state: What all results depend on besides their own sources, versions and this package; empty
                if that is not known, so that nothing is kept.
        """
        self._file = _file_of(name, root) if state else None
        self._head = sha256(
            repr((sys.version, installed_packages(), package_state(), state)).encode()
        ).digest()
        self._known = self._read()
        self._used: dict[bytes, bytes] = {}

    def get(self, source: str, make: Callable[[], Result]) -> Result:
        """Return a result that was kept, or make it.

        Args:
            source: What it is made from.
            make: Makes it.
        """
        if self._file is None:
            return make()
        key = sha256(source.encode("utf-8", "surrogatepass")).digest()
        kept = self._used.get(key) or self._known.get(key)
        if kept is None:
            made = make()
            self._used[key] = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
            return made
        self._used[key] = kept
        return cast("Result", pickle.loads(kept))  # noqa: S301 - from the user's own cache, see above

    def save(self) -> None:
        """Keep what this run has used. Where nothing can be written, nothing is kept."""
        if self._file and self._used.keys() != self._known.keys():
            with suppress(OSError):
                self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                replace_file(self._file, self._head + pickle.dumps(self._used, pickle.HIGHEST_PROTOCOL))

    def _read(self) -> dict[bytes, bytes]:
        with suppress(OSError, EOFError, ValueError, TypeError, pickle.UnpicklingError):
            if self._file and _is_private(self._file):
                data = self._file.read_bytes()
                if data.startswith(self._head):
                    return dict(pickle.loads(data[len(self._head) :]))  # noqa: S301 - as above
        return {}


def _file_of(name: str, root: Path) -> Path | None:
    """Return the file of a project, or None if the user's cache is in the project itself."""
    folder = user_cache_path("evidence-review", appauthor=False)
    if not folder.is_absolute() or folder.resolve().is_relative_to(root.resolve()):
        return None
    return folder / f"{name}-{sha256(str(root.resolve()).encode()).hexdigest()[:32]}.cache"


def _is_private(file: Path) -> bool:
    """Tell whether nobody but the user could have written a file."""
    if sys.platform == "win32":  # where the cache is in the user's own profile
        return True
    states = (file.lstat(), file.parent.lstat())
    return all(state.st_uid == os.getuid() and not state.st_mode & OTHERS_MAY_WRITE for state in states)
