"""HTML in Markdown that is opened and not closed, or closed and not open, and where in the source it stands.

What is wrong is seen in the converted page; where it stands is looked for in the source.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from evidence_review.prose.page.allow_list import ELEMENTS, words
from evidence_review.prose.page.code_spans import without_code

NEEDS_NO_END = words("""
area base br col colgroup dd dt embed hr img input li link meta option p param path rp rt source tbody
td tfoot th thead tr track wbr
""")
"""The elements that are empty or that end by themselves: https://html.spec.whatwg.org/#optional-tags."""
_CHECKED_ELEMENTS = ELEMENTS - {"html", "head", "body"}
"""Only these are looked at: others may not stand in a text at all."""
_TAG = re.compile(r"<[/a-z!]", re.IGNORECASE)
_VISIBLE = re.compile(r"&lt;(?:/?[a-z]|!--)", re.IGNORECASE)
_TRUNCATED_TAG = re.compile(
    r"(?<!\\)<(?P<tag>!--|/?(?:[a-z]+(?=[ \t]+[a-z-]+=)|details|div|figure|section|span|summary|table))"
    r"(?:(?<=!--)|(?:[ \t]+[a-z][^<>\n]*)?(?=\n|\Z|<))",
    re.IGNORECASE,
)
"""A tag without its last sign. Of a short name it is only known by what follows it: `a <b` is arithmetic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnclosedTag:
    """A tag without its other half."""

    offset: int
    """Where it stands in the source, as near as can be told."""
    tag: str
    """The name of the element, with a slash before it where it is closed only; `!--` for a comment."""
    is_truncated: bool = False
    """Whether the tag itself is not whole."""


def unclosed_tags(text: str, html: str) -> Iterator[UnclosedTag]:
    """Give the tags without their other half.

    Args:
        text: The source.
        html: What Markdown makes of it.
    """
    if not _TAG.search(text):
        return
    source = without_code(text)
    if _VISIBLE.search(html):
        last = source.rfind("-->")
        for found in _TRUNCATED_TAG.finditer(source):
            tag = found["tag"].lower()
            if (tag == "!--" and found.start() > last) or tag.lstrip("/") in _CHECKED_ELEMENTS:
                yield UnclosedTag(offset=found.start(), tag=tag, is_truncated=True)
    page = _TagBalance()
    page.feed(html)
    page.close()
    unclosed = dict.fromkeys((*page.unclosed, *page.open))
    for tag in _CHECKED_ELEMENTS.intersection(unclosed):
        yield from _unmatched(source, tag, "")
    for tag in _CHECKED_ELEMENTS.intersection(page.unopened) - unclosed.keys():
        yield from _unmatched(source, tag, "/")


def _unmatched(source: str, tag: str, slash: str) -> Iterator[UnclosedTag]:
    """Give the tags of one element that have no other half in the source; the first where all have one."""
    opened: list[int] = []
    closed: list[int] = []
    every = list(re.finditer(rf"<(/?){tag}\b[^<>]*>", source, re.IGNORECASE))
    for found in every:
        if not found[1]:
            opened.append(found.start())
        elif opened:
            opened.pop()
        else:
            closed.append(found.start())
    first = [found.start() for found in every if found[1] == slash][:1]
    for offset in (closed if slash else opened) or first:
        yield UnclosedTag(offset=offset, tag=f"{slash}{tag}")


class _TagBalance(HTMLParser):
    """Notes which elements of a page are opened and not closed, and the other way round."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.unclosed: list[str] = []
        self.unopened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag not in NEEDS_NO_END:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over `<br/>` and the like."""

    def handle_endtag(self, tag: str) -> None:
        if tag in NEEDS_NO_END:
            return
        if tag not in self.open:
            self.unopened.append(tag)
            return
        while (last := self.open.pop()) != tag:
            self.unclosed.append(last)
