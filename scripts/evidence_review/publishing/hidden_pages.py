"""The pages that are not in the menu of a site without `nav`."""

import posixpath
import re
from collections.abc import Iterable

from evidence_review.publishing.stamping.groups import WRITTEN_KINDS
from evidence_review.rendering.page.staged_page import StagedPage

_SPECIAL = re.compile(r"([*?\[\]\\ !#])")
"""The characters that mean something in a pattern."""


def hidden_pages(pages: Iterable[StagedPage]) -> tuple[str, ...]:
    """Return the patterns, in the syntax of `.gitignore`, of the pages that overviews list.

    A menu of them would be as long as the review, and pages made after the engine has run are never in it.
    """
    written: dict[str, list[str]] = {}
    folders: dict[str, None] = {}
    for page in pages:
        folder = posixpath.dirname(posixpath.dirname(page.path))
        if page.kind in WRITTEN_KINDS:
            written.setdefault(folder, []).append(page.path)
        elif folder:
            folders[folder] = None
    patterns = [f"/{_escaped(folder)}/*/index.md" for folder in folders]
    return (*patterns, *(f"!/{_escaped(path)}" for folder in folders for path in written.get(folder, ())))


def _escaped(path: str) -> str:
    return _SPECIAL.sub(r"\\\1", path)
