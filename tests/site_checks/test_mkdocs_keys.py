"""Tests of what may be in `mkdocs.yml`."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig  # noqa: TID251 - ours is held against it

from evidence_review.commands.main import UNUSABLE, main
from evidence_review.config.key_lines import key_locations
from evidence_review.config.settings import Settings
from evidence_review.model.releases.release import ReleaseFiles, ReleaseSum
from evidence_review.site_checks import check_site
from evidence_review.site_checks.mkdocs_keys import KEYS, cfg105_dois_name_releases
from tests.builders import a_location, a_review_of

GONE = {"config_file_path", "google_analytics", "pages"}
"""Keys of MkDocs that it sets itself or no longer takes."""

SETTINGS = Settings(
    root=Path(),
    docs_dir=Path(),
    site_dir=Path("site"),
    site_name="",
    as_at=date.min,
    references=(Path("references.bib"),),
)


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
def test_unknown_names_are_reported_with_their_line(tmp_path: Path, text: str, said: list[str]) -> None:
    """Whatever form a theme or a plugin is written in."""
    file = tmp_path / "mkdocs.yml"
    file.write_text(text, encoding="utf-8")

    settings = replace(SETTINGS, root=tmp_path, docs_dir=tmp_path)
    found = sorted(check_site(a_review_of(), settings), key=lambda each: each.where)
    assert [f"{each.where.line}: {each.code}" for each in found] == said


def test_cfg105_a_doi_belongs_to_a_release(tmp_path: Path) -> None:
    """A misspelt release is reported where it is written, with the one that was probably meant."""
    file = tmp_path / "mkdocs.yml"
    text = "plugins:\n  - evidence-review:\n      dois:\n        '2025.7': 10.5281/zenodo.1\n"
    file.write_text(text, encoding="utf-8")
    known = ReleaseSum(name="2025.07", sha256="1" * 64, where=a_location("x"))
    review = replace(a_review_of(), release_files=ReleaseFiles(found={"2025.07": known}))
    settings = replace(SETTINGS, root=tmp_path, dois={"2025.7": "10.5281/zenodo.1", "2025.07": "10.5281/x"})

    (found,) = cfg105_dois_name_releases(review, settings)

    assert str(found) == (
        "mkdocs.yml:4: error: `dois` names a release '2025.7', which does not exist"
        " (did you mean '2025.07'?) [CFG105]"
    )


def test_a_file_that_is_not_there_has_no_keys(tmp_path: Path) -> None:
    """Its absence is reported where it is read."""
    assert key_locations(tmp_path / "mkdocs.yml") == {}


OPTION = "plugins:\n  - evidence-review:\n      "


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OPTION + "as_at: yesterday\n", "mkdocs.yml:3: evidence-review needs `as_at`"),
        (OPTION + "locale: en\n", "mkdocs.yml:2: evidence-review needs `as_at`"),
        ("plugins: [search]\n", "mkdocs.yml:1: add `- evidence-review` to `plugins`"),
        ("site_name: A\n", "mkdocs.yml:1: add `- evidence-review` to `plugins`"),
        ("site_name: A\nplugins: [search]\n", "mkdocs.yml:2: add `- evidence-review` to `plugins`"),
        ("plugins:\n  - evidence-review: [as_at]\n", "mkdocs.yml:2: the options of evidence-review must"),
        (OPTION + "as_at: 2026-01-01\n      locale: xx-YY\n", "mkdocs.yml:4: `locale` of"),
        (OPTION + "as_at: 2026-01-01\n      stile: apa\n", "mkdocs.yml:4: evidence-review has no option"),
        (OPTION + "as_at: 2026-01-01\n      ids:\n        f: finding\n        x: y\n", "mkdocs.yml:6: `ids`"),
        (OPTION + "as_at: 2026-01-01\n      references: build/a.bib\n", "mkdocs.yml:4: `references` must"),
        (OPTION + "as_at: 2026-01-01\nsite_url: example\n", "mkdocs.yml:4: `site_url` is not a web address"),
        (OPTION + "as_at: 2026-01-01\ndocs_dir: pages\n", "mkdocs.yml:4: `docs_dir` names a folder"),
        (
            OPTION + "as_at: 2026-01-01\nmarkdown_extensions:\n  - toc\n  - tabels\n",
            "mkdocs.yml:6: there is no extension 'tabels'",
        ),
        ("INHERIT: above.yml\nsite_name: A\n", "above.yml:3: evidence-review needs `as_at`"),
    ],
)
def test_a_value_that_cannot_be_used_is_reported_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    """Whatever it is, in this file or in one above it; what is missing is reported where it belongs."""
    file = tmp_path / "mkdocs.yml"
    file.write_text(text, encoding="utf-8")
    (tmp_path / "above.yml").write_text(OPTION + "as_at: never\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()

    assert main(["-f", str(file), "check"]) == UNUSABLE
    assert capsys.readouterr().err.startswith(f"evidence-review: {said}")
