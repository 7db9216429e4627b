"""The links of a review, each written once and available from both ends."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from evidence_review.location import Location
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.vocabulary import Vocabulary


class Relation(Vocabulary):
    """How one thing is linked to another."""

    MADE_BY = "made-by", "Made by", "The participant made the recommendation."
    ADDRESSED_TO = "addressed-to", "Addressed to", "The recommendation is addressed to the organisation now."
    ADDRESSED_THEN = (
        "addressed-then",
        "Addressed at the time to",
        "The recommendation was a matter for an organisation that has since closed.",
    )
    IN_CLUSTER = "in-cluster", "Belongs to", "The recommendation belongs to the cluster."
    RESTS_ON = "rests-on", "Based on", "The recommendation is based on the finding."
    SET_BESIDE = "set-beside", "Set beside", "The work is set beside the finding or recommendation."
    TENSION = "tension", "In tension with", "One counts against the other."
    HEARD_FROM = "heard-from", "Quotes", "The finding quotes the participant."
    BEARS_ON = "bears-on", "Relevant to", "The event is relevant to the recommendation or finding."
    JUDGED_BY = "judged-by", "Assessed by", "An assessment of the recommendation is based on the event."
    SUCCEEDS = "succeeds", "Succeeds", "The organisation took over work of the other."
    REPLACES = "replaces", "Replaces", "The thing replaces a retired one."
    CONTINUED_IN = "continued-in", "Continued in", "The recommendation is continued in the other."
    CITES = "cites", "Cites", "The text cites the work."
    MENTIONS = "mentions", "Mentions", "The text links to the thing."


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link from the entity on which it is written to another."""

    source: Entity
    """The entity on which it is written."""
    relation: Relation
    """The relation between the two."""
    target: Entity
    """The entity to which it leads, which may not exist: a check reports that."""
    word: str = ""
    """The stance, effect or response that qualifies it."""
    note: str = ""
    """A note on it, in a sentence."""
    where: Location
    """Where it is written."""


@dataclass(frozen=True, slots=True)
class Links:
    """All links of a review."""

    all: tuple[Link, ...]
    """The links, in the order of the files."""
    _from: dict[Entity, list[Link]] = field(default_factory=dict, repr=False)
    _to: dict[Entity, list[Link]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, links: Iterable[Link]) -> "Links":
        """Index the links by both ends."""
        found = cls(tuple(links))
        for link in found.all:
            found._from.setdefault(link.source, []).append(link)
            found._to.setdefault(link.target, []).append(link)
        return found

    def outgoing(self, entity: Entity, *relations: Relation) -> tuple[Link, ...]:
        """Return the links written on an entity, of some relations or of all."""
        return _of(self._from.get(entity, ()), relations)

    def incoming(self, entity: Entity, *relations: Relation) -> tuple[Link, ...]:
        """Return the links that lead to an entity, of some relations or of all."""
        return _of(self._to.get(entity, ()), relations)

    def sources(self, entity: Entity, kind: EntityKind, *relations: Relation) -> tuple[str, ...]:
        """Return the ids of the entities of a kind that link to an entity, once each."""
        found = (link.source for link in self.incoming(entity, *relations))
        return tuple(dict.fromkeys(source.id for source in found if source.kind is kind))


def _of(links: Iterable[Link], relations: tuple[Relation, ...]) -> tuple[Link, ...]:
    return tuple(link for link in links if not relations or link.relation in relations)
