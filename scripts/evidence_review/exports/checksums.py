"""The SHA-256 sums of files, in the form that `sha256sum --check` reads.

The form is that of GNU coreutils: https://www.gnu.org/software/coreutils/manual/html_node/cksum-output-modes.html.
"""

import hashlib
from collections.abc import Mapping

FOLDER = "data/"
"""The folder of the site whose files are summed."""
SUMS = "data/SHA256SUMS"
"""The file of the sums."""


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return a line for each file below `/data/`, its path as seen from there.

    Args:
        files: The bytes of files by their path below the root of the site; those elsewhere are passed over.
    """
    lines = []
    for path in sorted(files):
        if path.startswith(FOLDER) and path != SUMS:
            name = path.removeprefix(FOLDER)
            odd = name.translate({ord("\\"): r"\\", ord("\n"): r"\n", ord("\r"): r"\r"})
            mark = "\\" if odd != name else ""  # how the tool marks a name with such characters
            lines.append(f"{mark}{hashlib.sha256(files[path]).hexdigest()}  {odd}\n")
    return "".join(lines).encode()
