"""A text and the HTML that the site's own converter makes of it: what every reader of a page is given."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown import Markdown

from evidence_review.prose.markers import CitationMarker, EscapeMarker, LinkMarker, Marker
from evidence_review.prose.page.placeholders import (
    Placeholder,
    PlaceholderKind,
    address_placeholders,
    disjoint_in_order,
    insert_placeholders,
    literal_placeholders,
    restore_source,
)
from evidence_review.prose.page.rendered import RenderedPage, RenderedSpan, read_rendered_page


@dataclass(frozen=True, slots=True)
class ConvertedPage:
    """A text and the page that Markdown makes of it."""

    text: str
    """The source."""
    placeholders: Sequence[Placeholder]
    """The parts of the source that were hidden from Markdown, in order."""
    html: str
    """The converted HTML, with the placeholders in it."""
    rendered: RenderedPage
    """The same as a reader sees it, with the position of each placeholder."""
    labels: tuple[str, ...]
    """The labels that headings have in a table of contents instead of their text, with the placeholders."""

    def source(self, placeholder: Placeholder) -> str:
        """Return the part of the source that a placeholder hides."""
        return self.text[placeholder.start : placeholder.end]

    def restore(self, converted: str) -> str:
        """Return converted text with each placeholder replaced by the source it hides."""
        return restore_source(converted, self.text, self.placeholders)

    def spans_by_source(self) -> dict[tuple[PlaceholderKind, int], RenderedSpan]:
        """Return where each placeholder is in running text, by its kind and its start in the source."""
        return {
            (placeholder.kind, placeholder.start): self.rendered.places[number]
            for number, placeholder in enumerate(self.placeholders)
            if number in self.rendered.places
        }

    def spans_between(self, start: int, end: int) -> list[RenderedSpan]:
        """Return where the placeholders for a part of the source are in running text."""
        first = bisect_left(self.placeholders, start, key=_start)
        last = bisect_left(self.placeholders, end, lo=first, key=_start)
        return [self.rendered.places[at] for at in range(first, last) if at in self.rendered.places]


@dataclass(frozen=True, slots=True)
class MarkedPage(ConvertedPage):
    """A converted page whose citations, links and escapes have been read."""

    markers: tuple[Marker, ...]
    """These, in order, none inside another."""

    @property
    def citations(self) -> tuple[CitationMarker, ...]:
        """The citations among them."""
        return tuple(marker for marker in self.markers if isinstance(marker, CitationMarker))


def convert_page(text: str, placeholders: Iterable[Placeholder], markdown: Markdown) -> ConvertedPage:
    """Convert a text with placeholders in it.

    Args:
        text: The source.
        placeholders: The parts to hide from Markdown, in any order. Those inside others are left out.
        markdown: The site's converter.
    """
    inserted = disjoint_in_order((*literal_placeholders(text), *address_placeholders(text), *placeholders))
    markdown.reset()
    html = markdown.convert(insert_placeholders(text, inserted))
    labels = tuple(_labels(getattr(markdown, "toc_tokens", ())))
    return ConvertedPage(text, inserted, html, read_rendered_page(html), labels)


def convert_without_markers(page: MarkedPage, markdown: Markdown) -> ConvertedPage:
    """Convert the text of a page again with each marker hidden as a whole, except the words of links.

    Then nothing of a citation or link is in the address of a heading, and what turned out to be neither is
    plain Markdown.
    """
    hidden: list[Placeholder] = []
    for marker in page.markers:
        if isinstance(marker, LinkMarker) and marker.words:
            opened = marker.start + 1
            hidden.append(Placeholder(PlaceholderKind.WORDS, marker.start, opened))
            hidden.append(Placeholder(PlaceholderKind.WORDS_END, opened + len(marker.words), marker.end))
        else:
            kind = PlaceholderKind.ESCAPE if isinstance(marker, EscapeMarker) else PlaceholderKind.RESOLVED
            hidden.append(Placeholder(kind, marker.start, marker.end))
    return convert_page(page.text, hidden, markdown)


def find_escapes(page: ConvertedPage) -> Iterator[EscapeMarker]:
    r"""Yield each `\@` in running text."""
    for number, placeholder in enumerate(page.placeholders):
        if placeholder.kind is PlaceholderKind.ESCAPE and number in page.rendered.places:
            yield EscapeMarker(start=placeholder.start, end=placeholder.end, text="@")


def _labels(tokens: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the labels of headings, which the extension `toc` has removed from the page."""
    for token in tokens:
        if label := token["data-toc-label"]:
            yield label
        yield from _labels(token["children"])


def _start(placeholder: Placeholder) -> int:
    return placeholder.start
