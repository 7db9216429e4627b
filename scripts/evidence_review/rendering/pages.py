"""Every page of the site: its template, and the values passed to the template.

The rows of each letter of a long bibliography are scripts, which the page of all letters loads when someone
searches: a page on a local disk may load a script but not a data file. `window.listingRows["a"] = "<li
…>…"` contains the rows with links relative to the page of all letters; their COinS,
`window.listingCoins["a"] = {…}`, are loaded only when rows are shown.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from textwrap import shorten
from typing import Any

from evidence_review.config.settings import Settings
from evidence_review.diagnostics import Diagnostic
from evidence_review.model.entity import KINDS, Entity, EntityKind
from evidence_review.model.page import Page
from evidence_review.model.passage import Passage
from evidence_review.rendering.context.bibliography import LetterGroup, ReferenceList, letter_label
from evidence_review.rendering.context.counts import HEADINGS, Counts, WordList, counts, word_lists
from evidence_review.rendering.context.environment import render_template
from evidence_review.rendering.context.related import Related
from evidence_review.rendering.context.site import Site
from evidence_review.rendering.context.tracker import Tracker
from evidence_review.rendering.page.staged_page import StagedPage, head_html
from evidence_review.rendering.page.view import View
from evidence_review.rendering.releases.archived_pages import (
    ArchivedPage,
    History,
    archived_pages,
    history_of,
    releases_containing,
)
from evidence_review.review.review import Review, label_of
from evidence_review.site.addresses import (
    DATA,
    changes_page,
    entities,
    feed_of,
    list_pages,
    overview_pages,
    page_of,
    staged_path,
)
from evidence_review.site.alphabet import letter_pages
from evidence_review.site.page_metadata import Download, PageHead
from evidence_review.tables import tables_of
from evidence_review.tables.cell import SEPARATOR
from evidence_review.tables.files import FILE_DESCRIPTIONS
from evidence_review.tables.table import Column, DataTable
from evidence_review.tables.words import vocabularies_in
from evidence_review.vocabulary import Vocabulary

KILO = 1000
"""Bytes in a kilobyte (IEC 80000-13)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage:
    """The values for the template of the data page."""

    downloads: Sequence[Download]
    """The files, by name."""
    tables: tuple[DataTable[Any], ...]
    """The tables, in order."""
    separator: str = SEPARATOR
    """The separator between the items of a list."""

    def files(self) -> Iterator[tuple[Download, str]]:
        """Yield each file with its description: first our own in their order, then those of contributors."""
        files = {each.name: each for each in self.downloads}
        for name, description in FILE_DESCRIPTIONS.items():
            if name in files:
                yield files.pop(name), description
        for file in files.values():
            yield file, "A file added by the editors."

    def size(self, file: Download) -> str:
        """Return the size of a file, in words."""
        if file.size < KILO:
            return f"{file.size} bytes"
        kilobytes = file.size / KILO
        return f"{kilobytes:.0f} kB" if kilobytes < KILO else f"{kilobytes / KILO:.1f} MB"

    def vocabularies(self) -> tuple[type[Vocabulary], ...]:
        """Return the vocabularies whose words appear in the tables."""
        return vocabularies_in(self.tables)

    def name(self, vocabulary: type[Vocabulary]) -> str:
        """Return the name of a vocabulary in published data."""
        return vocabulary.published_name

    def question(self, vocabulary: type[Vocabulary]) -> str:
        """Return the question that a vocabulary answers."""
        return (vocabulary.__doc__ or "").partition("\n")[0].partition(" (http")[0].rstrip(".")

    def cell_description(self, column: Column[Any]) -> str:
        """Return the type of the cells of a column, in words."""
        return "list of " + _plural(column) if column.type.is_list else column.type.words


def _source_of_overview(path: str, settings: Settings) -> str:
    """Return the file behind an overview without an introduction; empty if it lists a folder of files."""
    kind = next((kind for kind, row in KINDS.items() if row.overview == path), None)
    if kind is EntityKind.REFERENCE:
        return next((settings.relative(each) for each in settings.references), "")
    file = settings.docs_dir / "_data" / KINDS[kind].list_file if kind and KINDS[kind].list_file else None
    return settings.relative(file) if file and file.is_file() else ""


def _plural(column: Column[Any]) -> str:
    return {"text": "texts", "whole number": "whole numbers", "word": "words"}[
        column.type.words.removeprefix("list: ")
    ]


DEFAULT_TITLES: Mapping[str, str] = {
    "index.md": "Home",
    **{row.overview: row.overview_title for row in KINDS.values() if row.overview},
    "cite.md": "How to cite",
    "releases/index.md": "Releases",
    "changes/index.md": "What has changed",
    DATA: "Data",
}
"""The title of each overview for which no contributor has written an introduction."""

OVERVIEW_KINDS: Mapping[str, str] = {
    "index.md": "home",
    "cite.md": "page",
    DATA: "page",
    "glossary.md": "page",
    "integrity.md": "page",
    "tables.md": "page",
}
"""The kind of each overview that is not a list of pages; the theme's layout depends on it."""

MAX_SUMMARY_LENGTH = 200
"""The greatest length, in characters, of a text in search results."""


def render(
    site: Site, notice: tuple[Diagnostic, ...] = (), *, only: Collection[str] = ()
) -> Iterator[StagedPage]:
    """Yield every page of a site.

    Args:
        site: The review and its citations.
        notice: Diagnostics to show at the top of every page during editing.
        only: The paths below `docs/` of the pages to render; empty for all.
    """
    review = site.review
    related = Related(review)
    tracker = Tracker(review, related)
    renderer = _Renderer(
        site=site,
        notice=notice,
        related=related,
        counts=counts(review),
        tracker=tracker,
        reference_list=ReferenceList(site, related),
        lists=word_lists(tracker),
        history=history_of(site),
    )
    overviews = overview_pages(review)
    for path in overviews:
        if not only or path in only:
            yield renderer.overview(path)
    for each in chain.from_iterable(renderer.lists.values()):
        if not only or each.path in only:
            yield renderer.list(each)
    yield from renderer.letters(only)
    generated = {*overviews, *list_pages(review).values(), *letter_pages(review.references).values()}
    yield from renderer.of_releases(only)
    for page in review.pages.values():
        if page.path not in generated and (not only or page.path in only):
            yield renderer.page(page)
    for entity in entities(review):
        if entity.kind is not EntityKind.PAGE and (not only or page_of(review, entity) in only):
            yield renderer.entity(entity)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Renderer:
    """Renders pages from the values that all pages of one site share."""

    site: Site
    notice: tuple[Diagnostic, ...]
    related: Related
    counts: Counts
    tracker: Tracker
    reference_list: ReferenceList
    lists: Mapping[str, tuple[WordList, ...]]
    history: History

    def overview(self, path: str) -> StagedPage:
        """Return a generated page, with the introduction that a contributor may have written."""
        lead = self.site.review.pages.get(path)
        return self._staged(
            path,
            template=path.removesuffix(".md").removesuffix("/index"),
            kind=OVERVIEW_KINDS.get(path, "overview"),
            title=lead.title if lead else DEFAULT_TITLES[path],
            summary=lead.summary if lead else "",
            source=lead.where.path if lead else _source_of_overview(path, self.site.settings),
            context={
                "lead": lead,
                "listed": _entities_listed_on(path, self.site.review),
                "data": DataPage(
                    downloads=self.site.downloads,
                    tables=tables_of(self.site.review, self.site.settings),
                ),
                "reference_list": self.reference_list,
            },
        )

    def letters(self, only: Collection[str]) -> Iterator[StagedPage]:
        """Yield the page of the references of each letter, if one page would be too long for all."""
        settings = self.site.settings
        for letter, path in letter_pages(self.site.review.references).items():
            if not only or path in only:
                yield self._staged(
                    path,
                    template="letter",
                    kind="list",
                    title=f"Bibliography: {letter_label(letter)}",
                    summary="",
                    source=settings.relative(settings.references[0]),
                    context={"reference_list": self.reference_list.for_letter(letter)},
                )

    def list(self, words: WordList) -> StagedPage:
        """Return the page of the recommendations with one word of a vocabulary."""
        lead = self.site.review.pages.get(words.path)
        return self._staged(
            words.path,
            template="list",
            kind="list",
            title=lead.title if lead else words.title,
            summary=words.meaning,
            source=lead.where.path if lead else "",
            context={"lead": lead, "list": words},
        )

    def changes_since(self, name: str) -> StagedPage:
        """Return the page of the changes since a release."""
        comparison = self.history.since[name]
        return self._staged(
            changes_page(name),
            template="changes_since",
            kind="list",
            title=f"What has changed since {name}",
            summary="",
            source=comparison.before.where.path,
            context={"comparison": comparison},
        )

    def of_releases(self, only: Collection[str]) -> Iterator[StagedPage]:
        """Yield the pages of the changes since each release, and those generated from each release."""
        for name in self.history.since:
            if not only or changes_page(name) in only:
                yield self.changes_since(name)
        for page in archived_pages(self.site, self.history.since):
            if not only or page.path in only:
                yield self.archived(page)

    def archived(self, page: ArchivedPage) -> StagedPage:
        """Return a page that is generated from a release and refers to its date."""
        staged = self._staged(
            page.path,
            template=page.template,
            kind="pinned",
            title=page.title,
            summary=page.summary,
            source=page.archive.release.where.path,
            context={"archive": page.archive, "entity": page.entity, "value": page.value},
        )
        as_at = page.archive.view.date(page.archive.release.as_at)
        return replace(staged, as_at=as_at, is_archived=True)

    def page(self, page: Page) -> StagedPage:
        """Return a page that a contributor wrote."""
        return self._staged(
            page.path,
            template="page",
            kind="page",
            title=page.title,
            summary=page.summary,
            source=page.where.path,
            context={"lead": page},
        )

    def entity(self, entity: Entity) -> StagedPage:
        """Return the page of an entity."""
        value = self.site.review.of_kind(entity.kind)[entity.id]
        page = self._staged(
            page_of(self.site.review, entity),
            template=str(entity.kind),
            kind=str(entity.kind),
            title=label_of(self.site.review, entity),
            summary=_summary(value),
            source=value.where.path,
            context={
                "entity": entity,
                "in_releases": releases_containing(self.site.review, entity),
                str(entity.kind): value,
            },
        )
        return replace(
            page, is_searched=entity.kind is not EntityKind.REFERENCE or not self.site.letter_pages
        )

    def _staged(  # noqa: PLR0913 - a page has this many properties
        self,
        path: str,
        *,
        template: str,
        kind: str,
        title: str,
        summary: str,
        source: str,
        context: Mapping[str, object],
    ) -> StagedPage:
        view = View(site=self.site, path=path)
        values: dict[str, object] = {
            "view": view,
            "review": self.site.review,
            "settings": self.site.settings,
            "related": self.related,
            "counts": self.counts,
            "tracker": self.tracker,
            "lists": self.lists,
            "headings": HEADINGS,
            "history": self.history,
            "feed": feed_of(path),
            "notice": self.notice,
            "title": title,
            **context,
        }
        names = (f"{template}.md.jinja", "overview.md.jinja")
        markdown = render_template(self.site.settings, names, values)
        return StagedPage(
            path=staged_path(path),
            title=title,
            summary=summary,
            source=source,
            kind=kind,
            as_at=view.date(self.site.review.as_at),
            markdown=markdown,
            engine_keys=lead.engine_keys if isinstance(lead := context.get("lead"), Page) else {},
            head=head_html(self.site.metadata.heads.get(path, PageHead())),
        )


def _entities_listed_on(path: str, review: Review) -> tuple[Entity, ...]:
    """Return the entities of the kinds whose overview has this path below `docs/`."""
    kinds = [kind for kind, row in KINDS.items() if row.overview == path]
    return tuple(Entity(kind, id_) for kind in kinds for id_ in review.of_kind(kind))


def _summary(value: object) -> str:
    """Return the summary of an entity for search results: its own sentence, or the beginning of its text."""
    for name in ("statement", "description", "annotation"):
        text = getattr(value, name, "")
        if text:
            return str(text)
    for name in ("text", "summary", "about"):
        passage = getattr(value, name, None)
        if isinstance(passage, Passage):
            return shorten(passage.reading.plain_text, MAX_SUMMARY_LENGTH, placeholder="…")
    return ""


OVERVIEW = "bibliography/index.md"
"""The path below `docs/` of the page of all letters."""


def letter_rows(site: Site) -> Mapping[str, bytes]:
    """Return the scripts of each letter, by their paths below the root of the site.

    There are none if one page lists all references.
    """
    reference_list = ReferenceList(site, Related(site.review))
    found: dict[str, bytes] = {}
    for group in reference_list.letters() if reference_list.is_split else ():
        coins = {key: site.metadata.coins[key] for key in group.keys}
        found[group.rows] = _script("listingRows", group, _rows(reference_list, group))
        found[group.coins] = _script("listingCoins", group, coins)
    return found


def _rows(reference_list: ReferenceList, group: LetterGroup) -> str:
    view = View(site=reference_list.site, path=OVERVIEW)
    values: dict[str, object] = {
        "view": view,
        "review": reference_list.site.review,
        "reference_list": reference_list,
        "group": group,
    }
    settings = reference_list.site.settings
    return render_template(settings, ["letter_rows.jinja"], values).strip()


def _script(name: str, group: LetterGroup, value: object) -> bytes:
    letter, text = (json.dumps(each, ensure_ascii=False) for each in (group.letter, value))
    return f"(window.{name} ??= {{}})[{letter}] = {text};\n".encode()
