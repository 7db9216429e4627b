"""Citations that hang on the word before them, as the marks of notes and raised numbers do.

pandoc sets them so: https://pandoc.org/MANUAL.html#citations-in-note-styles. But a bracket that would be left
empty goes, and two marks side by side are kept apart.
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
"""What goes before the mark of a note that stands before it; a picture and the name of a sign do not."""
_FULL_STOP = re.compile(r"\.(?![\w.])")
_BLANK = re.compile(r"[ \t]+\Z")
_NEXT_LINE = re.compile(r"(?<=\S)(?<!\\) ?\n[ \t>]*\Z")
"""What stands before a citation that begins a line, unless a break of the line was asked for."""
_MARKER = re.compile(r"(?:[\s>]|[-+*:#]+[ \t]|\d+[.)][ \t]|\[\^[^\]\n]+\]:|\[[ xX]\][ \t])*")
"""What may begin a line and is none of its words."""
_OPEN_BRACKET = re.compile(r"(?<!\])\\?\([ \t]*\Z")
_CLOSING_BRACKET = re.compile(r"[ \t]*\\?\)")
_BETWEEN = re.compile(r"[ \t]*(?:[;,][ \t]*)?(?:(?:and|&)[ \t]+)?")
"""What may separate two citations: a comma or semicolon, "and", or only spaces."""
_ADJACENT = re.compile(r"[ \t]*(?:\n[ \t>]*)?")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]+\]\Z")
"""A footnote of the text's own, right before."""
_SEPARATOR = "<sup>,</sup>"
"""What stands between two marks, which would look like one number."""
_LOOKBEHIND = 200
"""How many characters before a citation are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PunctuationChange:
    """A citation with what changes round it."""

    mark: CitationMarker
    """The citation with what is taken away before it and behind it."""
    punctuation: str = ""
    """The punctuation that goes before its mark."""
    separator: str = ""
    """What parts it from the one before."""
    trailing_separator: str = ""
    """What parts it from the footnote of the text's own that follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _CitationInText:
    """A citation and what is known of it."""

    mark: CitationMarker
    fragments: Sequence[Fragment]
    context: CitationContext
    label: str

    @property
    def is_raised(self) -> bool:
        """Whether it is a raised number."""
        return bool(self.fragments) and all(fragment.html.startswith("<sup>") for fragment in self.fragments)

    @property
    def is_note(self) -> bool:
        """Whether nothing of it stands in the sentence but the mark of a note."""
        return bool(self.label) and all(fragment.note for fragment in self.fragments)


def punctuation_changes(
    passage: Passage, citations: Sequence[Sequence[Fragment]], labels: Sequence[str]
) -> Iterator[tuple[CitationMarker, PunctuationChange]]:
    """Give the citations round which something changes.

    Args:
        passage: The text.
        citations: The parts of each of its citations.
        labels: The label of the note of each.
    """
    markers, contexts = citations_in(passage), passage.reading.contexts
    every = [
        _CitationInText(mark=mark, fragments=fragments, context=context, label=label)
        for mark, fragments, context, label in zip(markers, citations, contexts, labels, strict=True)
    ]
    last = None
    for run in _runs(passage.text, every):
        if run[0].is_note:
            yield from zip((each.mark for each in run), _change_notes(passage.text, run), strict=True)
        else:
            yield from _change_single(passage.text, run[0], last)
        last = run[-1]


def _runs(text: str, every: Sequence[_CitationInText]) -> Iterator[Sequence[_CitationInText]]:
    """Give the citations; those of which only marks of notes are left together where no word parts them."""
    run: list[_CitationInText] = []
    for each in every:
        if run and not (run[-1].is_note and each.is_note and _follows(text, run, each)):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _follows(text: str, run: Sequence[_CitationInText], each: _CitationInText) -> bool:
    between = text[run[-1].mark.end : each.mark.start]
    if _ADJACENT.fullmatch(between) and each.context.before:
        return True
    return bool(_BETWEEN.fullmatch(between) and _found_before(_OPEN_BRACKET, text, run[0].mark.start))


def _change_notes(text: str, run: Sequence[_CitationInText]) -> Iterator[PunctuationChange]:
    """Give the marks of notes that stand together, without brackets round nothing else."""
    first, last = run[0].mark.start, run[-1].mark.end
    opened, closed = _found_before(_OPEN_BRACKET, text, first), _CLOSING_BRACKET.match(text, last)
    if opened and closed:
        first, last = opened.start(), closed.end()
    after = _MOVABLE_PUNCTUATION.match(text, last)
    last = after.end() if after else last
    start = _attachment_point(text, first, run[0].context, is_bracketed=True)
    moved = after[0] if after else ""
    is_after = _found_before(_FOOTNOTE, text, start) is not None
    is_before = text.startswith("[^", last)
    bounds = pairwise([start, *(each.mark.start for each in run[1:]), last])
    for (begin, end), each in zip(bounds, run, strict=True):
        yield PunctuationChange(
            mark=replace(each.mark, start=begin, end=end),
            punctuation=moved,
            separator=_SEPARATOR if is_after or each is not run[0] else "",
            trailing_separator=_SEPARATOR if is_before and each is run[-1] else "",
        )
        moved = ""


def _change_single(
    text: str, each: _CitationInText, last: _CitationInText | None
) -> Iterator[tuple[CitationMarker, PunctuationChange]]:
    """Give a citation of which a name or a number stands in the sentence, if something changes round it."""
    mark = each.mark
    if each.is_raised:
        start = _attachment_point(text, mark.start, each.context, is_bracketed=text[mark.start] == "[")
        follows = last is not None and last.is_raised and last.mark.end == start
        yield (
            mark,
            PunctuationChange(mark=replace(mark, start=start), separator=_SEPARATOR if follows else ""),
        )
        return
    shown = visible_text(each.fragments)
    after = _MOVABLE_PUNCTUATION.match(text, mark.end) if each.label else None
    moved = after[0] if after else ""
    end = after.end() if after else mark.end
    if shown.endswith(".") and _FULL_STOP.match(text, mark.end):  # one full stop is enough
        moved, end = moved[1:], max(end, mark.end + 1)
    if end > mark.end:
        yield mark, PunctuationChange(mark=replace(mark, end=end), punctuation=moved)


def _attachment_point(text: str, start: int, context: CitationContext, *, is_bracketed: bool) -> int:
    """Return where the words end on which a citation hangs; where it begins itself if there are none."""
    blank = _found_before(_NEXT_LINE, text, start) or _found_before(_BLANK, text, start)
    if blank is None:
        return start
    if is_bracketed:
        has_words = any(isinstance(part, int) or part.strip(" (") for part in context.before)
    else:  # then the sentence before is no part of the context
        has_words = not _MARKER.fullmatch(text, text.rfind("\n", 0, start) + 1, start)
    return blank.start() if has_words else start


def _found_before(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    return pattern.search(text, max(0, end - _LOOKBEHIND), end)
