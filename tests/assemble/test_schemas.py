"""Tests of the JSON Schemas of contributed files."""

from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from evidence_review.assemble.schemas import schemas
from evidence_review.sources.yaml_records import split_front_matter
from tests.small_review import a_larger_review

SCHEMAS = schemas()


class PlainDates(yaml.SafeLoader):
    """Load dates as text, as the YAML readers of editors do."""


PlainDates.yaml_implicit_resolvers = {
    first: [(tag, shape) for tag, shape in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def written(file: Path) -> Any:  # noqa: ANN401 - any content of the file
    """Return the YAML of a file."""
    text = file.read_text(encoding="utf-8")
    front = split_front_matter(text)[0] if file.suffix == ".md" else text
    return yaml.load(front, PlainDates)  # noqa: S506 - a safe loader that reads no dates


def schema_of(path: str) -> str:
    """Return the name of the schema for a file."""
    if path.endswith("index.md"):
        return "**/*.md"
    return next((name for name in SCHEMAS if fnmatch(path, name)), "**/*.md")


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_valid(name: str) -> None:
    """Each schema is valid, and describes every field."""
    Draft202012Validator.check_schema(SCHEMAS[name])
    for part in (SCHEMAS[name], *SCHEMAS[name].get("$defs", {}).values()):
        for field, value in part.get("properties", {}).items():
            assert value.get("description"), f"{name}: {field}"


def test_every_file_of_a_valid_review_agrees_with_its_schema(tmp_path: Path) -> None:
    """An editor with the schema accepts every file that our reader accepts."""
    assert disagreements(a_larger_review(tmp_path) / "docs") == []


def disagreements(docs: Path) -> list[str]:
    """Return the schema errors in the files of a review."""
    files = [file for file in sorted(docs.rglob("*")) if file.suffix in {".md", ".yml"}]
    assert len(files) > 10
    found = []
    for file in files:
        path = file.relative_to(docs).as_posix()
        errors = Draft202012Validator(SCHEMAS[schema_of(path)]).iter_errors(written(file))
        found += [f"{path}: {error.message}" for error in errors]
    return found


def test_a_schema_refuses_what_our_reader_refuses() -> None:
    """An unknown key, one that a part requires and a word outside the vocabulary are errors."""
    value = {"title": "A", "kind": "praktice", "colour": "red"}
    faults = " ".join(
        f.message
        for f in Draft202012Validator(schemas(["people"])["recommendations/*.md"]).iter_errors(value)
    )
    for word in ("praktice", "colour", "made_by"):
        assert word in faults


def test_what_comes_from_the_file_is_not_a_key() -> None:
    """Neither the id nor the text below the front matter is a key of the schema."""
    assert {"id", "where", "text"}.isdisjoint(SCHEMAS["recommendations/*.md"]["properties"])
    assert "id" in SCHEMAS["_data/participants.yml"]["items"]["properties"]
