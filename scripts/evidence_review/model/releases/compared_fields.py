"""The fields by which two releases are compared, each with the label that readers see, in one table."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from evidence_review.model.releases.release import Published, Release

Parts = Mapping[str, str]
"""The meaning of a field in words, by label."""


@dataclass(frozen=True, slots=True)
class ComparedField:
    """A key of the published document with its value in words."""

    key: str
    """The key. It is not compared unless both releases have it."""
    parts: Callable[[Release, Published], Parts]
    """The value in words, by label, given the release and the object with the key."""


def _text(label: str, key: str) -> ComparedField:
    return ComparedField(key, lambda _, value: {label: value[key] or ""})


def _list(label: str, key: str, separator: str = ", ") -> ComparedField:
    return ComparedField(key, lambda _, value: {label: separator.join(value[key])})


def _word(label: str, key: str, vocabulary: str) -> ComparedField:
    return _one(key, label, lambda release, value: release.label(vocabulary, value[key] or ""))


def _one(key: str, label: str, words: Callable[[Release, Published], str]) -> ComparedField:
    return ComparedField(key, lambda release, value: {label: words(release, value)})


def _people(release: Release, ids: Iterable[str]) -> str:
    return ", ".join(person.name for person in release.people(ids))


def _tensions(release: Release, value: Published) -> str:
    return " ".join(release.tensions(value["id"]).values())


def _references(release: Release, value: Published) -> str:
    return "; ".join(
        f"{key} ({release.label('stance', each['stance'])})" + (f": {each['note']}" if each["note"] else "")
        for key, supports in value["references"].items()
        for each in supports
    )


def _lines(place: Published) -> str:
    return f"{place['section']}, {', '.join(map(str, place['lines']))}"


def _finding_place(value: Published) -> str:
    lines = _lines(value) if value["lines"] else value["section"]
    return ". ".join(filter(None, (lines, value["heading"])))


def _source(place: Published | None) -> str:
    if not place:
        return ""
    also = ", ".join(map(str, place["also"]))
    return f"{_lines(place)}; see also {also}" if also else _lines(place)


def _addressees(release: Release, value: Published) -> str:
    reasons = {**value["addressees"], **dict.fromkeys(value["addressees_then"], "")}
    named = ((release.organisation_name(id_), reason) for id_, reason in reasons.items())
    return "; ".join(f"{name}: {reason}" if reason else name for name, reason in named)


def _quantifiers(_: Release, value: Published) -> str:
    return " ".join(_quantifier(each) for each in value["quantifiers"])


def _quantifier(value: Published) -> str:
    claimed = "" if value["expected"] is None else f"{value['expected']} claimed, "
    note = f" {value['note']}" if value["note"] else ""
    return f"{value['claim']}: {claimed}{len(value['traced'])} traced.{note}"


def _excerpts(release: Release, value: Published) -> str:
    return " ".join(_excerpt(release, each) for each in value["excerpts"])


def _excerpt(release: Release, value: Published) -> str:
    said_by = _people(release, speakers(value)) or "Someone"
    phrase = f" “{value['phrase']}”" if value["phrase"] else ""
    return f"{said_by} ({release.label('stance', value['stance'])}): {value['paraphrase']}{phrase}"


def _due_date(_: Release, value: Published) -> str:
    return str(value["due"]["date"]) if value["due"] else ""


def _due_reason(_: Release, value: Published) -> str:
    return str(value["due"]["reason"]) if value["due"] else ""


def _responses(release: Release, value: Published) -> Parts:
    return {
        f"Answer of {release.organisation_name(id_)}": release.label("response", each["response"])
        for id_, each in value["responses"].items()
    }


def _answers(release: Release, value: Published) -> Parts:
    return {
        f"What {release.organisation_name(id_)} said": _answer(each)
        for id_, each in value["responses"].items()
    }


def _answer(value: Published) -> str:
    put_on = f"Put to it on {value['put_on']}." if value["put_on"] else ""
    due = f"Answer due by {value['answer_due']}." if value["answer_due"] else ""
    shown = f"Shown by {', '.join(value['rests_on'])}." if value["rests_on"] else ""
    return " ".join(filter(None, (value["reason"], put_on, due, shown)))


def _search(_: Release, value: Published) -> str:
    found = value["searched"]
    parts = (found["date"], *found["places"], found["words"], found["result"]) if found else ()
    return "; ".join(filter(None, parts))


def speakers(excerpt: Published) -> tuple[str, ...]:
    """Return the ids of the people who made a remark; none if the report prints no name."""
    return tuple(filter(None, (excerpt["participant"], excerpt["joint_with"])))


def voices(finding: Published) -> tuple[str, ...]:
    """Return the ids of the people heard under the finding's own heading, in order of first remark."""
    own = (each for each in finding["excerpts"] if not each["section"])
    return tuple(dict.fromkeys(id_ for each in own for id_ in speakers(each)))


def _document(release: Release, value: Published) -> str:
    return release.label("document", value["document"]) if value["document"] else ""


def _archived(_: Release, value: Published) -> str:
    return f"{value['archived']['url']}{_in_brackets(value['archived']['date'])}" if value["archived"] else ""


def _unread(sources: Sequence[Published]) -> str:
    return " ".join(
        f"{each['title']}{_in_brackets(each['date'])}{_in_brackets(each['url'])}: {each['would_change']}"
        for each in sources
    )


def _in_brackets(text: str | None) -> str:
    return f" ({text})" if text else ""


def _custom(_: Release, value: Published) -> str:
    return "; ".join(
        f"{key}: {', '.join(each) if isinstance(each, list) else each}"
        for key, each in value["custom"].items()
    )


EVENT_FIELDS = (
    _text("Title", "title"),
    _text("Date", "date"),
    _text("Time", "period"),
    _text("Publisher", "publisher"),
    _text("Address", "url"),
    _word("How well established", "claim_level", "claim-level"),
    _one("document", "Kind of document", _document),
    _one("retired", "Retired", lambda _, value: value["retired"]["reason"] if value["retired"] else ""),
    _text("What it shows", "summary"),
    _text("Note on the address", "url_note"),
    _one("url_dead", "Address no longer works", lambda _, value: "yes" if value["url_dead"] else ""),
    _one("archived", "Archived copy", _archived),
    _text("DOI", "doi"),
    _word("How much was read", "read", "read"),
    _word("How certain", "confidence", "certainty"),
    _text("What limits that", "confidence_note"),
    _text("Note on the date", "date_note"),
    _list("Replaces", "replaces"),
    _one("custom", "Further facts", _custom),
)
"""The fields of an event that are compared."""

RECOMMENDATION_FIELDS = (
    _text("Title", "title"),
    _text("What was recommended", "text"),
    _one("made_by", "Recommended by", lambda release, value: _people(release, value["made_by"])),
    _word("In whose voice", "origin", "strength"),
    _word("Kind of change", "kind", "kind"),
    _one("implied", "Implied", lambda _, value: "Implied, not said outright" if value["implied"] else ""),
    _word("On what occasion", "section", "occasion"),
    _one("source", "Where in the report", lambda _, value: _source(value["source"])),
    _one("cluster", "Subject", lambda release, value: release.cluster_title(value["cluster"])),
    _one("addressees", "Addressed to", _addressees),
    _one("addressees_then", "Addressed to", _addressees),
    _word("Who chose the organisations", "addressee_source", "chooser"),
    _list("Based on findings", "findings"),
    _one("references", "Literature", _references),
    _one("tensions", "What counts against it", _tensions),
    _list("Replaces", "replaces"),
    _one("quantifiers", "How many people said so", _quantifiers),
    _one("context", "Background", lambda _, value: " ".join(each["text"] for each in value["context"])),
    _one("unread", "Known but not read", lambda _, value: _unread(value["unread"])),
    _one("custom", "Further facts", _custom),
)
"""The fields of a recommendation that are compared, except its position."""

FINDING_FIELDS = (
    _text("Title", "title"),
    _text("What was found", "statement"),
    _text("In full", "summary"),
    _one("section", "Where in the report", lambda _, value: _finding_place(value)),
    _one("lines", "Where in the report", lambda _, value: _finding_place(value)),
    _one("heading", "Where in the report", lambda _, value: _finding_place(value)),
    _one("excerpts", "Who said it", lambda release, value: _people(release, voices(value))),
    _one("excerpts", "What was said", _excerpts),
    _one("quantifiers", "How many people said so", _quantifiers),
    _list("Limits", "limits", " "),
    _one("references", "Literature", _references),
    _one("tensions", "What counts against it", _tensions),
    _list("Replaces", "replaces"),
    _text("Why no one is quoted", "without_voices"),
    _text("Why there is no literature", "without_references"),
    _one("custom", "Further facts", _custom),
)
"""The fields of a finding that are compared."""

STATUS_FIELDS = (
    _word("Status", "delivery", "delivery"),
    _word("Open or closed", "lifecycle", "lifecycle"),
    _word("Against the date promised", "timeliness", "timeliness"),
    _one("due", "Date promised", _due_date),
    ComparedField("responses", _responses),
)
"""The fields of a position that are compared: a change means that the recommendation has moved."""

REASON_FIELDS = (
    _text("Why", "reason"),
    _text("Outstanding", "outstanding"),
    _text("Why it is not open", "lifecycle_reason"),
    _text("Statement", "statement"),
    _list("Based on", "rests_on"),
    _one("searched", "Last search", _search),
    _text("Continued in", "continued_in"),
    _one("due", "Why the date was moved", _due_reason),
    _text("Assessed on", "date"),
    _text("Assessed by", "by"),
    ComparedField("responses", _answers),
)
"""The fields with reasons for a position that are compared."""

TEXT_KEYS: Mapping[str, str] = {"text": "What was recommended", "summary": "In full"}
"""The keys of texts whose differences are shown as readers saw them, with their labels."""


def field_parts(
    fields: Iterable[ComparedField], release: Release, value: Published, keys: Collection[str]
) -> dict[str, str]:
    """Return fields in words, by label.

    Args:
        fields: The fields.
        release: The release.
        value: An object of its document.
        keys: The keys to compare.
    """
    parts = (each.parts(release, value) for each in fields if each.key in keys)
    return {label: text for each in parts for label, text in each.items()}


def bearing_parts(release: Release, id_: str, known: Iterable[str]) -> Parts:
    """Return how events bear on a recommendation, for the events that are already known."""
    found = release.bearings(id_)
    pairs = ((event, found[event]) for event in known if event in found)
    return {
        f"How {event} bears on it": f"{release.label('effect', each['effect'])}. {each['note']}"
        for event, each in pairs
    }
