"""The pages that differ only in what placeholders stand for."""

import posixpath
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from evidence_review.publishing.stamping.placeholders import (
    PLAIN_ID,
    PLAIN_NAME,
    Tokens,
    exemplar_of,
    slug_of,
    tokens_in,
)
from evidence_review.rendering.page.staged_page import StagedPage

WRITTEN_KINDS = frozenset({"home", "overview", "page"})
"""The kinds of pages that contributors write or introduce, and that menus list."""
FEWEST = 5
"""The smallest number of pages of one form for which placeholders are worth it."""
_PLAIN_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""An address that is the same in every context."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The pages of one form."""

    exemplar: StagedPage
    """The page with placeholders."""
    sample: StagedPage
    """The page that the engine renders too, to compare."""
    pages: tuple[StagedPage, ...]
    """The pages that the engine does not render."""


def groups_of(
    pages: Iterable[StagedPage], menu: Collection[str] = (), *, fewest: int = FEWEST
) -> tuple[Group, ...]:
    """Return the pages that can be stamped, by their forms.

    Args:
        pages: All pages.
        menu: The staged paths of the pages that the site's own navigation names.
        fewest: The smallest number of pages of a form.
    """
    forms: dict[tuple[object, ...], list[StagedPage]] = {}
    for page in pages:
        if page.path not in menu and _is_plain(page):
            forms.setdefault(_form(page), []).append(page)
    found = [each for each in forms.values() if len(each) >= fewest]
    return tuple(
        Group(exemplar=exemplar_of(first, number), sample=first, pages=tuple(others))
        for number, (first, *others) in enumerate(found)
    )


def rendered_pages(pages: Iterable[StagedPage], groups: Iterable[Group]) -> list[StagedPage]:
    """Return the pages that the engine renders, among them those with placeholders."""
    groups = tuple(groups)
    stamped = {page.path for group in groups for page in group.pages}
    return [*(page for page in pages if page.path not in stamped), *(group.exemplar for group in groups)]


def _is_plain(page: StagedPage) -> bool:
    return (
        page.kind not in WRITTEN_KINDS
        and not page.engine_keys
        and page.path.endswith("/index.md")
        and _PLAIN_SLUG.fullmatch(slug_of(page)) is not None
        and "<h1" in page.html
        and all(
            PLAIN_ID.fullmatch(token["id"])
            and PLAIN_NAME.fullmatch(token["name"])
            and token["html"] == token["name"]
            and "id=" not in token["name"]  # which Zensical takes for an attribute
            and not token["data-toc-label"]
            for token in tokens_in(page.toc)
        )
    )


def _form(page: StagedPage) -> tuple[object, ...]:
    """Return everything that a theme may ask about a page, and in which pages of one form agree."""
    folder = posixpath.dirname(posixpath.dirname(page.path))
    flags = (page.is_archived, page.is_indexed, bool(page.summary), bool(page.head))
    has_texts = (bool(page.title), bool(page.source))
    return (folder, page.kind, page.as_at, *flags, *has_texts, _levels(page.toc))


def _levels(toc: Tokens) -> tuple[object, ...]:
    return tuple((token["level"], _levels(token["children"])) for token in toc)
