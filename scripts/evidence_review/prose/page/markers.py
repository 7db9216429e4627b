"""What was found in a text that Markdown itself does not know, and how it is replaced."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from evidence_review.prose.page.citation import CitationGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationMarker:
    """A citation in running text."""

    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends."""
    group: CitationGroup
    """What it cites."""
    places: tuple[int, ...]
    """Where the `@` of each of its citations stands."""
    in_link: bool
    """Whether it stands inside a link, so that it may not become a link itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMarker:
    """A link to another thing of the review: `[r017]` or `[words][r017]`."""

    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends."""
    target: str
    """The id it leads to."""
    words: str
    """The Markdown to show; empty where the thing's own name is to be shown."""
    in_link: bool
    """Whether it stands inside a link, so that it may not become a link itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermMarker:
    """The first use of a word of the glossary."""

    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends."""
    target: str
    """The id of the term."""
    words: str
    """The word as written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscapeMarker:
    r"""An escape that Markdown would show with its backslash, such as `\@`."""

    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends."""
    text: str
    """What a reader is to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorMarker:
    """A place at the end of a heading with a mark in it, where its address is written down.

    Python-Markdown would make the address from what the heading shows, so that it would change with
    the citation style. The address written here is made from the author's own words.
    """

    start: int
    """Where the text is put in."""
    end: int
    """The same place."""
    text: str
    """An attribute list, or the part of one."""


Marker = CitationMarker | LinkMarker | TermMarker | EscapeMarker | AnchorMarker
"""Anything that is replaced before Markdown is converted."""


def replace_markers(
    text: str,
    markers: Sequence[Marker],
    replacement: Callable[[CitationMarker | LinkMarker | TermMarker], str],
) -> str:
    """Return a text in which each mark is replaced.

    Args:
        text: The text in which the marks were found.
        markers: By place, none inside another.
        replacement: What to show for a citation, a link or a term; the other marks know it themselves.
    """
    parts: list[str] = []
    end = 0
    for marker in markers:
        known = marker.text if isinstance(marker, EscapeMarker | AnchorMarker) else replacement(marker)
        parts += (text[end : marker.start], known)
        end = marker.end
    return "".join((*parts, text[end:]))


def without_nested(markers: Iterable[Marker]) -> tuple[Marker, ...]:
    """Return marks by place, without those that stand inside another."""
    chosen: list[Marker] = []
    end = 0
    for marker in sorted(markers, key=lambda marker: (marker.start, -marker.end)):
        if marker.start >= end:
            chosen.append(marker)
            end = marker.end
    return tuple(chosen)
