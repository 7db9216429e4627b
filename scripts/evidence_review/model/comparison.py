"""What changed from one release to another, or to the review of today."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evidence_review.model.release import Release
from evidence_review.model.released import ReleasedEvent, ReleasedWork
from evidence_review.model.released_finding import ReleasedCount, ReleasedExcerpt, ReleasedFinding
from evidence_review.model.released_recommendation import ReleasedPosition, ReleasedRecommendation
from evidence_review.model.things import Thing, ThingKind
from evidence_review.model.word_diff import Stretch, word_diff
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

    part: str
    """What it is about, such as `Title`."""
    before: str
    """What was said before; empty where nothing was."""
    after: str
    """What is said after; empty where nothing is."""

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Both as one row of words, kept, removed and added."""
        return word_diff(self.before, self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedThing:
    """A finding or recommendation that has changed in one way. One that changed in two ways stands twice."""

    thing: Thing
    """Which one."""
    title: str
    """What it is called after the change."""
    change: Change
    """In what way."""
    differences: tuple[Difference, ...] = ()
    """What exactly; for a retired one, the reason. Nothing for a new one, which is new as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedWork:
    """A work whose details have changed."""

    key: str
    """Its citation key."""
    differences: tuple[Difference, ...]
    """What exactly, by CSL variable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed from one release to a later one."""

    before: Release
    """The earlier one."""
    after: Release
    """The later one, or the review of today."""
    things: tuple[ChangedThing, ...]
    """The findings and recommendations that changed, by sort and id."""
    events: tuple[ReleasedEvent, ...]
    """The events that were entered in between, by id."""
    works_added: tuple[str, ...]
    """The citation keys of works that are new."""
    works_corrected: tuple[CorrectedWork, ...]
    """The works whose details have changed."""
    works_removed: tuple[str, ...]
    """The citation keys of works that are no longer there."""

    def changed(self, change: Change) -> tuple[ChangedThing, ...]:
        """Return what changed in one way."""
        return tuple(each for each in self.things if each.change is change)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has changed."""
        works = (*self.works_added, *self.works_corrected, *self.works_removed)
        return not (self.things or self.events or works)


def compare(before: Release, after: Release) -> Comparison:
    """Return what changed from one release to a later one.

    A text has changed where its words as they were written have; how a paragraph is broken into lines does
    not count. It is given as readers saw it where both releases kept that.
    """
    old, new = before.references, after.references
    corrected = (CorrectedWork(key=key, differences=_work(old[key], new[key])) for key in new if key in old)
    return Comparison(
        before=before,
        after=after,
        things=(
            *_things(ThingKind.FINDING, before, after, before.findings, after.findings),
            *_things(ThingKind.RECOMMENDATION, before, after, before.recommendations, after.recommendations),
        ),
        events=tuple(event for id_, event in after.events.items() if id_ not in before.events),
        works_added=tuple(key for key in new if key not in old),
        works_corrected=tuple(each for each in corrected if each.differences),
        works_removed=tuple(key for key in old if key not in new),
    )


Kept = ReleasedFinding | ReleasedRecommendation
"""What a release keeps with a page of its own."""


def _things(
    kind: ThingKind, before: Release, after: Release, old: Mapping[str, Kept], new: Mapping[str, Kept]
) -> Iterator[ChangedThing]:
    for id_, value in new.items():
        earlier = old.get(id_)
        for change, differences in _changes(before, after, earlier, value):
            yield ChangedThing(
                thing=Thing(kind, id_), title=value.title, change=change, differences=tuple(differences)
            )


def _changes(
    before: Release, after: Release, old: Kept | None, new: Kept
) -> Iterator[tuple[Change, list[Difference]]]:
    retired = Difference(part="Why", before="", after=new.retired.reason) if new.retired else None
    if old is None:
        yield Change.NEW, []
        return
    if retired and not old.retired:
        yield Change.RETIRED, [retired]
    texts = _texts(before, after, old, new)
    if isinstance(old, ReleasedRecommendation) and isinstance(new, ReleasedRecommendation):
        grounds = _differences(_grounds(old.position), _grounds(new.position))
        moved = _differences(_standing(before, old.position), _standing(after, new.position))
        if moved:
            yield Change.MOVED, [*moved, *grounds]
        reworded = _differences(_recommendation(before, old, texts[0]), _recommendation(after, new, texts[1]))
        reworded += [] if moved else grounds
    elif isinstance(old, ReleasedFinding) and isinstance(new, ReleasedFinding):
        reworded = _differences(_finding(before, old, texts[0]), _finding(after, new, texts[1]))
    else:
        return
    if reworded:
        yield Change.REWORDED, reworded


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    """Return the parts that differ in more than their spaces, in the order of the later one."""
    parts = dict.fromkeys((*after, *before))
    pairs = ((part, before.get(part, ""), after.get(part, "")) for part in parts)
    return [
        Difference(part=part, before=old, after=new) for part, old, new in pairs if old.split() != new.split()
    ]


def _texts(before: Release, after: Release, old: Kept, new: Kept) -> tuple[str, str]:
    """Return two texts to set side by side: as readers saw them where both releases kept that."""
    if old.text.split() == new.text.split():  # another style of citation is no other wording
        return "", ""
    if old.id in before.shown.texts and new.id in after.shown.texts:
        return "\n\n".join(before.shown.texts[old.id]), "\n\n".join(after.shown.texts[new.id])
    return old.text, new.text


def _recommendation(release: Release, value: ReleasedRecommendation, text: str) -> dict[str, str]:
    bodies = (*value.addressees.values(), *value.addressees_then.values())
    return {
        "Title": value.title,
        "What is asked": text,
        "Who asked": _listed(person.name for person in value.made_by.values()),
        "In whose voice": release.label("strength", value.strength),
        "Sort of change": release.label("kind", value.kind),
        "Subject": value.cluster,
        "Of whom": "; ".join(f"{body.name}: {body.reason}" if body.reason else body.name for body in bodies),
        "Findings it rests on": _listed(value.findings),
        "Literature": _works(release, value.references),
        "What pulls against it": " ".join(text for _, text in sorted(value.tensions.items())),
    }


def _finding(release: Release, value: ReleasedFinding, text: str) -> dict[str, str]:
    return {
        "Title": value.title,
        "What was found": value.statement,
        "At length": text,
        "Who was heard": _listed(person.name for person in value.voices.values()),
        "What was said": " ".join(_remark(release, each) for each in value.excerpts),
        "How many of how many": " ".join(_count(each) for each in value.counts),
        "Limits": " ".join(value.limits),
        "Literature": _works(release, value.references),
        "What pulls against it": " ".join(text for _, text in sorted(value.tensions.items())),
    }


def _remark(release: Release, excerpt: ReleasedExcerpt) -> str:
    said_by = _listed(person.name for person in excerpt.speakers.values()) or "Somebody"
    phrase = f" “{excerpt.phrase}”" if excerpt.phrase else ""
    return f"{said_by} ({release.label('stance', excerpt.stance)}): {excerpt.paraphrase}{phrase}"


def _count(count: ReleasedCount) -> str:
    claimed = "" if count.expected is None else f"{count.expected} claimed, "
    note = f" {count.note}" if count.note else ""
    return f"{count.claim}: {claimed}{len(count.traced)} traced.{note}"


def _standing(release: Release, position: ReleasedPosition | None) -> dict[str, str]:
    """Return where a recommendation stands, part by part."""
    if position is None:
        return {"What is known": "Nobody had judged."}
    due = position.due
    answers = {
        f"Answer of {answer.name}": release.label("response", answer.response)
        for answer in position.responses.values()
    }
    return {
        "What is known": release.label("delivery", position.delivery),
        "Still live": release.label("lifecycle", position.lifecycle),
        "Against the date promised": release.label("timeliness", position.timeliness),
        "Date promised": str(due.date) if due else "",
        **answers,
    }


def _grounds(position: ReleasedPosition | None) -> dict[str, str]:
    """Return why a recommendation stands where it does."""
    if position is None:
        return {}
    return {
        "Why": position.reason,
        "Outstanding": position.outstanding,
        "Why it is not live": position.lifecycle_reason,
        "Statement": position.statement,
        "Judged on": str(position.date),
    }


def _works(release: Release, works: Iterable[ReleasedWork]) -> str:
    return "; ".join(
        f"{work.key} ({release.label('stance', work.stance)})" + (f": {work.note}" if work.note else "")
        for work in works
    )


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _work(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Return the CSL variables in which two descriptions of one work differ."""
    before = {_part(name): _shown(value) for name, value in old.items()}
    after = {_part(name): _shown(value) for name, value in new.items()}
    return tuple(_differences(before, after))


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
"""How names and dates of CSL-JSON are written out, by the key that tells them."""
