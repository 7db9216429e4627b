"""Results stored on disk between builds, each under a hash of everything it depends on.

A result that a build does not use is dropped, so that the file does not grow.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from evidence_review.file_replacement import replace_file

CACHE_FILE = "citations.json"
"""The file, below the cache folder."""


def hash_of(parts: Sequence[object]) -> str:
    """Return a hash of everything that a result depends on, by its `repr`."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


class ResultCache:
    """Results of earlier builds, as JSON values."""

    def __init__(self, folder: Path | None) -> None:
        """Read the cache; a file that is missing or damaged counts as empty.

        Args:
            folder: Where the file is; nothing is stored if not given.
        """
        self._folder = folder
        self._old: Mapping[str, object] = _read(folder / CACHE_FILE) if folder else {}
        self._used: dict[str, object] = {}
        self._is_new = False

    def get(self, key: str) -> object:
        """Return the value stored under a hash, or `None`."""
        found = self._used.get(key, self._old.get(key))
        if found is not None:
            self._used[key] = found
        return found

    def put(self, key: str, value: object) -> None:
        """Store a value under a hash."""
        self._used[key] = value
        self._is_new = True

    def save(self) -> None:
        """Write the results that this build used. The file is replaced at once, so it is never incomplete."""
        if self._folder is None or (not self._is_new and len(self._used) == len(self._old)):
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self._used, ensure_ascii=True, separators=(",", ":"))
        replace_file(self._folder / CACHE_FILE, text.encode())


def _read(file: Path) -> Mapping[str, object]:
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
