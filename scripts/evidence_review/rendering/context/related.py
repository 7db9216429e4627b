"""The related entities that a page shows, from the links of a review, sorted for readers."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from evidence_review.config.settings import id_order
from evidence_review.model.date import PartialDate
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.erratum import Erratum
from evidence_review.model.event import Bearing, Event, EventGroup
from evidence_review.model.finding import Excerpt, Finding, Quantifier, Support
from evidence_review.model.glossary import GlossaryTerm
from evidence_review.model.links import Relation
from evidence_review.model.organisation import Organisation, Succession
from evidence_review.model.participant import Participant
from evidence_review.model.recommendation import Recommendation
from evidence_review.model.vocabularies import Effect, Stance
from evidence_review.review.review import Review

EventWithBearing = tuple[Event, Bearing | None]
"""An event, and how it bears on an entity."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events that bear on one entity; each group newest first."""

    since: tuple[EventWithBearing, ...]
    """Those after the fieldwork."""
    unplaced: tuple[EventWithBearing, ...]
    """Those without a date, or with a date too imprecise to tell."""
    before: tuple[EventWithBearing, ...]
    """Those before or during the fieldwork."""


def timeline(pairs: Iterable[EventWithBearing], end: PartialDate | None) -> Timeline:
    """Separate the events before the fieldwork from those after it.

    Args:
        pairs: The events, newest first.
        end: When the fieldwork ended, as precisely as is known. Without it, only precedents count as earlier,
            and all other dated events as later.
    """
    groups: tuple[list[EventWithBearing], list[EventWithBearing], list[EventWithBearing]] = ([], [], [])
    for event, bearing in pairs:
        groups[_group(event, bearing, end)].append((event, bearing))
    since, unplaced, before = groups
    return Timeline(tuple(since), tuple(unplaced), tuple(before))


def _group(event: Event, bearing: Bearing | None, end: PartialDate | None) -> int:
    if bearing and bearing.effect is Effect.PRECEDENT:
        return 2
    if event.date is None:
        return 1
    if end is None or event.date.first > end.last:
        return 0
    return 2 if event.date.last <= end.last else 1


INFERRED = "inferred"
"""The attribution of an excerpt whose speaker the report does not state explicitly."""


@dataclass(frozen=True, slots=True)
class Related:
    """The related entities of each entity of a review."""

    review: Review
    """The review."""
    _used: dict[tuple[EntityKind, tuple[str, ...]], bool] = field(default_factory=dict, repr=False)

    def some_finding_has(self, *names: str) -> bool:
        """Return whether any finding has one of these facts, by the names of their fields."""
        return self._some_has(EntityKind.FINDING, names)

    def some_recommendation_has(self, *names: str) -> bool:
        """Return whether any recommendation has one of these facts, by the names of their fields."""
        return self._some_has(EntityKind.RECOMMENDATION, names)

    def _some_has(self, kind: EntityKind, names: tuple[str, ...]) -> bool:
        if (kind, names) not in self._used:
            found = self.review.of_kind(kind).values()
            self._used[kind, names] = any(getattr(each, name) for each in found for name in names)
        return self._used[kind, names]

    def events_on(self, entity: Entity) -> list[tuple[Event, Bearing | None]]:
        """Return the events that bear on a recommendation or finding, newest first, undated last."""
        found = []
        for id_ in self.review.links.sources(entity, EntityKind.EVENT, Relation.BEARS_ON):
            event = self.review.events[id_]
            found.append((event, event.bears_on.get(entity.id)))
        dated = sorted(
            (pair for pair in found if pair[0].date),
            key=lambda pair: (str(pair[0].date), id_order(pair[0].id)),
            reverse=True,
        )
        return dated + sorted((pair for pair in found if not pair[0].date), key=lambda pair: pair[0].id)

    def timeline(self, entity: Entity) -> Timeline:
        """Return the events that bear on an entity, with those after the fieldwork distinguished."""
        fieldwork = self.review.fieldwork
        return timeline(self.events_on(entity), fieldwork.end if fieldwork else None)

    def recommendations_on(self, entity: Entity, *relations: Relation) -> list[Recommendation]:
        """Return the recommendations that link to an entity, by id."""
        found = self.review.links.sources(entity, EntityKind.RECOMMENDATION, *relations)
        return [self.review.recommendations[id_] for id_ in sorted(found, key=id_order)]

    def resting_on(self, finding: Finding) -> list[Recommendation]:
        """Return the recommendations that rest on a finding."""
        return self.recommendations_on(Entity(EntityKind.FINDING, finding.id), Relation.RESTS_ON)

    def made_by(self, participant: Participant) -> list[Recommendation]:
        """Return the recommendations that a participant made."""
        person = Entity(EntityKind.PARTICIPANT, participant.id)
        return self.recommendations_on(person, Relation.MADE_BY)

    def in_cluster(self, id_: str) -> list[Recommendation]:
        """Return the recommendations of a cluster, except retired ones."""
        found = self.recommendations_on(Entity(EntityKind.CLUSTER, id_), Relation.IN_CLUSTER)
        return [each for each in found if not each.retired]

    def predecessors(self, organisation: Organisation) -> list[tuple[Organisation, Succession]]:
        """Return the organisations that an organisation succeeded."""
        known = self.review.organisations
        found = organisation.succeeds.items()
        return [(known[id_], succession) for id_, succession in found if id_ in known]

    def successors(self, organisation: Organisation) -> list[tuple[Organisation, Succession]]:
        """Return the organisations that succeeded an organisation."""
        here = Entity(EntityKind.ORGANISATION, organisation.id)
        known = self.review.organisations
        ids = self.review.links.sources(here, EntityKind.ORGANISATION, Relation.SUCCEEDS)
        return [(known[id_], known[id_].succeeds[organisation.id]) for id_ in ids]

    def supports(self, key: str, *stances: str) -> list[tuple[Entity, Support]]:
        """Return the findings and recommendations that a reference bears on, with its stance on each.

        Args:
            key: The key of the reference.
            stances: The stances to include; all by default.
        """
        reference = Entity(EntityKind.REFERENCE, key)
        return [
            (link.source, Support(stance=Stance(link.word), note=link.note))
            for link in self.review.links.incoming(reference, Relation.SET_BESIDE)
            if not stances or link.word in stances
        ]

    def references(self, value: Finding | Recommendation) -> dict[str, list[tuple[str, Support]]]:
        """Return the references related to a finding or recommendation, by stance and then in its order."""
        found: dict[str, list[tuple[str, Support]]] = {}
        for stance in Stance:
            pairs = [
                (key, support)
                for key, supports in value.references.items()
                for support in supports
                if support.stance is stance and key in self.review.references
            ]
            if pairs:
                found[stance] = pairs
        return found

    def tensions(self, entity: Entity) -> list[tuple[Entity, str]]:
        """Return the entities in tension with an entity, without duplicates, whichever of them records it."""
        links = self.review.links
        found = [(link.target, link.note) for link in links.outgoing(entity, Relation.TENSION)]
        known = {other for other, _ in found}  # already recorded by this entity, with its own note
        found += [
            (link.source, link.note)
            for link in links.incoming(entity, Relation.TENSION)
            if link.source != entity and link.source not in known
        ]
        return list(dict.fromkeys(found))

    def excerpts_by_finding(self, participant: Participant) -> list[tuple[Finding, list[Excerpt]]]:
        """Return the excerpts of a participant, by finding."""
        found = []
        for finding in self.review.findings.values():
            excerpts = [excerpt for excerpt in finding.excerpts if participant.id in _speakers(excerpt)]
            if excerpts:
                found.append((finding, excerpts))
        return found

    def stances(self, finding: Finding, participant: Participant) -> list[Stance]:
        """Return the stances of a participant's excerpts from a finding's own section, without duplicates."""
        excerpts = (each for each in finding.excerpts if participant.id in _speakers(each))
        return list(dict.fromkeys(each.stance for each in excerpts if not each.section))

    def is_inferred(self, finding: Finding, participant: Participant) -> bool:
        """Return whether all of a participant's excerpts under a finding are attributed by inference."""
        excerpts = [
            each for each in finding.excerpts if participant.id in _speakers(each) and not each.section
        ]
        return bool(excerpts) and all(each.attribution == INFERRED for each in excerpts)

    def mentions(self, entity: Entity) -> list[Entity]:
        """Return the entities whose running text links to an entity."""
        links = self.review.links.incoming(entity, Relation.MENTIONS)
        return list(dict.fromkeys(link.source for link in links if link.source != entity))

    def errata_of(self, key: str) -> list[Erratum]:
        """Return the errata of the report that concern a reference."""
        return [erratum for erratum in self.review.errata.values() if erratum.reference == key]

    def terms_by_group(self) -> dict[str, list[GlossaryTerm]]:
        """Return the terms of the glossary by heading, each group in alphabetical order."""
        found: dict[str, list[GlossaryTerm]] = {}
        for term in sorted(self.review.glossary.values(), key=lambda term: term.term.casefold()):
            found.setdefault(term.group, []).append(term)
        return dict(sorted(found.items()))

    def quantifiers(self) -> list[tuple[Entity, Quantifier]]:
        """Return every count in the report, with the finding or recommendation to which it belongs."""
        found = [
            (Entity(EntityKind.FINDING, finding.id), each)
            for finding in self.review.findings.values()
            for each in finding.quantifiers
        ]
        return found + [
            (Entity(EntityKind.RECOMMENDATION, recommendation.id), each)
            for recommendation in self.review.recommendations.values()
            for each in recommendation.quantifiers
        ]

    def events_by_group(self) -> list[tuple[EventGroup | None, list[Event]]]:
        """Return the events, except retired ones, by group and date; those without a group are last."""
        groups = self.review.event_groups.values()
        found: list[tuple[EventGroup | None, list[Event]]] = [
            (group, events) for group in groups if (events := _by_date(self.review, group.id))
        ]
        rest = _by_date(self.review, "")
        return [*found, (None, rest)] if rest else found

    def retired_events(self) -> list[Event]:
        """Return the retired events, by id."""
        return [each for each in self.review.events.values() if each.retired]

    def latest_events(self, number: int) -> list[Event]:
        """Return the latest dated events, newest first, except retired ones."""
        dated = [event for event in self.review.events.values() if event.date and not event.retired]
        return sorted(dated, key=lambda event: event.sort_key, reverse=True)[:number]


def _speakers(excerpt: Excerpt) -> Iterable[str]:
    return (excerpt.participant, excerpt.joint_with)


def _by_date(review: Review, group: str) -> list[Event]:
    found = (each for each in review.events.values() if each.group == group and not each.retired)
    return sorted(found, key=lambda event: event.sort_key)
