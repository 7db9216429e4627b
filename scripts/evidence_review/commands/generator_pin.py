"""The version of the generator that a review is built with, in its `requirements.txt`."""

import json
import re
import shutil
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from evidence_review import __version__
from evidence_review.config.options import PLUGIN
from evidence_review.file_replacement import replace_file

REQUIREMENTS = "requirements.txt"
WHEELS = "wheels"
"""The folder of a review for the wheel of the generator, if that was installed from a file."""
_PINNED = re.compile(rf"^(?:{PLUGIN}\b|\./{WHEELS}/evidence_review-).*$", re.MULTILINE)
_COMMENT = """\
# The version of the generator with which this review is built. `evidence-review upgrade` changes it.
"""


def pin_generator(folder: Path) -> str:
    """Write the installed version of the generator into the `requirements.txt` of a review.

    An installation from an address or a repository is pinned to that. If it comes from a wheel in a file, the
    wheel is copied into the review, so that the same one is installed everywhere
    (https://packaging.python.org/en/latest/specifications/direct-url/).

    Args:
        folder: The folder of the review.

    Returns:
        The line that names the version.
    """
    line = _requirement(folder)
    file = folder / REQUIREMENTS
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    changed, count = _PINNED.subn(lambda _: line, text, count=1)
    replace_file(file, (changed if count else f"{text}{_COMMENT}{line}\n").encode())
    return line


def _requirement(folder: Path) -> str:
    origin = _origin()
    address = str(origin.get("url") or "")
    if "vcs_info" in origin:
        return f"{PLUGIN} @ {origin['vcs_info']['vcs']}+{address}@{origin['vcs_info']['commit_id']}"
    if "archive_info" in origin and not address.startswith("file:"):
        digest = str(origin["archive_info"].get("hash") or "").replace("=", ":").partition(":")[2]
        return f"{PLUGIN} @ {address}" + (f"#sha256={digest}" if digest else "")
    wheel = Path(url2pathname(urlsplit(address).path))
    if "archive_info" in origin and wheel.suffix == ".whl" and wheel.is_file():
        kept = folder / WHEELS / wheel.name
        kept.parent.mkdir(parents=True, exist_ok=True)
        if not (kept.exists() and kept.samefile(wheel)):
            shutil.copyfile(wheel, kept)
        for other in kept.parent.glob("evidence_review-*.whl"):
            if other != kept:
                other.unlink()
        return f"./{WHEELS}/{wheel.name}"
    return f"{PLUGIN}=={__version__}"


def _origin() -> dict[str, Any]:
    """Return where the installed package comes from; empty if it comes from an index."""
    try:
        written = distribution(PLUGIN).read_text("direct_url.json")
    except PackageNotFoundError:
        return {}
    return json.loads(written) if written else {}
