"""The SHA-256 checksums of files, in the format that `sha256sum --check` reads.

The format is that of GNU coreutils:
https://www.gnu.org/software/coreutils/manual/html_node/cksum-output-modes.html.
"""

import hashlib
from collections.abc import Iterable, Mapping

from evidence_review.site.page_metadata import FOLDER, SUMS, Download


def downloads_in(files: Mapping[str, bytes]) -> tuple[Download, ...]:
    """Return the files below `/data/`, by name.

    Args:
        files: The bytes of files by their path below the root of the site; files elsewhere are ignored.
    """
    return tuple(
        Download(
            name=path.removeprefix(FOLDER),
            size=len(files[path]),
            sha256=hashlib.sha256(files[path]).hexdigest(),
        )
        for path in sorted(files)
        if path.startswith(FOLDER) and path != SUMS
    )


def checksums(downloads: Iterable[Download]) -> bytes:
    """Return a line for each file, with its path relative to the folder of the checksums."""
    return "".join(_line(each) for each in downloads).encode()


def _line(file: Download) -> str:
    escaped = file.name.translate({ord("\\"): r"\\", ord("\n"): r"\n", ord("\r"): r"\r"})
    mark = "\\" if escaped != file.name else ""  # the tool's mark for a name with escaped characters
    return f"{mark}{file.sha256}  {escaped}\n"
