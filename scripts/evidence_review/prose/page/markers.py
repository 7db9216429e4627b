"""What was found in a text that Markdown itself does not know, and how it is replaced."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from evidence_review.prose.page.citation import CitationGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationMark:
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
class LinkMark:
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
class TermMark:
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
class EscapeMark:
    r"""An escape that Markdown would show with its backslash, such as `\@`."""

    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends."""
    text: str
    """What a reader is to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorMark:
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


Mark = CitationMark | LinkMark | TermMark | EscapeMark | AnchorMark
"""Anything that is replaced before Markdown is converted."""


def resolve(
    text: str, marks: Sequence[Mark], replacement: Callable[[CitationMark | LinkMark | TermMark], str]
) -> str:
    """Return a text in which each mark is replaced.

    Args:
        text: The text in which the marks were found.
        marks: By place, none inside another.
        replacement: What to show for a citation, a link or a term; the other marks know it themselves.
    """
    parts: list[str] = []
    end = 0
    for mark in marks:
        known = mark.text if isinstance(mark, EscapeMark | AnchorMark) else replacement(mark)
        parts += (text[end : mark.start], known)
        end = mark.end
    return "".join((*parts, text[end:]))


def side_by_side(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks by place, without those that stand inside another."""
    chosen: list[Mark] = []
    end = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.start >= end:
            chosen.append(mark)
            end = mark.end
    return tuple(chosen)
