"""A whole review: its entities and the links between them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.location import Location
from evidence_review.model.cluster import Cluster
from evidence_review.model.custom_field import CustomField, FieldType
from evidence_review.model.entity import KINDS, Entity, EntityKind
from evidence_review.model.erratum import Erratum
from evidence_review.model.event import Event, EventGroup
from evidence_review.model.figure_table import FigureTable
from evidence_review.model.finding import Finding
from evidence_review.model.glossary import GlossaryTerm
from evidence_review.model.links import Links, Relation
from evidence_review.model.organisation import Organisation, OrganisationType
from evidence_review.model.page import Page
from evidence_review.model.participant import Participant
from evidence_review.model.passage import Passage
from evidence_review.model.position import Position, position_of
from evidence_review.model.recommendation import Recommendation
from evidence_review.model.releases.release import Release, ReleaseFiles
from evidence_review.model.reviewed_report import Fieldwork, ReviewedReport
from evidence_review.sources.yaml_records import KeyPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A whole review. Mappings are by id, in the order of the ids."""

    as_at: date
    """The day to which the review refers."""
    parts: tuple[str, ...] = ()
    """The parts that the review has switched on: see `model.parts`."""
    record: ReviewedReport | None
    """The report under review; `None` if its description is missing or invalid."""
    entities: Mapping[EntityKind, Mapping[str, Any]]
    """The entities of each kind, by id. References have the order of the bibliography."""
    event_groups: Mapping[str, EventGroup]
    """The groups of events, in the order of their file."""
    organisation_types: Mapping[str, OrganisationType]
    """The types of organisation."""
    custom_fields: tuple[CustomField, ...] = ()
    """The fields that the review adds to its kinds, in the order of their file."""
    files: frozenset[str]
    """The pictures and other files below `docs/` that are published as they are, by path."""
    links: Links
    """The links between all of these."""
    written: frozenset[Entity]
    """The entities that have been written, valid or not. A link to any of them is not an unknown id."""
    places: Mapping[Entity, Mapping[KeyPath, Location]] = field(default_factory=dict)
    """The location of each key in the files of entities."""
    unloaded: frozenset[str] = frozenset()
    """The collections whose file could not be read, so that an id missing from them is not an error."""

    releases: Mapping[str, Release] = field(default_factory=dict)
    """The releases, by name, oldest first."""
    release_files: ReleaseFiles = field(default_factory=ReleaseFiles)
    """The files of the releases, valid or not, and the list of their checksums."""

    def of_kind(self, kind: EntityKind) -> Mapping[str, Any]:
        """Return the entities of a kind, by id."""
        return self.entities.get(kind, {})

    @property
    def references(self) -> Mapping[str, Reference]:
        """The references, by citation key."""
        return self.of_kind(EntityKind.REFERENCE)

    @property
    def findings(self) -> Mapping[str, Finding]:
        """The findings."""
        return self.of_kind(EntityKind.FINDING)

    @property
    def participants(self) -> Mapping[str, Participant]:
        """The people who were interviewed."""
        return self.of_kind(EntityKind.PARTICIPANT)

    @property
    def recommendations(self) -> Mapping[str, Recommendation]:
        """The recommendations."""
        return self.of_kind(EntityKind.RECOMMENDATION)

    @property
    def events(self) -> Mapping[str, Event]:
        """The events."""
        return self.of_kind(EntityKind.EVENT)

    @property
    def organisations(self) -> Mapping[str, Organisation]:
        """The organisations."""
        return self.of_kind(EntityKind.ORGANISATION)

    @property
    def clusters(self) -> Mapping[str, Cluster]:
        """The clusters."""
        return self.of_kind(EntityKind.CLUSTER)

    @property
    def glossary(self) -> Mapping[str, GlossaryTerm]:
        """The terms of the glossary."""
        return self.of_kind(EntityKind.TERM)

    @property
    def tables(self) -> Mapping[str, FigureTable]:
        """The tables of figures."""
        return self.of_kind(EntityKind.TABLE)

    @property
    def errata(self) -> Mapping[str, Erratum]:
        """The errata of the report."""
        return self.of_kind(EntityKind.ERRATUM)

    @property
    def pages(self) -> Mapping[str, Page]:
        """The pages of prose, by path below `docs/`."""
        return self.of_kind(EntityKind.PAGE)

    def fields_of(self, kind: EntityKind) -> tuple[CustomField, ...]:
        """Return the fields that the review adds to a kind."""
        return tuple(each for each in self.custom_fields if kind in each.of)

    def cited_in_fields(self) -> frozenset[str]:
        """Return the keys of the references that added fields name."""
        return frozenset(
            key
            for field in self.custom_fields
            if field.type is FieldType.CITATION
            for kind in field.of
            for entity in self.of_kind(EntityKind(kind)).values()
            for key in entity.custom.get(field.id, ())
        )

    def location_of(self, entity: Entity, *path: str | int) -> Location:
        """Return the location of a key of an entity, or of the nearest key around it that was written.

        Args:
            entity: A valid entity.
            path: The keys and indexes that lead to it, such as `"assessments", 0, "due"`.
        """
        places = self.places.get(entity, {})
        while path and path not in places:
            path = path[:-1]
        where: Location = self.of_kind(entity.kind)[entity.id].where
        return places.get(path, where)

    def has(self, entity: Entity) -> bool:
        """Return whether an entity has been written, valid or not."""
        return entity in self.written

    def is_loaded(self, kind: EntityKind) -> bool:
        """Return whether all entities of a kind are known."""
        return KINDS[kind].collection not in self.unloaded

    @property
    def fieldwork(self) -> Fieldwork | None:
        """The fieldwork of the report under review, if it is described."""
        design = self.record.design if self.record else None
        return design.fieldwork if design else None

    @property
    def kinds(self) -> frozenset[EntityKind]:
        """The kinds of which something has been written or is linked to, valid or not."""
        found = {entity.kind for entity in self.written}
        if not self.is_loaded(EntityKind.REFERENCE):  # there may be no bibliography, and no use for one
            found |= {link.target.kind for link in self.links.all}
        return frozenset(found).union(
            kind for kind in KINDS if not self.is_loaded(kind) and kind is not EntityKind.REFERENCE
        )

    @property
    def is_evidence_review(self) -> bool:
        """Whether there is more than pages with references: something to cite by id, or to take as data."""
        return self.record is not None or not self.kinds <= _KINDS_OF_ANY_SITE

    @property
    def is_complete(self) -> bool:
        """Whether everything that was written is valid."""
        excluded = EntityKind.REFERENCE  # some entries exist only so that others inherit their fields
        written = (entity for entity in self.written if entity.kind is not excluded)
        return not self.unloaded and all(is_valid(self, entity) for entity in written)

    def ids(self, kind: EntityKind) -> tuple[str, ...]:
        """Return the ids of all entities of a kind that have been written."""
        return tuple(sorted(entity.id for entity in self.written if entity.kind is kind))

    def position(self, recommendation: Recommendation, day: date | None = None) -> Position | None:
        """Return the position of a recommendation on a day, by default that of the review."""
        return position_of(recommendation, day or self.as_at, self.organisations, self.events)

    def passages(self) -> tuple[tuple[Entity, Passage], ...]:
        """Return every contributed Markdown text with its entity, in the order of their paths."""
        found: list[tuple[Entity, Passage]] = [
            (Entity(kind, id_), getattr(entity, row.body))
            for kind, row in KINDS.items()
            if row.body
            for id_, entity in self.of_kind(kind).items()
        ]
        return tuple(sorted(found, key=lambda pair: pair[1].where))


_KINDS_OF_ANY_SITE = frozenset((EntityKind.PAGE, EntityKind.REFERENCE, EntityKind.TERM))
"""The kinds that any site with citations may have."""


def is_valid(review: Review, entity: Entity) -> bool:
    """Return whether an entity is valid, and therefore on the site."""
    return entity.id in review.of_kind(entity.kind)


def label_of(review: Review, entity: Entity) -> str:
    """Return the label of an entity in links."""
    field_ = KINDS[entity.kind].label_field
    if not field_:
        return f"{entity.kind} {entity.id}"
    return getattr(review.of_kind(entity.kind)[entity.id], field_) or entity.id


def include_successors(review: Review, ids: Iterable[str]) -> tuple[str, ...]:
    """Return organisations with their successors, direct and indirect, each once.

    Args:
        review: The review.
        ids: The ids of organisations; unknown ones are left out.
    """
    found = dict.fromkeys(id_ for id_ in ids if id_ in review.organisations)
    queue = list(found)
    while queue:
        predecessor = queue.pop()
        successors = review.links.sources(
            Entity(EntityKind.ORGANISATION, predecessor), EntityKind.ORGANISATION, Relation.SUCCEEDS
        )
        after = [id_ for id_ in successors if id_ in review.organisations and id_ not in found]
        found |= dict.fromkeys(after)
        queue += after
    return tuple(found)
