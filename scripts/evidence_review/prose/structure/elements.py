"""What a converted page holds besides words: links, addresses, headings, foreign markup.

Reads the surface of a page. Citations and links between things are read elsewhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from evidence_review.prose.page.allow_list import find_disallowed, is_unsafe_comment
from evidence_review.prose.page.placeholders import (
    PATTERN,
    Placeholder,
    PlaceholderKind,
    placeholder_index,
    restore_source,
    strip_markers,
)
from evidence_review.prose.page.raw_html import BEGIN
from evidence_review.prose.page.rendered import HEADINGS, SENTINEL_ELEMENT, PageElement, RenderedPage

MAX_SEARCHES = 1_000
"""How often the whole source is searched for a place: past that, the nearest known one will do."""

MAX_SEARCH_LENGTH = 40
"""How many characters of an element's words are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyperlink:
    """A link or a picture that Markdown itself made."""

    href: str
    """Its address, as converted."""
    offset: int
    """Where it stands in the source, as near as can be told."""
    text: str
    """The words it shows; for a picture, alone or in a link, the words in its place."""
    element: str
    """`a`, or `img` for a picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading."""

    level: int
    """From 1 to 6."""
    id: str
    """Its address on the page; empty where Markdown gives it none."""
    text: str
    """Its words, without citations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisallowedMarkup:
    """Something that contributed text may not turn into."""

    offset: int
    """Where it stands in the source, as near as can be told."""
    description: str
    """What it is, as a noun."""


class PageElements:
    """Reads the parts of one page."""

    def __init__(self, text: str, placeholders: Sequence[Placeholder], rendered_page: RenderedPage) -> None:
        """Make ready to read a page.

        Args:
            text: The source.
            placeholders: What was hidden in it.
            rendered_page: The page with the tokens in it.
        """
        self._text = text
        self._placeholders = placeholders
        self._rendered_page = rendered_page
        self._searches = 0

    def hyperlinks(self) -> Iterator[Hyperlink]:
        """Give the links and pictures, but not those that extensions add."""
        for seen, tag, attributes in self._elements():
            address = attributes.get("href" if tag == "a" else "src")
            if tag not in ("a", "img") or address is None or seen.is_added:
                continue
            words = attributes.get("alt", "") if tag == "img" else self._words_of(seen)
            place = self._address_place(seen, "href" if tag == "a" else "src")
            place = self._place(address or "]()", seen) if place is None else place
            yield Hyperlink(href=address, offset=place, text=" ".join(words.split()), element=tag)

    def _words_of(self, seen: PageElement) -> str:
        """Return what a link shows: its words, or those in the place of its picture."""
        pictures = (str(picture.get("alt") or "") for picture in seen.element.iter("img"))
        return self._plain(seen.start, seen.end) or self._source(" ".join(pictures))

    def anchors(self) -> Iterator[str]:
        """Give every address on the page."""
        for _, _, attributes in self._elements():
            if attributes.get("id"):
                yield attributes["id"]

    def headings(self) -> Iterator[Heading]:
        """Give the headings; what a token hides is not part of their words if it came out as text."""
        for seen, tag, attributes in self._elements():
            if tag in HEADINGS:
                words = " ".join(self._plain(seen.start, seen.end, with_marks=False).split())
                yield Heading(level=int(tag[1]), id=attributes.get("id", ""), text=words)

    def has_hidden_heading_text(self) -> bool:
        """Say whether a token in a heading hides words that belong to it, as in code."""
        return any(
            self._is_hiding(placeholder_index(found))
            for seen in self._rendered_page.elements
            if seen.element.tag in HEADINGS
            for found in PATTERN.finditer(self._rendered_page.text, seen.start, seen.end)
        )

    def _is_hiding(self, number: int) -> bool:
        place = self._rendered_page.places.get(number)
        placeholder = self._placeholders[number]
        is_shown = place is not None and not place.ends_emphasis
        return (
            placeholder.start < placeholder.end
            and placeholder.kind is not PlaceholderKind.LITERAL
            and not is_shown
        )

    def disallowed(self) -> Iterator[DisallowedMarkup]:
        """Give what is outside the allow-list."""
        for seen in self._rendered_page.elements:
            if seen.element.tag is etree.Comment:
                if is_unsafe_comment(seen.element.text or ""):
                    yield self._foreign("<!--", "a comment that browsers end early", seen)
            elif not isinstance(seen.element.tag, str):
                yield self._foreign("<", "a processing instruction", seen)
        if BEGIN in self._text:
            description = f"{BEGIN!r}, by which this site marks its own HTML"
            yield DisallowedMarkup(offset=self._text.find(BEGIN), description=description)
        if not self._rendered_page.is_whole:
            yield DisallowedMarkup(
                offset=self._text.rfind("<"), description="a tag or comment that is never closed"
            )
        for seen, tag, attributes in self._elements():
            for sought, description in find_disallowed(tag, attributes):
                yield self._foreign(sought, description, seen)

    def _elements(self) -> Iterator[tuple[PageElement, str, dict[str, str]]]:
        """Give each element with its attributes as they will be, without our tokens."""
        for seen in self._rendered_page.elements:
            if isinstance(seen.element.tag, str) and seen.element.tag != SENTINEL_ELEMENT:
                attributes = {
                    str(name): self._source(str(value)) for name, value in seen.element.attrib.items()
                }
                yield seen, seen.element.tag.lower(), attributes

    def _address_place(self, seen: PageElement, name: str) -> int | None:
        """Return where an address stands in the source, if the token before it is still there."""
        found = PATTERN.match(str(seen.element.get(name)).lstrip())
        number = placeholder_index(found) if found else -1
        if (
            0 <= number < len(self._placeholders)
            and self._placeholders[number].kind is PlaceholderKind.ADDRESS
        ):
            return self._placeholders[number].start
        return None

    def _foreign(self, sought: str, description: str, seen: PageElement) -> DisallowedMarkup:
        place = None
        for name in ("href", "src"):
            if self._source(str(seen.element.get(name) or "")) == sought:
                place = self._address_place(seen, name)
        return DisallowedMarkup(
            offset=self._place(sought, seen) if place is None else place, description=description
        )

    def _place(self, sought: str, seen: PageElement) -> int:
        """Return where something stands in the source, looking on from the last token before it.

        What the source spells otherwise, with character references for example, is found by the words
        it shows.
        """
        start = self._placeholders[seen.last].end if 0 <= seen.last < len(self._placeholders) else 0
        self._searches += 1
        if self._searches > MAX_SEARCHES:
            return start
        words = self._plain(seen.start, min(seen.end, seen.start + MAX_SEARCH_LENGTH)).strip()
        for wanted in filter(None, (f"(<{sought}>", sought, sought.partition("&")[0], words)):
            offset = self._text.find(wanted, start)
            offset = self._text.find(wanted) if offset == -1 else offset
            if offset != -1:
                return offset + 2 * wanted.startswith("(<")
        found = re.search(re.escape(sought), self._text, re.IGNORECASE)
        return found.start() if found else start

    def _plain(self, start: int, end: int, *, with_marks: bool = True) -> str:
        words = strip_markers(self._rendered_page.text[start:end])
        return self._source(words) if with_marks else PATTERN.sub(self._hidden, words)

    def _hidden(self, found: re.Match[str]) -> str:
        """Return what a token hides, or nothing where it came out as text."""
        number = placeholder_index(found)
        if number >= len(self._placeholders):
            return ""
        placeholder = self._placeholders[number]
        if number in self._rendered_page.places and placeholder.kind is not PlaceholderKind.LITERAL:
            return "@" if placeholder.kind is PlaceholderKind.ESCAPE else ""
        return self._text[placeholder.start : placeholder.end]

    def _source(self, words: str) -> str:
        return restore_source(words, self._text, self._placeholders)
