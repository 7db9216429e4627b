"""The form of stored documents follows from the classes of the published document."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from evidence_review.model.date import PartialDate
from evidence_review.model.vocabularies import Delivery
from evidence_review.published.stored_form import WrittenCsl, stored_form

CSL: TypeAdapter[Any] = TypeAdapter(WrittenCsl)


@pytest.mark.parametrize(
    "value",
    [
        "text",
        [{"family": "Lind"}],
        [],
        {"date-parts": [[2015, 4], [2016]]},
        {"literal": "in press"},
    ],
)
def test_a_reference_has_texts_names_and_dates(value: object) -> None:
    """Whatever CSL-JSON allows is kept as it is."""
    assert CSL.validate_python({"id": "a", "x": value}) == {"id": "a", "x": value}


@pytest.mark.parametrize(
    "value", [3, None, ["Lind"], {"date-parts": "2015"}, {"date-parts": [2015]}, {"date-parts": [["2015"]]}]
)
def test_anything_else_in_a_reference_is_refused(value: object) -> None:
    """The message names the variable."""
    with pytest.raises(ValidationError, match="'x' is neither text, nor names, nor a date"):
        CSL.validate_python({"x": value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """A class with the name of one whose keys are required."""

    stance: Delivery
    """A word."""
    note: tuple[PartialDate, ...]
    """Dates."""
    added: date | None = None
    """A key that was added later."""


FORM: TypeAdapter[Any] = TypeAdapter(stored_form(Support))


@pytest.mark.parametrize(
    "value",
    [
        {"stance": "in-progress", "note": ["2016", "2016-04"], "added": None},
        {"stance": "a word of another version", "note": [], "added": "2016-04-28"},
        {"stance": "planned", "note": [], "unknown": 3},
        {"stance": "planned", "note": []},
    ],
)
def test_a_document_of_another_version_can_be_read(value: dict[str, Any]) -> None:
    """Other versions have other words and keys, but always the keys that pages show."""
    FORM.validate_python(value)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"note": []}, "stance\n  Field required"),
        ({"stance": 3, "note": []}, "stance\n  Input should be a valid string"),
        ({"stance": "planned", "note": ["2016-13"]}, "note.0\n  Value error"),
        ({"stance": "planned", "note": [" 2016"]}, "is not a date as it is published"),
        ({"stance": "planned", "note": [], "added": "2016-04"}, "does not name a day"),
    ],
)
def test_a_document_that_pages_could_not_show_is_refused(value: dict[str, Any], said: str) -> None:
    """The message names the value."""
    with pytest.raises(ValidationError, match=said):
        FORM.validate_python(value)
