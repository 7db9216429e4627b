"""Every field that contributors write is in a table and in a release, or left out on purpose."""

from dataclasses import fields

import pytest

from evidence_review.model.cluster import Cluster
from evidence_review.model.event import Event
from evidence_review.model.finding import Finding
from evidence_review.model.organisation import Organisation
from evidence_review.model.participant import Participant
from evidence_review.model.recommendation import Answer, Assessment, Recommendation
from evidence_review.model.releases.finding import ReleasedFinding
from evidence_review.model.releases.recommendation import (
    ReleasedAnswer,
    ReleasedPosition,
    ReleasedRecommendation,
)
from evidence_review.model.releases.released_values import ReleasedEvent, ReleasedPerson
from evidence_review.tables import TABLES

NOT_IN_A_TABLE: dict[type, dict[str, str]] = {
    Recommendation: {
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
        "bears_on": "the column recommendations",
        "checked": "private",
        "retired": "two columns",
        "summary": "the column text",
    },
    Finding: {
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

NOT_IN_A_RELEASE: dict[tuple[type, type], dict[str, str]] = {
    (Recommendation, ReleasedRecommendation): {
        "addressee_source": "the field chosen_by",
        "assessments": "the field position",
        "context": "private",
        "quantifiers": "shown on today's page alone",
        "section": "the field occasion",
    },
    (Assessment, ReleasedPosition): {"corrects": "the record as corrected is what is kept"},
    (Answer, ReleasedAnswer): {},
    (Finding, ReleasedFinding): {
        "lines": "part of the field source",
        "quantifiers": "the field counts",
        "section": "part of the field source",
        "summary": "the field text",
        "without_references": "shown on today's page alone",
        "without_voices": "shown on today's page alone",
    },
    (Participant, ReleasedPerson): {"pseudonym": "the field name"},
    (Event, ReleasedEvent): dict.fromkeys(
        [
            *("bears_on", "certainty", "certainty_note", "checked", "date_note", "doi"),
            *("findings", "group", "read", "replaces", "summary", "url_note"),
        ],
        "an event has no page of its own in a release",
    ),
}
"""The fields that a release keeps under another name, or not at all, and why."""


def _fields(kind: type) -> set[str]:
    return {each.name for each in fields(kind)} - {"where"}


@pytest.mark.parametrize("kind", NOT_IN_A_TABLE, ids=lambda kind: kind.__name__)
def test_every_field_has_a_column_or_a_reason(kind: type) -> None:
    """A new field is not forgotten in the data, and a listed exception is a real one."""
    name = NAMES.get(kind, f"{kind.__name__.lower()}s")
    (table,) = (each for each in TABLES if each.name == name)
    columns = {column.name for column in table.columns}

    assert _fields(kind) - columns == set(NOT_IN_A_TABLE[kind])


@pytest.mark.parametrize(("kind", "released"), NOT_IN_A_RELEASE, ids=lambda each: each.__name__)
def test_every_field_is_released_or_has_a_reason(kind: type, released: type) -> None:
    """A new field is not forgotten in a release, and a listed exception is a real one."""
    assert _fields(kind) - _fields(released) == set(NOT_IN_A_RELEASE[kind, released])
