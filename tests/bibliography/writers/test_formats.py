"""What leaves the site, from every bibliography here and from every type of CSL, keeps to the formats."""

import json
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pypandoc
import pytest
import yaml

from evidence_review.bibliography.csl.csl_json import read_csl_json, to_csl_json
from evidence_review.bibliography.csl.reference import Reference
from evidence_review.bibliography.csl.variables import DATES, NAMES, SCHEMA_NAMES, TEXTS, TYPES
from evidence_review.bibliography.writers.ris import to_ris
from evidence_review.published.snapshot import release_bytes, take_snapshot
from evidence_review.publishing.checked_review import check_review
from tests.bibliography.writers.references import missing_in_ris, works
from tests.case_files import CASES
from tests.small_review import a_review, settings_of

SCHEMA = json.loads((CASES.parent / "schemas" / "csl-data.json").read_text("utf-8"))


def all_works() -> dict[str, tuple[Reference, ...]]:
    """Return the works of every bibliography here, sound and damaged, and one of each CSL type."""
    texts = {path.name: path.read_text("utf-8") for path in sorted(CASES.rglob("*.bib"))}
    texts |= {
        path.name: yaml.safe_load(path.read_text("utf-8"))["bib"]
        for path in sorted((CASES / "bibtex").glob("*.yml"))
    }
    typed, _ = read_csl_json(json.dumps([an_item(kind) for kind in sorted(TYPES)]), "types.json")
    return {"types.json": typed, **{name: works(text) for name, text in texts.items()}}


def an_item(kind: str) -> dict[str, object]:
    """Return an item of one type in CSL-JSON in which everything is said that CSL can say."""
    names = [{"family": "Okoro", "given": "Ife"}, {"literal": "Department for Trees, Hedges and Lawns"}]
    return {
        **{SCHEMA_NAMES.get(name, name): name for name in sorted(TEXTS)},
        **dict.fromkeys(sorted(NAMES), names),
        **{name: {"date-parts": [[2019, 5, 3], [2020]], "circa": True} for name in sorted(DATES)},
        "id": kind,
        "type": kind,
        "title": "After Five: <i>Night</i> & \u201cday\u201d",
        "DOI": "10.5555/12345678",
        "URL": "https://example.org/a%20b~c",
        "page": "10-24",
    }


def test_csl_json_follows_the_schema(tmp_path: Path) -> None:
    """Every item is valid by the schema of the CSL project, those of a release too."""
    schema = jsonschema.Draft7Validator(SCHEMA)
    settings = settings_of(a_review(tmp_path))
    release = json.loads(release_bytes(take_snapshot(check_review(settings).review, settings, name="2025.6")))

    for name, found in all_works().items():
        assert [error.message for error in schema.iter_errors(json.loads(to_csl_json(found)))] == [], name
    assert [error.message for error in schema.iter_errors(_items(release))] == []
    assert len(_items(release)) == 3


def _items(value: object) -> list[Mapping[str, object]]:
    """Return what looks like an item of CSL-JSON, anywhere in a value."""
    if isinstance(value, dict):
        inner = [item for each in value.values() for item in _items(each)]
        return [value] if {"id", "type", "title"} <= set(value) else inner
    return [item for each in value for item in _items(each)] if isinstance(value, list) else []


def test_ris_is_read_back_completely() -> None:
    """Rispy finds every work with its names, title, container, address and each value that has no tag."""
    for file, found in all_works().items():
        assert missing_in_ris(found) == [], file


@pytest.mark.parametrize(("form", "write"), [("ris", to_ris), ("csljson", to_csl_json)])
def test_pandoc_finds_every_work(form: str, write: object) -> None:
    """A second reader gives back each work of each type with its authors, title, address and DOI."""
    assert callable(write)
    found = all_works()["types.json"]

    read = json.loads(pypandoc.convert_text(write(found), "csljson", format=form))

    assert [each["id"] for each in read] == [work.key for work in found]
    for each in read:
        assert each["DOI"] == "10.5555/12345678"
        assert each["URL"] == "https://example.org/a%20b~c"
        first, second = each["author"]
        assert first["family"] == "Okoro"
        assert (second.get("literal") or second["family"]).startswith("Department for Trees")
