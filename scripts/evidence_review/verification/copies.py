"""A copy of the releases of a review: in a published site, in a clone, or in a folder by itself."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from evidence_review.assemble.releases import LoadedReleases, read_releases
from evidence_review.errors import ReviewError
from evidence_review.model.releases.release import FOLDER, SUMS, proofs_of

_PLACES = (f"docs/_data/{FOLDER}", FOLDER, ".")
"""Where releases may be below a folder: in a clone, on a site, or in the folder itself."""


@dataclass(frozen=True, kw_only=True)
class ReleaseCopy:
    """The files of releases, wherever they come from."""

    folder: Path
    """The folder with the files of the releases and the list of their checksums."""
    shown: str
    """The folder as messages show it."""
    site: Path | None = None
    """The root of the published site, if it is one."""

    def relative(self, file: Path) -> str:
        """Return the path of a file as messages show it."""
        return f"{self.shown}/{file.relative_to(self.folder).as_posix()}"

    @cached_property
    def loaded(self) -> LoadedReleases:
        """The releases and the problems in their files."""
        return read_releases(self.folder, self.relative)

    @cached_property
    def sums(self) -> Mapping[str, str]:
        """The checksum of each file of a release, as it is now, by the name of the release."""
        return {
            file.stem: hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(self.folder.glob("*.json"))
            if file.is_file()
        }

    @property
    def in_order(self) -> tuple[str, ...]:
        """The names of the releases, oldest first."""
        listed = self.loaded.files.listed
        return (
            *(name for name in listed if name in self.sums),
            *(name for name in self.sums if name not in listed),
        )

    @property
    def list_text(self) -> str:
        """The list of checksums; empty if there is none."""
        file = self.folder / SUMS
        return file.read_bytes().decode(errors="replace") if file.is_file() else ""

    def proofs_of(self, name: str) -> tuple[Path, ...]:
        """Return the proofs beside a release."""
        found = (self.folder / proof for proof in proofs_of(f"{name}.json"))
        return tuple(file for file in found if file.is_file())


def copy_in(folder: Path) -> ReleaseCopy:
    """Return the copy in a folder.

    Raises:
        ReviewError: There are no releases.
    """
    is_clone = (folder / _PLACES[0]).parent.is_dir()  # all releases may have been deleted
    for place in _PLACES:
        found = folder / place
        has_releases = (found / SUMS).is_file() or (place != "." and [*found.glob("*.json")])
        if has_releases or (is_clone and place == _PLACES[0]):
            shown = (folder / place).as_posix()
            return ReleaseCopy(folder=found, shown=shown, site=folder if place == FOLDER else None)
    message = f"there are no releases in {folder.as_posix()!r}: it has no {SUMS}"
    raise ReviewError(f"{message} (name the folder of a published site or of a clone)")
