"""Citations that are written otherwise than pandoc reads them, where only the reading shows it.

A reader would see signs of our own, or nothing. Whether the works exist is known elsewhere.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from evidence_review.prose.citations.scanner import Bracket, Key, Scanner, Semicolon
from evidence_review.prose.mistakes.brackets import MAX_EXCERPT_LENGTH, MarkupMistake, MistakeKind, mistake_at
from evidence_review.prose.page.citation import Citation
from evidence_review.prose.page.markers import CitationMarker, Marker
from evidence_review.prose.page.placeholders import PATTERN, Placeholder, PlaceholderKind, placeholder_index
from evidence_review.prose.page.rendered import RenderedSpan

_CITE_WORD = re.compile(r"cite[pt]?(?:/[\w/-]+)?:")
_DASHES = frozenset("-–—−")


def find_citation_mistakes(
    text: str,
    scanner: Scanner,
    markers: Sequence[Marker],
    placeholders: Sequence[Placeholder],
    places: Mapping[int, RenderedSpan],
) -> Iterator[MarkupMistake]:
    """Give what was meant as a citation and is none, or is one with a sign too many.

    Args:
        text: The source.
        scanner: Its brackets.
        markers: What was found in it.
        placeholders: What was put into it.
        places: Where each token came out.
    """
    cited = {
        marker.start: marker
        for marker in markers
        if isinstance(marker, CitationMarker) and not marker.in_link
    }
    for marker in cited.values():
        yield from _marker_mistakes(text, marker)
    others = [bracket for bracket in scanner.brackets if bracket.start not in cited]
    closed = (
        {
            placeholders[number].start
            for number in places
            if placeholders[number].kind is PlaceholderKind.CLOSE
        }
        if others
        else set()
    )
    for bracket in others:
        found = (
            _bracket_mistake(text, bracket, cited, closed) if bracket.parts or bracket.preceding_key else None
        )
        if found:
            yield found


def find_lost_citations(
    text: str, placeholders: Sequence[Placeholder], places: Mapping[int, RenderedSpan], html: str
) -> Iterator[MarkupMistake]:
    """Give the citations that Markdown took for a label of an address or for an attribute, and does not show.

    Args:
        text: The source.
        placeholders: What was put into it.
        places: Where each token came out.
        html: The page that Markdown made of it.
    """
    away = [
        number
        for number, placeholder in enumerate(placeholders)
        if placeholder.kind is PlaceholderKind.KEY and number not in places
    ]
    shown = set(map(placeholder_index, PATTERN.finditer(html))) if away else set()
    end_of_line = -1
    for number in away:
        start, end = placeholders[number].start, placeholders[number].end
        if number in shown or start < end_of_line:  # in code or a comment, or said already
            continue
        key = text[start:end].lstrip("-@").strip("{}")
        if "{" in text[max(0, start - 2) : start]:
            yield mistake_at(
                MistakeKind.BRACED_KEY,
                text,
                text.rfind("{", 0, start),
                key,
                max(text.find("}", end, end + 3), end),
            )
            continue
        line = text.rfind("\n", 0, start) + 1
        if re.match(
            r"[ \t>]*\[(?![\^`])", text[line : line + MAX_EXCERPT_LENGTH]
        ):  # not the name of a program
            yield mistake_at(MistakeKind.DEFINITION, text, line, key)
            end_of_line = text.find("\n", start)
            end_of_line = len(text) if end_of_line == -1 else end_of_line


def _marker_mistakes(text: str, marker: CitationMarker) -> Iterator[MarkupMistake]:
    """Give what is too much in a citation, or round it."""
    start, end = marker.start, marker.end
    around = text[start - 1 : start] + text[end : end + 1]
    if around == "{}" or (around == "[]" and text[start] == "["):
        kind = MistakeKind.BRACED_KEY if around == "{}" else MistakeKind.DOUBLE_BRACKETS
        keys = " ".join(citation.key for citation in marker.group.citations)
        yield mistake_at(kind, text, start - 1, keys, end)
    for citation, at in zip(marker.group.citations, marker.places, strict=True):
        odd = _affix_mistake(citation)
        if text[at - 1 : at] == "@" and text[at - 2 : at - 1] != "\\":
            odd = MistakeKind.DOUBLE_AT
        if odd:
            yield mistake_at(odd, text, min(start, at - 1), citation.key, end - 1)


def _affix_mistake(citation: Citation) -> MistakeKind | None:
    """Return what is wrong with the words round a key."""
    before, after = citation.prefix, citation.after
    if before.endswith("{") and after.startswith("}"):
        return MistakeKind.BRACED_KEY
    if before in _DASHES:
        return MistakeKind.DASH
    if before and _CITE_WORD.match(before):
        return MistakeKind.ORG_MODE_CITATION
    return MistakeKind.TRAILING_COMMA if after.endswith(",") else None


def _bracket_mistake(
    text: str, bracket: Bracket, cited: Mapping[int, CitationMarker], closed: set[int]
) -> MarkupMistake | None:
    """Return what keeps a pair of brackets from being a citation; nothing where it is one."""
    start, stop, owner = bracket.start, bracket.stop, bracket.preceding_key
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
        kind = MistakeKind.ADJACENT_BRACKETS
    elif not idle or stop not in closed:
        return None
    else:
        is_empty = not all(map(str.strip, idle))
        kind = MistakeKind.EMPTY_PART if is_empty else MistakeKind.PART_WITHOUT_KEY
    return mistake_at(kind, text, start, names, stop)


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
