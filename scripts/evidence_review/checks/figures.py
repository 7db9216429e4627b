"""Checks of figures in texts."""

import re
from collections.abc import Iterator

from evidence_review.diagnostics import Diagnostic, error, quoted
from evidence_review.location import Location
from evidence_review.model.passage import Passage
from evidence_review.review.review import Review

_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]?")
"""A sentence; a full stop inside a number or an address does not end it."""

_PARAGRAPH = re.compile(r"(?:[^\n]+\n?)+")
"""Lines without an empty line between them."""


def txt101_figures_of_today_have_a_source(review: Review) -> Iterator[Diagnostic]:
    """A figure that is said to be of today needs an event or a reference besides the report in its paragraph.

    The report describes its own time. Readers of later years would take its figures for current ones. The
    review lists the words for the present in `present_words` of `review.yml`.

    Bad:  `Today Clinks counts 1,750 charities.`, in a paragraph that names nothing but the report.
    Good: `At the time Clinks estimated that there were 1,750 charities.`
    """
    record = review.record
    if record is None or not record.present_words:
        return
    words = re.compile(rf"\b(?:{'|'.join(map(re.escape, record.present_words))})\b", re.IGNORECASE)
    for _, passage in review.passages():
        for paragraph in _PARAGRAPH.finditer(passage.text):
            if _has_source(review, paragraph[0], record.reviewed):
                continue
            for sentence in _SENTENCE.finditer(paragraph[0]):
                if (found := words.search(sentence[0])) and re.search(r"\d", sentence[0]):
                    message = f"a figure is said to be of {found[0].lower()!r}: {quoted(sentence[0].strip())}"
                    where = _line_of(passage, paragraph.start() + sentence.start() + found.start())
                    yield error("TXT101", where, message, "name its year, or link to the event that shows it")


def _has_source(review: Review, paragraph: str, report: str) -> bool:
    """Tell whether a paragraph links to an event or cites a reference other than the report."""
    cited = set(re.findall(r"@\{?([\w:.-]*\w)", paragraph)) - {report}
    return any(f"[{id_}]" in paragraph for id_ in review.events) or not cited.isdisjoint(review.references)


def _line_of(passage: Passage, offset: int) -> Location:
    """Return the line of a character of a passage."""
    return passage.where.moved(passage.text.count("\n", 0, offset))
