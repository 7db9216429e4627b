"""A review with its formatted citations and their occurrences, from which all pages are rendered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence_review.citeproc.call.result import FormattedSite, Fragment, cited_keys
from evidence_review.config.settings import Settings
from evidence_review.diagnostics import Diagnostic
from evidence_review.model.entity import Entity
from evidence_review.model.passage import Passage, citations_in
from evidence_review.prose.passage import CitationContext
from evidence_review.rendering.context.note_labels import with_labels
from evidence_review.rendering.text.escaping import as_text
from evidence_review.review.review import Review
from evidence_review.site.addresses import citation_anchor, page_of, page_paths, redirects
from evidence_review.site.alphabet import keys_by_letter, letter_pages
from evidence_review.site.page_metadata import Download, PageMetadata


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationOccurrence:
    """One citation of a reference in running text."""

    entity: Entity
    """The entity whose text cites it."""
    page: str
    """The path of the page."""
    anchor: str
    """The anchor of the citation on it."""
    heading: str
    """The heading above it; empty before the first heading."""
    shown: str
    """The citation as displayed there, as safe HTML."""
    sentence: str
    """The sentence around it, as safe HTML in which the citation is highlighted."""
    via: str
    """The key of the reference through which it is cited at second hand; empty if cited directly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A review with its formatted citations."""

    review: Review
    """The review."""
    settings: Settings
    """The settings of the build."""
    formatted: FormattedSite
    """Its formatted citations and bibliography entries."""
    passages: Mapping[Entity, Passage]
    """The text of each entity that has one."""
    fragments: Mapping[Entity, tuple[tuple[Fragment, ...], ...]]
    """The fragments of each citation in the text of each entity, in order."""
    labels: Mapping[Entity, Mapping[str, str]]
    """The label of each reference that the text of an entity cites, if each page is numbered separately."""
    short_forms: Mapping[str, tuple[Fragment, ...]]
    """The short form of each reference, such as `Doe (2020)`."""
    metadata: PageMetadata
    """The metadata and downloads of its pages."""
    rule_summaries: tuple[tuple[str, str], ...]
    """The code of each check, with its promise to readers."""
    warnings: tuple[Diagnostic, ...]
    """The diagnostics of this build that do not stop it."""
    known: frozenset[str]
    """The paths below `docs/` of all pages and files of the site."""
    redirects: Mapping[str, str]
    """The current path of each page that has moved, by former path."""
    rank: Mapping[str, int]
    """The position of each reference in the order of the style."""
    is_numbered: bool
    """Whether the style numbers the references of the whole site."""
    has_raised_numbers: bool = False
    """Whether citations are raised numbers, which look like the marks of footnotes."""
    by_letter: Mapping[str, tuple[str, ...]]
    """The keys of the references of each letter that has any, in the order of the style."""
    letter_pages: Mapping[str, str]
    """The path of the page of each letter; empty if one page lists all references."""
    occurrences: Mapping[str, tuple[CitationOccurrence, ...]]
    """Every citation of each reference in running text, by page."""
    downloads: tuple[Download, ...] = ()
    """The files that readers can download."""


def make_site(  # noqa: PLR0913 - a site has this many parts
    review: Review,
    settings: Settings,
    formatted: FormattedSite,
    *,
    metadata: PageMetadata | None = None,
    rule_summaries: tuple[tuple[str, str], ...] = (),
    warnings: tuple[Diagnostic, ...] = (),
    downloads: tuple[Download, ...] = (),
) -> Site:
    """Combine a review with its formatted citations.

    Args:
        review: The review.
        settings: The settings of the build.
        formatted: The citations of each passage of the review in order, every entry and short form.
        metadata: The metadata of pages and their downloads.
        rule_summaries: The code of each check, with its promise to readers.
        warnings: The diagnostics that do not stop the build.
        downloads: The files that readers can download.
    """
    passages = review.passages()
    fragments = {
        entity: with_labels(passage, citations)
        for (entity, passage), citations in zip(passages, formatted.citations, strict=True)
    }
    occurrences: dict[str, list[CitationOccurrence]] = {key: [] for key in review.references}
    for entity, passage in passages:
        for key, occurrence in _citation_occurrences(review, entity, passage, fragments[entity]):
            occurrences[key].append(occurrence)
    rank = _ranks(review, formatted)
    return Site(
        review=review,
        settings=settings,
        formatted=formatted,
        passages=dict(passages),
        fragments=fragments,
        metadata=metadata or PageMetadata(),
        rule_summaries=rule_summaries,
        warnings=warnings,
        known=page_paths(review) | review.files,
        redirects=redirects(review),
        rank=rank,
        is_numbered=any(entry.label for entry in formatted.bibliography.values()),
        has_raised_numbers=any(
            "<sup" in fragment.html
            for page in formatted.citations
            for citation in page
            for fragment in citation
            if not fragment.note
        ),
        by_letter=keys_by_letter(review.references, rank),
        letter_pages=letter_pages(review.references),
        labels={entity: labels for (entity, _), labels in zip(passages, formatted.labels, strict=False)},
        short_forms=formatted.short_forms,
        occurrences={key: tuple(found) for key, found in occurrences.items()},
        downloads=downloads,
    )


def _ranks(review: Review, formatted: FormattedSite) -> Mapping[str, int]:
    order = [key for key in formatted.bibliography if key in review.references]
    return {key: rank for rank, key in enumerate(dict.fromkeys([*order, *review.references]))}


def _citation_occurrences(
    review: Review, entity: Entity, passage: Passage, citations: tuple[tuple[Fragment, ...], ...]
) -> Iterator[tuple[str, CitationOccurrence]]:
    seen: dict[str, int] = {}
    markers, reading = citations_in(passage), passage.reading
    found = zip(markers, reading.sections, reading.contexts, citations, strict=True)
    for marker, heading, context, fragments in found:
        for key in cited_keys(fragments):
            if key not in review.references:
                continue
            seen[key] = seen.get(key, 0) + 1
            citation = next(each for each in marker.group.citations if each.key == key)
            yield (
                key,
                CitationOccurrence(
                    entity=entity,
                    page=page_of(review, entity),
                    anchor=citation_anchor(review, key, seen[key]),
                    heading=heading,
                    shown="".join(each.html for each in fragments),
                    sentence=highlight_citation(context, fragments, citations, key),
                    via=citation.via,
                ),
            )


def highlight_citation(
    context: CitationContext, fragments: Sequence[Fragment], citations: Sequence[Sequence[Fragment]], key: str
) -> str:
    """Return a sentence as safe HTML in which the part of a citation for one reference is highlighted.

    Args:
        context: The text before and after the citation.
        fragments: The fragments of the citation.
        citations: The fragments of every citation in the same text, in order.
        key: The key of the reference. If no fragment of the citation is for it alone, the whole citation is
            highlighted.
    """

    def around(parts: Iterable[str | int]) -> str:
        return "".join(_shown(citations[part]) if isinstance(part, int) else as_text(part) for part in parts)

    if any(fragment.key == key for fragment in fragments):
        shown = "".join(
            _highlighted(fragment.html) if fragment.key == key else fragment.html for fragment in fragments
        )
    else:
        shown = _highlighted(_shown(fragments) or _noted(fragments))
    return f"{around(context.before)}{shown}{around(context.after)}"


def _highlighted(html: str) -> str:
    return f"<mark>{html}</mark>"


def _shown(fragments: Iterable[Fragment]) -> str:
    return "".join(fragment.html for fragment in fragments)


def _noted(fragments: Iterable[Fragment]) -> str:
    return "".join(f" [{_shown(fragment.note)}]" for fragment in fragments if fragment.note)
