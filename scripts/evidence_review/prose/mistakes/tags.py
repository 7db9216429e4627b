"""HTML tags in Markdown without their counterpart.

The converted page shows which elements are affected; the source is searched for their position.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from evidence_review.prose.page.allow_list import ELEMENTS, words
from evidence_review.prose.page.code_spans import without_code
from evidence_review.prose.page.converted import ConvertedPage

NEEDS_NO_END = words("""
area base br col colgroup dd dt embed hr img input li link meta option p param path rp rt source tbody
td tfoot th thead tr track wbr
""")
"""Elements that are empty or whose end tag is optional: https://html.spec.whatwg.org/#optional-tags."""
_CHECKED_ELEMENTS = ELEMENTS - {"html", "head", "body"}
"""Other elements are not allowed in a text at all."""
_TAG = re.compile(r"<[/a-z!]", re.IGNORECASE)
_VISIBLE = re.compile(r"&lt;(?:/?[a-z]|!--)", re.IGNORECASE)
_TRUNCATED_TAG = re.compile(
    r"(?<!\\)<(?P<tag>!--|/?(?:[a-z]+(?=[ \t]+[a-z-]+=)|details|div|figure|section|span|summary|table))"
    r"(?:(?<=!--)|(?:[ \t]+[a-z][^<>\n]*)?(?=\n|\Z|<))",
    re.IGNORECASE,
)
"""A tag without its `>`. Short names need an attribute: `a <b` is arithmetic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnclosedTag:
    """A tag without its counterpart."""

    offset: int
    """Its position in the source, or the nearest known one."""
    tag: str
    """The name of the element, after a slash if it is an end tag; `!--` for a comment."""
    is_truncated: bool = False
    """Whether the tag itself is incomplete."""


def unclosed_tags(page: ConvertedPage) -> Iterator[UnclosedTag]:
    """Yield the tags without their counterpart."""
    if not _TAG.search(page.text):
        return
    source = without_code(page.text)
    if _VISIBLE.search(page.html):
        last = source.rfind("-->")
        for found in _TRUNCATED_TAG.finditer(source):
            tag = found["tag"].lower()
            if (tag == "!--" and found.start() > last) or tag.lstrip("/") in _CHECKED_ELEMENTS:
                yield UnclosedTag(offset=found.start(), tag=tag, is_truncated=True)
    balance = _TagBalance()
    balance.feed(page.html)
    balance.close()
    unclosed = _CHECKED_ELEMENTS.intersection((*balance.unclosed, *balance.open))
    for tag in sorted(unclosed):
        yield from _unmatched(source, tag, "")
    for tag in sorted(_CHECKED_ELEMENTS.intersection(balance.unopened) - unclosed):
        yield from _unmatched(source, tag, "/")


def _unmatched(source: str, tag: str, slash: str) -> Iterator[UnclosedTag]:
    """Yield the tags of an element without a counterpart in the source; the first tag if all have one."""
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
    """Records which elements of a page are not closed, and which end tags have no start."""

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
        """Ignore `<br/>` and similar tags."""

    def handle_endtag(self, tag: str) -> None:
        if tag in NEEDS_NO_END:
            return
        if tag not in self.open:
            self.unopened.append(tag)
            return
        while (last := self.open.pop()) != tag:
            self.unclosed.append(last)
