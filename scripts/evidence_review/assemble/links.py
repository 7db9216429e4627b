"""The links in records and running text, each collected from the one place where it is written."""

from collections.abc import Iterator, Mapping

from evidence_review.config.settings import Settings
from evidence_review.location import Location
from evidence_review.model.custom_field import CustomField
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.event import Event
from evidence_review.model.finding import Finding, Support
from evidence_review.model.links import Link, Relation
from evidence_review.model.organisation import Organisation
from evidence_review.model.passage import Passage
from evidence_review.model.recommendation import AUTHOR, Assessment, Recommendation
from evidence_review.prose.markers import CitationMarker, LinkMarker, TermMarker
from evidence_review.review.review import Review
from evidence_review.sources.files import line_of
from evidence_review.sources.yaml_records import KeyPath, YamlNode


def finding_links(finding: Finding, raw: YamlNode, settings: Settings) -> Iterator[Link]:
    """Return the links of a finding: its participants, its references and its tensions."""
    here = Entity(EntityKind.FINDING, finding.id)
    for index, excerpt in enumerate(finding.excerpts):
        for key in ("participant", "joint_with"):
            if name := getattr(excerpt, key):
                at = raw.place(("excerpts", index, key))
                yield _link(here, Relation.HEARD_FROM, _person(name), at, excerpt.stance)
    for index, quantifier in enumerate(finding.quantifiers):
        for number, name in enumerate(quantifier.traced):
            at = raw.place(("quantifiers", index, "traced", number))
            yield _link(here, Relation.MENTIONS, _person(name), at)
    yield from _support_links(here, finding.references, raw)
    yield from _tension_links(here, finding.tensions, raw, settings)
    yield from _listed(here, Relation.REPLACES, finding.replaces, raw, "replaces")


def event_links(event: Event, raw: YamlNode) -> Iterator[Link]:
    """Return the links of an event to the entities it bears on."""
    here = Entity(EntityKind.EVENT, event.id)
    for id_, bearing in event.bears_on.items():
        target = Entity(EntityKind.RECOMMENDATION, id_)
        at = raw.place(("bears_on", id_))
        yield _link(here, Relation.BEARS_ON, target, at, bearing.effect, bearing.note)
    yield from _listed(here, Relation.BEARS_ON, event.findings, raw, "findings", EntityKind.FINDING)
    yield from _listed(here, Relation.REPLACES, event.replaces, raw, "replaces")


def organisation_links(organisation: Organisation, raw: YamlNode) -> Iterator[Link]:
    """Return the predecessors of an organisation, and the retired organisations that it replaces."""
    here = Entity(EntityKind.ORGANISATION, organisation.id)
    for id_, succession in organisation.succeeds.items():
        target = Entity(EntityKind.ORGANISATION, id_)
        at = raw.place(("succeeds", id_))
        yield _link(here, Relation.SUCCEEDS, target, at, str(succession.since), succession.scope)
    yield from _listed(here, Relation.REPLACES, organisation.replaces, raw, "replaces")


def recommendation_links(recommendation: Recommendation, raw: YamlNode, settings: Settings) -> Iterator[Link]:
    """Return the links of a recommendation: its makers, addressees, findings, references and evidence."""
    here = Entity(EntityKind.RECOMMENDATION, recommendation.id)
    for index, name in enumerate(recommendation.made_by):
        if name != AUTHOR:
            yield _link(here, Relation.MADE_BY, _person(name), raw.place(("made_by", index)))
    for id_, reason in recommendation.addressees.items():
        at = raw.place(("addressees", id_))
        yield _link(here, Relation.ADDRESSED_TO, Entity(EntityKind.ORGANISATION, id_), at, note=reason)
    gone = recommendation.addressees_then
    kind = EntityKind.ORGANISATION
    yield from _listed(here, Relation.ADDRESSED_THEN, gone, raw, "addressees_then", kind)
    if recommendation.cluster:
        cluster = Entity(EntityKind.CLUSTER, recommendation.cluster)
        yield _link(here, Relation.IN_CLUSTER, cluster, raw.place(("cluster",)))
    findings = recommendation.findings
    yield from _listed(here, Relation.RESTS_ON, findings, raw, "findings", EntityKind.FINDING)
    yield from _support_links(here, recommendation.references, raw)
    yield from _tension_links(here, recommendation.tensions, raw, settings)
    yield from _listed(here, Relation.REPLACES, recommendation.replaces, raw, "replaces")
    for index, assessment in enumerate(recommendation.assessments):
        yield from _assessment_links(here, assessment, raw, ("assessments", index))


def _assessment_links(here: Entity, assessment: Assessment, raw: YamlNode, path: KeyPath) -> Iterator[Link]:
    rests_on = [((*path, "rests_on", n), id_) for n, id_ in enumerate(assessment.rests_on)]
    for id_, answer in assessment.responses.items():
        at = (*path, "responses", id_)
        yield _link(here, Relation.MENTIONS, Entity(EntityKind.ORGANISATION, id_), raw.place(at))
        rests_on += [((*at, "rests_on", n), event) for n, event in enumerate(answer.rests_on)]
    for place, id_ in rests_on:
        yield _link(here, Relation.JUDGED_BY, Entity(EntityKind.EVENT, id_), raw.place(place))
    if assessment.continued_in:
        target = Entity(EntityKind.RECOMMENDATION, assessment.continued_in)
        yield _link(here, Relation.CONTINUED_IN, target, raw.place((*path, "continued_in")))


def citation_field_links(
    review: Review, field: CustomField, raw: Mapping[tuple[EntityKind, str], YamlNode]
) -> Iterator[Link]:
    """Return the references that an added field of citations names."""
    for kind in map(EntityKind, field.of):
        for id_, entity in review.of_kind(kind).items():
            for key in entity.custom.get(field.id, ()):
                target = Entity(EntityKind.REFERENCE, key)
                at = raw[kind, id_].place((field.id,))
                yield _link(Entity(kind, id_), Relation.MENTIONS, target, at)


def passage_links(here: Entity, passage: Passage, settings: Settings) -> Iterator[Link]:
    """Return the references that a Markdown text cites and the entities that it links to."""
    for marker in passage.reading.markers:
        at = passage.where.moved(line_of(passage.text, marker.start) - 1)
        if isinstance(marker, CitationMarker):
            for citation in marker.group.citations:
                target = Entity(EntityKind.REFERENCE, citation.key)
                yield _link(here, Relation.CITES, target, at, citation.mode, citation.via)
        elif isinstance(marker, TermMarker):
            yield _link(here, Relation.MENTIONS, Entity(EntityKind.TERM, marker.target), at)
        elif isinstance(marker, LinkMarker):
            kind = settings.kind_of(marker.target)
            if kind:
                yield _link(here, Relation.MENTIONS, Entity(EntityKind(kind), marker.target), at)


def list_links(
    review: Review, raw: Mapping[tuple[EntityKind, str], YamlNode], settings: Settings
) -> Iterator[Link]:
    """Return the references and events that errata and tables name."""
    for erratum in review.errata.values():
        if erratum.reference:
            here = Entity(EntityKind.ERRATUM, erratum.id)
            at = raw[here.kind, erratum.id].place(("reference",))
            yield _link(here, Relation.MENTIONS, Entity(EntityKind.REFERENCE, erratum.reference), at)
    for table in review.tables.values():
        here = Entity(EntityKind.TABLE, table.id)
        for id_, text in table.compare_with.items():
            kind = settings.kind_of(id_) or EntityKind.REFERENCE
            at = raw[here.kind, table.id].place(("compare_with", id_))
            yield _link(here, Relation.MENTIONS, Entity(EntityKind(kind), id_), at, note=text)


def _support_links(
    here: Entity, references: Mapping[str, tuple[Support, ...]], raw: YamlNode
) -> Iterator[Link]:
    for key, supports in references.items():
        at = raw.place(("references", key))
        for support in supports:
            target = Entity(EntityKind.REFERENCE, key)
            yield _link(here, Relation.SET_BESIDE, target, at, support.stance, support.note)


def _tension_links(
    here: Entity, tensions: Mapping[str, str], raw: YamlNode, settings: Settings
) -> Iterator[Link]:
    for id_, text in tensions.items():
        kind = settings.kind_of(id_) or EntityKind.REFERENCE
        at = raw.place(("tensions", id_))
        yield _link(here, Relation.TENSION, Entity(EntityKind(kind), id_), at, note=text)


def _listed(  # noqa: PLR0913, PLR0917 - one call for every list of ids
    here: Entity,
    relation: Relation,
    ids: tuple[str, ...],
    raw: YamlNode,
    key: str,
    kind: EntityKind | None = None,
) -> Iterator[Link]:
    for index, id_ in enumerate(ids):
        yield _link(here, relation, Entity(kind or here.kind, id_), raw.place((key, index)))


def _person(id_: str) -> Entity:
    return Entity(EntityKind.PARTICIPANT, id_)


def _link(  # noqa: PLR0913, PLR0917 - a link has this many fields
    source: Entity, relation: Relation, target: Entity, where: Location, word: str = "", note: str = ""
) -> Link:
    return Link(source=source, relation=relation, target=target, where=where, word=word, note=note)
