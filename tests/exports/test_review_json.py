"""The whole review as JSON: it keeps to its schema, and the schema to the classes of the model."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from evidence_review.exports.review_json import review_json
from evidence_review.published.document import document, document_schema
from evidence_review.publishing.checked_review import check_review
from tests.small_review import a_larger_review, a_review, settings_of


@pytest.fixture(scope="module", params=["small", "larger"])
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a review as its file has it, and the schema beside it."""
    make = a_review if request.param == "small" else a_larger_review
    folder = make(tmp_path_factory.mktemp("review"))
    settings = settings_of(folder)
    files = review_json(check_review(settings).review, settings)
    return json.loads(files["data/review.json"]), json.loads(files["data/review.schema.json"])


@pytest.fixture
def small(tmp_path: Path) -> dict[str, Any]:
    """Return the small review as JSON."""
    settings = settings_of(a_review(tmp_path))
    return document(check_review(settings).review, settings)


def test_the_document_follows_its_schema(made: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """The schema is one, and the document is as it says."""
    whole, schema = made
    jsonschema.Draft202012Validator.check_schema(schema)

    assert [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(whole)] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(("findings", 0, "where"), "docs/findings/f01.md", id="unknown-key"),
        pytest.param(("events", 0, "date"), "soon", id="no-date"),
        pytest.param(("positions", "r01", "delivery"), "done", id="unknown-word"),
        pytest.param(("recommendations", 0, "assessments"), "none", id="wrong-type"),
    ],
)
def test_the_schema_finds_what_is_wrong(
    small: dict[str, Any], tmp_path: Path, path: tuple[Any, ...], value: object
) -> None:
    """A document that someone has altered does not pass."""
    *way, last = path
    part: Any = small
    for step in way:
        part = part[step]
    part[last] = value

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(small, document_schema(settings_of(tmp_path)))


def test_every_key_is_explained(made: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """A reader of the schema finds a sentence for each key and each word."""
    silent = [
        (name, key)
        for name, each in {"": made[1], **made[1]["$defs"]}.items()
        for key, value in each.get("properties", {}).items()
        if key != "$schema" and "description" not in value
    ]
    words = [word for each in made[1]["$defs"].values() for word in each.get("oneOf", ())]

    assert silent == []
    assert words
    assert [word["const"] for word in words if not word["description"]] == []


def test_it_contains_the_review(small: dict[str, Any]) -> None:
    """Texts, dates, answers and addresses are as the site has them."""
    (first, _) = small["recommendations"]

    assert first["text"].strip() == "Ada asked for two late evenings a week."
    assert first["address"] == "https://example.org/evening/recommendations/r01/"
    assert [each["date"] for each in small["events"]] == ["2016-03", "2025-02-04"]
    assert small["positions"]["r01"]["responses"]["org-board"]["response"] == "body-ceased"
    assert small["references"][0]["csl"]["title"]
    assert small["participants"][0] == {
        "id": "p1",
        "pseudonym": "Ada",
        "role": "reader",
        "address": "https://example.org/evening/voices/#p1",
    }
    assert {link["relation"] for link in small["links"]} >= {"bears-on", "rests-on", "cites"}


def test_no_private_field_of_the_sources_is_exported(made: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """No place in a file and no address that was only read is in the document or its schema."""

    def keys(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value) | {key for each in value.values() for key in keys(each)}
        return {key for each in value for key in keys(each)} if isinstance(value, list) else set()

    assert {"where", "checked"}.isdisjoint(keys(made[0]) | keys(made[1]))
