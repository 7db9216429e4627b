"""Links and addresses relative to a page. Needs no formatted citations."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from markupsafe import Markup

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.citeproc.call.result import visible_text
from evidence_review.model.date_words import join_words
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.page import Page
from evidence_review.rendering.context.site import Site
from evidence_review.rendering.text import words
from evidence_review.rendering.text.escaping import as_attribute, as_text
from evidence_review.review.linked_sources import LinkedSource, event_source, reference_source
from evidence_review.review.review import Review, is_valid, label_of
from evidence_review.site.addresses import ASSETS, anchor_of, page_of, relative_address, staged_path

SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
"""The URL schemes that links may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLinks:
    """The page being rendered, and addresses relative to it."""

    site: Site
    """The whole site."""
    path: str
    """The path of the page below `docs/`."""

    @property
    def review(self) -> Review:
        """The review."""
        return self.site.review

    def has_page(self, path: str) -> bool:
        """Return whether the site has a page, by its path below `docs/`."""
        return path in self.site.known

    def reference(self, key: str) -> Entity:
        """Return the reference with a citation key."""
        return Entity(EntityKind.REFERENCE, key)

    def finding(self, id_: str) -> Entity:
        """Return the finding with an id."""
        return Entity(EntityKind.FINDING, id_)

    def recommendation(self, id_: str) -> Entity:
        """Return the recommendation with an id."""
        return Entity(EntityKind.RECOMMENDATION, id_)

    def event(self, id_: str) -> Entity:
        """Return the event with an id."""
        return Entity(EntityKind.EVENT, id_)

    def organisation(self, id_: str) -> Entity:
        """Return the organisation with an id."""
        return Entity(EntityKind.ORGANISATION, id_)

    def participant(self, id_: str) -> Entity:
        """Return the participant with an id."""
        return Entity(EntityKind.PARTICIPANT, id_)

    def cluster(self, id_: str) -> Entity:
        """Return the cluster with an id."""
        return Entity(EntityKind.CLUSTER, id_)

    def erratum(self, id_: str) -> Entity:
        """Return the erratum with an id."""
        return Entity(EntityKind.ERRATUM, id_)

    def entity_by_id(self, id_: str) -> Entity:
        """Return the entity with an id, of the kind shown by its prefix; by default a reference."""
        kind = self.site.settings.kind_of(id_)
        return Entity(EntityKind(kind) if kind else EntityKind.REFERENCE, id_)

    def page_entity(self, page: Page) -> Entity:
        """Return a page of prose as an entity."""
        return Entity(EntityKind.PAGE, page.path)

    def href(self, path: str, anchor: str = "") -> Markup:
        """Return the address of a page of the site relative to this one."""
        flag = self.site.settings.use_directory_urls
        is_here = path == self.path and anchor
        target = "" if is_here else relative_address(path, self.path, directory_urls=flag)
        return as_attribute(f"{target}#{anchor}" if anchor else target)

    def asset(self, name: str) -> Markup:
        """Return the address of a file of this package's theme relative to this page."""
        return self.file(f"{ASSETS}/{name}")

    def address(self, entity: Entity) -> Markup:
        """Return the address of an entity relative to this page."""
        return self.href(page_of(self.review, entity), anchor_of(entity))

    def label(self, entity: Entity) -> str:
        """Return the label of an entity in links."""
        return label_of(self.review, entity)

    def link(self, entity: Entity, shown: object = "") -> Markup:
        """Return a link to an entity, or only the text if the entity does not exist."""
        if not is_valid(self.review, entity):
            return as_text(shown or entity.id)
        return Markup('<a class="to-{}" href="{}">{}</a>').format(
            entity.kind, self.address(entity), as_text(shown or self.label(entity))
        )

    def external_link(self, url: str, shown: object) -> Markup:
        """Return a link to another site, or only the text if the scheme of the address is not safe."""
        return _external_link(url, shown, {})

    def robust_link(self, source: LinkedSource, shown: object) -> Markup:
        """Return a link to a source, with the address and the day of its copy for programs that know both.

        https://robustlinks.mementoweb.org/spec/ defines the attributes.
        """
        return _external_link(
            source.url, shown, {"versionurl": source.archived_url, "versiondate": str(source.archived_on)}
        )

    def archived_link(self, source: LinkedSource, shown: object) -> Markup:
        """Return a link to the copy of a source, with the source's own address for programs."""
        return _external_link(
            source.archived_url, shown, {"originalurl": source.url, "versiondate": str(source.archived_on)}
        )

    def source(self, entity: Entity) -> LinkedSource:
        """Return the source of an event, or a reference, with its copy in a web archive."""
        value = self.review.of_kind(entity.kind)[entity.id]
        return reference_source(value) if isinstance(value, Reference) else event_source(self.review, value)

    def lines(self, *numbers: int) -> str:
        """Return a range of lines of the report in words, such as `lines 4 to 9`."""
        return words.line_words(numbers, self._locator)

    def line_list_words(self, numbers: tuple[int, ...]) -> str:
        """Return single lines of the report in words, such as `lines 4 and 9`."""
        plural = "s" if len(numbers) > 1 else ""
        return f"{self._locator}{plural} {join_words([str(number) for number in numbers])}"

    def file(self, path: str) -> Markup:
        """Return the address of a file, whose path is below the root of the site, relative to this page."""
        base = posixpath.dirname(staged_path(self.path))
        return as_attribute(posixpath.relpath(path, base or "."))

    def short_form_text(self, key: str) -> str:
        """Return the short form of a reference as plain text."""
        return unescape(visible_text(self.site.short_forms.get(key, ())))

    def number(self, key: str) -> str:
        """Return the number of a reference in the bibliography; empty if the style does not number them."""
        found = self.site.formatted.bibliography.get(key)
        return found.label if found else ""

    def slug(self, key: str) -> str:
        """Return the last part of the address of a reference."""
        return self.review.references[key].slug

    @property
    def _locator(self) -> str:
        return self.review.record.locator if self.review.record else "line"


def _external_link(url: str, shown: object, data: Mapping[str, str]) -> Markup:
    if _scheme_of(url) not in SAFE_SCHEMES:
        return as_text(shown)
    more = Markup("").join(
        Markup(' data-{}="{}"').format(name, as_attribute(value)) for name, value in data.items()
    )
    return Markup('<a class="outside" href="{}"{}>{}</a>').format(as_attribute(url), more, as_text(shown))


def _scheme_of(url: str) -> str:
    try:
        return urlsplit(url).scheme
    except ValueError:
        return ""
