"""The pages of a release. All that they show of the current review is the changes since then."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from markupsafe import Markup

from evidence_review.model.date_words import join_words
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.recommendation import SourceLines
from evidence_review.model.releases.compared_fields import speakers
from evidence_review.model.releases.comparison import ChangedEntity, Comparison, compare
from evidence_review.model.releases.release import Person, Published, Release
from evidence_review.model.vocabularies import RaisedIn
from evidence_review.prose.converter import converter
from evidence_review.published.document import VOCABULARIES
from evidence_review.published.snapshot import take_snapshot
from evidence_review.rendering.context.site import Site
from evidence_review.rendering.page.view import View
from evidence_review.rendering.releases.plain_text import displayed_texts
from evidence_review.rendering.text.escaping import as_text
from evidence_review.rendering.text.tag import tag
from evidence_review.review.review import Review
from evidence_review.site.addresses import archived_page, page_of, public_address, release_page
from evidence_review.vocabulary import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPage:
    """One page of a release."""

    path: str
    """Its path below `docs/`."""
    template: str
    """The name of its template."""
    title: str
    """Its title."""
    summary: str
    """Its summary, in a sentence."""
    archive: "ArchiveView"
    """The release, for its template."""
    entity: Entity | None = None
    """The entity that it shows; None for the page of the release itself."""
    value: Published | None = None
    """That entity in the release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveView:
    """A release, seen from one of its pages."""

    view: View
    """The page."""
    release: Release
    """The release."""
    since: Comparison
    """The changes from it to the current review."""

    @property
    def doi(self) -> str:
        """The DOI that an archive has assigned to the release; empty if it has none."""
        return self.view.site.settings.dois.get(self.release.name, "")

    def tag(self, vocabulary: str, word: str) -> Markup:
        """Return a word as a tag, with the label that it had then."""
        today = VOCABULARIES[vocabulary]
        tone = next((each.tone for each in today if each == word), Tone.NEUTRAL)
        return tag(today, tone, self.release.label(vocabulary, word))

    def label(self, vocabulary: str, word: str) -> str:
        """Return the label that a word had then."""
        return self.release.label(vocabulary, word)

    def paragraphs(self, id_: str, text: str) -> tuple[str, ...]:
        """Return a text as displayed then, or its source if the release contains nothing else."""
        return self.release.texts.get(id_) or (text.strip(),)

    def people(self, ids: Iterable[str]) -> tuple[Person, ...]:
        """Return people by the names they had then."""
        return tuple(self.release.people(ids))

    def speakers(self, excerpt: Published) -> tuple[Person, ...]:
        """Return the people who made a remark; empty if the report does not name them."""
        return self.people(speakers(excerpt))

    def source_line_words(self, source: Published) -> str:
        """Return the location of a recommendation in the report, as a sentence."""
        lines, also = tuple(source["lines"]), tuple(source["also"])
        return self.view.source_line_words(SourceLines(section=source["section"], lines=lines, also=also))

    def link(self, id_: str) -> Markup:
        """Return a link to another entity of the same release, or its id if there is none."""
        released = self.release.recommendations.get(id_) or self.release.findings.get(id_)
        if released is None:
            return self.event(id_) if id_ in self.release.events else as_text(id_)
        kind = EntityKind.RECOMMENDATION if id_ in self.release.recommendations else EntityKind.FINDING
        return Markup('<a class="to-{}" href="{}">{}</a>').format(
            kind, self.view.href(archived_page(self.release.name, id_)), as_text(released["title"])
        )

    def voice(self, id_: str) -> Markup:
        """Return whose voice a recommendation of the release is; empty for anything else."""
        released = self.release.recommendations.get(id_)
        if released is None or not released["origin"]:
            return Markup("")
        text = self.label("strength", released["origin"]) + (", implied" if released["implied"] else "")
        text += ", said in passing" if released["section"] == RaisedIn.FINDINGS else ""
        return Markup(' <span class="voice">{}</span>').format(as_text(text))

    def event(self, id_: str) -> Markup:
        """Return a link to the current page of an event, with the title that it had then."""
        event = self.release.events.get(id_)
        entity = Entity(EntityKind.EVENT, id_)
        return self.view.link(entity, event["title"] if event else id_)

    def reference_entry(self, key: str) -> Markup:
        """Return the bibliography entry as it was displayed then, with a link to the current page."""
        entry = as_text(self.release.works.get(key, key))
        link = self.view.link(Entity(EntityKind.REFERENCE, key), "About this work")
        return entry + (Markup(" ") + link if key in self.view.review.references else Markup(""))

    def changes(self, entity: Entity) -> tuple[ChangedEntity, ...]:
        """Return the changes to an entity since then."""
        return tuple(each for each in self.since.entities if each.entity == entity)

    def change_summary(self, entity: Entity) -> str:
        """Return the changes to an entity since then, in words, such as `moved and reworded`."""
        return join_words([each.change.label.lower() for each in self.changes(entity)])

    def events_since(self, entity: Entity) -> tuple[str, ...]:
        """Return the ids of the events that bear on an entity and were added since then."""
        today = self.since.after
        if not today.contains(entity.kind, entity.id):
            return ()
        known = self.release.events_on(entity.id)
        return tuple(id_ for id_ in today.events_on(entity.id) if id_ not in known)

    def current_address(self, entity: Entity, anchor: str = "") -> Markup:
        """Return the address of the current page of an entity; empty if there is none."""
        if not self.view.review.has(entity):
            return Markup("")
        return self.view.href(page_of(self.view.review, entity), anchor)

    @property
    def public(self) -> str:
        """The public address of this page; empty if the site has none."""
        return public_address(self.view.site.settings, self.view.path)


def releases_containing(review: Review, entity: Entity) -> tuple[tuple[str, str], ...]:
    """Return the releases that contain an entity, newest first: their names and the path of its page."""
    names = (name for name, release in review.releases.items() if release.contains(entity.kind, entity.id))
    return tuple((name, archived_page(name, entity.id)) for name in names)[::-1]


def archived_pages(site: Site, since: Mapping[str, Comparison]) -> Iterator[ArchivedPage]:
    """Return every page of every release.

    Args:
        site: The site.
        since: The changes from each release to the current review, by its name.
    """
    for name, release in site.review.releases.items():
        path = release_page(name)
        yield ArchivedPage(
            path=path,
            template="release",
            title=f"Release {name}",
            summary=f"The review as it stood in the release {name}.",
            archive=ArchiveView(view=View(site=site, path=path), release=release, since=since[name]),
        )
        entities = {
            Entity(EntityKind.RECOMMENDATION, id_): released
            for id_, released in release.recommendations.items()
        }
        entities |= {Entity(EntityKind.FINDING, id_): released for id_, released in release.findings.items()}
        for entity, value in entities.items():
            path = archived_page(name, entity.id)
            yield ArchivedPage(
                path=path,
                template=f"released_{entity.kind}",
                title=f"{value['title']} ({entity.id}, release {name})",
                summary=f"The {entity.kind} {entity.id} as it stood in the release {name}.",
                archive=ArchiveView(view=View(site=site, path=path), release=release, since=since[name]),
                entity=entity,
                value=value,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The releases of a review and the comparisons between them."""

    releases: tuple[Release, ...]
    """The releases, newest first."""
    steps: tuple[Comparison, ...]
    """The changes from each release to the next, newest first."""
    since: Mapping[str, Comparison]
    """The changes from each release to the current review, by its name, newest first."""

    def changes_of(self, entity: Entity, release: str) -> tuple[ChangedEntity, ...]:
        """Return the changes to an entity since a release; empty if there is no such release."""
        comparison = self.since.get(release)
        return tuple(each for each in comparison.entities if each.entity == entity) if comparison else ()


def history_of(site: Site) -> History:
    """Compare each release with the next and with the current review."""
    releases = tuple(site.review.releases.values())
    if not releases:
        return History(releases=(), steps=(), since={})
    today = _snapshot_of_today(site, releases)
    return History(
        releases=releases[::-1],
        steps=tuple(compare(before, after) for before, after in pairwise(releases))[::-1],
        since={each.name: compare(each, today) for each in reversed(releases)},
    )


def _snapshot_of_today(site: Site, releases: Iterable[Release]) -> Release:
    """Return a snapshot of the current review, with the displayed texts that changed since any release."""
    today = take_snapshot(site.review, site.settings)
    texts = _texts(today)
    changed = {
        id_ for release in releases for id_, words in _texts(release).items() if words != texts.get(id_)
    }
    if not changed:
        return today
    markdown = converter(site.settings.extensions, site.settings.extension_configs)
    return replace(today, texts=displayed_texts(site, markdown, changed))


def _texts(release: Release) -> dict[str, list[str]]:
    """Return the words in the source of each text, by id."""
    texts = {id_: each["summary"] for id_, each in release.findings.items()}
    texts |= {id_: each["text"] for id_, each in release.recommendations.items()}
    return {id_: text.split() for id_, text in texts.items()}
