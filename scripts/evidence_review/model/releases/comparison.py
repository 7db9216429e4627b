"""What changed from one release to another, or to the review of today."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.releases.compared_fields import (
    EVENT_FIELDS,
    FINDING_FIELDS,
    REASON_FIELDS,
    RECOMMENDATION_FIELDS,
    STATUS_FIELDS,
    TEXT_KEYS,
    ComparedField,
    bearing_parts,
    field_parts,
)
from evidence_review.model.releases.release import Published, Release
from evidence_review.model.releases.word_diff import DiffSegment, word_diff
from evidence_review.vocabulary import Vocabulary


class Change(Vocabulary):
    """How a finding or recommendation has changed, in the order in which readers ask."""

    MOVED = "moved", "Moved", "Its status has changed."
    NEW = "new", "New", "It was not there before."
    REWORDED = "reworded", "Reworded", "Its words, or what is said of it, have changed."
    RETIRED = "retired", "Retired", "It is no longer used; its page stays and says why."


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field in words, before and after."""

    label: str
    """The label of the field, such as `Title`."""
    before: str
    """The words before; empty if there were none."""
    after: str
    """The words after; empty if there are none."""

    @property
    def segments(self) -> tuple[DiffSegment, ...]:
        """Both as one sequence of words: unchanged, removed and added."""
        return word_diff(self.before, self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedEntity:
    """A finding or recommendation that has changed in one way; listed twice if it changed in two."""

    entity: Entity
    """The finding or recommendation."""
    title: str
    """Its title after the change."""
    change: Change
    """How it has changed."""
    differences: tuple[Difference, ...] = ()
    """The differences; for a retired one, the reason. Empty for a new one, which is new as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedReference:
    """A reference whose details have changed."""

    key: str
    """Its citation key."""
    differences: tuple[Difference, ...]
    """The differences, by CSL variable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedEvent:
    """An event whose details have changed."""

    event: Published
    """The event after the change."""
    differences: tuple[Difference, ...]
    """The differences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed from one release to a later one."""

    before: Release
    """The earlier one."""
    after: Release
    """The later one, or the review of today."""
    entities: tuple[ChangedEntity, ...]
    """The findings and recommendations that changed, by kind and id."""
    events: tuple[Published, ...]
    """The events that were entered in between, by id."""
    events_corrected: tuple[CorrectedEvent, ...]
    """The events whose details have changed."""
    references_added: tuple[str, ...]
    """The citation keys of new references."""
    references_corrected: tuple[CorrectedReference, ...]
    """The references whose details have changed."""
    references_removed: tuple[str, ...]
    """The citation keys of references that no longer exist."""

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

    Only keys that both documents have are compared, since an older version did not know every key. A text has
    changed if the words as they were written have; line breaks do not count. It is returned as readers saw it
    if both releases contain that.
    """
    old, new = before.references, after.references
    corrected = (
        CorrectedReference(
            key=key, differences=tuple(_differences(work_details(old[key]), work_details(new[key])))
        )
        for key in new
        if key in old
    )
    entities = chain(
        _changed_entities(EntityKind.FINDING, before, after),
        _changed_entities(EntityKind.RECOMMENDATION, before, after),
    )
    return Comparison(
        before=before,
        after=after,
        entities=tuple(entities),
        events=tuple(event for id_, event in after.events.items() if id_ not in before.events),
        events_corrected=tuple(_events(before, after)),
        references_added=tuple(key for key in new if key not in old),
        references_corrected=tuple(each for each in corrected if each.differences),
        references_removed=tuple(key for key in old if key not in new),
    )


def _events(before: Release, after: Release) -> Iterator[CorrectedEvent]:
    for id_, event in after.events.items():
        if id_ in before.events:
            found = _field_differences(EVENT_FIELDS, (before, before.events[id_]), (after, event))
            if found:
                yield CorrectedEvent(event=event, differences=tuple(found))


Side = tuple[Release, Published | None]
"""A release and an object of its document; no object if it has none."""


def _changed_entities(kind: EntityKind, before: Release, after: Release) -> Iterator[ChangedEntity]:
    is_finding = kind is EntityKind.FINDING
    old, new = (each.findings if is_finding else each.recommendations for each in (before, after))
    differences_of = _finding_differences if is_finding else _recommendation_differences
    for id_, value in new.items():
        changes: dict[Change, list[Difference]] = {}
        if id_ in old and value["retired"] and not old[id_]["retired"]:
            changes[Change.RETIRED] = [Difference(label="Why", before="", after=value["retired"]["reason"])]
        if id_ in old:
            changes |= differences_of(before, after, id_)
        for change, found in changes.items() if id_ in old else [(Change.NEW, [])]:
            if found or change is Change.NEW:
                yield ChangedEntity(
                    entity=Entity(kind, id_), title=value["title"], change=change, differences=tuple(found)
                )


def _finding_differences(before: Release, after: Release, id_: str) -> dict[Change, list[Difference]]:
    old, new = (before, before.findings[id_]), (after, after.findings[id_])
    return {Change.REWORDED: _field_differences(FINDING_FIELDS, old, new)}


def _recommendation_differences(before: Release, after: Release, id_: str) -> dict[Change, list[Difference]]:
    old, new = (before, before.recommendations[id_]), (after, after.recommendations[id_])
    wording = _field_differences(RECOMMENDATION_FIELDS, old, new)
    known = before.events
    wording += _differences(bearing_parts(before, id_, known), bearing_parts(after, id_, known))
    then, now = (before, before.positions.get(id_)), (after, after.positions.get(id_))
    moved = _field_differences(STATUS_FIELDS, then, now, nothing={"Status": "Not yet assessed."})
    reasons = _field_differences(REASON_FIELDS, then, now)
    if moved:
        return {Change.MOVED: [*moved, *reasons], Change.REWORDED: wording}
    return {Change.REWORDED: [*wording, *reasons]}


def _field_differences(
    fields: Iterable[ComparedField], before: Side, after: Side, nothing: Mapping[str, str] | None = None
) -> list[Difference]:
    """Return the differences between two objects.

    Args:
        fields: The fields to compare.
        before: The earlier release and its object.
        after: The later release and its object.
        nothing: The words, by label, if there is no object.
    """
    (earlier, old), (later, new) = before, after
    keys = frozenset(old or new or ()) & frozenset(new or old or ())
    then = dict(nothing or {}) if old is None else field_parts(fields, earlier, old, keys)
    now = dict(nothing or {}) if new is None else field_parts(fields, later, new, keys)
    for key, label in TEXT_KEYS.items():
        if old and new and label in then:
            then[label], now[label] = _texts(earlier, later, old, new, key)
    return _differences(then, now)


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    """Return the fields that differ in more than white space, in the order of the later one."""
    labels = dict.fromkeys((*after, *before))
    pairs = ((part, before.get(part, ""), after.get(part, "")) for part in labels)
    return [
        Difference(label=part, before=old, after=new)
        for part, old, new in pairs
        if old.split() != new.split()
    ]


def _texts(before: Release, after: Release, old: Published, new: Published, key: str) -> tuple[str, str]:
    """Return two texts to compare: as readers saw them if both releases contain that."""
    id_ = new["id"]
    if old[key].split() == new[key].split():  # another citation style is not another wording
        return "", ""
    if id_ in before.texts and id_ in after.texts:
        return "\n\n".join(before.texts[id_]), "\n\n".join(after.texts[id_])
    return old[key].strip(), new[key].strip()


def work_details(item: Mapping[str, Any]) -> dict[str, str]:
    """Return the variables of a CSL-JSON item as words, such as `Container title` and its text.

    The form: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables.
    """
    return {_part(name): _shown(value) for name, value in item.items()}


def _part(name: str) -> str:
    """Return a CSL variable as words, such as `Container title`."""
    words = name.replace("-", " ")
    return words if words.isupper() else words.capitalize()


def _shown(value: object) -> str:
    """Return the value of a CSL variable as text: https://docs.citationstyles.org/en/stable/specification.html."""
    if isinstance(value, Mapping):
        return _SHAPES[next((key for key in _SHAPES if key in value), "")](value)
    if isinstance(value, list | tuple):
        return "; ".join(_shown(each) for each in value)
    return str(value)


def _date(value: Mapping[str, Any]) -> str:
    return "/".join("-".join(f"{int(part):02}" for part in parts) for parts in value["date-parts"])


def _name(value: Mapping[str, Any]) -> str:
    family = " ".join(str(value[key]) for key in ("non-dropping-particle", "family") if value.get(key))
    rest = (str(value[key]) for key in ("given", "dropping-particle", "suffix") if value.get(key))
    return ", ".join([family, *rest])


_SHAPES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "date-parts": _date,
    "family": _name,
    "literal": lambda value: str(value["literal"]),
    "raw": lambda value: str(value["raw"]),
    "": lambda value: " ".join(str(each) for each in value.values()),
}
"""How names and dates of CSL-JSON are written out, by the key that identifies the form."""
