"""Converted HTML as readers see it: its text, and the position of each placeholder in that text.

Reads HTML only. Does not know what the placeholders represent.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from evidence_review.prose.citation import CODE, CODE_END, EMPHASIS, EMPHASIS_END, STRONG, STRONG_END
from evidence_review.prose.page.placeholders import EDGE, PATTERN, placeholder_index

NON_TEXT_ELEMENTS = frozenset(
    ("code", "kbd", "noscript", "pre", "samp", "script", "style", "template", "textarea", "title", "tt")
)
"""Elements whose text is not running text."""
EMPHATIC = frozenset(("em", "strong", "i", "b"))
"""Elements directly after which pandoc reads an `@` as part of a word."""
START_MARKERS = {"br": " ", "code": CODE, "em": EMPHASIS, "i": EMPHASIS, "strong": STRONG, "b": STRONG}
"""The characters in the text of the page where these elements begin; `EDGE` for all others."""
END_MARKERS = {"code": CODE_END, "em": EMPHASIS_END, "i": EMPHASIS_END, "strong": STRONG_END, "b": STRONG_END}
"""The characters where they end."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
"""Elements that are listed in a table of contents."""
EXTENSION_CLASSES = frozenset(("headerlink", "footnote-ref", "footnote-backref"))
"""Classes of elements that extensions add to the author's text."""
REPEATED_CLASSES = frozenset(("toc", "arithmatex"))
"""Classes of elements that repeat other text, or contain mathematics."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Control characters, surrogates and noncharacters, which XML does not allow."""

SENTINEL_ELEMENT = "x-last"
"""The element appended to a page, to test whether the page swallows it."""
_FRAME = re.compile(r"(</?)(html|head|body|frameset)\b", re.IGNORECASE)
"""The tags around the content of a page."""


@dataclass(frozen=True, slots=True)
class RenderedSpan:
    """The position of a placeholder in running text."""

    start: int
    """Where it begins in the text of the page."""
    end: int
    """Where it ends."""
    parent: int
    """The number of the element it is in."""
    before: str
    """The character before it, if no element begins or ends in between."""
    after: str
    """The character after it, likewise."""
    in_link: bool
    """Whether it is in a link."""
    heading: int
    """The number of the heading it is in; -1 if it is in none."""
    ends_emphasis: bool
    """Whether it directly follows emphasised words."""


@dataclass(slots=True)
class PageElement:
    """An element of a page. Its end is set when the walk reaches it."""

    element: etree._Element
    """The element, or a comment."""
    last: int
    """The number of the last placeholder in running text before it; -1 if there is none."""
    start: int
    """Where its text begins in the text of the page."""
    is_added: bool
    """Whether it, or an element around it, was added by an extension."""
    end: int = -1
    """Where its text ends."""


@dataclass(slots=True)
class RenderedPage:
    """A page as readers see it, built by `read_rendered_page`."""

    text: str = ""
    """Its text."""
    places: dict[int, RenderedSpan] = field(default_factory=dict)
    """The position of each placeholder that is in running text, by its number."""
    elements: list[PageElement] = field(default_factory=list)
    """All its elements, in order."""
    is_whole: bool = False
    """Whether nothing in it, such as an unclosed comment, would swallow the rest of the site's page."""


def read_rendered_page(html: str) -> RenderedPage:
    """Read converted HTML."""
    return _PageWalker().walk(_parsed(html))


def _parsed(html: str) -> etree._Element:
    """Return a page as a tree.

    Browsers and parsers disagree about a second `<html>`, `<head>` or `<body>`, so these tags get names that
    are not allowed in a text.
    """
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    clean = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", _FRAME.sub(r"\1x-\2", html))
    sentinel = f"<{SENTINEL_ELEMENT} id={EDGE}></{SENTINEL_ELEMENT}>"
    whole = f"<!doctype html><html><head></head><body>{clean}\n{sentinel}"
    return etree.fromstring(whole.encode(), parser)


@dataclass(slots=True)
class _State:
    """The properties of the text at one point of the walk."""

    parent: int
    silent: bool
    in_link: bool
    heading: int
    skipped: bool
    is_added: bool


class _PageWalker:
    """One pass over a page."""

    def __init__(self) -> None:
        self._rendered_page = RenderedPage()
        self._parts: list[str] = []
        self._length = 0
        self._headings = 0
        self._last = -1
        self._hidden: set[int] = set()
        outside = _State(parent=-1, silent=False, in_link=False, heading=-1, skipped=False, is_added=False)
        self._states = [outside]

    def walk(self, root: etree._Element) -> RenderedPage:
        """Read a page."""
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._enter(element)
            elif event == "end":
                self._leave(element)
            else:
                added = self._states[-1].is_added
                self._rendered_page.elements.append(
                    PageElement(element, self._last, self._length, added, self._length)
                )
                self._add_text(element.tail, ends_emphasis=False)
        self._rendered_page.text = "".join(self._parts)
        for number in self._hidden:
            self._rendered_page.places.pop(number, None)
        return self._rendered_page

    def _enter(self, element: etree._Element) -> None:
        outer = self._states[-1]
        tag = str(element.tag)
        if tag == SENTINEL_ELEMENT and element.get("id") == EDGE:
            self._rendered_page.is_whole = not outer.silent
        classes = frozenset((element.get("class") or "").split())
        for value in element.attrib.values():
            self._hidden.update(map(placeholder_index, PATTERN.finditer(str(value))))
        if tag in HEADINGS:
            self._headings += 1
        state = _State(
            parent=len(self._rendered_page.elements),
            silent=outer.silent or tag in NON_TEXT_ELEMENTS or bool(classes & REPEATED_CLASSES),
            in_link=outer.in_link or tag == "a",
            heading=self._headings - 1 if tag in HEADINGS else outer.heading,
            skipped=outer.skipped or bool(classes & EXTENSION_CLASSES),
            is_added=outer.is_added or bool(classes & (EXTENSION_CLASSES | REPEATED_CLASSES)),
        )
        self._states.append(state)
        self._rendered_page.elements.append(PageElement(element, self._last, self._length, state.is_added))
        self._write(START_MARKERS.get(tag, EDGE))
        self._add_text(element.text, ends_emphasis=False)

    def _leave(self, element: etree._Element) -> None:
        state = self._states.pop()
        self._rendered_page.elements[state.parent].end = self._length
        self._write(END_MARKERS.get(str(element.tag), EDGE))
        self._add_text(element.tail, ends_emphasis=element.tag in EMPHATIC)

    def _add_text(self, text: str | None, *, ends_emphasis: bool) -> None:
        """Add text that no element interrupts."""
        state = self._states[-1]
        if not text or state.skipped:
            return
        if not state.silent:
            for number, place in self._spans_in(text, state, ends_emphasis=ends_emphasis):
                self._rendered_page.places.setdefault(number, place)
                self._last = number
        self._write(text)

    def _spans_in(
        self, text: str, state: _State, *, ends_emphasis: bool
    ) -> Iterator[tuple[int, RenderedSpan]]:
        for found in PATTERN.finditer(text):
            start, end = found.span()
            yield (
                placeholder_index(found),
                RenderedSpan(
                    start=self._length + start,
                    end=self._length + end,
                    parent=state.parent,
                    before=text[start - 1 : start] if start else "",
                    after=text[end : end + 1],
                    in_link=state.in_link,
                    heading=state.heading,
                    ends_emphasis=ends_emphasis and start == 0,
                ),
            )

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
