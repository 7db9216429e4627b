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
from evidence_review.rendering.context.environment import render_template
from evidence_review.rendering.context.note_labels import NoteLabels, in_footnote, note_labels
from evidence_review.rendering.context.page_links import PageLinks
from evidence_review.rendering.text import words
from evidence_review.rendering.text.escaping import as_text
from evidence_review.review.review import is_valid
from evidence_review.site.addresses import linked_path, page_of, relative_address, staged_path


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
        marker.places: each for marker, each in punctuation_changes(passage, citations, labels.by_citation)
    }
    adjusted = [
        changes[marker.places].marker
        if isinstance(marker, CitationMarker) and marker.places in changes
        else marker
        for marker in passage.reading.markers
    ]
    markers = without_nested((*adjusted, *_staged_links(view, entity, passage)))
    text = replace_markers(passage.text, markers, _citation_renderer(view, entity, passage, labels, changes))
    return Markup(text)  # noqa: S704 - the source is checked against an allow-list, and insertions are escaped


def _staged_links(view: PageLinks, entity: Entity, passage: Passage) -> Iterator[EscapeMarker]:
    """Yield links to pages and files with their addresses relative to the page."""
    page = page_of(view.review, entity)
    folder = posixpath.dirname(staged_path(view.path))
    flag = view.site.settings.use_directory_urls
    for link in passage.reading.hyperlinks:
        target = linked_path(page, link.href)
        end = link.offset + len(link.href)
        if target and passage.text[link.offset : end] == link.href and target in view.site.known:
            current = view.site.redirects.get(target, target)
            anchor = link.href.partition("#")[2]
            if not current.endswith(".md"):
                text = quote(posixpath.relpath(current, folder or "."))
            elif anchor and current == view.path:
                text = ""
            else:
                text = quote(relative_address(current, view.path, directory_urls=flag))
            text = f"{text}#{anchor}" if anchor else text
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

    def render(marker: CitationMarker | LinkMarker | TermMarker) -> str:
        if isinstance(marker, TermMarker):
            return _render_term(view, marker)
        if isinstance(marker, LinkMarker):
            return _table_at(view, marker, passage.text) or _render_link(view, marker)
        fragments, note_context = citations[marker.places]
        html = render_citation(view, fragments, marker, note_context, history)
        change = changes.get(marker.places)
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
    for number, (marker, fragments) in enumerate(zip(citations_in(passage), citations, strict=True)):
        render_inline = partial(
            in_footnote, text=passage.text, marker=marker, opens_with_citation=number in labels.opening
        )
        note_context = NoteContext(
            label=labels.by_citation[number], anchors=labels.anchors, render_inline=render_inline
        )
        yield marker.places, (fragments, note_context)


def _table_at(view: PageLinks, marker: LinkMarker, text: str) -> str:
    """Return the table itself if a link to it is a paragraph of its own; empty otherwise."""
    table = view.review.tables.get(marker.target)
    before, after = text[: marker.start].rstrip(" "), text[marker.end :].lstrip(" ")
    is_paragraph = (not before or before.endswith("\n\n")) and (not after.strip() or after.startswith("\n\n"))
    if table is None or marker.words or not is_paragraph:
        return ""
    return render_template(view.site.settings, ["table.md.jinja"], {"view": view, "table": table})


def _render_link(view: PageLinks, marker: LinkMarker) -> str:
    kind = view.site.settings.kind_of(marker.target)
    entity = Entity(EntityKind(kind), marker.target) if kind else None
    if entity is None or not is_valid(view.review, entity):
        return marker.words or as_text(marker.target)
    shown = marker.words or as_text(words.name_words(view.label(entity), entity))
    if marker.in_link:
        return shown
    return f'<a class="to-{entity.kind}" href="{view.address(entity)}">{shown}</a>'


def _render_term(view: PageLinks, marker: TermMarker) -> str:
    term = Entity(EntityKind.TERM, marker.target)
    if page_of(view.review, term) == view.path:
        return marker.words
    return f'<a class="to-term" href="{view.address(term)}">{marker.words}</a>'
