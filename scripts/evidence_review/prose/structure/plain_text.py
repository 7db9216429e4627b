"""The words of a passage for places where nothing is marked up, such as a summary.

Takes them from the converted page. How citations are formatted is not known here.
"""

import re
from collections.abc import Iterator, Sequence

from evidence_review.prose.page.markers import CitationMark, Mark
from evidence_review.prose.page.placeholders import PATTERN, Kind, Token, number_of, without_edges
from evidence_review.prose.page.rendered import Surface


def plain_text(text: str, tokens: Sequence[Token], surface: Surface, marks: Sequence[Mark]) -> str:
    """Return the words of a page on one line.

    Citations in brackets are left out and those in the sentence stay as written; a link to a thing shows
    its words, or else its id.

    Args:
        text: The source.
        tokens: What was hidden in it.
        surface: The page with the tokens in it.
        marks: What was found in it.
    """

    def shown(found: re.Match[str]) -> str:
        number = number_of(found)
        token = tokens[number] if number < len(tokens) else Token(Kind.DONE, 0, 0)
        source = text[token.start : token.end]
        if number not in surface.places or token.kind in (Kind.KEY, Kind.SEMICOLON, Kind.LITERAL):
            return source
        if token.kind is Kind.LINK:
            return source[1:-1]
        return "@" if token.kind is Kind.ESCAPE else ""

    parts: list[str] = []
    end = 0
    for start, stop in sorted(_bracketed(tokens, surface, marks)):
        if start >= end:
            parts.append(surface.text[end:start].rstrip())
            end = stop
    parts.append(surface.text[end:])
    return " ".join(PATTERN.sub(shown, without_edges("".join(parts))).split())


def _bracketed(tokens: Sequence[Token], surface: Surface, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Give the stretches of a page that are citations in brackets."""
    places = {
        (token.kind, token.start): surface.places[number]
        for number, token in enumerate(tokens)
        if number in surface.places
    }
    for mark in marks:
        first = places.get((Kind.OPEN, mark.start + 1))
        last = places.get((Kind.CLOSE, mark.end - 1))
        if isinstance(mark, CitationMark) and first is not None and last is not None:
            yield first.start - 1, last.end + 1
