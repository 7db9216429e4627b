"""Download the releases of a published site."""

import re
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlsplit

from evidence_review.errors import ReviewError
from evidence_review.model.releases.release import FOLDER, SUMS, is_release_name, proofs_of
from evidence_review.sources.web import fetch
from evidence_review.verification.copies import ReleaseCopy
from evidence_review.verification.site_files import DATA_SUMS, listed_files

_NAME = re.compile(r"^[0-9a-f]{64} [ *](\S+)[.]json$", re.MULTILINE)


def download_copy(address: str, folder: Path) -> ReleaseCopy:
    """Download the releases of a site, their pages and the listed data into an empty folder.

    Files that the site does not have are left out: their absence is reported when the copy is verified.

    Raises:
        ReviewError: The site cannot be reached, or has no list of releases.
    """
    root = _root_of(address)
    listed = _fetch(root, f"{FOLDER}/{SUMS}", folder)
    if listed is None:
        message = f"{root}{FOLDER}/{SUMS} does not exist: this site has no releases, or is at another address"
        raise ReviewError(message)
    for name in _NAME.findall(listed.decode(errors="replace")):
        if is_release_name(name):
            for path in (f"{name}.json", *proofs_of(f"{name}.json")):
                _fetch(root, f"{FOLDER}/{path}", folder)
            _fetch(root, f"{FOLDER}/{name}/index.html", folder)
    data = _fetch(root, DATA_SUMS, folder)
    for path in listed_files(data or b""):
        _fetch(root, path, folder)
    return ReleaseCopy(folder=folder / FOLDER, shown=f"{root}{FOLDER}", site=folder)


def _root_of(address: str) -> str:
    try:
        parts = urlsplit(address)
        is_valid = bool(parts.hostname) and not parts.username
    except ValueError:
        is_valid = False
        parts = urlsplit("")
    if not is_valid:
        message = f"{address!r} is not the address of a site"
        raise ReviewError(message)
    path = parts.path
    if PurePosixPath(path).suffix == ".html":
        path = path.rpartition("/")[0]
    return f"{parts.scheme.lower()}://{parts.netloc}{path.rstrip('/')}/"


def _fetch(root: str, path: str, folder: Path) -> bytes | None:
    """Store a file of the site, and return its content, or None if the site does not have it."""
    data = fetch(root + quote(path))
    if data is None:
        return None
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return data
