"""Formatted citations in running text: linked, with anchors, and in footnotes if the style uses them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from evidence_review.citeproc.call.result import Fragment, cited_keys
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.prose.markers import CitationMarker
from evidence_review.rendering.context.note_labels import NoteLabels, letter, note_labels
from evidence_review.rendering.context.page_links import PageLinks
from evidence_review.rendering.text.escaping import as_attribute
from evidence_review.site.addresses import citation_anchor

_MARKDOWN_CHARACTERS = re.compile(r"([*_`\[\]|\\~^$!#])")
"""The characters in a formatted citation that Markdown could interpret."""
_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"[^\W\d_]{3,}|\d{4}")
"""A word of a citation, or a year, but not an initial or a page number."""
_MAX_OMITTED_SHARE = 0.2
"""The share of words that a later note may lack without being a short form: labels such as "chapter" vary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedReference:
    """A reference in the list at the end of a page."""

    key: str
    """Its key."""
    anchors: tuple[str, ...]
    """The anchors of its citations on the page, in order."""
    label: str
    """Its number on this page; empty if the style does not number references."""

    @property
    def places(self) -> list[tuple[str, str]]:
        """Each citation's anchor, with a letter that cannot be confused with a number of the style."""
        return [(letter(number), anchor) for number, anchor in enumerate(self.anchors, 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A citation note at the end of a page."""

    label: str
    """Its number or letter."""
    html: Markup
    """Its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteContext:
    """The position of a citation's note, if the style uses notes."""

    label: str
    """The label of the note; empty if the citation is itself in a footnote of the text."""
    anchors: Mapping[int, str]
    """The anchor of each note of the page, by its number."""
    render_inline: Callable[[str], str]
    """Renders the words of the note within the text's own footnote."""


@dataclass(slots=True)
class CitationHistory:
    """The citations already rendered on a page."""

    times: dict[str, int] = field(default_factory=dict)
    """The number of citations of each reference."""
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    """The words of the first citation of each reference, including those of its note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCitations:
    """The references and notes at the end of a page."""

    references: tuple[CitedReference, ...]
    """The cited references, in the order of the style."""
    notes: tuple[Note, ...]
    """The citation notes, in the order of the text."""

    def __bool__(self) -> bool:
        """Return whether the page cites anything."""
        return bool(self.references)


def page_citations(view: PageLinks, entity: Entity) -> PageCitations:
    """Return the references that the text of an entity cites, and its citation notes.

    Args:
        view: The page that contains the text.
        entity: The entity.
    """
    citations = view.site.fragments.get(entity, ())
    anchors: dict[str, list[str]] = {}
    for fragments in citations:
        for key in cited_keys(fragments):
            if key in view.review.references:
                known = anchors.setdefault(key, [])
                known.append(citation_anchor(view.review, key, len(known) + 1))
    labels = view.site.labels.get(entity)
    order = {key: place for place, key in enumerate(labels)} if labels else view.site.rank
    references = tuple(
        CitedReference(
            key=key,
            anchors=tuple(anchors[key]),
            label=labels.get(key, "") if labels else view.number(key),
        )
        for key in sorted(anchors, key=lambda key: (order.get(key, len(order)), view.site.rank[key]))
    )
    passage = view.site.passages.get(entity)
    notes = tuple(_notes(view, note_labels(passage, citations), citations)) if passage else ()
    return PageCitations(references=references, notes=notes)


def render_citation(
    view: PageLinks,
    fragments: Sequence[Fragment],
    marker: CitationMarker,
    note_context: NoteContext,
    history: CitationHistory,
) -> str:
    """Return a citation as displayed in the text.

    Args:
        view: The page.
        fragments: The fragments of the citation.
        marker: The citation in the source.
        note_context: The position of its note.
        history: The citations already rendered on the page; this one is added.
    """
    anchors: dict[str, list[str]] = {}
    shortened = _shortened_keys(fragments, history)
    for key in cited_keys(fragments):
        if key in view.review.references:
            history.times[key] = history.times.get(key, 0) + 1
            anchors.setdefault(key, []).append(citation_anchor(view.review, key, history.times[key]))
    parts: list[str] = []
    for fragment in fragments:
        if fragment.note and note_context.label:
            parts += (
                _anchor_spans(anchors),
                _note_mark(view, note_context.label, shortened, linked=not marker.in_link),
            )
        elif fragment.note:
            inner = "".join(_note_html(view, fragment.note, note_context.anchors))
            parts += (_anchor_spans(anchors), note_context.render_inline(inner))
        elif fragment.range_keys:
            parts.append(_range_link(view, fragment, anchors, linked=not marker.in_link))
        else:
            parts.append(_citation_link(view, fragment, anchors, linked=not marker.in_link))
    return "".join(parts)


def _shortened_keys(fragments: Sequence[Fragment], history: CitationHistory) -> list[str]:
    """Return the references that a citation shortens, such as to "Ibid.", and add it to the history.

    A style without short forms repeats the full reference, and a card with the entry would duplicate it.
    """
    text_by_key: dict[str, str] = {}
    for fragment in (inner for each in fragments for inner in (each, *each.note)):
        if fragment.key is not None:
            text_by_key[fragment.key] = f"{text_by_key.get(fragment.key, '')} {_TAG.sub('', fragment.html)}"
    found = []
    for key, text in text_by_key.items():
        words = frozenset(_WORD.findall(text.casefold()))
        first = history.words.setdefault(key, words)
        if key in history.times and len(first - words) > _MAX_OMITTED_SHARE * len(first):
            found.append(key)
    return found


def _citation_link(
    view: PageLinks, fragment: Fragment, anchors: dict[str, list[str]], *, linked: bool
) -> str:
    html = _escape_markdown(fragment.html)
    if fragment.key is None or fragment.key not in view.review.references:
        return html
    anchor = anchors[fragment.key].pop(0)
    if not linked:
        return f'<span class="citation" id="{anchor}">{html}</span>'
    return f'<a class="citation" id="{anchor}" href="{_address(view, fragment.key)}">{html}</a>'


def _range_link(view: PageLinks, fragment: Fragment, anchors: dict[str, list[str]], *, linked: bool) -> str:
    """Return the dash of a range as a link to the first reference it omits, in the list of the page."""
    keys = [key for key in fragment.range_keys if key in view.review.references]
    places = "".join(f'<span id="{anchors[key].pop(0)}"></span>' for key in keys)
    html = _escape_markdown(fragment.html)
    if not keys or not linked:
        return places + html
    card_ids = [f"work-{view.slug(key)}" for key in keys]
    text_by_key = as_attribute("and between them: " + "; ".join(view.short_form_text(key) for key in keys))
    return (
        f'{places}<a class="citation citation--range" href="#{card_ids[0]}" data-card="{" ".join(card_ids)}" '
        f'aria-label="{text_by_key}">{html}</a>'
    )


def _note_mark(view: PageLinks, label: str, shortened: Sequence[str], *, linked: bool) -> str:
    """Return a note mark. Its card also shows the references that the note shortens."""
    if not linked:
        return f'<sup class="note-mark" id="note-mark-{label}">{label}</sup>'
    cards = " ".join([f"note-{label}", *(f"work-{view.slug(key)}" for key in shortened)])
    return (
        f'<sup class="note-mark" id="note-mark-{label}"><a href="#note-{label}" role="doc-noteref" '
        f'data-card="{cards}" aria-label="Note {label}">{label}</a></sup>'
    )


def _notes(view: PageLinks, labels: NoteLabels, citations: Sequence[Sequence[Fragment]]) -> Iterator[Note]:
    for label, fragments in zip(labels.by_citation, citations, strict=True):
        for fragment in fragments:
            if label and fragment.note:
                html = "".join(_note_html(view, fragment.note, labels.anchors))
                yield Note(label=label, html=Markup(html))  # noqa: S704 - escaped by `citeproc`


def _note_html(view: PageLinks, fragments: Sequence[Fragment], anchors: Mapping[int, str]) -> Iterator[str]:
    for fragment in fragments:
        html = _escape_markdown(fragment.html)
        if fragment.target_note in anchors:
            label = f"note {_TAG.sub('', fragment.html)}"
            anchor = as_attribute(anchors[fragment.target_note])
            html = f'<a href="#{anchor}" aria-label="{label}">{html}</a>'
        if fragment.key is not None and fragment.key in view.review.references:
            html = f'<a class="citation" href="{_address(view, fragment.key)}">{html}</a>'
        yield html


def _anchor_spans(anchors: dict[str, list[str]]) -> str:
    """Return an empty element with the anchor of each citation that the sentence itself does not show."""
    remaining = [anchor for found in anchors.values() for anchor in found]
    anchors.clear()
    return "".join(f'<span id="{anchor}"></span>' for anchor in remaining)


def _address(view: PageLinks, key: str) -> Markup:
    return view.address(Entity(EntityKind.REFERENCE, key))


def _escape_markdown(html: str) -> str:
    return _MARKDOWN_CHARACTERS.sub(lambda match: f"&#{ord(match[0])};", html)
