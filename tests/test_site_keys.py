"""Tests of what may stand in `mkdocs.yml`."""

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig  # noqa: TID251 - ours is held against it

from evidence_review.site_keys import KEYS, key_lines, unknown_names

GONE = {"config_file_path", "google_analytics", "pages"}
"""Keys of MkDocs that it sets itself or no longer takes."""


def test_the_keys_are_those_of_mkdocs() -> None:
    """A key that MkDocs takes is never refused."""
    assert {name for name, _ in MkDocsConfig._schema} - GONE == KEYS - {"INHERIT"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("theme: material\n", []),
        ("theme: {name: null, custom_dir: x}\n", []),
        ("plugins: [search, material/tags, tags, evidence-review: {as_at: 2025-01-01}]\n", []),
        ("plugins: {search: {}}\n", []),
        ("a: 1\n", ["1: CFG101"]),
        ("theme: materiel\n", ["1: CFG102"]),
        ("theme:\n  name: materiel\n", ["2: CFG102"]),
        ("plugins:\n  - serach\n  - serhc: {}\n", ["2: CFG103", "3: CFG103"]),
        ("plugins: [\n", []),
    ],
)
def test_unknown_names_are_said_with_their_line(tmp_path: Path, text: str, said: list[str]) -> None:
    """Whatever form a theme or a plugin is written in."""
    file = tmp_path / "mkdocs.yml"
    file.write_text(text, encoding="utf-8")

    found = sorted(unknown_names(file, "mkdocs.yml"), key=lambda each: each.where)
    assert [f"{each.where.line}: {each.code}" for each in found] == said


def test_a_file_that_is_not_there_has_no_keys(tmp_path: Path) -> None:
    """Its absence is said where it is read."""
    assert key_lines(tmp_path / "mkdocs.yml") == {}
