"""The notes of a text whose style sets citations in notes, in the order in which a reader meets their marks.

A citation is a note then, and the footnotes of the text itself stand among them. Reads the surface of a page.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence_review.prose.page.markers import CitationMark, Mark
from evidence_review.prose.page.placeholders import PATTERN, Token, without_edges
from evidence_review.prose.page.rendered import Seen, Surface

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
    opens: bool = False
    """Whether a footnote of the text's own is one paragraph that begins with a citation."""


def text_notes(
    text: str, marks: Sequence[Mark], tokens: Sequence[Token], surface: Surface
) -> tuple[TextNote, ...]:
    """Return the notes of a text, each citation being in one.

    Args:
        text: The source.
        marks: The marks of the page, by place.
        tokens: What was hidden in its source, by place.
        surface: The page as converted.
    """
    citations = [mark for mark in marks if isinstance(mark, CitationMark)]
    own = {_id(each): each for each in surface.elements if each.element.tag == "li" and _is_own(each)}
    if not own:
        return tuple(TextNote(number=place + 1, citations=(place,)) for place in range(len(citations)))
    notes = sorted(own.values(), key=_start)
    places = list(_places(text, citations, tokens, surface))
    inside: dict[str, list[int]] = defaultdict(list)
    met: list[tuple[int, int | str]] = []
    for number, place in enumerate(places):
        note = _holding(notes, place)
        if note is None:
            met.append((place, number))
        else:
            inside[_id(note)].append(number)
    met += _references(surface, notes)
    order = [each for _, each in sorted(met, key=lambda pair: pair[0])]
    return tuple(_numbered(dict.fromkeys((*order, *own)), inside, own, places, surface))


def _numbered(
    order: Iterable[int | str],
    inside: Mapping[str, Sequence[int]],
    own: Mapping[str, Seen],
    places: Sequence[int],
    surface: Surface,
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
            opens = bool(cited) and _opens(own[each], places[cited[0]], surface)
            yield TextNote(number=number, citations=cited, anchor=each, opens=opens)


def _places(
    text: str, citations: Sequence[CitationMark], tokens: Sequence[Token], surface: Surface
) -> Iterator[int]:
    """Give where each citation begins in the page's text; what came out nowhere follows on the last one."""
    starts = [token.start for token in tokens]
    last = 0
    for mark in citations:
        numbers = range(bisect_left(starts, mark.start), bisect_left(starts, mark.end))
        found = [surface.places[number].start for number in numbers if number in surface.places]
        if found:
            last = min(found) - (text[mark.start] == "[")
        yield last


def _references(surface: Surface, notes: Sequence[Seen]) -> Iterator[tuple[int, str]]:
    """Give the marks that lead to footnotes of the text's own; those in footnotes come after all others."""
    past = len(surface.text)
    for each in surface.elements:
        name, _, label = _id(each).partition(":")
        if each.element.tag == "sup" and name.startswith(_TO_OWN) and label:
            is_inside = _holding(notes, each.start) is not None
            yield each.start + (past if is_inside else 0), f"{_OWN}{label}"


def _holding(notes: Sequence[Seen], place: int) -> Seen | None:
    """Return the footnote in which a place of the page's text is; none of them is in another."""
    number = bisect_right(notes, place, key=_start) - 1
    return notes[number] if number >= 0 and place < notes[number].end else None


def _start(note: Seen) -> int:
    return note.start


def _opens(note: Seen, place: int, surface: Surface) -> bool:
    before = without_edges(PATTERN.sub("", surface.text[note.start : place]))
    return not before.strip() and len(note.element.findall("p")) == 1 == len(note.element)


def _is_own(seen: Seen) -> bool:
    return _id(seen).startswith(_OWN)


def _id(seen: Seen) -> str:
    return str(seen.element.get("id") or "")
