"""Every field of the model is in a table, in the document and in comparisons, or left out on purpose."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

import pytest

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.model.authored import Authored
from evidence_review.model.cluster import Cluster
from evidence_review.model.event import Event
from evidence_review.model.finding import Finding
from evidence_review.model.organisation import Organisation
from evidence_review.model.participant import Participant
from evidence_review.model.position import Position
from evidence_review.model.recommendation import Answer, Assessment, Recommendation
from evidence_review.model.releases.comparison import compare
from evidence_review.model.releases.release import Release
from evidence_review.published.document import PublishedPosition, PublishedReference, PublishedReview
from evidence_review.published.json_values import PRIVATE_FIELDS
from evidence_review.published.snapshot import take_snapshot
from evidence_review.publishing.checked_review import check_review
from evidence_review.review.review import Review
from evidence_review.tables import TABLES
from tests.release_documents import with_document
from tests.small_review import a_larger_review, settings_of

NOT_IN_A_TABLE: Mapping[type, Mapping[str, str]] = {
    Recommendation: {
        "custom": "a column for each",
        "assessments": "a table of its own",
        "context": "private: it has no source that may be linked",
        "quantifiers": "on its page and in review.json",
        "retired": "two columns",
        "source": "three columns",
        "tensions": "in links.csv",
    },
    Assessment: {"responses": "a table of its own", "searched": "four columns"},
    Answer: {},
    Event: {
        "custom": "a column for each",
        "archived": "the columns archived_url and archived_on",
        "bears_on": "the column recommendations",
        "checked": "private",
        "retired": "two columns",
        "summary": "the column text",
    },
    Finding: {
        "custom": "a column for each",
        "excerpts": "in links.csv",
        "heading": "the column report_heading",
        "lines": "two columns",
        "quantifiers": "on its page and in review.json",
        "retired": "two columns",
        "section": "the column report_section",
        "summary": "the column text",
        "tensions": "in links.csv",
        "without_references": "on its page and in review.json",
        "without_voices": "on its page and in review.json",
    },
    Organisation: {
        "custom": "a column for each",
        "about": "the column text",
        "checked": "private",
        "formerly": "old addresses lead to its page",
        "replaces": "in links.csv",
        "retired": "two columns",
        "sources": "on its page and in review.json",
    },
    Participant: {},
    Cluster: {"formerly": "old addresses lead to its page", "slug": "part of its address"},
}
"""The fields without a column of their name, and where they are instead."""
NAMES: dict[type, str] = {Answer: "responses"}
"""Tables that are not named after their class."""

NOT_PUBLISHED: Mapping[tuple[type, type], Mapping[str, str]] = {
    (Review, PublishedReview): {
        "entities": "each kind has a key of its own",
        "files": "published as they are",
        **dict.fromkeys(["parts", "places", "unloaded", "written"], "about the source files"),
        **dict.fromkeys(["release_files", "releases"], "published as they are"),
    },
    (Reference, PublishedReference): {
        **dict.fromkeys(["contributors", "dates", "texts", "type"], "in the CSL-JSON item"),
        **dict.fromkeys(["entry", "fields", "parent", "written"], "how the bibliography file has it"),
        **dict.fromkeys(["archived_on", "archived_url"], "in the archived copy"),
        "extra": "private",
        "slug": "part of its address",
    },
    (Position, PublishedPosition): {
        "as_at": "the day of the document",
        "assessment": "its fields are keys of the position",
        "names": "the names of the organisations",
        "newest_event": "follows from the dates of the events",
    },
    (Assessment, PublishedPosition): {"corrects": "in the record of the recommendation"},
}
"""The fields that are not in `review.json` and releases under their own name, and why."""

NOT_COMPARED: Mapping[str, str] = {
    "address": "where it is on the site",
    "assessments": "the position that follows from them is compared",
    "certainty": "the former name of confidence",
    "certainty_note": "the former name of confidence_note",
    "excerpts.attribution": "how a remark is credited, and not what was said",
    "excerpts.attribution_reason": "the same",
    "excerpts.line": "where a remark is printed, and not what was said",
    "excerpts.speaker": "not in releases of the first format",
    "events.findings": "shown on the page of the finding",
    "first_due": "the timeliness that follows from it is compared",
    "group": "where an event is listed",
    "quantifiers.line": "where a count is printed, and not what it is",
    "quantifiers.section": "the same",
    "quantifiers.traced": "only how many there are",
    "findings.retired.reason": "once it is retired",
    "recommendations.retired.reason": "once it is retired",
    "retired.date": "the reason is compared",
    "sentence": "made from what is compared",
    "strength": "the former name of origin",
}
"""The keys by which releases are not compared, and why."""


def _fields(kind: type) -> set[str]:
    return {each.name for each in fields(kind)} - {"where"}


@pytest.mark.parametrize("kind", NOT_IN_A_TABLE, ids=lambda kind: kind.__name__)
def test_every_field_has_a_column_or_a_reason(kind: type) -> None:
    """A new field is not forgotten in the data, and a listed exception is a real one."""
    name = NAMES.get(kind, f"{kind.__name__.lower()}s")
    (table,) = (each for each in TABLES if each.name == name)
    columns = {column.name for column in table.columns}

    assert _fields(kind) - columns == set(NOT_IN_A_TABLE[kind])


@pytest.mark.parametrize(("kind", "document_class"), NOT_PUBLISHED, ids=lambda each: each.__name__)
def test_every_field_is_published_or_has_a_reason(kind: type, document_class: type) -> None:
    """A new field is not forgotten in `review.json`, and a listed exception is a real one."""
    published = {each.name for each in fields(document_class)}
    own = {each.name for each in fields(kind)} - PRIVATE_FIELDS

    assert own - published == set(NOT_PUBLISHED[kind, document_class])


COMPARED: Mapping[str, type] = {
    "recommendations": Recommendation,
    "findings": Finding,
    "events": Event,
    "positions": PublishedPosition,
}
"""The keys of the document by whose entities releases are compared."""

FULL: Mapping[str, object] = {
    "custom": {"cost": "100"},
    "context": [{"text": "It was a hard winter."}],
    "quantifiers": [
        {"claim": "Most", "line": 3, "section": "Notes", "expected": 3, "traced": ["p1"], "note": "No names."}
    ],
    "document": "parliament",
    "archived": {"url": "https://web.archive.org/web/20250301/https://example.org/", "date": "2025-03-01"},
    "replaces": ["x98"],
    "unread": [
        {"title": "A survey", "date": "2025-03", "url": "https://example.org/s", "would_change": "It may."}
    ],
    "retired": {"date": "2024-01-01", "reason": "Asked twice."},
}
"""Values for keys that are empty in the sample."""

KEYS = {
    name
    for model in (*Authored.__subclasses__(), PublishedPosition)
    for name in (*(each.name for each in fields(model)), *getattr(model, "former_keys", {}).values())
} | {"address"}
"""Every key of an entity; other keys are ids."""


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Return a review in the form of a release, with a value for every key in some entity."""
    settings = settings_of(a_larger_review(tmp_path_factory.mktemp("review")))
    made = take_snapshot(check_review(settings).review, settings)
    filled = {
        key: [
            {name: value or FULL.get(name, value) for name, value in each.items()}
            for each in made.document[key]
        ]
        for key in ("recommendations", "findings", "events")
    }
    return with_document(made, **filled)


def _leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the place of every text, number and truth value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        yield from _leaves(each, (*path, key))
    if value is not None and not isinstance(value, dict | list):
        yield path


def _altered(value: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - any JSON
    """Return a value with another one in a place."""
    if not path:
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return value + 1 if is_number else not value if isinstance(value, bool) else f"{value} changed"
    changed: Any = dict(value) if isinstance(value, dict) else list(value)
    changed[path[0]] = _altered(value[path[0]], path[1:])
    return changed


def _name(path: tuple[str | int, ...]) -> str:
    """Return the keys on the way to a place, without ids and indexes."""
    return ".".join(str(part) for part in path if part in KEYS)


@pytest.mark.parametrize("key", COMPARED)
def test_every_key_is_compared_or_has_a_reason(release: Release, key: str) -> None:
    """A page that says that nothing has changed is right, whatever a release contains."""
    first: dict[str, tuple[str | int, ...]] = {}
    for path in _leaves(release.document[key]):
        first.setdefault(_name(path), path)
    entities = release.document[key]
    unnoticed = {
        name
        for name, path in first.items()
        if compare(release, with_document(release, **{key: _altered(entities, path)})).is_empty
    }
    tried = {name.partition(".")[0] for name in first}

    assert {each.name for each in fields(COMPARED[key])} - PRIVATE_FIELDS - tried == set()
    assert unnoticed == {
        name for name in first if {name, f"{key}.{name}", name.partition(".")[0]} & NOT_COMPARED.keys()
    }
