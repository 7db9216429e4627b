"""What changed from one release to another, or to the review of today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.releases.compared_fields import (
    bearing_fields,
    event_fields,
    finding_fields,
    reason_fields,
    recommendation_fields,
    status_fields,
)
from evidence_review.model.releases.finding import ReleasedFinding
from evidence_review.model.releases.recommendation import ReleasedRecommendation
from evidence_review.model.releases.reference_fields import work_details
from evidence_review.model.releases.release import Release
from evidence_review.model.releases.released_values import ReleasedEvent
from evidence_review.model.releases.word_diff import DiffSegment, word_diff
from evidence_review.vocabulary import Vocabulary


class Change(Vocabulary):
    """In what way a finding or recommendation has changed, in the order in which readers ask."""

    MOVED = "moved", "Moved", "Where it stands has changed."
    NEW = "new", "New", "It was not there before."
    REWORDED = "reworded", "Reworded", "Its words, or what is said of it, have changed."
    RETIRED = "retired", "Retired", "It is used no more; its page stays and says why."


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that was said, before and after."""

    label: str
    """What it is about, such as `Title`."""
    before: str
    """What was said before; empty where nothing was."""
    after: str
    """What is said after; empty where nothing is."""

    @property
    def segments(self) -> tuple[DiffSegment, ...]:
        """Both as one row of words, kept, removed and added."""
        return word_diff(self.before, self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedEntity:
    """A finding or recommendation that has changed in one way. One that changed in two ways stands twice."""

    entity: Entity
    """Which one."""
    title: str
    """What it is called after the change."""
    change: Change
    """In what way."""
    differences: tuple[Difference, ...] = ()
    """What exactly; for a retired one, the reason. Nothing for a new one, which is new as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedReference:
    """A work whose details have changed."""

    key: str
    """Its citation key."""
    differences: tuple[Difference, ...]
    """What exactly, by CSL variable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedEvent:
    """An event of which something else is said."""

    event: ReleasedEvent
    """The event as it is said after."""
    differences: tuple[Difference, ...]
    """What exactly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed from one release to a later one."""

    before: Release
    """The earlier one."""
    after: Release
    """The later one, or the review of today."""
    entities: tuple[ChangedEntity, ...]
    """The findings and recommendations that changed, by sort and id."""
    events: tuple[ReleasedEvent, ...]
    """The events that were entered in between, by id."""
    events_corrected: tuple[CorrectedEvent, ...]
    """The events of which something else is said."""
    references_added: tuple[str, ...]
    """The citation keys of works that are new."""
    references_corrected: tuple[CorrectedReference, ...]
    """The works whose details have changed."""
    references_removed: tuple[str, ...]
    """The citation keys of works that are no longer there."""

    def changed(self, change: Change) -> tuple[ChangedEntity, ...]:
        """Return what changed in one way."""
        return tuple(each for each in self.entities if each.change is change)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has changed."""
        works = (*self.references_added, *self.references_corrected, *self.references_removed)
        return not (self.entities or self.events or self.events_corrected or works)


def compare(before: Release, after: Release) -> Comparison:
    """Return what changed from one release to a later one.

    A text has changed where its words as they were written have; how a paragraph is broken into lines does
    not count. It is given as readers saw it where both releases kept that.
    """
    old, new = before.references, after.references
    corrected = (
        CorrectedReference(
            key=key, differences=tuple(_differences(work_details(old[key]), work_details(new[key])))
        )
        for key in new
        if key in old
    )
    return Comparison(
        before=before,
        after=after,
        entities=(
            *_changed_entities(EntityKind.FINDING, before, after, before.findings, after.findings),
            *_changed_entities(
                EntityKind.RECOMMENDATION, before, after, before.recommendations, after.recommendations
            ),
        ),
        events=tuple(event for id_, event in after.events.items() if id_ not in before.events),
        events_corrected=tuple(_events(before, after)),
        references_added=tuple(key for key in new if key not in old),
        references_corrected=tuple(each for each in corrected if each.differences),
        references_removed=tuple(key for key in old if key not in new),
    )


def _events(before: Release, after: Release) -> Iterator[CorrectedEvent]:
    for id_, event in after.events.items():
        if id_ in before.events:
            found = _differences(event_fields(before, before.events[id_]), event_fields(after, event))
            if found:
                yield CorrectedEvent(event=event, differences=tuple(found))


ReleasedEntity = ReleasedFinding | ReleasedRecommendation
"""What a release keeps with a page of its own."""


def _changed_entities(
    kind: EntityKind,
    before: Release,
    after: Release,
    old: Mapping[str, ReleasedEntity],
    new: Mapping[str, ReleasedEntity],
) -> Iterator[ChangedEntity]:
    for id_, value in new.items():
        earlier = old.get(id_)
        for change, differences in _changes(before, after, earlier, value):
            yield ChangedEntity(
                entity=Entity(kind, id_), title=value.title, change=change, differences=tuple(differences)
            )


def _changes(
    before: Release, after: Release, old: ReleasedEntity | None, new: ReleasedEntity
) -> Iterator[tuple[Change, list[Difference]]]:
    retired = Difference(label="Why", before="", after=new.retired.reason) if new.retired else None
    if old is None:
        yield Change.NEW, []
        return
    if retired and not old.retired:
        yield Change.RETIRED, [retired]
    texts = _texts(before, after, old, new)
    if isinstance(old, ReleasedRecommendation) and isinstance(new, ReleasedRecommendation):
        reason_changes = _differences(reason_fields(old.position), reason_fields(new.position))
        status_changes = _differences(status_fields(before, old.position), status_fields(after, new.position))
        if status_changes:
            yield Change.MOVED, [*status_changes, *reason_changes]
        wording_changes = _differences(
            recommendation_fields(before, old, texts[0]), recommendation_fields(after, new, texts[1])
        )
        wording_changes += _differences(
            bearing_fields(before, old, before.events), bearing_fields(after, new, before.events)
        )
        wording_changes += [] if status_changes else reason_changes
    elif isinstance(old, ReleasedFinding) and isinstance(new, ReleasedFinding):
        wording_changes = _differences(
            finding_fields(before, old, texts[0]), finding_fields(after, new, texts[1])
        )
    else:
        return
    if wording_changes:
        yield Change.REWORDED, wording_changes


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    """Return the parts that differ in more than their spaces, in the order of the later one."""
    labels = dict.fromkeys((*after, *before))
    pairs = ((part, before.get(part, ""), after.get(part, "")) for part in labels)
    return [
        Difference(label=part, before=old, after=new)
        for part, old, new in pairs
        if old.split() != new.split()
    ]


def _texts(before: Release, after: Release, old: ReleasedEntity, new: ReleasedEntity) -> tuple[str, str]:
    """Return two texts to set side by side: as readers saw them where both releases kept that."""
    if old.text.split() == new.text.split():  # another style of citation is no other wording
        return "", ""
    if old.id in before.shown.texts and new.id in after.shown.texts:
        return "\n\n".join(before.shown.texts[old.id]), "\n\n".join(after.shown.texts[new.id])
    return old.text, new.text
