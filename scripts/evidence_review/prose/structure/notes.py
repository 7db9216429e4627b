"""The text of a passage without markup, and its notes in a style that puts citations in notes.

Each citation is then a note, and the text's own footnotes are numbered with them.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence_review.prose.page.converted import MarkedPage
from evidence_review.prose.page.placeholders import (
    PATTERN,
    PlaceholderKind,
    placeholder_index,
    strip_markers,
)
from evidence_review.prose.page.rendered import PageElement

_OWN, _TO_OWN = "fn:", "fnref"
"""The beginnings of the ids of footnotes and of the note marks that refer to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextNote:
    """A citation, or one of the text's own footnotes."""

    number: int
    """Its number. One is skipped if the note before is of the other kind, so that no "ibid." refers to it."""
    citations: tuple[int, ...]
    """The citations in it, by their number in the text."""
    anchor: str = ""
    """The id of a footnote; empty if the note is a citation."""
    opens_with_citation: bool = False
    """Whether a footnote is a single paragraph that begins with a citation."""


def text_notes(page: MarkedPage) -> tuple[TextNote, ...]:
    """Return the notes of a text. Each citation is in one."""
    citations = page.citations
    elements = page.rendered.elements
    own = {_id(each): each for each in elements if each.element.tag == "li" and _is_own(each)}
    if not own:
        return tuple(TextNote(number=place + 1, citations=(place,)) for place in range(len(citations)))
    notes = sorted(own.values(), key=_start)
    places = list(_places(page))
    inside: dict[str, list[int]] = defaultdict(list)
    met: list[tuple[int, int | str]] = []
    for number, place in enumerate(places):
        note = _holding(notes, place)
        if note is None:
            met.append((place, number))
        else:
            inside[_id(note)].append(number)
    met += _references(page, notes)
    order = [each for _, each in sorted(met, key=lambda pair: pair[0])]
    return tuple(_numbered(dict.fromkeys((*order, *own)), inside, own, places, page))


def _numbered(
    order: Iterable[int | str],
    inside: Mapping[str, Sequence[int]],
    own: Mapping[str, PageElement],
    places: Sequence[int],
    page: MarkedPage,
) -> Iterator[TextNote]:
    number, was_own = 0, False
    for each in order:
        is_own = isinstance(each, str)
        number += 1 if is_own is was_own or not number else 2
        was_own = is_own
        if not isinstance(each, str):
            yield TextNote(number=number, citations=(each,))
        elif each in own:
            cited = tuple(inside.get(each, ()))
            opens_with_citation = bool(cited) and _opens(own[each], places[cited[0]], page)
            yield TextNote(
                number=number, citations=cited, anchor=each, opens_with_citation=opens_with_citation
            )


def _places(page: MarkedPage) -> Iterator[int]:
    """Yield where each citation begins in the page's text; one that is not shown follows the last one."""
    last = 0
    for citation in page.citations:
        found = [span.start for span in page.spans_between(citation.start, citation.end)]
        if found:
            last = min(found) - (page.text[citation.start] == "[")
        yield last


def _references(page: MarkedPage, notes: Sequence[PageElement]) -> Iterator[tuple[int, str]]:
    """Yield the note marks of the text's own footnotes; those inside footnotes come after all others."""
    past = len(page.rendered.text)
    for each in page.rendered.elements:
        name, _, label = _id(each).partition(":")
        if each.element.tag == "sup" and name.startswith(_TO_OWN) and label:
            is_inside = _holding(notes, each.start) is not None
            yield each.start + (past if is_inside else 0), f"{_OWN}{label}"


def _holding(notes: Sequence[PageElement], place: int) -> PageElement | None:
    """Return the footnote that contains a place in the page's text; footnotes are never nested."""
    number = bisect_right(notes, place, key=_start) - 1
    return notes[number] if number >= 0 and place < notes[number].end else None


def _start(note: PageElement) -> int:
    return note.start


def _opens(note: PageElement, place: int, page: MarkedPage) -> bool:
    before = strip_markers(PATTERN.sub("", page.rendered.text[note.start : place]))
    return not before.strip() and len(note.element.findall("p")) == 1 == len(note.element)


def _is_own(seen: PageElement) -> bool:
    return _id(seen).startswith(_OWN)


def _id(seen: PageElement) -> str:
    return str(seen.element.get("id") or "")


_SHOWN_AS_WRITTEN = (PlaceholderKind.KEY, PlaceholderKind.SEMICOLON, PlaceholderKind.LITERAL)


def plain_text(page: MarkedPage) -> str:
    """Return the text of a page on one line.

    Citations in brackets are left out, and those in the sentence remain as written. A link to an entity
    shows its words, or the id if it has none.
    """

    def shown(found: re.Match[str]) -> str:
        number = placeholder_index(found)
        if number >= len(page.placeholders):
            return ""
        placeholder = page.placeholders[number]
        if number not in page.rendered.places or placeholder.kind in _SHOWN_AS_WRITTEN:
            return page.source(placeholder)
        if placeholder.kind is PlaceholderKind.LINK:
            return page.source(placeholder)[1:-1]
        return "@" if placeholder.kind is PlaceholderKind.ESCAPE else ""

    parts: list[str] = []
    end = 0
    for start, stop in sorted(_bracketed(page)):
        if start >= end:
            parts.append(page.rendered.text[end:start].rstrip())
            end = stop
    parts.append(page.rendered.text[end:])
    return " ".join(PATTERN.sub(shown, strip_markers("".join(parts))).split())


def _bracketed(page: MarkedPage) -> Iterator[tuple[int, int]]:
    """Yield where each citation in brackets begins and ends in the text of a page."""
    citations = page.citations
    spans = page.spans_by_source() if citations else {}
    for citation in citations:
        first = spans.get((PlaceholderKind.OPEN, citation.start + 1))
        last = spans.get((PlaceholderKind.CLOSE, citation.end - 1))
        if first is not None and last is not None:
            yield first.start - 1, last.end + 1
