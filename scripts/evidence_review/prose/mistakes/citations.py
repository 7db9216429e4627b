"""Citations that are not written as pandoc expects, so that a reader would see their syntax, or nothing.

Finds those that only the converted page reveals. Does not know which references exist.
"""

import re
from collections.abc import Iterator, Mapping

from evidence_review.prose.citation import Citation
from evidence_review.prose.citations.scanner import Bracket, Key, Scanner, Semicolon
from evidence_review.prose.markers import CitationMarker
from evidence_review.prose.mistakes.brackets import MAX_EXCERPT_LENGTH, MarkupMistake, MistakeKind, mistake_at
from evidence_review.prose.page.converted import ConvertedPage, MarkedPage
from evidence_review.prose.page.placeholders import PATTERN, PlaceholderKind, placeholder_index

_CITE_WORD = re.compile(r"cite[pt]?(?:/[\w/-]+)?:")
"""The beginning of a citation in Org mode, such as `cite:` or `cite/text:`."""
_LABEL = re.compile(r"[ \t>]*\[(?![\^`])")
"""The beginning of a line that defines a link, but not of a footnote or of a link for a word in code."""
_DASHES = frozenset("-–—−")


def find_citation_mistakes(page: MarkedPage, scanner: Scanner) -> Iterator[MarkupMistake]:
    """Yield citations that are not read as such, and those with too many characters.

    Args:
        page: The page.
        scanner: The keys and brackets of its source.
    """
    if not scanner.keys:
        return
    cited = {citation.start: citation for citation in page.citations if not citation.in_link}
    for citation in cited.values():
        yield from _marker_mistakes(page.text, citation)
    others = [bracket for bracket in scanner.brackets if bracket.start not in cited]
    closed = _closed_brackets(page) if others else frozenset()
    for bracket in others:
        found = None
        if bracket.parts or bracket.preceding_key:
            found = _bracket_mistake(page.text, bracket, cited, closed)
        if found:
            yield found


def _closed_brackets(page: ConvertedPage) -> frozenset[int]:
    """Return where each bracket closes that may be a citation and is in running text."""
    hidden = (page.placeholders[number] for number in page.rendered.places)
    return frozenset(each.start for each in hidden if each.kind is PlaceholderKind.CLOSE)


def find_lost_citations(page: ConvertedPage) -> Iterator[MarkupMistake]:
    """Yield the citations that the page lacks, because Markdown reads them as a label or an attribute."""
    text, placeholders = page.text, page.placeholders
    away = [
        number
        for number, placeholder in enumerate(placeholders)
        if placeholder.kind is PlaceholderKind.KEY and number not in page.rendered.places
    ]
    shown = set(map(placeholder_index, PATTERN.finditer(page.html))) if away else set()
    end_of_line = -1
    for number in away:
        start, end = placeholders[number].start, placeholders[number].end
        if number in shown or start < end_of_line:  # in code or a comment, or already reported
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
        if _LABEL.match(text[line : line + MAX_EXCERPT_LENGTH]):
            yield mistake_at(MistakeKind.DEFINITION, text, line, key)
            end_of_line = text.find("\n", start)
            end_of_line = len(text) if end_of_line == -1 else end_of_line


def _marker_mistakes(text: str, marker: CitationMarker) -> Iterator[MarkupMistake]:
    """Yield mistakes in a citation, and in the characters around it."""
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
    """Return what is wrong with the words around a key."""
    before, after = citation.prefix, citation.after
    if before.endswith("{") and after.startswith("}"):
        return MistakeKind.BRACED_KEY
    if before in _DASHES:
        return MistakeKind.DASH
    if before and _CITE_WORD.match(before):
        return MistakeKind.ORG_MODE_CITATION
    return MistakeKind.TRAILING_COMMA if after.endswith(",") else None


def _bracket_mistake(
    text: str, bracket: Bracket, cited: Mapping[int, CitationMarker], closed: frozenset[int]
) -> MarkupMistake | None:
    """Return what prevents brackets from being a citation; `None` if they are one."""
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
    """Return the parts between the semicolons of a bracket: start, end, and whether there is a key."""
    found: list[tuple[int, int, bool]] = []
    begin, has_key = bracket.start + 1, False
    for part in bracket.parts:
        if isinstance(part, Semicolon):
            found.append((begin, part.at, has_key))
            begin, has_key = part.at + 1, False
        elif isinstance(part, Key):
            has_key = True
    return [*found, (begin, bracket.stop, has_key)]
