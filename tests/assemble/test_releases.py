"""Tests of writing and reading releases, which are the same bytes each time."""

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from evidence_review.assemble.releases import read_release
from evidence_review.model.releases.release import Release, is_release_name
from evidence_review.published.snapshot import release_bytes, take_snapshot
from evidence_review.publishing.checked_review import check_review
from evidence_review.sources.files import SourceFile
from tests.release_documents import with_document
from tests.small_review import a_review, settings_of


@pytest.fixture
def release(tmp_path: Path) -> Release:
    """Return the small review in the form of a release."""
    settings = settings_of(a_review(tmp_path))
    return take_snapshot(check_review(settings).review, settings, name="2025.6")


def _read(data: bytes) -> tuple[Release | None, list[str]]:
    source = SourceFile(path="docs/_data/releases/2025.6.json", text=data.decode())
    found, faults = read_release(source, hashlib.sha256(data).hexdigest())
    return found, [str(fault) for fault in faults]


def test_a_release_is_read_back_as_it_was_written(release: Release) -> None:
    """Writing and reading loses nothing, and writing again produces the same bytes."""
    data = release_bytes(release)

    found, faults = _read(data)

    assert faults == []
    assert found is not None
    assert replace(found, sha256="", where=release.where) == release
    assert release_bytes(found) == data


def test_a_release_is_written_for_people_who_compare(release: Release) -> None:
    """Each entity has its own line, line endings are those of Unix, and letters are not escaped."""
    text = release_bytes(with_document(release, editors=["Société Générale"])).decode()

    assert text.endswith("}\n")
    assert "\r" not in text
    assert '"Société Générale"' in text
    lines = [line for line in text.splitlines() if line.startswith('{"id": "r0')]
    assert len(lines) == len(release.recommendations)


def test_what_is_wrong_with_a_release_has_its_line(release: Release) -> None:
    """A value of another type is reported with its line."""
    text = release_bytes(release).decode().replace('"paraphrase": "', '"paraphrase": 3, "x": "')
    line = text[: text.index('"paraphrase"')].count("\n") + 1

    found, faults = _read(text.encode())

    assert found is None
    assert faults[0].startswith(f"docs/_data/releases/2025.6.json:{line}: error: review.findings.0.excerpts")
    assert faults[0].endswith(
        "paraphrase: Input should be a valid string (restore the file as it was committed) [REL117]"
    )


FIRST = '{"format": 1, "name": "2025.6", "site_name": "A", "as_at": "2025-06-30"'
"""The beginning of a release of the first format."""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param('{"format": 1,\n', "2: error: this release is not JSON", id="cut-short"),
        pytest.param("[" * 100_000, "error: this release is not JSON", id="deep"),
        pytest.param("[]", "format none", id="a-list"),
        pytest.param('{"format": 3}', "has format 3; this version of the program", id="a-later-format"),
        pytest.param('{"format": 1}', "the key 'name' is missing", id="empty-first"),
        pytest.param('{"format": 2, "name": "a"}', "review: Field required", id="empty"),
        pytest.param(f'{FIRST}, "findings": [{{"id": "f01"}}]}}', "'title' is missing", id="half"),
        pytest.param(
            f'{FIRST}, "references": [{{"id": "doe2001", "issued": {{"date-parts": ["x"]}}}}]}}',
            "'issued' is neither text, nor names, nor a date",
            id="no-date",
        ),
        pytest.param(f'{FIRST}, "findings": [1]}}', "the form that format 1 requires", id="no-finding"),
    ],
)
def test_a_file_that_is_not_a_release_is_an_error(text: str, said: str) -> None:
    """Any content of the file leads to a message, never to a traceback."""
    found, faults = _read(text.encode())

    assert found is None
    assert said in " ".join(faults)
    assert all(re.search(r" \[(REL|DAT|YML)\d{3}\]$", fault) for fault in faults)


@pytest.mark.parametrize("name", ["2026.11", "2026.11.1", "spring-2027", "v1.2"])
def test_names_of_releases(name: str) -> None:
    """A name is lower-case letters and digits."""
    assert is_release_name(name)


@pytest.mark.parametrize(
    "name", ["", ".", "..", "2026/11", "2026.11.json", "Index", "index", "con.1", "ä", "a b", "1" * 41, "-1"]
)
def test_names_that_no_release_may_have(name: str) -> None:
    """A name that is invalid in addresses, in paths or in the list of checksums is refused."""
    assert not is_release_name(name)


def _altered(release: Release, kind: str, id_: str) -> bytes:
    data = json.loads(release_bytes(release))
    data["review"][kind][0]["id"] = id_
    return json.dumps(data).encode()


@pytest.mark.parametrize("kind", ["findings", "recommendations"])
@pytest.mark.parametrize("id_", ["../../../../ESCAPED", "/etc/x", "a/b", "..", "a\\b", "f01\n"])
def test_an_id_that_leaves_its_folder_is_an_error(release: Release, kind: str, id_: str) -> None:
    """The id of an entity is part of the path of its page."""
    found, faults = _read(_altered(release, kind, id_))

    assert found is None
    assert len(faults) == 1


@pytest.mark.parametrize("name", ["..", "../x", "/etc", "index", "a b"])
def test_a_release_with_an_invalid_name_is_an_error(release: Release, name: str) -> None:
    """The name of a release is part of the path of its pages."""
    found, faults = _read(release_bytes(replace(release, name=name)))

    assert found is None
    assert [fault.endswith("[REL116]") for fault in faults] == [True]
