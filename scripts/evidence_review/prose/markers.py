"""Markers: the citations, links, terms and escapes in a text that Markdown itself does not know."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from evidence_review.prose.citation import CitationGroup


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
    """The position of the `@` of each of its citations."""
    in_link: bool
    """Whether it is inside a link and must not become a link itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMarker:
    """A link to another entity of the review: `[r017]` or `[words][r017]`."""

    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends."""
    target: str
    """The id it points to."""
    words: str
    """The Markdown to show; empty if the entity's own name is shown."""
    in_link: bool
    """Whether it is inside a link and must not become a link itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermMarker:
    """The first use of a glossary term."""

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
    """The text that readers see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorMarker:
    """A place at the end of a heading with a citation or link, where the id of the heading is inserted.

    Python-Markdown would derive the id from the rendered heading, so that it would change with the
    citation style. The inserted id is derived from the author's own words.
    """

    start: int
    """Where the text is inserted."""
    end: int
    """The same place."""
    text: str
    """An attribute list, or part of one."""


Marker = CitationMarker | LinkMarker | TermMarker | EscapeMarker | AnchorMarker
"""Everything that is replaced before Markdown is converted."""


def replace_markers(
    text: str,
    markers: Sequence[Marker],
    replacement: Callable[[CitationMarker | LinkMarker | TermMarker], str],
) -> str:
    """Return a text in which each marker is replaced.

    Args:
        text: The text in which the markers were found.
        markers: The markers in order, none inside another.
        replacement: Returns what to show for a citation, a link or a term. Other markers contain it.
    """
    parts: list[str] = []
    end = 0
    for marker in markers:
        known = marker.text if isinstance(marker, EscapeMarker | AnchorMarker) else replacement(marker)
        parts += (text[end : marker.start], known)
        end = marker.end
    return "".join((*parts, text[end:]))


def without_nested(markers: Iterable[Marker]) -> tuple[Marker, ...]:
    """Return markers in order, without those inside another."""
    chosen: list[Marker] = []
    end = 0
    for marker in sorted(markers, key=lambda marker: (marker.start, -marker.end)):
        if marker.start >= end:
            chosen.append(marker)
            end = marker.end
    return tuple(chosen)
