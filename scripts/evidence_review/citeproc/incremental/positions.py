"""Citations with their positions, and documents in which each looks as it does on the site.

Because of CSL's `position`, a citation may look different the first time that a reference is cited. Styles
with "ibid.", in which the preceding citation matters as well, are formatted in one request.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.citeproc.call.request import CiteprocRequest, StyleContext, split_group
from evidence_review.citeproc.style_features import StyleFeatures
from evidence_review.prose.citation import Citation, CitationGroup, CitationMode


@dataclass(frozen=True, slots=True)
class PositionedCitation:
    """A citation, with the context that may make it look different from an equal one elsewhere."""

    group: CitationGroup
    """The citation."""
    first: frozenset[str] = frozenset()
    """The references that are cited here for the first time."""


def position_citations(
    groups: Iterable[CitationGroup], known: Container[str], features: StyleFeatures
) -> tuple[PositionedCitation, ...]:
    """Return citations with their positions; if the style ignores positions, equal citations are the same.

    Args:
        groups: The citations, in the order of the site.
        known: The keys that name a reference.
        features: The features of the style.
    """
    if not features.positions:
        return tuple(map(PositionedCitation, groups))
    found: list[PositionedCitation] = []
    seen: set[str] = set()
    for group in groups:
        parts = split_group(group, known, sorts=features.sorted_delimiter is not None)
        keys = {each.key for part in parts for each in part}
        found.append(PositionedCitation(group, frozenset(keys - seen)))
        seen |= keys
    return tuple(found)


@dataclass(slots=True)
class CiteprocDocument:
    """Citations to be formatted by pandoc; filled while it is built, not changed afterwards."""

    groups: list[CitationGroup] = field(default_factory=list)
    """The citations, in order."""
    places: dict[PositionedCitation, int] = field(default_factory=dict)
    """The index of each citation whose result is wanted."""

    def request(self, style_context: StyleContext, references: tuple[Reference, ...]) -> CiteprocRequest:
        """Return the request that formats it among some references."""
        return CiteprocRequest(style_context=style_context, groups=tuple(self.groups), references=references)


def build_document(
    every: Iterable[PositionedCitation],
    references: Sequence[Reference],
    wanted: Container[PositionedCitation],
) -> CiteprocDocument:
    """Return a document of the wanted citations, and of bare ones that preserve the order of first citations.

    If references sort equally, this order decides which one gets the first letter after its year.

    Args:
        every: The citations, in the order of the site.
        references: The references to format.
        wanted: The citations whose results are wanted.
    """
    keys = frozenset(reference.key for reference in references)
    seen: set[tuple[str, CitationMode]] = set()
    document = CiteprocDocument()
    for each in every:
        cited = [citation for citation in each.group.citations if citation.key in keys]
        pairs = {(citation.key, citation.mode) for citation in cited}
        if each in wanted and each not in document.places:
            document.places[each] = len(document.groups)
            document.groups.append(each.group)
        elif not pairs <= seen:
            bare = tuple(Citation(key=citation.key, mode=citation.mode) for citation in cited)
            document.groups.append(CitationGroup(citations=bare))
        seen |= pairs
    return document
