"""What may be a citation, link or mistake in a source, and the placeholders that show whether it is.

Knows the source only. The readers in `citations`, `links` and `mistakes` look at the converted page.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence_review.prose.citations.scanner import Bracket, Scanner, Semicolon
from evidence_review.prose.links import cross_references, glossary
from evidence_review.prose.links.cross_references import LinkCandidate, normalise_label
from evidence_review.prose.links.glossary import GlossaryTerms
from evidence_review.prose.mistakes import brackets
from evidence_review.prose.mistakes.brackets import MarkupMistake, MistakeKind
from evidence_review.prose.page.placeholders import Placeholder, PlaceholderKind


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may be a citation, link or mistake in a text."""

    scanner: Scanner
    """The keys and brackets of the source."""
    labels: frozenset[str]
    """The labels, normalised, that belong to Markdown's own links."""
    links: Sequence[LinkCandidate]
    """The brackets that may be links to entities."""
    mistakes: Mapping[int, MarkupMistake]
    """The mistakes, by the place in the source that tells whether a reader would see them."""


def find_candidates(
    text: str, scanner: Scanner, ids: re.Pattern[str], labels: frozenset[str], *, has_wiki_links: bool
) -> Candidates:
    """Return what may be a citation, link or mistake in a text.

    Args:
        text: The source.
        scanner: Its keys and brackets.
        ids: The form of ids.
        labels: The labels, normalised, that belong to Markdown's own links.
        has_wiki_links: Whether the site turns `[[page]]` into a link.
    """
    mistakes = brackets.candidates(text, scanner, ids, labels)
    if has_wiki_links:
        mistakes = {at: each for at, each in mistakes.items() if each.kind is not MistakeKind.WIKI_LINK}
    links = cross_references.candidates(text, scanner.brackets, ids, labels)
    return Candidates(scanner, labels, links, mistakes)


def placeholders(text: str, candidates: Candidates, terms: GlossaryTerms) -> Iterator[Placeholder]:
    """Yield the placeholders for everything in a text that may be a citation, link, term or mistake."""
    for link in candidates.links:
        yield from cross_references.placeholders(link)
    yield from _citation_placeholders(text, candidates)
    yield from glossary.placeholders(text, terms)
    yield from brackets.placeholders(candidates.mistakes)


def _citation_placeholders(text: str, candidates: Candidates) -> Iterator[Placeholder]:
    scanner, links = candidates.scanner, candidates.links
    for escape in scanner.escapes:
        yield Placeholder(PlaceholderKind.ESCAPE, escape.start, escape.start + 2)
    taken = {link.target.start for link in links} | {link.words.start for link in links if link.words}
    for bracket in scanner.brackets:
        if bracket.start not in taken and _may_cite(text, bracket, candidates.labels):
            yield Placeholder(PlaceholderKind.OPEN, bracket.start + 1, bracket.start + 1)
            yield Placeholder(PlaceholderKind.CLOSE, bracket.stop, bracket.stop)
            for part in bracket.parts:
                if isinstance(part, Semicolon):
                    yield Placeholder(PlaceholderKind.SEMICOLON, part.at, part.at + 1)
    for key in scanner.keys:
        if text[key.start - 2 : key.start] != "[^":
            yield Placeholder(PlaceholderKind.KEY, key.start, key.end)


def _may_cite(text: str, bracket: Bracket, labels: frozenset[str]) -> bool:
    """Return whether a bracket may be a citation or the locator of one."""
    if text[bracket.start + 1] == "^" or text[bracket.start - 1 : bracket.start] == "^":
        return False
    if text.startswith(("(", "["), bracket.stop + 1) and not text.startswith("[^", bracket.stop + 1):
        return False
    if bracket.has_key:
        return True
    label = text[bracket.start + 1 : bracket.stop]
    return bracket.preceding_key is not None and normalise_label(label) not in labels
