"""Events: how precise their dates are, their order, and the short ways to write what they bear on."""

import pytest
from pydantic import TypeAdapter, ValidationError

from evidence_review.model.date import PartialDate, Precision
from evidence_review.model.event import Bearing, WrittenBearing
from evidence_review.model.vocabularies import Effect
from tests.builders import an_event

BEARING: TypeAdapter[Bearing] = TypeAdapter(WrittenBearing)


@pytest.mark.parametrize(
    ("day", "precision"),
    [
        (None, Precision.UNDATED),
        (PartialDate(2016), Precision.YEAR),
        (PartialDate(2016, 4), Precision.MONTH),
        (PartialDate(2016, 4, 28), Precision.DAY),
    ],
)
def test_an_event_knows_how_precise_its_date_is(day: PartialDate | None, precision: Precision) -> None:
    """An event without a date is undated."""
    assert an_event(date=day).precision is precision


def test_events_are_ordered_by_date_then_by_id() -> None:
    """A year comes before its months, undated events come last; equal dates are ordered by id."""
    dates = {"e05": "2016-04", "e04": None, "e03": "2016-04-28", "e02": "2016", "e01": None, "e06": "2016-04"}
    events = [
        an_event(id_, date=PartialDate.parse(written) if written else None) for id_, written in dates.items()
    ]

    assert [each.id for each in sorted(events, key=lambda each: each.sort_key)] == [
        "e02",
        "e05",
        "e06",
        "e03",
        "e01",
        "e04",
    ]


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("supports", ""),
        ({"effect": "supports"}, ""),
        ({"effect": "supports", "note": "In part."}, "In part."),
    ],
)
def test_an_effect_may_be_written_with_a_note(written: object, note: str) -> None:
    """A single word is the effect."""
    assert BEARING.validate_python(written) == Bearing(effect=Effect.SUPPORTS, note=note)


@pytest.mark.parametrize("written", ["helps", {"note": "In part."}, {"effect": "supports", "why": "?"}, 3])
def test_anything_else_is_refused(written: object) -> None:
    """An unknown word, a missing effect and an unknown key are errors."""
    with pytest.raises(ValidationError):
        BEARING.validate_python(written)
