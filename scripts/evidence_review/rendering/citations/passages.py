"""Contributed Markdown with its citations, links, terms and tables rendered for the page that contains it."""

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
    """Return contributed Markdown in the form that an engine reads.

    Args:
        view: The page that contains it.
        entity: The entity to which the text belongs.
        passage: The text.
    """
    citations = view.site.fragments[entity]
    labels = note_labels(passage, citations)
    changes = {
        mark.places: each for mark, each in punctuation_changes(passage, citations, labels.by_citation)
    }
    adjusted = [
        changes[mark.places].mark if isinstance(mark, CitationMarker) and mark.places in changes else mark
        for mark in passage.reading.markers
    ]
    markers = without_nested((*adjusted, *_staged_links(view, entity, passage)))
    text = replace_markers(passage.text, markers, _citation_renderer(view, entity, passage, labels, changes))
    return Markup(text)  # noqa: S704 - the source is checked against an allow-list, and insertions are escaped


def _staged_links(view: PageLinks, entity: Entity, passage: Passage) -> Iterator[EscapeMarker]:
    """Yield links to contributed files with their staged addresses."""
    page = page_of(view.review, entity)
    for link in passage.reading.hyperlinks:
        target = linked_path(page, link.href)
        end = link.offset + len(link.href)
        if target and passage.text[link.offset : end] == link.href and target in view.site.known:
            current = view.site.redirects.get(target, target)
            path = posixpath.relpath(staged_path(current), posixpath.dirname(staged_path(view.path)))
            anchor = link.href.partition("#")[2]
            text = f"{quote(path)}#{anchor}" if anchor else quote(path)
            yield EscapeMarker(start=link.offset, end=end, text=text)


def _citation_renderer(
    view: PageLinks,
    entity: Entity,
    passage: Passage,
    labels: NoteLabels,
    changes: Mapping[tuple[int, ...], PunctuationChange],
) -> Callable[[CitationMarker | LinkMarker | TermMarker], str]:
    history = CitationHistory()
    citations = dict(_citations_with_context(passage, view.site.fragments[entity], labels))

    def render(mark: CitationMarker | LinkMarker | TermMarker) -> str:
        if isinstance(mark, TermMarker):
            return _render_term(view, mark)
        if isinstance(mark, LinkMarker):
            return _table_at(view, mark, passage.text) or _render_link(view, mark)
        fragments, note_context = citations[mark.places]
        html = render_citation(view, fragments, mark, note_context, history)
        change = changes.get(mark.places)
        html = change.separator + html + change.trailing_separator if change else html
        punctuation = change.punctuation if change else ""
        if punctuation and not fragments[0].note:  # the author's name comes first, in the sentence
            position = (
                html.index('<span id="cite-') if '<span id="cite-' in html else html.index("<sup class")
            )
            return html[:position] + punctuation + html[position:]
        return punctuation + html

    return render


def _citations_with_context(
    passage: Passage, citations: Sequence[Sequence[Fragment]], labels: NoteLabels
) -> Iterator[tuple[tuple[int, ...], tuple[Sequence[Fragment], NoteContext]]]:
    """Yield each citation's places, with its fragments and the position of its note."""
    for number, (mark, fragments) in enumerate(zip(citations_in(passage), citations, strict=True)):
        render_inline = partial(
            in_footnote, text=passage.text, mark=mark, opens_with_citation=number in labels.opening
        )
        note_context = NoteContext(
            label=labels.by_citation[number], anchors=labels.anchors, render_inline=render_inline
        )
        yield mark.places, (fragments, note_context)


def _table_at(view: PageLinks, mark: LinkMarker, text: str) -> str:
    """Return the table itself if a link to it is a paragraph of its own; empty otherwise."""
    table = view.review.tables.get(mark.target)
    before, after = text[: mark.start].rstrip(" "), text[mark.end :].lstrip(" ")
    is_paragraph = (not before or before.endswith("\n\n")) and (not after.strip() or after.startswith("\n\n"))
    if table is None or mark.words or not is_paragraph:
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
