"""Contributed Markdown with its citations, links, terms and tables finished for the page it stands on."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from evidence_review.content.marks import (
    CitationMark,
    EscapeMark,
    LinkMark,
    Mark,
    TermMark,
    resolve,
    side_by_side,
)
from evidence_review.model.addresses import linked_path, page_of, staged_path
from evidence_review.model.things import Thing, ThingKind
from evidence_review.model.titles import is_sound
from evidence_review.rendering import words
from evidence_review.rendering.citations import Noting, Seen, finished_citation
from evidence_review.rendering.environment import environment
from evidence_review.rendering.escaping import as_text
from evidence_review.rendering.notes import in_footnote, note_labels
from evidence_review.rendering.site import citations_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from evidence_review.model.formatted import Piece
    from evidence_review.model.passage import Passage
    from evidence_review.rendering.view import View

_MOVED = re.compile(r"[.,;:!?…)]+")
"""What goes before the mark of a note that stands before it."""
_BEFORE = re.compile(r"""[\w.,;:!?…)\]”’"'*_`>%][ \t]+\Z""")
_MARKER = re.compile(r"[\s>]*(?:[-+*]|\d+[.)])?[ \t]+")
"""What begins an item of a list."""


def finished_markdown(on: View, thing: Thing, passage: Passage) -> Markup:
    """Return contributed Markdown as an engine is given it.

    Args:
        on: The page on which it stands.
        thing: The thing whose text it is.
        passage: The text.
    """
    hung = dict(_hung(on, thing, passage))
    ours = [hung[mark].mark if mark in hung else mark for mark in passage.reading.marks]
    marks = side_by_side((*ours, *_moved_links(on, thing, passage)))
    text = resolve(passage.text, marks, _finisher(on, thing, passage, tuple(hung.values())))
    return Markup(text)  # noqa: S704 - held to an allow-list as written; what is put in is escaped


def _moved_links(on: View, thing: Thing, passage: Passage) -> Iterator[EscapeMark]:
    """Turn links to contributed files to where those are staged."""
    page = page_of(on.review, thing)
    for link in passage.reading.hyperlinks:
        target = linked_path(page, link.href)
        end = link.offset + len(link.href)
        if target and passage.text[link.offset : end] == link.href and target in on.site.known:
            today = on.site.moved.get(target, target)
            moved = posixpath.relpath(staged_path(today), posixpath.dirname(staged_path(on.path)))
            anchor = link.href.partition("#")[2]
            text = f"{quote(moved)}#{anchor}" if anchor else quote(moved)
            yield EscapeMark(start=link.offset, end=end, text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hanging:
    """A citation that hangs on the word before it, as the mark of a note or a raised number does."""

    mark: CitationMark
    """The citation with the space before it and the punctuation that goes before it."""
    moved: str
    """That punctuation."""


def _hung(on: View, thing: Thing, passage: Passage) -> Iterator[tuple[Mark, _Hanging]]:
    """Give the citations that hang, as pandoc sets them: https://pandoc.org/MANUAL.html#citations-in-note-styles."""
    citations = on.site.pieces[thing]
    labels = note_labels(passage, citations)
    text = passage.text
    for mark, pieces, label in zip(citations_in(passage), citations, labels.of, strict=True):
        is_raised = bool(pieces) and all(piece.html.startswith("<sup>") for piece in pieces)
        if not label and not is_raised:
            continue
        start = mark.start
        if all(piece.note or is_raised for piece in pieces) and _BEFORE.search(text, 0, mark.start):
            line = text.rfind("\n", 0, mark.start) + 1
            found = len(text[line : mark.start].rstrip(" \t")) + line
            start = mark.start if _MARKER.fullmatch(text, line, mark.start) else found
        after = _MOVED.match(text, mark.end) if label else None
        yield (
            mark,
            _Hanging(
                mark=replace(mark, start=start, end=after.end() if after else mark.end),
                moved=after[0] if after else "",
            ),
        )


def _finisher(
    on: View, thing: Thing, passage: Passage, hung: Sequence[_Hanging]
) -> Callable[[CitationMark | LinkMark | TermMark], str]:
    seen = Seen()
    known = dict(_known(passage, on.site.pieces[thing]))
    moved = {each.mark.places: each.moved for each in hung}

    def finish(mark: CitationMark | LinkMark | TermMark) -> str:
        if isinstance(mark, TermMark):
            return _finished_term(on, mark)
        if isinstance(mark, LinkMark):
            return _table_at(on, mark, passage.text) or _finished_link(on, mark)
        pieces, noting = known[mark.places]
        shown = finished_citation(on, pieces, mark, noting, seen)
        before = moved.get(mark.places, "")
        if before and not pieces[0].note:  # the author's name stands in the sentence
            place = (
                shown.index('<span id="cite-') if '<span id="cite-' in shown else shown.index("<sup class")
            )
            return shown[:place] + before + shown[place:]
        return before + shown

    return finish


def _known(
    passage: Passage, citations: Sequence[Sequence[Piece]]
) -> Iterator[tuple[tuple[int, ...], tuple[Sequence[Piece], Noting]]]:
    """Give the parts of each citation and where its note stands, by its places."""
    labels = note_labels(passage, citations)
    for number, (mark, pieces) in enumerate(zip(citations_in(passage), citations, strict=True)):
        in_place = partial(in_footnote, text=passage.text, mark=mark, opens=number in labels.opening)
        noting = Noting(label=labels.of[number], anchors=labels.anchors, in_place=in_place)
        yield mark.places, (pieces, noting)


def _table_at(on: View, mark: LinkMark, text: str) -> str:
    """Return the table itself where a link to it makes up a paragraph of its own; else nothing."""
    table = on.review.tables.get(mark.target)
    before, after = text[: mark.start].rstrip(" "), text[mark.end :].lstrip(" ")
    alone = (not before or before.endswith("\n\n")) and (not after.strip() or after.startswith("\n\n"))
    if table is None or mark.words or not alone:
        return ""
    return environment().get_template("table.md.jinja").render(on=on, table=table)


def _finished_link(on: View, mark: LinkMark) -> str:
    kind = on.site.settings.kind_of(mark.target)
    thing = Thing(ThingKind(kind), mark.target) if kind else None
    if thing is None or not is_sound(on.review, thing):
        return mark.words or as_text(mark.target)
    shown = mark.words or as_text(words.name_words(on.label(thing), thing))
    if mark.in_link:
        return shown
    return f'<a class="to-{thing.kind}" href="{on.address(thing)}">{shown}</a>'


def _finished_term(on: View, mark: TermMark) -> str:
    term = Thing(ThingKind.TERM, mark.target)
    if page_of(on.review, term) == on.path:
        return mark.words
    return f'<a class="to-term" href="{on.address(term)}">{mark.words}</a>'
