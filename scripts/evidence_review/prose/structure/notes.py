"""The notes of a text whose style sets citations in notes, in the order in which a reader meets their marks.

A citation is a note then, and the footnotes of the text itself stand among them. Reads the surface of a page.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence_review.prose.page.markers import CitationMarker, Marker
from evidence_review.prose.page.placeholders import PATTERN, Placeholder, strip_markers
from evidence_review.prose.page.rendered import PageElement, RenderedPage

_OWN, _TO_OWN = "fn:", "fnref"
"""With what the addresses of footnotes begin, and of the marks that lead to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextNote:
    """A citation, or a footnote of the text's own."""

    number: int
    """Its number. One is left out where the note before is in another list: no "ibid." may point there."""
    citations: tuple[int, ...]
    """The citations in it, by their place among those of the text."""
    anchor: str = ""
    """The address of a footnote of the text's own; empty where the note is a citation."""
    opens_with_citation: bool = False
    """Whether a footnote of the text's own is one paragraph that begins with a citation."""


def text_notes(
    text: str, markers: Sequence[Marker], placeholders: Sequence[Placeholder], rendered_page: RenderedPage
) -> tuple[TextNote, ...]:
    """Return the notes of a text, each citation being in one.

    Args:
        text: The source.
        markers: The marks of the page, by place.
        placeholders: What was hidden in its source, by place.
        rendered_page: The page as converted.
    """
    citations = [marker for marker in markers if isinstance(marker, CitationMarker)]
    own = {_id(each): each for each in rendered_page.elements if each.element.tag == "li" and _is_own(each)}
    if not own:
        return tuple(TextNote(number=place + 1, citations=(place,)) for place in range(len(citations)))
    notes = sorted(own.values(), key=_start)
    places = list(_places(text, citations, placeholders, rendered_page))
    inside: dict[str, list[int]] = defaultdict(list)
    met: list[tuple[int, int | str]] = []
    for number, place in enumerate(places):
        note = _holding(notes, place)
        if note is None:
            met.append((place, number))
        else:
            inside[_id(note)].append(number)
    met += _references(rendered_page, notes)
    order = [each for _, each in sorted(met, key=lambda pair: pair[0])]
    return tuple(_numbered(dict.fromkeys((*order, *own)), inside, own, places, rendered_page))


def _numbered(
    order: Iterable[int | str],
    inside: Mapping[str, Sequence[int]],
    own: Mapping[str, PageElement],
    places: Sequence[int],
    rendered_page: RenderedPage,
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
            opens_with_citation = bool(cited) and _opens(own[each], places[cited[0]], rendered_page)
            yield TextNote(
                number=number, citations=cited, anchor=each, opens_with_citation=opens_with_citation
            )


def _places(
    text: str,
    citations: Sequence[CitationMarker],
    placeholders: Sequence[Placeholder],
    rendered_page: RenderedPage,
) -> Iterator[int]:
    """Give where each citation begins in the page's text; what came out nowhere follows on the last one."""
    starts = [placeholder.start for placeholder in placeholders]
    last = 0
    for marker in citations:
        numbers = range(bisect_left(starts, marker.start), bisect_left(starts, marker.end))
        found = [rendered_page.places[number].start for number in numbers if number in rendered_page.places]
        if found:
            last = min(found) - (text[marker.start] == "[")
        yield last


def _references(rendered_page: RenderedPage, notes: Sequence[PageElement]) -> Iterator[tuple[int, str]]:
    """Give the marks that lead to footnotes of the text's own; those in footnotes come after all others."""
    past = len(rendered_page.text)
    for each in rendered_page.elements:
        name, _, label = _id(each).partition(":")
        if each.element.tag == "sup" and name.startswith(_TO_OWN) and label:
            is_inside = _holding(notes, each.start) is not None
            yield each.start + (past if is_inside else 0), f"{_OWN}{label}"


def _holding(notes: Sequence[PageElement], place: int) -> PageElement | None:
    """Return the footnote in which a place of the page's text is; none of them is in another."""
    number = bisect_right(notes, place, key=_start) - 1
    return notes[number] if number >= 0 and place < notes[number].end else None


def _start(note: PageElement) -> int:
    return note.start


def _opens(note: PageElement, place: int, rendered_page: RenderedPage) -> bool:
    before = strip_markers(PATTERN.sub("", rendered_page.text[note.start : place]))
    return not before.strip() and len(note.element.findall("p")) == 1 == len(note.element)


def _is_own(seen: PageElement) -> bool:
    return _id(seen).startswith(_OWN)


def _id(seen: PageElement) -> str:
    return str(seen.element.get("id") or "")
