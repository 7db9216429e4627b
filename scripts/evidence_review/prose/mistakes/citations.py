"""Citations that are written otherwise than pandoc reads them, where only the reading shows it.

A reader would see signs of our own, or nothing. Whether the works exist is known elsewhere.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from evidence_review.prose.citations.scanner import Bracket, Key, Scanner, Semicolon
from evidence_review.prose.mistakes.brackets import LONGEST_SHOWN, Leftover, LeftoverKind, leftover_of
from evidence_review.prose.page.citation import Citation
from evidence_review.prose.page.markers import CitationMark, Mark
from evidence_review.prose.page.placeholders import PATTERN, Kind, Token, number_of
from evidence_review.prose.page.rendered import Place

_CITE_WORD = re.compile(r"cite[pt]?(?:/[\w/-]+)?:")
_DASHES = frozenset("-–—−")


def citation_slips(
    text: str,
    scanner: Scanner,
    marks: Sequence[Mark],
    tokens: Sequence[Token],
    places: Mapping[int, Place],
) -> Iterator[Leftover]:
    """Give what was meant as a citation and is none, or is one with a sign too many.

    Args:
        text: The source.
        scanner: Its brackets.
        marks: What was found in it.
        tokens: What was put into it.
        places: Where each token came out.
    """
    cited = {mark.start: mark for mark in marks if isinstance(mark, CitationMark) and not mark.in_link}
    for mark in cited.values():
        yield from _in_mark(text, mark)
    others = [bracket for bracket in scanner.brackets if bracket.start not in cited]
    closed = (
        {tokens[number].start for number in places if tokens[number].kind is Kind.CLOSE} if others else set()
    )
    for bracket in others:
        found = _in_bracket(text, bracket, cited, closed) if bracket.parts or bracket.follows else None
        if found:
            yield found


def lost_citations(
    text: str, tokens: Sequence[Token], places: Mapping[int, Place], html: str
) -> Iterator[Leftover]:
    """Give the citations that Markdown took for a label of an address or for an attribute, and does not show.

    Args:
        text: The source.
        tokens: What was put into it.
        places: Where each token came out.
        html: The page that Markdown made of it.
    """
    away = [number for number, token in enumerate(tokens) if token.kind is Kind.KEY and number not in places]
    shown = set(map(number_of, PATTERN.finditer(html))) if away else set()
    end_of_line = -1
    for number in away:
        start, end = tokens[number].start, tokens[number].end
        if number in shown or start < end_of_line:  # in code or a comment, or said already
            continue
        key = text[start:end].lstrip("-@").strip("{}")
        if "{" in text[max(0, start - 2) : start]:
            yield leftover_of(
                LeftoverKind.BRACES,
                text,
                text.rfind("{", 0, start),
                key,
                max(text.find("}", end, end + 3), end),
            )
            continue
        line = text.rfind("\n", 0, start) + 1
        if re.match(r"[ \t>]*\[(?![\^`])", text[line : line + LONGEST_SHOWN]):  # not the name of a program
            yield leftover_of(LeftoverKind.DEFINITION, text, line, key)
            end_of_line = text.find("\n", start)
            end_of_line = len(text) if end_of_line == -1 else end_of_line


def _in_mark(text: str, mark: CitationMark) -> Iterator[Leftover]:
    """Give what is too much in a citation, or round it."""
    start, end = mark.start, mark.end
    around = text[start - 1 : start] + text[end : end + 1]
    if around == "{}" or (around == "[]" and text[start] == "["):
        kind = LeftoverKind.BRACES if around == "{}" else LeftoverKind.DOUBLE
        keys = " ".join(citation.key for citation in mark.group.citations)
        yield leftover_of(kind, text, start - 1, keys, end)
    for citation, at in zip(mark.group.citations, mark.places, strict=True):
        odd = _odd_words(citation)
        if text[at - 1 : at] == "@" and text[at - 2 : at - 1] != "\\":
            odd = LeftoverKind.AT_TWICE
        if odd:
            yield leftover_of(odd, text, min(start, at - 1), citation.key, end - 1)


def _odd_words(citation: Citation) -> LeftoverKind | None:
    """Return what is wrong with the words round a key."""
    before, after = citation.prefix, citation.after
    if before.endswith("{") and after.startswith("}"):
        return LeftoverKind.BRACES
    if before in _DASHES:
        return LeftoverKind.DASH
    if before and _CITE_WORD.match(before):
        return LeftoverKind.CITE_WORD
    return LeftoverKind.LAST_COMMA if after.endswith(",") else None


def _in_bracket(
    text: str, bracket: Bracket, cited: Mapping[int, CitationMark], closed: set[int]
) -> Leftover | None:
    """Return what keeps a pair of brackets from being a citation; nothing where it is one."""
    start, stop, owner = bracket.start, bracket.stop, bracket.follows
    if owner and owner.start in cited and cited[owner.start].end == stop + 1:
        return None
    keys = [part for part in bracket.parts if isinstance(part, Key) and part.start in cited]
    names, parts = " ".join(key.name for key in keys), _parts(bracket)
    if owner and owner.start in cited and not keys and stop in closed:
        names, parts = owner.name, parts[1:]
    if not names:
        return None
    idle = [text[begin:end] for begin, end, has_key in parts if not has_key]
    if text[stop + 1 : stop + 2] == "[":
        kind = LeftoverKind.SIDE_BY_SIDE
    elif not idle or stop not in closed:
        return None
    else:
        is_empty = not all(map(str.strip, idle))
        kind = LeftoverKind.EMPTY_PART if is_empty else LeftoverKind.PART_WITHOUT_WORK
    return leftover_of(kind, text, start, names, stop)


def _parts(bracket: Bracket) -> list[tuple[int, int, bool]]:
    """Return what stands between the semicolons of a bracket: from where to where, and whether with a key."""
    found: list[tuple[int, int, bool]] = []
    begin, has_key = bracket.start + 1, False
    for part in bracket.parts:
        if isinstance(part, Semicolon):
            found.append((begin, part.at, has_key))
            begin, has_key = part.at + 1, False
        elif isinstance(part, Key):
            has_key = True
    return [*found, (begin, bracket.stop, has_key)]
