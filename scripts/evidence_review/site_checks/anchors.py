"""The check of links to anchors on pages, before the site is built.

To be quick, it renders and converts a page only if a link leads to an anchor that is in no source file.
"""

from collections.abc import Iterator
from urllib.parse import unquote

from evidence_review.checks.hyperlinks import address_parts, inner_links, location_in
from evidence_review.citeproc.call.result import FormattedSite, Fragment
from evidence_review.config.settings import Settings
from evidence_review.diagnostics import Diagnostic, Suggestions, error
from evidence_review.location import Location
from evidence_review.model.passage import Passage, citations_in
from evidence_review.review.review import Review
from evidence_review.site.addresses import (
    linked_path,
    list_pages,
    overview_pages,
    page_of,
    page_paths,
    redirects,
    staged_path,
)
from evidence_review.site_checks.built_pages import read_page

CITATION_ANCHOR_PREFIX = "cite-"
"""The beginning of the anchors of citations."""


def lnk103_anchors_exist(review: Review, settings: Settings) -> Iterator[Diagnostic]:
    """A link to a place on a page must lead to a heading or anchor that exists.

    Otherwise readers arrive at the top of the page and have to search for the place.

    Bad:  `[limits](method.md#limit)`, when the heading is `## Limits`.
    Good: `[limits](method.md#limits)`.
    """
    anchor_links = list(_anchor_links(review))
    anchors = _anchors(review, settings, frozenset(target for _, target, _ in anchor_links))
    suggestions: dict[tuple[str, bool], Suggestions] = {}
    for where, target, anchor in anchor_links:
        if anchor not in anchors.get(target, frozenset()):
            cited = anchor.startswith(CITATION_ANCHOR_PREFIX)
            if (target, cited) not in suggestions:
                known = anchors.get(target, frozenset())
                suggestions[target, cited] = Suggestions(
                    [each for each in known if each.startswith(CITATION_ANCHOR_PREFIX) == cited]
                )
            hint = suggestions[target, cited].hint(anchor)
            hint = hint or "remove the # and the text after it, or name a heading"
            yield error("LNK103", where, f"the page {target!r} has no anchor {anchor!r}", hint)


def _anchor_links(review: Review) -> Iterator[tuple[Location, str, str]]:
    """Yield the location, page and anchor of each link whose anchor is in no source file."""
    written: dict[str, set[str]] = {}
    incomplete_pages: set[str] = set()
    for entity, passage in review.passages():
        written.setdefault(page_of(review, entity), set()).update(passage.reading.anchors)
        incomplete_pages |= {page_of(review, entity)} if passage.reading.unclosed_tags else set()
    known, moved = page_paths(review), redirects(review)
    made = {*overview_pages(review), *list_pages(review).values()}
    for page, passage, link in inner_links(review):
        target = linked_path(page, link.href) or page
        target = moved.get(target, target)
        anchor = unquote(link.href.partition("#")[2].partition(":~:")[0])  # the rest is for browsers
        if not anchor or anchor.startswith("__") or address_parts(link.href) is None:  # the theme adds some
            continue
        if target not in known or anchor in written.get(target, ()):
            continue
        if (target in made and not review.is_complete) or target in incomplete_pages:
            continue  # the anchor may be in a text that cannot be read
        yield location_in(passage, link.offset), target, anchor


def _anchors(review: Review, settings: Settings, pages: frozenset[str]) -> dict[str, frozenset[str]]:
    """Return the anchors of some pages, by the path of the page."""
    if not pages:
        return {}
    from evidence_review.exports.pages import page_metadata
    from evidence_review.rendering.context.site import make_site
    from evidence_review.rendering.page.conversion import PageConverter
    from evidence_review.rendering.pages import render

    convert = PageConverter(settings).convert
    site = make_site(review, settings, _key_only_citations(review), metadata=page_metadata(review, settings))
    paths = {staged_path(path): path for path in pages}
    return {paths[page.path]: read_page(convert(page).html).anchors for page in render(site, only=pages)}


def _key_only_citations(review: Review) -> FormattedSite:
    """Return citations that show their keys: no anchor depends on the citation style."""
    passages = [passage for _, passage in review.passages()]
    short_forms = {key: (Fragment(html="", key=key),) for key in review.references}
    return FormattedSite(citations=tuple(map(_keys, passages)), bibliography={}, short_forms=short_forms)


def _keys(passage: Passage) -> tuple[tuple[Fragment, ...], ...]:
    groups = (marker.group for marker in citations_in(passage))
    return tuple(tuple(Fragment(html="", key=each.key) for each in group.citations) for group in groups)
