"""The tables of organisations, participants and clusters: each column, with and without a value."""

from datetime import date

from evidence_review.model.date import PartialDate
from evidence_review.tables.actors import CLUSTERS, ORGANISATIONS, PARTICIPANTS
from tests.tables.rows import rows_of


def test_every_column_of_an_organisation() -> None:
    """A row has when it lived, what it took over, and what is addressed to it."""
    row, _ = rows_of(ORGANISATIONS)

    assert row == {
        "id": "org-council",
        "name": "Town Council",
        "address": "https://example.org/evening/organisations/org-council/",
        "type": "council",
        "type_label": "Local council",
        "jurisdiction": "The town",
        "valid_from": PartialDate(2017, 4, 1),
        "valid_to": None,
        "note": "Elected.",
        "text": "It sets the hours.",
        "succeeds": ("org-board",),
        "succeeded_by": (),
        "recommendations": ("r01",),
        "recommendations_then": (),
        "retired_on": date(2025, 1, 2),
        "retired_because": "It was there twice.",
    }


def test_an_organisation_of_the_time_names_its_successor() -> None:
    """What was a matter for it then is separate from what is addressed to an organisation now."""
    _, row = rows_of(ORGANISATIONS)

    assert row == {
        "id": "org-board",
        "name": "Library Board",
        "address": "https://example.org/evening/organisations/org-board/",
        "type": "unknown",
        "type_label": "",
        "jurisdiction": "",
        "valid_from": None,
        "valid_to": PartialDate(2017),
        "note": "",
        "text": "",
        "succeeds": (),
        "succeeded_by": ("org-council",),
        "recommendations": (),
        "recommendations_then": ("r01",),
        "retired_on": None,
        "retired_because": "",
    }


def test_every_column_of_a_participant() -> None:
    """A pseudonym and a role, and nothing else."""
    assert rows_of(PARTICIPANTS) == [{"id": "p1", "pseudonym": "Ada", "role": "reader"}]


def test_every_column_of_a_cluster() -> None:
    """A cluster lists its recommendations; one without any is listed too."""
    assert rows_of(CLUSTERS) == [
        {
            "id": "c1",
            "title": "Opening hours",
            "description": "Requests about when libraries open.",
            "address": "https://example.org/evening/clusters/hours/",
            "recommendations": ("r01",),
        },
        {
            "id": "c2",
            "title": "Staff, and training",
            "description": "About staff.",
            "address": "https://example.org/evening/clusters/staff/",
            "recommendations": (),
        },
    ]
