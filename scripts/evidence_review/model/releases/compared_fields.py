"""What a release says of each thing, part by part, so that two releases can be set side by side."""

from collections.abc import Collection, Iterable

from evidence_review.model.releases.finding import ReleasedCount, ReleasedExcerpt, ReleasedFinding
from evidence_review.model.releases.recommendation import (
    ReleasedAnswer,
    ReleasedPosition,
    ReleasedRecommendation,
    ReleasedSearch,
)
from evidence_review.model.releases.release import Release
from evidence_review.model.releases.released_values import (
    ReleasedEvent,
    ReleasedReference,
    ReleasedSourceLines,
)


def event_fields(release: Release, event: ReleasedEvent) -> dict[str, str]:
    """Return what is said of an event."""
    return {
        "Title": event.title,
        "Date": str(event.date or ""),
        "Time": event.period,
        "Publisher": event.publisher,
        "Address": event.url,
        "How well established": release.label("claim-level", event.claim_level),
        "Retired": event.retired.reason if event.retired else "",
    }


def recommendation_fields(release: Release, value: ReleasedRecommendation, text: str) -> dict[str, str]:
    """Return what is said of a recommendation, but where it stands. `text` is the ask at length."""
    organisations = (*value.addressees.values(), *value.addressees_then.values())
    return {
        "Title": value.title,
        "What is asked": text,
        "Who asked": _listed(person.name for person in value.made_by.values()),
        "In whose voice": release.label("strength", value.strength),
        "Sort of change": release.label("kind", value.kind),
        "Implied": "Implied, not said outright" if value.implied else "",
        "On what occasion": release.label("occasion", value.occasion),
        "Where in the report": _place(value.source),
        "Subject": value.cluster,
        "Of whom": "; ".join(
            f"{organisation.name}: {organisation.reason}" if organisation.reason else organisation.name
            for organisation in organisations
        ),
        "Who chose the bodies": release.label("chosen-by", value.chosen_by),
        "Findings it rests on": _listed(value.findings),
        "Literature": _reference_words(release, value.references),
        "What pulls against it": " ".join(text for _, text in sorted(value.tensions.items())),
        "Takes the place of": _listed(value.replaces),
    }


def bearing_fields(release: Release, value: ReleasedRecommendation, known: Collection[str]) -> dict[str, str]:
    """Return how events bear on a recommendation, for those that are known already."""
    return {
        f"How {id_} bears on it": f"{release.label('effect', each.effect)}. {each.note}"
        for id_, each in value.events.items()
        if id_ in known
    }


def _place(place: ReleasedSourceLines) -> str:
    lines = _listed(str(line) for line in place.lines)
    also = f"; see also {_listed(str(line) for line in place.also)}" if place.also else ""
    return f"{place.section}, {lines}{also}"


def finding_fields(release: Release, value: ReleasedFinding, text: str) -> dict[str, str]:
    """Return what is said of a finding. `text` is the finding at length."""
    return {
        "Title": value.title,
        "What was found": value.statement,
        "At length": text,
        "Where in the report": f"{_place(value.source)}. {value.heading}",
        "Who was heard": _listed(person.name for person in value.voices.values()),
        "What was said": " ".join(_excerpt_words(release, each) for each in value.excerpts),
        "How many of how many": " ".join(_count(each) for each in value.counts),
        "Limits": " ".join(value.limits),
        "Literature": _reference_words(release, value.references),
        "What pulls against it": " ".join(text for _, text in sorted(value.tensions.items())),
        "Takes the place of": _listed(value.replaces),
    }


def _excerpt_words(release: Release, excerpt: ReleasedExcerpt) -> str:
    said_by = _listed(person.name for person in excerpt.speakers.values()) or "Somebody"
    phrase = f" “{excerpt.phrase}”" if excerpt.phrase else ""
    return f"{said_by} ({release.label('stance', excerpt.stance)}): {excerpt.paraphrase}{phrase}"


def _count(count: ReleasedCount) -> str:
    claimed = "" if count.expected is None else f"{count.expected} claimed, "
    note = f" {count.note}" if count.note else ""
    return f"{count.claim}: {claimed}{len(count.traced)} traced.{note}"


def status_fields(release: Release, position: ReleasedPosition | None) -> dict[str, str]:
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


def reason_fields(position: ReleasedPosition | None) -> dict[str, str]:
    """Return why a recommendation stands where it does."""
    if position is None:
        return {}
    return {
        "Why": position.reason,
        "Outstanding": position.outstanding,
        "Why it is not live": position.lifecycle_reason,
        "Statement": position.statement,
        "Rests on": _listed(position.rests_on),
        "Last search": _search(position.searched) if position.searched else "",
        "Continued in": position.continued_in,
        "Why the date was moved": position.due.reason if position.due else "",
        "Judged on": str(position.date),
        "Judged by": position.by,
        **{f"What {each.name} said": _answer(each) for each in position.responses.values()},
    }


def _search(search: ReleasedSearch) -> str:
    return "; ".join(filter(None, (str(search.date), *search.places, search.words, search.result)))


def _answer(answer: ReleasedAnswer) -> str:
    put_on = f"Put to it on {answer.put_on}." if answer.put_on else ""
    due = f"Answer due by {answer.answer_due}." if answer.answer_due else ""
    shown = f"Shown by {_listed(answer.rests_on)}." if answer.rests_on else ""
    return " ".join(filter(None, (answer.reason, put_on, due, shown)))


def _reference_words(release: Release, references: Iterable[ReleasedReference]) -> str:
    return "; ".join(
        f"{reference.key} ({release.label('stance', reference.stance)})"
        + (f": {reference.note}" if reference.note else "")
        for reference in references
    )


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
