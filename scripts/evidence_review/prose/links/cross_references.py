"""Links between entities: `[r017]` and `[words][r017]`.

Finds candidates among the brackets of a source, and the links among them on the converted page. Does not
know which ids exist.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence_review.prose.citations.scanner import Bracket
from evidence_review.prose.markers import LinkMarker
from evidence_review.prose.page.converted import ConvertedPage
from evidence_review.prose.page.placeholders import Placeholder, PlaceholderKind
from evidence_review.prose.page.rendered import RenderedSpan

MAX_ID_LENGTH = 100
"""The greatest length of an id."""
_DEFINITION = re.compile(r"^[ \t>]*\[([^\[\]\n^][^\[\]\n]*)\]:", re.MULTILINE)
"""A line that defines a link, `[label]: address`, also in a quotation; not a footnote, `[^1]: words`."""


@dataclass(frozen=True, slots=True)
class LinkCandidate:
    """Brackets that may be a link to an entity."""

    target: Bracket
    """The bracket with the id."""
    words: Bracket | None
    """The bracket with the words, if there is one."""


def link_definitions(text: str) -> frozenset[str]:
    """Return the labels, normalised, that a text seems to define for Markdown's own links."""
    if "]:" not in text:
        return frozenset()
    return frozenset(normalise_label(found[1]) for found in _DEFINITION.finditer(text))


def normalise_label(label: str) -> str:
    """Return a label in the form in which Markdown compares labels."""
    return " ".join(label.split()).lower()


def candidates(
    text: str, brackets: Sequence[Bracket], ids: re.Pattern[str], defined: frozenset[str]
) -> list[LinkCandidate]:
    """Return the brackets that may be links, in order."""
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
    """Return whether a bracket contains what looks like an id, and is not a label of Markdown's own."""
    if bracket.stop - bracket.start > MAX_ID_LENGTH:
        return False
    word = text[bracket.start + 1 : bracket.stop]
    return ids.fullmatch(word) is not None and normalise_label(word) not in defined


def _is_link_text(
    text: str, bracket: Bracket, by_start: dict[int, Bracket], ids: re.Pattern[str], defined: frozenset[str]
) -> bool:
    """Return whether a bracket with an id is the text of another link, as in `[r017](page.md)`."""
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
    """Yield the placeholders that hide a candidate from Markdown, except its words."""
    target, words = candidate.target, candidate.words
    if words is None:
        yield Placeholder(PlaceholderKind.LINK, target.start, target.stop + 1)
    else:
        yield Placeholder(PlaceholderKind.WORDS, words.start, words.start + 1)
        yield Placeholder(PlaceholderKind.WORDS_END, words.stop, target.stop + 1)


def find_links(page: ConvertedPage, found: Sequence[LinkCandidate]) -> Iterator[LinkMarker]:
    """Yield the links among candidates: those that are in running text."""
    if not found:
        return
    text, places = page.text, page.rendered.places
    numbers = {(each.kind, each.start): number for number, each in enumerate(page.placeholders)}
    live = _running_count(page)
    anchors = [seen.start for seen in page.rendered.elements if seen.element.tag == "a"]
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
    """Return whether one of several places, in order, is between two others."""
    return begin is not None and bisect_left(starts, begin.end) < bisect_left(starts, end.start)


def _running_count(page: ConvertedPage) -> list[int]:
    """Return the number of citations and links before each placeholder: a link cannot contain another."""
    kinds = (PlaceholderKind.KEY, PlaceholderKind.LINK, PlaceholderKind.WORDS)
    counts = [0]
    for number, placeholder in enumerate(page.placeholders):
        counts.append(counts[-1] + (number in page.rendered.places and placeholder.kind in kinds))
    return counts


def _link(start: int, target: Bracket, name: str, words: str, place: RenderedSpan) -> LinkMarker:
    return LinkMarker(start=start, end=target.stop + 1, target=name, words=words, in_link=place.in_link)
