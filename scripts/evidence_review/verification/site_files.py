"""The files of a published site that confirm a release: its page, and the data with their checksums."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from evidence_review.diagnostics import Diagnostic, error
from evidence_review.location import Location
from evidence_review.verification.copies import ReleaseCopy

DATA_SUMS = "data/SHA256SUMS"
"""The list of the checksums of the data, below the root of a site."""
_LINE = re.compile(r"([0-9a-f]{64}) [ *](\S.*)")


def listed_files(sums: bytes) -> tuple[str, ...]:
    """Return the paths of the files that a list of data names, below the root of the site."""
    return tuple(path for _, path in _listed(sums))


def data_problems(site: Path, shown: str) -> Iterator[Diagnostic]:
    """Yield each file of the data that differs from its checksum, or is missing."""
    sums = site / DATA_SUMS
    for sha256, path in _listed(sums.read_bytes() if sums.is_file() else b""):
        file = site / path
        where = Location(f"{shown}/{path}")
        if not file.is_file():
            yield error("REL121", where, "this file is listed in data/SHA256SUMS, but is missing")
        elif hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
            yield error("REL121", where, "this file has another checksum than in data/SHA256SUMS")


def page_problems(copy: ReleaseCopy) -> Iterator[Diagnostic]:
    """Yield each release whose page on the site is missing or shows another checksum."""
    for name, sha256 in copy.sums.items() if copy.site else ():
        page = copy.folder / name / "index.html"
        where = Location(f"{copy.shown}/{name}/index.html")
        if not page.is_file():
            yield error("REL119", where, f"the release {name!r} has no page on this site")
        elif sha256 not in page.read_text(encoding="utf-8", errors="replace"):
            message = f"the page of the release {name!r} does not show the checksum of its file"
            yield error("REL119", where, message, "one of the two has been replaced")


def _listed(sums: bytes) -> Iterator[tuple[str, str]]:
    for line in sums.decode(errors="replace").splitlines():
        if (match := _LINE.fullmatch(line)) and _is_below(match[2]):
            yield match[1], f"data/{match[2]}"


def _is_below(path: str) -> bool:
    """Tell whether a listed path stays below the folder of the list."""
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts and "\\" not in path and ":" not in path
