"""Punctuation and spaces around citations that attach to the preceding word: note marks and raised numbers.

The result is pandoc's (https://pandoc.org/MANUAL.html#citations-in-note-styles), except that brackets that
would be empty are removed, and adjacent marks are separated.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from evidence_review.citeproc.call.result import Fragment, visible_text
from evidence_review.model.passage import Passage, citations_in
from evidence_review.prose.markers import CitationMarker
from evidence_review.prose.passage import CitationContext

_MOVABLE_PUNCTUATION = re.compile(r"(?:[.,;?…)]|!(?!\[)|:(?![\w+-]+:))+")
"""Punctuation that moves from after a note mark to before it; not the start of an image or an emoji code."""
_FULL_STOP = re.compile(r"\.(?![\w.])")
_BLANK = re.compile(r"[ \t]+\Z")
_NEXT_LINE = re.compile(r"(?<=\S)(?<!\\) ?\n[ \t>]*\Z")
"""The line break before a citation that begins a line, unless it is a hard line break."""
_LINE_PREFIX = re.compile(
    r"""(?:
        [\s>]               # indentation, or a quotation
        | [-+*:#]+ [ \t]    # a list item, definition or heading
        | \d+ [.)] [ \t]    # a numbered list item
        | \[\^[^\]\n]+\]:   # a footnote
        | \[[ xX]\] [ \t]   # a check box
    )*""",
    re.VERBOSE,
)
"""The Markdown syntax that may begin a line before its first word."""
_OPEN_BRACKET = re.compile(r"(?<!\])\\?\([ \t]*\Z")
_CLOSING_BRACKET = re.compile(r"[ \t]*\\?\)")
_BETWEEN = re.compile(r"[ \t]*(?:[;,][ \t]*)?(?:(?:and|&)[ \t]+)?")
"""The possible separators of two citations: a comma or semicolon, "and", or only spaces."""
_ADJACENT = re.compile(r"[ \t]*(?:\n[ \t>]*)?")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]+\]\Z")
"""A footnote of the text, immediately before."""
_SEPARATOR = "<sup>,</sup>"
"""The separator of two marks, which would otherwise look like one number."""
_LOOKBEHIND = 200
"""The number of characters before a citation that are searched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PunctuationChange:
    """A citation around which the text changes."""

    marker: CitationMarker
    """The citation, extended by the text around it that is removed."""
    punctuation: str = ""
    """The punctuation that moves before its note mark."""
    separator: str = ""
    """The separator from the previous mark."""
    trailing_separator: str = ""
    """The separator from a footnote of the text that follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _CitationInText:
    """A citation with its fragments, its context and the label of its note."""

    marker: CitationMarker
    fragments: Sequence[Fragment]
    context: CitationContext
    label: str

    @property
    def is_raised(self) -> bool:
        """Whether it is a raised number."""
        return bool(self.fragments) and all(fragment.html.startswith("<sup>") for fragment in self.fragments)

    @property
    def is_note(self) -> bool:
        """Whether only its note mark is in the sentence."""
        return bool(self.label) and all(fragment.note for fragment in self.fragments)


def punctuation_changes(
    passage: Passage, citations: Sequence[Sequence[Fragment]], labels: Sequence[str]
) -> Iterator[tuple[CitationMarker, PunctuationChange]]:
    """Yield the citations around which the text changes.

    Args:
        passage: The text.
        citations: The fragments of each of its citations.
        labels: The label of the note of each.
    """
    markers, contexts = citations_in(passage), passage.reading.contexts
    in_text = [
        _CitationInText(marker=marker, fragments=fragments, context=context, label=label)
        for marker, fragments, context, label in zip(markers, citations, contexts, labels, strict=True)
    ]
    last = None
    for run in _runs(passage.text, in_text):
        if run[0].is_note:
            yield from zip((each.marker for each in run), _change_notes(passage.text, run), strict=True)
        else:
            yield from _change_single(passage.text, run[0], last)
        last = run[-1]


def _runs(text: str, citations: Sequence[_CitationInText]) -> Iterator[Sequence[_CitationInText]]:
    """Yield the citations; note marks without a word between them are together."""
    run: list[_CitationInText] = []
    for each in citations:
        if run and not (run[-1].is_note and each.is_note and _follows(text, run, each)):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _follows(text: str, run: Sequence[_CitationInText], each: _CitationInText) -> bool:
    between = text[run[-1].marker.end : each.marker.start]
    if _ADJACENT.fullmatch(between) and each.context.before:
        return True
    return bool(_BETWEEN.fullmatch(between) and _found_before(_OPEN_BRACKET, text, run[0].marker.start))


def _change_notes(text: str, run: Sequence[_CitationInText]) -> Iterator[PunctuationChange]:
    """Yield the changes around adjacent note marks, without brackets that contain nothing else."""
    first, last = run[0].marker.start, run[-1].marker.end
    opened, closed = _found_before(_OPEN_BRACKET, text, first), _CLOSING_BRACKET.match(text, last)
    if opened and closed:
        first, last = opened.start(), closed.end()
    after = _MOVABLE_PUNCTUATION.match(text, last)
    last = after.end() if after else last
    start = _attachment_point(text, first, run[0].context, is_bracketed=True)
    moved = after[0] if after else ""
    is_after = _found_before(_FOOTNOTE, text, start) is not None
    is_before = text.startswith("[^", last)
    bounds = pairwise([start, *(each.marker.start for each in run[1:]), last])
    for (begin, end), each in zip(bounds, run, strict=True):
        yield PunctuationChange(
            marker=replace(each.marker, start=begin, end=end),
            punctuation=moved,
            separator=_SEPARATOR if is_after or each is not run[0] else "",
            trailing_separator=_SEPARATOR if is_before and each is run[-1] else "",
        )
        moved = ""


def _change_single(
    text: str, each: _CitationInText, last: _CitationInText | None
) -> Iterator[tuple[CitationMarker, PunctuationChange]]:
    """Yield the change around a citation with a name or number in the sentence, if there is one."""
    marker = each.marker
    if each.is_raised:
        start = _attachment_point(text, marker.start, each.context, is_bracketed=text[marker.start] == "[")
        follows = last is not None and last.is_raised and last.marker.end == start
        yield (
            marker,
            PunctuationChange(marker=replace(marker, start=start), separator=_SEPARATOR if follows else ""),
        )
        return
    shown = visible_text(each.fragments)
    after = _MOVABLE_PUNCTUATION.match(text, marker.end) if each.label else None
    moved = after[0] if after else ""
    end = after.end() if after else marker.end
    if shown.endswith(".") and _FULL_STOP.match(text, marker.end):  # avoid two full stops
        moved, end = moved[1:], max(end, marker.end + 1)
    if end > marker.end:
        yield marker, PunctuationChange(marker=replace(marker, end=end), punctuation=moved)


def _attachment_point(text: str, start: int, context: CitationContext, *, is_bracketed: bool) -> int:
    """Return the end of the word to which a citation attaches, or its own start if there is none."""
    blank = _found_before(_NEXT_LINE, text, start) or _found_before(_BLANK, text, start)
    if blank is None:
        return start
    if is_bracketed:
        has_words = any(isinstance(part, int) or part.strip(" (") for part in context.before)
    else:  # the context does not include the preceding sentence
        has_words = not _LINE_PREFIX.fullmatch(text, text.rfind("\n", 0, start) + 1, start)
    return blank.start() if has_words else start


def _found_before(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    return pattern.search(text, max(0, end - _LOOKBEHIND), end)
