"""What tests of reading Markdown share: a converter, the shape of ids, and short forms of what is found."""

import json
import re
from typing import Any

from markdown import Markdown

from evidence_review.config.settings import BUILT_IN_EXTENSIONS
from evidence_review.prose.citations.locators import read_locator
from evidence_review.prose.converter import converter
from evidence_review.prose.markers import CitationMarker
from evidence_review.prose.passage import ParsedPassage, read_passage
from tests.case_files import CASES as ALL_CASES

EXTENSIONS = (
    *BUILT_IN_EXTENSIONS,
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "pymdownx.details",
    "pymdownx.superfences",
)
IDS = re.compile(r"[frcpgte]\d{1,3}|org-[a-z-]+")
CASES = ALL_CASES / "citations"


def a_converter(*more: str) -> Markdown:
    """Return a converter with the usual extensions."""
    return converter((*EXTENSIONS, *more), {})


SITE = a_converter()


def read(text: str, markdown: Markdown = SITE) -> ParsedPassage:
    """Read a text as a page of an ordinary site."""
    return read_passage(text, ids=IDS, markdown=markdown)


def cites(text: str, markdown: Markdown = SITE) -> list[list[Any]]:
    """Return the citations of a text as rows: group, mode, key, prefix, after, label, locator, suffix."""
    groups = [mark.group for mark in read(text, markdown).markers if isinstance(mark, CitationMarker)]
    return [
        [number, str(one.mode), one.key, one.prefix, one.after.strip(), at.label, at.locator, at.remainder]
        for number, group in enumerate(groups)
        for one in group.citations
        for at in (read_locator(one.after),)
    ]


def cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of a file."""
    loaded: dict[str, Any] = json.loads((CASES / name).read_text("utf-8"))
    rows: list[dict[str, Any]] = loaded["cases"]
    return rows
