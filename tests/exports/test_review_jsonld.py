"""What search engines and catalogues are told: sound JSON-LD that needs nothing from elsewhere."""

import json
from pathlib import Path
from typing import Any

import pytest

from evidence_review.exports import exported_files
from evidence_review.publishing.checked_review import check_review
from evidence_review.tables.files import FILE_DESCRIPTIONS
from tests.small_review import a_larger_review, a_review, settings_of


@pytest.fixture(scope="module", params=["small", "larger"])
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return every file that leaves a site."""
    make = a_review if request.param == "small" else a_larger_review
    folder = make(tmp_path_factory.mktemp("review"))
    settings = settings_of(folder)
    return dict(exported_files(check_review(settings).review, settings))


@pytest.fixture
def graph(files: dict[str, bytes]) -> list[dict[str, Any]]:
    """Return the things that are told of."""
    found: list[dict[str, Any]] = json.loads(files["data/review.jsonld"])["@graph"]
    return found


def _named(value: object) -> set[str]:
    """Return every thing that is pointed at."""
    if isinstance(value, list):
        return {name for each in value for name in _named(each)}
    if not isinstance(value, dict):
        return set()
    if set(value) == {"@id"}:
        return {value["@id"]}
    return {name for each in value.values() for name in _named(each)}


def test_the_data_set_has_what_a_search_for_data_sets_asks_for(graph: list[dict[str, Any]]) -> None:
    """It has a name, a description of fifty characters or more, a day, a version and files."""
    (found,) = [each for each in graph if each["@type"] == "Dataset"]

    assert found["name"]
    assert len(found["description"]) >= 50
    assert found["dateModified"] == found["version"]
    assert [each["name"] for each in found["distribution"]] == list(FILE_DESCRIPTIONS)
    assert all({"contentUrl", "encodingFormat"} <= set(each) for each in found["distribution"])


def test_every_file_that_is_described_exists(files: dict[str, bytes]) -> None:
    """What the page and the data set list is written, and what is written is listed."""
    written = {path.removeprefix("data/") for path in files if path.startswith("data/")}

    assert set(FILE_DESCRIPTIONS) == written


def test_everything_that_is_referred_to_is_described(graph: list[dict[str, Any]]) -> None:
    """Each thing stands once, and no other is named."""
    told = [each["@id"] for each in graph]

    assert len(told) == len(set(told))
    assert _named(graph) <= set(told)


def test_nothing_is_fetched(files: dict[str, bytes]) -> None:
    """The meaning of the words is in the file itself."""
    context = json.loads(files["data/review.jsonld"])["@context"]

    assert isinstance(context, dict)
    assert context["@vocab"] == "https://schema.org/"


def test_no_address_is_made_up(tmp_path: Path) -> None:
    """Where the site has none, addresses are relative to the file."""
    folder = a_review(tmp_path)
    file = folder / "mkdocs.yml"
    file.write_text(file.read_text().replace("site_url: https://example.org/evening/\n", ""))
    settings = settings_of(folder)
    text = exported_files(check_review(settings).review, settings)["data/review.jsonld"].decode()

    assert "example.org/evening/" not in text
    assert '"@id": "../findings/f01/"' in text
