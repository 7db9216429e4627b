"""Contributed Markdown with its citations, links, terms and tables finished for the page it stands on."""

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import quote

from markupsafe import Markup

from evidence_review.citeproc.call.result import Fragment
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.passage import Passage, citations_in
from evidence_review.prose.markers import (
    CitationMarker,
    EscapeMarker,
    LinkMarker,
    TermMarker,
    replace_markers,
    without_nested,
)
from evidence_review.rendering.citations.links import CitationHistory, NoteContext, render_citation
from evidence_review.rendering.citations.punctuation import PunctuationChange, punctuation_changes
from evidence_review.rendering.context.environment import environment
from evidence_review.rendering.context.note_labels import NoteLabels, in_footnote, note_labels
from evidence_review.rendering.context.page_links import PageLinks
from evidence_review.rendering.text import words
from evidence_review.rendering.text.escaping import as_text
from evidence_review.review.review import is_valid
from evidence_review.site.addresses import linked_path, page_of, staged_path


def render_markdown(view: PageLinks, entity: Entity, passage: Passage) -> Markup:
    """Return contributed Markdown as an engine is given it.

    Args:
        view: The page on which it stands.
        entity: The thing whose text it is.
        passage: The text.
    """
    citations = view.site.fragments[entity]
    labels = note_labels(passage, citations)
    changes = {
        mark.places: each for mark, each in punctuation_changes(passage, citations, labels.by_citation)
    }
    ours = [
        changes[mark.places].mark if isinstance(mark, CitationMarker) and mark.places in changes else mark
        for mark in passage.reading.markers
    ]
    markers = without_nested((*ours, *_moved_links(view, entity, passage)))
    text = replace_markers(passage.text, markers, _citation_renderer(view, entity, passage, labels, changes))
    return Markup(text)  # noqa: S704 - held to an allow-list as written; what is put in is escaped


def _moved_links(view: PageLinks, entity: Entity, passage: Passage) -> Iterator[EscapeMarker]:
    """Turn links to contributed files to where those are staged."""
    page = page_of(view.review, entity)
    for link in passage.reading.hyperlinks:
        target = linked_path(page, link.href)
        end = link.offset + len(link.href)
        if target and passage.text[link.offset : end] == link.href and target in view.site.known:
            today = view.site.redirects.get(target, target)
            moved = posixpath.relpath(staged_path(today), posixpath.dirname(staged_path(view.path)))
            anchor = link.href.partition("#")[2]
            text = f"{quote(moved)}#{anchor}" if anchor else quote(moved)
            yield EscapeMarker(start=link.offset, end=end, text=text)


def _citation_renderer(
    view: PageLinks,
    entity: Entity,
    passage: Passage,
    labels: NoteLabels,
    changes: Mapping[tuple[int, ...], PunctuationChange],
) -> Callable[[CitationMarker | LinkMarker | TermMarker], str]:
    seen = CitationHistory()
    known = dict(_known(passage, view.site.fragments[entity], labels))

    def finish(mark: CitationMarker | LinkMarker | TermMarker) -> str:
        if isinstance(mark, TermMarker):
            return _render_term(view, mark)
        if isinstance(mark, LinkMarker):
            return _table_at(view, mark, passage.text) or _render_link(view, mark)
        fragments, note_context = known[mark.places]
        shown = render_citation(view, fragments, mark, note_context, seen)
        around = changes.get(mark.places)
        shown = around.separator + shown + around.trailing_separator if around else shown
        before = around.punctuation if around else ""
        if before and not fragments[0].note:  # the author's name stands in the sentence
            place = (
                shown.index('<span id="cite-') if '<span id="cite-' in shown else shown.index("<sup class")
            )
            return shown[:place] + before + shown[place:]
        return before + shown

    return finish


def _known(
    passage: Passage, citations: Sequence[Sequence[Fragment]], labels: NoteLabels
) -> Iterator[tuple[tuple[int, ...], tuple[Sequence[Fragment], NoteContext]]]:
    """Give the parts of each citation and where its note stands, by its places."""
    for number, (mark, fragments) in enumerate(zip(citations_in(passage), citations, strict=True)):
        render_inline = partial(
            in_footnote, text=passage.text, mark=mark, opens_with_citation=number in labels.opening
        )
        note_context = NoteContext(
            label=labels.by_citation[number], anchors=labels.anchors, render_inline=render_inline
        )
        yield mark.places, (fragments, note_context)


def _table_at(view: PageLinks, mark: LinkMarker, text: str) -> str:
    """Return the table itself where a link to it makes up a paragraph of its own; else nothing."""
    table = view.review.tables.get(mark.target)
    before, after = text[: mark.start].rstrip(" "), text[mark.end :].lstrip(" ")
    alone = (not before or before.endswith("\n\n")) and (not after.strip() or after.startswith("\n\n"))
    if table is None or mark.words or not alone:
        return ""
    return environment().get_template("table.md.jinja").render(view=view, table=table)


def _render_link(view: PageLinks, mark: LinkMarker) -> str:
    kind = view.site.settings.kind_of(mark.target)
    entity = Entity(EntityKind(kind), mark.target) if kind else None
    if entity is None or not is_valid(view.review, entity):
        return mark.words or as_text(mark.target)
    shown = mark.words or as_text(words.name_words(view.label(entity), entity))
    if mark.in_link:
        return shown
    return f'<a class="to-{entity.kind}" href="{view.address(entity)}">{shown}</a>'


def _render_term(view: PageLinks, mark: TermMarker) -> str:
    term = Entity(EntityKind.TERM, mark.target)
    if page_of(view.review, term) == view.path:
        return mark.words
    return f'<a class="to-term" href="{view.address(term)}">{mark.words}</a>'
