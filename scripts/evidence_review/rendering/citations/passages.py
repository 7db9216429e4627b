"""Contributed Markdown with its citations, links, terms and tables finished for the page it stands on."""

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import quote

from markupsafe import Markup

from evidence_review.citeproc.call.result import Fragment
from evidence_review.model.passage import Passage, citations_in
from evidence_review.model.things import Thing, ThingKind
from evidence_review.prose.page.markers import (
    CitationMarker,
    EscapeMarker,
    LinkMarker,
    TermMarker,
    replace_markers,
    without_nested,
)
from evidence_review.rendering.citations.links import Noting, Seen, finished_citation
from evidence_review.rendering.citations.punctuation import Hanging, hung
from evidence_review.rendering.context.environment import environment
from evidence_review.rendering.context.note_labels import NoteLabels, in_footnote, note_labels
from evidence_review.rendering.context.page_links import PageLinks
from evidence_review.rendering.text import words
from evidence_review.rendering.text.escaping import as_text
from evidence_review.review.review import is_sound
from evidence_review.site.addresses import linked_path, page_of, staged_path


def finished_markdown(on: PageLinks, thing: Thing, passage: Passage) -> Markup:
    """Return contributed Markdown as an engine is given it.

    Args:
        on: The page on which it stands.
        thing: The thing whose text it is.
        passage: The text.
    """
    citations = on.site.fragments[thing]
    labels = note_labels(passage, citations)
    hanging = {mark.places: each for mark, each in hung(passage, citations, labels.of)}
    ours = [
        hanging[mark.places].mark if isinstance(mark, CitationMarker) and mark.places in hanging else mark
        for mark in passage.reading.markers
    ]
    markers = without_nested((*ours, *_moved_links(on, thing, passage)))
    text = replace_markers(passage.text, markers, _finisher(on, thing, passage, labels, hanging))
    return Markup(text)  # noqa: S704 - held to an allow-list as written; what is put in is escaped


def _moved_links(on: PageLinks, thing: Thing, passage: Passage) -> Iterator[EscapeMarker]:
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
            yield EscapeMarker(start=link.offset, end=end, text=text)


def _finisher(
    on: PageLinks,
    thing: Thing,
    passage: Passage,
    labels: NoteLabels,
    hanging: Mapping[tuple[int, ...], Hanging],
) -> Callable[[CitationMarker | LinkMarker | TermMarker], str]:
    seen = Seen()
    known = dict(_known(passage, on.site.fragments[thing], labels))

    def finish(mark: CitationMarker | LinkMarker | TermMarker) -> str:
        if isinstance(mark, TermMarker):
            return _finished_term(on, mark)
        if isinstance(mark, LinkMarker):
            return _table_at(on, mark, passage.text) or _finished_link(on, mark)
        fragments, noting = known[mark.places]
        shown = finished_citation(on, fragments, mark, noting, seen)
        around = hanging.get(mark.places)
        shown = around.parted + shown + around.followed if around else shown
        before = around.moved if around else ""
        if before and not fragments[0].note:  # the author's name stands in the sentence
            place = (
                shown.index('<span id="cite-') if '<span id="cite-' in shown else shown.index("<sup class")
            )
            return shown[:place] + before + shown[place:]
        return before + shown

    return finish


def _known(
    passage: Passage, citations: Sequence[Sequence[Fragment]], labels: NoteLabels
) -> Iterator[tuple[tuple[int, ...], tuple[Sequence[Fragment], Noting]]]:
    """Give the parts of each citation and where its note stands, by its places."""
    for number, (mark, fragments) in enumerate(zip(citations_in(passage), citations, strict=True)):
        in_place = partial(
            in_footnote, text=passage.text, mark=mark, opens_with_citation=number in labels.opening
        )
        noting = Noting(label=labels.of[number], anchors=labels.anchors, in_place=in_place)
        yield mark.places, (fragments, noting)


def _table_at(on: PageLinks, mark: LinkMarker, text: str) -> str:
    """Return the table itself where a link to it makes up a paragraph of its own; else nothing."""
    table = on.review.tables.get(mark.target)
    before, after = text[: mark.start].rstrip(" "), text[mark.end :].lstrip(" ")
    alone = (not before or before.endswith("\n\n")) and (not after.strip() or after.startswith("\n\n"))
    if table is None or mark.words or not alone:
        return ""
    return environment().get_template("table.md.jinja").render(on=on, table=table)


def _finished_link(on: PageLinks, mark: LinkMarker) -> str:
    kind = on.site.settings.kind_of(mark.target)
    thing = Thing(ThingKind(kind), mark.target) if kind else None
    if thing is None or not is_sound(on.review, thing):
        return mark.words or as_text(mark.target)
    shown = mark.words or as_text(words.name_words(on.label(thing), thing))
    if mark.in_link:
        return shown
    return f'<a class="to-{thing.kind}" href="{on.address(thing)}">{shown}</a>'


def _finished_term(on: PageLinks, mark: TermMarker) -> str:
    term = Thing(ThingKind.TERM, mark.target)
    if page_of(on.review, term) == on.path:
        return mark.words
    return f'<a class="to-term" href="{on.address(term)}">{mark.words}</a>'
