"""The citations of a file as the command line lists them."""

import re
from dataclasses import dataclass

from markdown import Markdown

from evidence_review.prose.citation import Citation, CitationMode
from evidence_review.prose.markers import CitationMarker
from evidence_review.prose.passage import LOCALE, read_locator, read_passage


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCitation:
    """A citation and where it is written, as the command line lists it."""

    path: str
    """The file."""
    line: int
    """The line of its `@`, counted from 1."""
    key: str
    """The citation key."""
    mode: CitationMode
    """How it is part of its sentence."""
    prefix: str
    """The words before the key."""
    label: str
    """The locator term; empty if there is no locator."""
    locator: str
    """The locator, such as a page."""
    suffix: str
    """The words after the locator."""
    via: str
    """The key of the reference through which it is cited at second hand."""


def citations_of(  # noqa: PLR0913 - everything that the command line knows about a file
    text: str, path: str, first_line: int, *, ids: re.Pattern[str], markdown: Markdown, locale: str = LOCALE
) -> tuple[FoundCitation, ...]:
    """Return the citations of a file, in order of appearance.

    Args:
        text: The Markdown, without front matter.
        path: The path of the file, as it should be shown.
        first_line: The line on which the Markdown begins.
        ids: The regular expression of ids.
        markdown: The site's converter.
        locale: The locale whose locator terms apply.
    """
    found: list[FoundCitation] = []
    line, counted = first_line, 0
    for marker in read_passage(text, ids=ids, markdown=markdown).markers:
        if not isinstance(marker, CitationMarker):
            continue
        for citation, place in zip(marker.group.citations, marker.places, strict=True):
            line, counted = line + text.count("\n", counted, place), place
            found.append(_found(citation, path, line, locale))
    return tuple(found)


def _found(citation: Citation, path: str, line: int, locale: str) -> FoundCitation:
    parsed = read_locator(citation.after, locale)
    return FoundCitation(
        path=path,
        line=line,
        key=citation.key,
        mode=citation.mode,
        prefix=citation.prefix,
        label=parsed.label,
        locator=parsed.locator,
        suffix=parsed.remainder,
        via=citation.via,
    )
