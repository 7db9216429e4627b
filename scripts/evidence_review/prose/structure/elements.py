"""The links, ids, headings and disallowed markup of a converted page.

Does not belong here: citations and cross-references.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from html import unescape
from itertools import islice

from lxml import etree

from evidence_review.prose.page.allow_list import (
    STRICT,
    MarkupRules,
    find_disallowed,
    find_unsafe,
    has_markup,
    is_unsafe_comment,
)
from evidence_review.prose.page.browser import BrowserPage
from evidence_review.prose.page.converted import ConvertedPage
from evidence_review.prose.page.placeholders import (
    PATTERN,
    PlaceholderKind,
    placeholder_index,
    strip_markers,
)
from evidence_review.prose.page.rendered import HEADINGS, SENTINEL_ELEMENT, PageElement
from evidence_review.prose.raw_html import BEGIN

MAX_SEARCHES = 1_000
"""The most searches of the whole source. After that, the nearest known position is used."""

MAX_DISALLOWED = 100
"""The most disallowed elements and attributes of one text that are reported."""

MAX_SEARCH_LENGTH = 40
"""The most characters of an element's text that are searched for."""

_REFERENCE = re.compile(r"&(?:#\w{1,9}|\w{2,10});")
_TURN = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that change the direction of writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyperlink:
    """A link or an image that Markdown itself made."""

    href: str
    """Its address in the converted page."""
    offset: int
    """Its position in the source, or the nearest known one."""
    text: str
    """The text it shows; for an image, alone or in a link, its alternative text."""
    element: str
    """`a`, or `img` for an image."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading."""

    level: int
    """From 1 to 6."""
    id: str
    """Its id on the page; empty if Markdown gives it none."""
    text: str
    """Its text, without citations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisallowedMarkup:
    """Markup that contributed text may not produce."""

    offset: int
    """Its position in the source, or the nearest known one."""
    description: str
    """A noun phrase for messages, such as "the element <script>"."""
    is_unsafe: bool = True
    """Whether it is refused; what is only unusual is a warning."""


class PageElements:
    """Reads the elements of one page."""

    def __init__(self, page: ConvertedPage, rules: MarkupRules = STRICT) -> None:
        """Prepare to read a page."""
        self._page = page
        self._rules = rules
        self._browser = BrowserPage(page.html)
        self._searches = 0

    @property
    def is_contained(self) -> bool:
        """Whether, in a browser, the text neither ends an element around it nor continues after it."""
        return self._browser.is_contained

    def hyperlinks(self) -> Iterator[Hyperlink]:
        """Yield the links and images, except those that extensions add."""
        for seen, tag, attributes in self._elements():
            address = attributes.get("href" if tag == "a" else "src")
            if tag not in ("a", "img") or address is None or seen.is_added:
                continue
            words = attributes.get("alt", "") if tag == "img" else self._words_of(seen)
            place = self._address_place(seen, "href" if tag == "a" else "src")
            place = self._place(address or "]()", seen) if place is None else place
            yield Hyperlink(href=address, offset=place, text=" ".join(words.split()), element=tag)

    def _words_of(self, seen: PageElement) -> str:
        """Return the text of a link, or the alternative text of its images."""
        images = (str(image.get("alt") or "") for image in seen.element.iter("img"))
        return self._plain(seen.start, seen.end) or self._page.restore(" ".join(images))

    def anchors(self) -> Iterator[str]:
        """Yield every id on the page."""
        for _, _, attributes in self._elements():
            if attributes.get("id"):
                yield attributes["id"]

    def headings(self) -> Iterator[Heading]:
        """Yield the headings. Source that a placeholder hides is not part of their text."""
        for seen, tag, attributes in self._elements():
            if tag in HEADINGS:
                words = " ".join(self._plain(seen.start, seen.end, with_markers=False).split())
                yield Heading(level=int(tag[1]), id=attributes.get("id", ""), text=words)

    def has_hidden_heading_text(self) -> bool:
        """Return whether a placeholder in a heading hides text that belongs to it, as in code."""
        return any(
            self._is_hiding(placeholder_index(found))
            for seen in self._page.rendered.elements
            if seen.element.tag in HEADINGS
            for found in PATTERN.finditer(self._page.rendered.text, seen.start, seen.end)
        )

    def _is_hiding(self, number: int) -> bool:
        place = self._page.rendered.places.get(number)
        placeholder = self._page.placeholders[number]
        is_shown = place is not None and not place.ends_emphasis
        return (
            placeholder.start < placeholder.end
            and placeholder.kind is not PlaceholderKind.LITERAL
            and not is_shown
        )

    def disallowed(self, added: frozenset[str]) -> Iterator[DisallowedMarkup]:
        """Yield everything outside the allow-list, up to a number that nobody reads.

        Args:
            added: The elements and classes that the extensions of the site add.
        """
        yield from islice(self._disallowed_markup(added), MAX_DISALLOWED)

    def _disallowed_markup(self, added: frozenset[str]) -> Iterator[DisallowedMarkup]:
        for seen in self._page.rendered.elements:
            if seen.element.tag is etree.Comment:
                if is_unsafe_comment(seen.element.text or ""):
                    comment = self._disallowed("<!--", "a comment that browsers end early", seen)
                    yield replace(comment, is_unsafe=not self._rules.is_lenient)
            elif not isinstance(seen.element.tag, str):
                yield self._disallowed("<", "a processing instruction", seen)
        text = self._page.text
        if BEGIN in text:
            description = f"{BEGIN!r}, by which this site marks its own HTML"
            yield DisallowedMarkup(offset=text.find(BEGIN), description=description)
        if not self._page.rendered.is_whole:
            yield DisallowedMarkup(
                offset=text.rfind("<"), description="a tag or comment that is never closed"
            )
        yield from self._labels_with_markup()
        yield from self._hidden_turns()
        found: set[str] = set()
        for seen, tag, attributes in self._elements():
            for sought, description, is_unsafe in self._found_in(tag, attributes, added):
                found.add(description)
                yield replace(self._disallowed(sought, description, seen), is_unsafe=is_unsafe)
        yield from self._overlooked(added, found)

    def _overlooked(self, added: frozenset[str], found: AbstractSet[str]) -> Iterator[DisallowedMarkup]:
        """Yield what browsers find in the page and our parser does not."""
        for tag, attributes in self._browser.elements():
            restored = {name: self._page.restore(value) for name, value in attributes.items()}
            for sought, description, is_unsafe in self._found_in(tag, restored, added):
                if description not in found:
                    offset = max(self._page.text.find(sought), 0)
                    yield DisallowedMarkup(offset=offset, description=description, is_unsafe=is_unsafe)

    def _found_in(
        self, tag: str, attributes: Mapping[str, str], added: frozenset[str]
    ) -> Iterator[tuple[str, str, bool]]:
        if self._rules.is_lenient:
            yield from find_unsafe(tag, attributes, added, self._rules.hosts)
        else:
            yield from ((*each, True) for each in find_disallowed(tag, attributes, added))

    def _hidden_turns(self) -> Iterator[DisallowedMarkup]:
        """Yield character references that change the direction of writing, unless they are in code."""
        turns = {found[0]: found.start() for found in reversed([*_REFERENCE.finditer(self._page.text)])}
        turns = {each: start for each, start in turns.items() if _TURN.search(unescape(each))}
        shown = unescape(self._page.html) if turns else ""
        for written, start in turns.items():
            if unescape(written) in shown:
                description = f"{written!r}, which hides the order of the words around it,"
                yield DisallowedMarkup(offset=start, description=description)

    def _labels_with_markup(self) -> Iterator[DisallowedMarkup]:
        for label in map(self._page.restore, self._page.labels):
            if has_markup(label):
                description = f"markup in data-toc-label, {label!r},"
                yield DisallowedMarkup(offset=max(self._page.text.find(label), 0), description=description)

    def _elements(self) -> Iterator[tuple[PageElement, str, dict[str, str]]]:
        """Yield each element with its tag and its attributes, without placeholders."""
        for seen in self._page.rendered.elements:
            if isinstance(seen.element.tag, str) and seen.element.tag != SENTINEL_ELEMENT:
                attributes = {
                    str(name): self._page.restore(str(value)) for name, value in seen.element.attrib.items()
                }
                yield seen, seen.element.tag.lower(), attributes

    def _address_place(self, seen: PageElement, name: str) -> int | None:
        """Return where an address is in the source, if the placeholder before it is still there."""
        found = PATTERN.match(str(seen.element.get(name)).lstrip())
        number = placeholder_index(found) if found else -1
        if (
            0 <= number < len(self._page.placeholders)
            and self._page.placeholders[number].kind is PlaceholderKind.ADDRESS
        ):
            return self._page.placeholders[number].start
        return None

    def _disallowed(self, sought: str, description: str, seen: PageElement) -> DisallowedMarkup:
        place = None
        for name in ("href", "src"):
            if self._page.restore(str(seen.element.get(name) or "")) == sought:
                place = self._address_place(seen, name)
        return DisallowedMarkup(
            offset=self._place(sought, seen) if place is None else place, description=description
        )

    def _place(self, sought: str, seen: PageElement) -> int:
        """Return where something is in the source, searching from the last placeholder before it.

        If the source spells it differently, for example with character references, the text that the
        element shows is searched for.
        """
        text, hidden = self._page.text, self._page.placeholders
        start = hidden[seen.last].end if 0 <= seen.last < len(hidden) else 0
        self._searches += 1
        if self._searches > MAX_SEARCHES:
            return start
        words = self._plain(seen.start, min(seen.end, seen.start + MAX_SEARCH_LENGTH)).strip()
        for wanted in filter(None, (f"(<{sought}>", sought, sought.partition("&")[0], words)):
            offset = text.find(wanted, start)
            offset = text.find(wanted) if offset == -1 else offset
            if offset != -1:
                return offset + 2 * wanted.startswith("(<")
        found = re.search(re.escape(sought), text, re.IGNORECASE)
        return found.start() if found else start

    def _plain(self, start: int, end: int, *, with_markers: bool = True) -> str:
        words = strip_markers(self._page.rendered.text[start:end])
        return self._page.restore(words) if with_markers else PATTERN.sub(self._hidden, words)

    def _hidden(self, found: re.Match[str]) -> str:
        """Return the source that a placeholder hides, or nothing if the placeholder is in running text."""
        number = placeholder_index(found)
        if number >= len(self._page.placeholders):
            return ""
        placeholder = self._page.placeholders[number]
        if number in self._page.rendered.places and placeholder.kind is not PlaceholderKind.LITERAL:
            return "@" if placeholder.kind is PlaceholderKind.ESCAPE else ""
        return self._page.source(placeholder)
