"""The citations of a converted page, by pandoc's grammar."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evidence_review.prose.citation import CODE, CODE_END, Citation, CitationGroup, CitationMode
from evidence_review.prose.citations.locators import parse_locator
from evidence_review.prose.citations.scanner import Bracket, BracketItem, Key, Scanner, Semicolon
from evidence_review.prose.citations.typography import quotations, words
from evidence_review.prose.markers import CitationMarker
from evidence_review.prose.page.converted import ConvertedPage
from evidence_review.prose.page.placeholders import STYLE_MARKERS, PlaceholderKind
from evidence_review.prose.page.rendered import RenderedSpan

MAX_QUOTED_LENGTH = 20_000
"""The longest bracket in which quotation marks are considered: nested ones would take too long."""
_SECOND_HAND = re.compile(r"(?:^|\W)cited in$", re.IGNORECASE)
"""The end of the prefix of a reference through which the one before is cited."""
_ESCAPED = re.compile(rf"({CODE}[^{CODE_END}]*{CODE_END})|\\([^\w\s])")
"""Code, in which a backslash is itself, or else a backslash and the punctuation that it escapes."""


@dataclass(frozen=True, slots=True)
class _Segment:
    """The part of a bracket between two semicolons, by its position in the page's text."""

    start: int
    end: int
    key: Key | None
    place: RenderedSpan | None


def find_citations(page: ConvertedPage, scanner: Scanner) -> Iterator[CitationMarker]:
    """Yield the citations of a page, in order.

    Args:
        page: The page.
        scanner: The keys and brackets of its source.
    """
    if scanner.keys:
        yield from _CitationReader(page).read(scanner.roots)


class _CitationReader:
    """Reads the citations of one page."""

    def __init__(self, page: ConvertedPage) -> None:
        self._page = page
        self._spans = page.spans_by_source()

    def read(self, roots: Sequence[BracketItem]) -> Iterator[CitationMarker]:
        """Yield the citations among keys and brackets, in the order written."""
        waiting: list[BracketItem] = list(reversed(roots))
        while waiting:
            part = waiting.pop()
            if isinstance(part, Key):
                marker = self._from_key(part, waiting)
            elif isinstance(part, Bracket):
                marker = self._from_bracket(part)
                if marker is None:
                    waiting += reversed(part.parts)
            else:
                marker = None
            if marker is not None:
                yield marker

    def _from_key(self, key: Key, waiting: list[BracketItem]) -> CitationMarker | None:
        """Read a citation in the sentence, with the bracket after it if that belongs to it."""
        place = self._spans.get((PlaceholderKind.KEY, key.start))
        if place is None or place.ends_emphasis:
            return None
        mode = CitationMode.SUPPRESS if key.suppresses_author else CitationMode.NARRATIVE
        following = waiting[-1] if waiting else None
        if isinstance(following, Bracket) and following.preceding_key is key:
            segments = self._segments(following)
            is_own = bool(segments) and (
                segments[0].key or not self._page.text.startswith("[", following.stop + 1)
            )
            if is_own and all(segment.key for segment in segments[1:]):
                waiting.pop()
                first = segments[0]
                own = "" if first.key else self._words(first.start, first.end)
                remainder = segments if first.key else segments[1:]
                return self._marker(key.start, following.stop + 1, (key, mode, own), remainder, place)
        return self._marker(key.start, key.end, (key, mode, ""), (), place)

    def _from_bracket(self, bracket: Bracket) -> CitationMarker | None:
        """Read a citation in brackets. Each of its parts must have a key."""
        if not bracket.has_key:
            return None
        segments = self._segments(bracket)
        if not segments or not all(segment.key for segment in segments):
            return None
        place = self._spans[PlaceholderKind.OPEN, bracket.start + 1]
        return self._marker(bracket.start, bracket.stop + 1, None, segments, place)

    def _marker(
        self,
        start: int,
        end: int,
        narrative: tuple[Key, CitationMode, str] | None,
        segments: Sequence[_Segment],
        place: RenderedSpan,
    ) -> CitationMarker:
        citations = [self._citation(narrative[0], narrative[1], "", narrative[2])] if narrative else []
        keys = [narrative[0]] if narrative else []
        for segment in segments:
            if segment.key is None or segment.place is None:
                continue
            mode = CitationMode.SUPPRESS if segment.key.suppresses_author else CitationMode.PAREN
            before = self._words(segment.start, segment.place.start)
            after = self._words(segment.place.end, segment.end)
            citations.append(self._citation(segment.key, mode, before, after))
            keys.append(segment.key)
        return CitationMarker(
            start=start,
            end=end,
            group=CitationGroup(citations=_link_second_hand(citations)),
            places=tuple(key.at for key in keys),
            in_link=place.in_link,
        )

    def _citation(self, key: Key, mode: CitationMode, before: str, after: str) -> Citation:
        tokens = words(after)
        return Citation(
            key=key.name,
            mode=mode,
            prefix="".join(words(before)).strip(),
            after="".join(tokens).rstrip(),
            styled_prefix=_with_style_markers(before).strip(),
            styled_after=_styled_suffix(after, tokens),
        )

    def _segments(self, bracket: Bracket) -> list[_Segment]:
        """Return the parts of a bracket between its semicolons; none if it is no bracket on the page."""
        first = self._spans.get((PlaceholderKind.OPEN, bracket.start + 1))
        last = self._spans.get((PlaceholderKind.CLOSE, bracket.stop))
        if first is None or last is None or first.parent != last.parent:
            return []
        if first.before != "[" or last.after != "]" or not first.end <= last.start:
            return []
        segments: list[_Segment] = []
        start, key, place = first.end, None, None
        for part, found in self._separators(bracket, first, last):
            if isinstance(part, Key) and key is None:
                key, place = part, found
            elif isinstance(part, Semicolon):
                segments.append(_Segment(start, found.start, key, place))
                start, key, place = found.end, None, None
        return [*segments, _Segment(start, last.start, key, place)]

    def _separators(
        self, bracket: Bracket, first: RenderedSpan, last: RenderedSpan
    ) -> Iterator[tuple[BracketItem, RenderedSpan]]:
        """Yield the keys and semicolons directly in a bracket, not in emphasis or quotations."""
        inside = (
            self._page.rendered.text[first.end : last.start]
            if last.start - first.end <= MAX_QUOTED_LENGTH
            else ""
        )
        quoted = quotations(inside)
        start, end = next(quoted, (sys.maxsize, sys.maxsize))
        for part in bracket.parts:
            kind, at = (
                (PlaceholderKind.KEY, part.start)
                if isinstance(part, Key)
                else (PlaceholderKind.SEMICOLON, _place_of(part))
            )
            place = self._spans.get((kind, at))
            if place is None or place.parent != first.parent:
                continue
            offset = place.start - first.end
            while end <= offset:
                start, end = next(quoted, (sys.maxsize, sys.maxsize))
            if not start <= offset < end:
                yield part, place

    def _words(self, start: int, end: int) -> str:
        """Return part of the page's text without markup."""
        found = self._page.restore(self._page.rendered.text[start:end])
        return _ESCAPED.sub(lambda match: match[1] or match[2], found)


def _with_style_markers(text: str) -> str:
    """Return words with the characters around emphasis and code; an empty string if there are none."""
    return "".join(words(text, emphasised=True)).rstrip() if STYLE_MARKERS.search(text) else ""


def _styled_suffix(after: str, tokens: tuple[str, ...]) -> str:
    """Return the words after a key with the characters around emphasis and code.

    The result is empty if emphasis or code begins before the end of the locator: pandoc would not read the
    locator, and would print its label twice.

    Args:
        after: The words.
        tokens: The same as tokens, without these characters.
    """
    styled = _with_style_markers(after)
    first = STYLE_MARKERS.search(styled)
    if first is None:
        return ""
    suffix = parse_locator(tokens).remainder
    return styled if first.start() >= len("".join(tokens).rstrip()) - len(suffix) else ""


def _place_of(part: BracketItem) -> int:
    return part.at if isinstance(part, Semicolon) else -1


def _link_second_hand(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Return citations, each with the reference through which it is cited if the next one is "cited in"."""
    read: list[Citation] = []
    for citation in citations:
        if read and _SECOND_HAND.search(citation.prefix):
            read[-1] = replace(read[-1], via=citation.key)
        read.append(citation)
    return tuple(read)
