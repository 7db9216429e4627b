"""Links between things: `[r017]` and `[words][r017]`.

Finds candidates among the brackets of a source and reads those that came out on the page. Does not know
which ids exist.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence_review.prose.citations.scanner import Bracket
from evidence_review.prose.page.markers import LinkMarker
from evidence_review.prose.page.placeholders import Placeholder, PlaceholderKind
from evidence_review.prose.page.rendered import RenderedPage, RenderedSpan

MAX_ID_LENGTH = 100
"""No id is longer."""
_DEFINITION = re.compile(r"^[ \t>]*\[([^\[\]\n^][^\[\]\n]*)\]:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class LinkCandidate:
    """What may be a link to a thing."""

    target: Bracket
    """The bracket with the id."""
    words: Bracket | None
    """The bracket with the words, where there is one."""


def link_definitions(text: str) -> frozenset[str]:
    """Return the labels that a text seems to define as Markdown's own links, folded."""
    return frozenset(normalise_label(found[1]) for found in _DEFINITION.finditer(text))


def normalise_label(label: str) -> str:
    """Return a label as Markdown compares it."""
    return " ".join(label.split()).lower()


def candidates(
    text: str, brackets: Sequence[Bracket], ids: re.Pattern[str], defined: frozenset[str]
) -> list[LinkCandidate]:
    """Return what may be a link, by place."""
    by_start = {bracket.start: bracket for bracket in brackets}
    by_stop = {bracket.stop: bracket for bracket in brackets}
    found: list[LinkCandidate] = []
    used: set[int] = set()
    for start in sorted(by_start):
        bracket = by_start[start]
        before = by_stop.get(start - 1)
        words = before if before is not None and before.start not in used else None
        if not is_id(text, bracket, ids, defined) or text[start - 1 : start] == "!":
            continue
        if _is_link_text(text, bracket, by_start, ids, defined):
            continue
        if words is not None and text[words.start - 1 : words.start] == "!":
            continue
        used.add(start)
        found.append(LinkCandidate(target=bracket, words=words))
    return found


def is_id(text: str, bracket: Bracket, ids: re.Pattern[str], defined: frozenset[str]) -> bool:
    """Say whether a bracket holds what looks like an id, and no label of Markdown's own."""
    if bracket.stop - bracket.start > MAX_ID_LENGTH:
        return False
    word = text[bracket.start + 1 : bracket.stop]
    return ids.fullmatch(word) is not None and normalise_label(word) not in defined


def _is_link_text(
    text: str, bracket: Bracket, by_start: dict[int, Bracket], ids: re.Pattern[str], defined: frozenset[str]
) -> bool:
    """Say whether a bracket with an id is only the words of another link, as in `[r017](page.md)`."""
    if text[bracket.stop + 1 : bracket.stop + 2] == "(":
        return True
    following = by_start.get(bracket.stop + 1)
    if following is None:
        return False
    if is_id(text, following, ids, defined):
        return not text.startswith("(", following.stop + 1)
    label = text[following.start + 1 : following.stop] or text[bracket.start + 1 : bracket.stop]
    return normalise_label(label) in defined


def placeholders(candidate: LinkCandidate) -> Iterator[Placeholder]:
    """Give what hides a candidate from Markdown, its words excepted."""
    target, words = candidate.target, candidate.words
    if words is None:
        yield Placeholder(PlaceholderKind.LINK, target.start, target.stop + 1)
    else:
        yield Placeholder(PlaceholderKind.WORDS, words.start, words.start + 1)
        yield Placeholder(PlaceholderKind.WORDS_END, words.stop, target.stop + 1)


def find_links(
    text: str,
    placeholders: Sequence[Placeholder],
    rendered_page: RenderedPage,
    found: Sequence[LinkCandidate],
) -> Iterator[LinkMarker]:
    """Give the links among candidates that came out as running text."""
    places = rendered_page.places
    numbers = {
        (placeholder.kind, placeholder.start): number for number, placeholder in enumerate(placeholders)
    }
    live = _running_count(placeholders, places)
    anchors = [seen.start for seen in rendered_page.elements if seen.element.tag == "a"]
    for candidate in found:
        target, words = candidate.target, candidate.words
        name = text[target.start + 1 : target.stop]
        if words is None:
            place = places.get(numbers.get((PlaceholderKind.LINK, target.start), -1))
            if place is not None:
                yield _link(target.start, target, name, "", place)
            continue
        first = numbers.get((PlaceholderKind.WORDS, words.start), -1)
        last = numbers.get((PlaceholderKind.WORDS_END, words.stop), -1)
        begin, end = places.get(first), places.get(last)
        if end is None:
            continue
        holds_link = live[last] != live[first + 1] or _any_between(anchors, begin, end)
        if begin is not None and begin.parent == end.parent and not holds_link:
            yield _link(words.start, target, name, text[words.start + 1 : words.stop], end)
        else:
            yield _link(target.start, target, name, "", end)


def _any_between(starts: Sequence[int], begin: RenderedSpan | None, end: RenderedSpan) -> bool:
    """Say whether one of several places, in order, is between two others."""
    return begin is not None and bisect_left(starts, begin.end) < bisect_left(starts, end.start)


def _running_count(placeholders: Sequence[Placeholder], places: dict[int, RenderedSpan]) -> list[int]:
    """Return how many citations and links came out before each token: links cannot hold links."""
    counts = [0]
    for number, placeholder in enumerate(placeholders):
        counts.append(
            counts[-1]
            + (
                number in places
                and placeholder.kind in (PlaceholderKind.KEY, PlaceholderKind.LINK, PlaceholderKind.WORDS)
            )
        )
    return counts


def _link(start: int, target: Bracket, name: str, words: str, place: RenderedSpan) -> LinkMarker:
    return LinkMarker(start=start, end=target.stop + 1, target=name, words=words, in_link=place.in_link)
