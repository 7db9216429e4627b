"""The table of recommendations: each column of a row in which all is set, and of one in which little is."""

from datetime import date

from evidence_review.model.date import PartialDate
from evidence_review.model.vocabularies import (
    AddresseeSource,
    ChangeType,
    Delivery,
    Lifecycle,
    Origin,
    RaisedIn,
    Response,
    Timeliness,
)
from evidence_review.tables.recommendations import RECOMMENDATIONS
from tests.tables.rows import FULL, R01, rows_of


def test_every_column_of_a_recommendation() -> None:
    """A row has what was asked, by whom and of whom, and its position on the day of the site."""
    row, _ = rows_of(RECOMMENDATIONS)
    position = FULL.position(FULL.recommendations[R01.id])

    assert position
    assert row == {
        "id": "r01",
        "title": "Open late, please",
        "text": 'Ada asks for two late evenings, "at least".',
        "address": "https://example.org/evening/recommendations/r01/",
        "as_at": date(2025, 6, 30),
        "position": position.sentence,
        "delivery": Delivery.PART_IMPLEMENTED,
        "lifecycle": Lifecycle.OPEN,
        "timeliness": Timeliness.MOVED,
        "responses_of": ("org-council", "org-board"),
        "responses": (Response.ACCEPTED_IN_PART, Response.BODY_CEASED),
        "assessed_on": date(2025, 6, 1),
        "reason": "One evening is late.",
        "rests_on": ("e01",),
        "due": PartialDate(2026),
        "first_due": PartialDate(2025, 9),
        "made_by": ("p1", "author"),
        "made_by_names": ("Ada, reader", "author"),
        "strength": Origin.VOICE,
        "origin": Origin.VOICE,
        "implied": True,
        "kind": ChangeType.SERVICE_DESIGN,
        "section": RaisedIn.RECOMMENDATIONS,
        "cluster": "c1",
        "cluster_title": "Opening hours",
        "addressee_source": AddresseeSource.EDITOR,
        "addressees": ("org-council", "org-gone"),
        "addressee_names": ("Town Council", "org-gone"),
        "addressees_then": ("org-board",),
        "addressee_then_names": ("Library Board",),
        "findings": ("f01",),
        "references": ("lind2019evening",),
        "events": ("e01", "e02"),
        "report_section": "Recommendations",
        "report_lines": (50, 52),
        "report_also": (60,),
        "retired_on": None,
        "retired_because": "",
        "replaces": ("r02",),
        "unread": ("A survey",),
    }


def test_a_recommendation_that_nobody_has_assessed_has_no_position() -> None:
    """Cells about the position are empty, and so is the title of a cluster that does not exist."""
    _, row = rows_of(RECOMMENDATIONS)
    empty = {name: value for name, value in row.items() if value in (None, "", ())}

    assert empty == {
        "text": "",
        "position": "",
        "delivery": None,
        "lifecycle": None,
        "timeliness": None,
        "responses_of": (),
        "responses": (),
        "assessed_on": None,
        "reason": "",
        "rests_on": (),
        "due": None,
        "first_due": None,
        "cluster_title": "",
        "addressees": (),
        "addressee_names": (),
        "addressees_then": (),
        "addressee_then_names": (),
        "findings": (),
        "references": (),
        "events": (),
        "report_also": (),
        "replaces": (),
        "unread": (),
    }
    assert row["implied"] is False
    assert (row["retired_on"], row["retired_because"]) == (date(2025, 1, 2), "It was there twice.")
