"""The search of Material, which reads pages with a faster parser wherever both find the same.

Its own parser is written in Python and takes a third of the time that MkDocs spends on a page.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from material.plugins.search import plugin as material
from selectolax.lexbor import LexborHTMLParser

from evidence_review.publishing.stamping.sections import VOID, sections_of

_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)((?:\s+[^\s\"'<>/=]+(?:=(?:\"[^\"]*\"|'[^']*'))?)*)\s*(/?)>")
"""A tag as every parser reads it."""
_CONTEXTUAL = frozenset(
    """
    frameset html head body iframe math noembed noframes noscript object plaintext select svg template
    textarea title xmp
    """.split()  # noqa: SIM905 - shorter
)
"""Elements whose contents parsers read in ways of their own."""


@dataclass(slots=True)
class FoundSection:
    """A section in the form of Material's parser."""

    id: str
    """The id of its heading; empty for the first."""
    title: list[str]
    """The parts of its title."""
    text: list[str]
    """The parts of its text."""

    def is_excluded(self) -> bool:
        """Tell that it is not left out: those that are have been removed."""
        return False


@dataclass(slots=True)
class Parser:
    """Takes the place of Material's parser."""

    data: list[Any] = field(default_factory=list)
    """The sections of the page."""

    def feed(self, html: str) -> None:
        """Read the body of a page."""
        if is_nested(html):
            self.data = [FoundSection(each.anchor, each.title, each.text) for each in sections_of(html)]
            return
        parser = MATERIAL_PARSER()
        parser.feed(html)
        parser.close()
        self.data = parser.data

    def close(self) -> None:
        """Do nothing: `feed` has read everything."""


MATERIAL_PARSER = material.Parser


def is_nested(html: str) -> bool:
    """Tell whether all parsers find the same elements in each other, because every tag is written."""
    opened = ["main"]
    elements: list[tuple[str, str]] = []
    for found in _TAG.finditer(html):
        end, name, _, is_closed = found.groups()
        if end:
            if opened.pop() != name or not opened:
                return False
        else:
            elements.append((name, opened[-1]))
            if name not in VOID:
                opened.append(name)
                if is_closed:
                    return False
    names = {name for name, _ in elements}
    if opened != ["main"] or not _CONTEXTUAL.isdisjoint(names) or "<" in _TAG.sub("", html):
        return False
    root = LexborHTMLParser(f"<body><main>{html}</main>").css_first("main")
    if root is None:
        return False
    found_elements = ((node.tag, node.parent.tag if node.parent else "") for node in root.traverse())
    return [*found_elements][1:] == elements


@contextmanager
def faster_search() -> Iterator[None]:
    """Let Material's search use this parser meanwhile."""
    material.Parser = Parser
    try:
        yield
    finally:
        material.Parser = MATERIAL_PARSER
