"""Checks of ordinary Markdown links and of HTML in contributed Markdown."""

import posixpath
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from evidence_review.content.markdown import Hyperlink, line_of
from evidence_review.diagnostics import Diagnostic, did_you_mean, error
from evidence_review.model.addresses import FOLDERS, OVERVIEWS, linked_path, page_of, page_paths
from evidence_review.model.passage import Passage
from evidence_review.model.review import Review
from evidence_review.model.things import ThingKind
from evidence_review.source import Location


def lnk102_pages_exist(review: Review) -> Iterator[Diagnostic]:
    """A link to a page or picture of this site must lead to one that exists.

    Bad:  `[how we searched](metod.md)`, when the page is `method.md`.
    Good: `[how we searched](method.md)`.
    """
    known = page_paths(review) | review.files | set(_unsound_pages(review))
    for page, passage, link in _inner_links(review):
        target = linked_path(page, link.href)
        if _parts(link.href) is None:
            message = f"{link.href!r} is no address"
            yield error("LNK102", _place(passage, link.offset), message, "look at its square brackets")
        elif target and target not in known and not _may_be_there(review, target):
            folder = posixpath.dirname(page)
            near = did_you_mean(target, known)
            if near.startswith("did you mean"):
                path = near.removeprefix("did you mean ").strip("?'\"")
                near = f"did you mean {posixpath.relpath(path, folder or '.')!r}?"
            hint = near or "link to the Markdown file, such as `../findings/index.md`"
            message = f"the link to {link.href!r} leads to no page of this site"
            yield error("LNK102", _place(passage, link.offset), message, hint)


def lnk103_anchors_exist(review: Review) -> Iterator[Diagnostic]:
    """A link to a place on a page must lead to a heading or anchor that is there.

    Only pages that contributors write are held to this here; the finished site is checked whole.

    Bad:  `[limits](method.md#limit)`, when the heading is `## Limits`.
    Good: `[limits](method.md#limits)`.
    """
    anchors: dict[str, set[str]] = {}
    for thing, passage in review.passages():
        anchors.setdefault(page_of(review, thing), set()).update(passage.reading.anchors)
    whole = set(review.pages) - set(OVERVIEWS)
    for page, passage, link in _inner_links(review):
        target = linked_path(page, link.href) or page
        anchor = unquote(link.href.partition("#")[2])
        if _parts(link.href) and anchor and target in whole and anchor not in anchors.get(target, set()):
            hint = did_you_mean(anchor, anchors.get(target, set()))
            message = f"the page {target!r} has no place called {anchor!r}"
            yield error("LNK103", _place(passage, link.offset), message, hint)


def htm101_markup_is_allowed(review: Review) -> Iterator[Diagnostic]:
    """Contributed Markdown may hold only harmless HTML and only links that lead to pages.

    What a contributor adds is shown to every reader, so scripts, frames and addresses that run code
    are refused, however they are written.

    Bad:  `<a href="javascript:run()">`, `<script>`, or `{ onclick="…" }` after a link.
    Good: `[a page](https://example.org/)`.
    """
    for _, passage in review.passages():
        for found in passage.reading.foreign:
            message = f"{found.what} is not allowed here"
            yield error("HTM101", _place(passage, found.offset), message, "take it out")


def _unsound_pages(review: Review) -> Iterator[str]:
    """Return the pages of what is written but not sound, where its name alone says where they are."""
    for thing in review.written:
        if thing.kind not in (ThingKind.REFERENCE, ThingKind.CLUSTER):
            yield page_of(review, thing)


def _may_be_there(review: Review, target: str) -> bool:
    """Say whether a page may belong to something whose file cannot be read."""
    return any(target.startswith(f"{FOLDERS[kind]}/") for kind in FOLDERS if not review.is_read(kind))


def _inner_links(review: Review) -> Iterator[tuple[str, Passage, Hyperlink]]:
    for thing, passage in review.passages():
        for link in passage.reading.hyperlinks:
            parts = _parts(link.href)
            if parts is None or not (parts.scheme or parts.netloc):
                yield page_of(review, thing), passage, link


def _parts(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _place(passage: Passage, offset: int) -> Location:
    return passage.where.moved(line_of(passage.text, offset) - 1)
