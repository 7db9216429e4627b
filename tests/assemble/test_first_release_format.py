"""Tests of releases of format 1, which are never rewritten, but converted to the current form."""

import hashlib
import json
from typing import Any

import pytest

from evidence_review.assemble.first_release_format import InvalidFirstFormatError, converted
from evidence_review.assemble.releases import read_release
from evidence_review.model.releases.release import Release
from evidence_review.sources.files import SourceFile
from tests.case_files import CASES

FILE = CASES / "larger-review/docs/_data/releases/2025.6.json"


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    """Return the file of a release of format 1."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def release() -> Release:
    """Return the same release after conversion."""
    found, faults = read_release(SourceFile(path=FILE.name, text=FILE.read_text(encoding="utf-8")), "0" * 64)
    assert faults == []
    assert found
    return found


def test_the_file_is_as_it_was_written() -> None:
    """The file itself is unchanged: its checksum is the original one."""
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == (
        "a206da028095649b53ce9ddd753d401cb1a3f2d36dba8c219b922909f654b299"
    )


def test_every_text_of_the_file_is_read(written: dict[str, Any], release: Release) -> None:
    """Every text of the file is in the document, the displayed texts or the names."""
    read = set(_texts([release.document, release.texts, release.works, release.name, "author"]))
    read |= {person.name for person in release.people(["author"])}

    assert set(_texts(written)) - read == set()


def test_names_are_found_by_id(release: Release) -> None:
    """The first format repeated the name of a person, an organisation or a cluster wherever it was shown."""
    asked = release.recommendations["r01"]

    assert [(each.name, each.role) for each in release.people(asked["made_by"])] == [("Ada", "reader")]
    assert [release.organisation_name(each) for each in asked["addressees"]] == ["Town Council"]
    assert release.cluster_title(asked["cluster"]) == "Opening hours"
    assert release.label("chooser", asked["addressee_source"]) == "The editors"


def test_events_have_what_they_bear_on(release: Release) -> None:
    """Format 1 stored the links with the other entity."""
    assert release.bearings("r01")["e02"] == {
        "id": "e02",
        "effect": "partly-addresses",
        "note": "One branch of six.",
    }
    assert release.events_on("f01") == ("e02",)


def test_a_key_that_the_first_format_did_not_have_is_not_made_up(release: Release) -> None:
    """An empty value would look like a change if the current document has a value."""
    assert "doi" not in release.events["e01"]
    assert "quantifiers" not in release.recommendations["r01"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "a"}, "the key 'site_name' is missing"),
        ({"recommendations": 3}, "a value does not have the form that format 1 requires"),
        ({"findings": [{"id": "f01"}]}, "the key 'title' is missing"),
        ({"shown": []}, "a value does not have the form that format 1 requires"),
    ],
)
def test_a_damaged_file_is_refused(written: dict[str, Any], given: dict[str, Any], said: str) -> None:
    """The message names a missing key."""
    data = given if "name" in given else {**written, **given}

    with pytest.raises(InvalidFirstFormatError, match=said):
        converted({"format": 1, **data})


def _texts(value: object) -> list[str]:
    """Return every text in a value, at any depth."""
    if isinstance(value, dict):
        return _texts(list(value.values()))
    if isinstance(value, list | tuple):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []
