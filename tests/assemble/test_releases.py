"""Releases: written as the same bytes each time, and read back as what was written."""

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from evidence_review.assemble.releases import read_release, release_bytes
from evidence_review.model.releases.release import Release, is_release_name
from evidence_review.publishing.pipeline import check_review
from evidence_review.review.snapshot import take_snapshot
from evidence_review.sources.files import SourceFile
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
    """Nothing is lost on the way to disk and back, and the bytes are the same again."""
    data = release_bytes(release)

    found, faults = _read(data)

    assert faults == []
    assert found is not None
    assert replace(found, sha256="", where=release.where) == release
    assert release_bytes(found) == data


def test_a_release_is_written_for_people_who_compare(release: Release) -> None:
    """Keys are sorted, lines end as on Unix, and letters stand as they are."""
    named = replace(release, editors=("Société Générale",))

    text = release_bytes(named).decode()

    assert text.endswith("}\n")
    assert "\r" not in text
    assert '"Société Générale"' in text
    assert list(json.loads(text)) == sorted(json.loads(text))


def test_what_is_wrong_with_a_release_has_its_line(release: Release) -> None:
    """A key that no release has is named with the line on which it is."""
    text = release_bytes(release).decode().replace('"site_name"', '"sitename"')
    line = text[: text.index('"sitename"')].count("\n") + 1

    found, faults = _read(text.encode())

    assert found is None
    assert len(faults) == 1
    assert f"2025.6.json:{line}: error: there is no key 'sitename' here" in faults[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param('{"format": 1,\n', "2: error: this release is not JSON", id="cut-short"),
        pytest.param("[" * 100_000, "error: this release is not JSON", id="deep"),
        pytest.param("[]", "format none", id="a-list"),
        pytest.param(
            '{"format": 2}', "format 2, but this version of the program reads format 1", id="a-later-form"
        ),
        pytest.param('{"format": 1}', "the key 'name' is missing", id="empty"),
        pytest.param('{"format": 1, "findings": [{"id": "f01"}]}', "'statement' is missing", id="half"),
        pytest.param(
            '{"format": 1, "references": [{"id": "doe2001", "issued": {"date-parts": ["x"]}}]}',
            "'issued' is neither text, nor names, nor a date",
            id="no-date",
        ),
        pytest.param('{"format": 1, "findings": [1]}', "an item has no id", id="no-finding"),
    ],
)
def test_a_file_that_is_not_a_release_is_an_error(text: str, said: str) -> None:
    """Whatever is in the file, a message comes of it and never a traceback."""
    found, faults = _read(text.encode())

    assert found is None
    assert said in " ".join(faults)
    assert all(re.search(r" \[(REL|DAT|YML)\d{3}\]$", fault) for fault in faults)


@pytest.mark.parametrize("name", ["2026.11", "2026.11.1", "spring-2027", "v1.2"])
def test_names_of_releases(name: str) -> None:
    """Small letters and digits make a name."""
    assert is_release_name(name)


@pytest.mark.parametrize(
    "name", ["", ".", "..", "2026/11", "2026.11.json", "Index", "index", "con.1", "ä", "a b", "1" * 41, "-1"]
)
def test_names_that_no_release_may_have(name: str) -> None:
    """A name that an address, a disk or the list of sums would not take is refused."""
    assert not is_release_name(name)


def _altered(release: Release, kind: str, id_: str) -> bytes:
    data = json.loads(release_bytes(release))
    data[kind][0]["id"] = id_
    return json.dumps(data).encode()


@pytest.mark.parametrize("kind", ["findings", "recommendations"])
@pytest.mark.parametrize("id_", ["../../../../ESCAPED", "/etc/x", "a/b", "..", "a\\b", "f01\n"])
def test_an_id_that_leaves_its_folder_is_an_error(release: Release, kind: str, id_: str) -> None:
    """The id of a thing is a part of the path of its page."""
    found, faults = _read(_altered(release, kind, id_))

    assert found is None
    assert len(faults) == 1


@pytest.mark.parametrize("name", ["..", "../x", "/etc", "index", "a b"])
def test_a_release_with_an_invalid_name_is_an_error(release: Release, name: str) -> None:
    """The name of a release is a part of the path of its pages."""
    found, faults = _read(release_bytes(replace(release, name=name)))

    assert found is None
    assert [fault.endswith("[REL116]") for fault in faults] == [True]
