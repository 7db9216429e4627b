"""Releases: their names, the references in them, and what they contain."""

from typing import Annotated

import pytest
from pydantic import TypeAdapter, ValidationError

from evidence_review.model.entity import EntityKind
from evidence_review.model.releases.release import WrittenCsl, is_release_name
from evidence_review.model.releases.released_values import ById, ReleasedPerson
from evidence_review.review.snapshot import take_snapshot
from tests.builders import a_finding, a_recommendation, a_review_of, an_event
from tests.tables.rows import SETTINGS


@pytest.mark.parametrize("name", ["2026.11", "2026.11.1", "spring-2027", "v2", "a" * 40])
def test_a_name_is_a_safe_part_of_an_address(name: str) -> None:
    """Small letters and digits, joined by hyphens, then numbers after full stops."""
    assert is_release_name(name)


@pytest.mark.parametrize(
    "name",
    [
        *("", "2026/11", "..", ".2026", "2026.", "2026..1", "Spring", "spring_2027", "-a", "a-", "1.b", "é"),
        *("a" * 41, "index", "con", "com1", "lpt9.1", "nul.2"),
    ],
)
def test_an_unsafe_name_is_refused(name: str) -> None:
    """Nor may it be a name that a web server or Windows treats in its own way."""
    assert not is_release_name(name)


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
    assert TypeAdapter(WrittenCsl).validate_python({"id": "a", "x": value}) == {"id": "a", "x": value}


@pytest.mark.parametrize(
    "value", [3, None, ["Lind"], {"date-parts": "2015"}, {"date-parts": [2015]}, {"date-parts": [["2015"]]}]
)
def test_anything_else_in_a_reference_is_refused(value: object) -> None:
    """The message names the variable."""
    with pytest.raises(ValidationError, match="'x' is neither text, nor names, nor a date"):
        TypeAdapter(WrittenCsl).validate_python({"x": value})


def test_a_release_contains_recommendations_and_findings() -> None:
    """Other entities have no page of their own in it, though they are listed."""
    release = take_snapshot(a_review_of(a_recommendation("r01"), a_finding("f01"), an_event("e01")), SETTINGS)

    assert release.contains(EntityKind.RECOMMENDATION, "r01")
    assert release.contains(EntityKind.FINDING, "f01")
    assert not release.contains(EntityKind.FINDING, "r01")
    assert not release.contains(EntityKind.EVENT, "e01")
    assert list(release.events) == ["e01"]


def test_a_word_is_shown_as_the_site_printed_it_then() -> None:
    """A word that the release does not know is shown as written."""
    release = take_snapshot(a_review_of(), SETTINGS)

    assert release.label("delivery", "in-progress") == "In progress"
    assert release.label("delivery", "eaten") == "eaten"
    assert release.label("colour", "red") == "red"


PEOPLE: TypeAdapter[dict[str, ReleasedPerson]] = TypeAdapter(Annotated[dict[str, ReleasedPerson], ById])


def test_a_list_is_read_by_id() -> None:
    """What a file lists is found by id, in the order of the file."""
    written = [{"id": "p2", "name": "Bo"}, {"id": "p1", "name": "Ada"}]

    assert list(PEOPLE.validate_python(written)) == ["p2", "p1"]


@pytest.mark.parametrize(
    "written", [[{"name": "Bo"}], [{"id": ""}], [{"id": 1}], ["p1"], [{"id": "p1"}, {"id": "p1"}]]
)
def test_a_list_without_unique_ids_is_refused(written: list[object]) -> None:
    """Each item has an id, and no two have the same."""
    with pytest.raises(ValueError, match=r"an item has no id|twice"):
        PEOPLE.validate_python(written)
