"""Tests of the command that changes files to the newest format."""

import argparse
from pathlib import Path

import pytest

from evidence_review.assemble.file_formats import CHANGES, FormatChange
from evidence_review.commands.edited_options import add_option
from evidence_review.commands.main import main
from evidence_review.commands.upgrade import upgrade_review
from evidence_review.publishing.checked_review import check_review
from evidence_review.site_checks.mkdocs_keys import cfg108_format_is_current
from tests.builders import a_review_of
from tests.small_review import Change, a_review, settings_of

FORMER = Change(
    replace={
        "docs/recommendations/r01.md": {"origin: voice": "strength: voice"},
        "docs/events/e01.md": {"confidence:": "certainty:"},
    }
)
"""A review with keys of the first files."""
NEXT = FormatChange(
    format=2,
    meaning="A town is called a city",
    rewrite=lambda path, text: text.replace("town", "city") if path.endswith(".md") else text,
)
"""An invented change."""


def _run(folder: Path, *options: str) -> int:
    return main(["-f", str(folder / "mkdocs.yml"), "upgrade", *options])


def _texts(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_an_old_review_becomes_like_a_new_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `check` reports is gone, nothing else has changed, and a second run changes nothing."""
    today, former = a_review(tmp_path / "today"), a_review(tmp_path / "former", FORMER)
    assert [each.code for each in check_review(settings_of(former)).diagnostics] == ["DAT119", "DAT119"]

    assert _run(former) == 0

    printed = capsys.readouterr().out
    assert "Format 1: A recommendation has `origin` instead of `strength`" in printed
    assert (
        "changed: docs/events/e01.md\nchanged: docs/recommendations/r01.md\nchanged: mkdocs.yml\n" in printed
    )
    changed, expected = _texts(former), _texts(today)
    expected["mkdocs.yml"] = expected["mkdocs.yml"].replace(b"as_at:", b"format: 1\n      as_at:")
    assert changed == expected
    assert settings_of(former).format == 1
    assert check_review(settings_of(former)).diagnostics == ()

    assert _run(former) == 0
    assert "nothing to change" in capsys.readouterr().out
    assert _texts(former) == changed


def test_a_dry_run_only_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written."""
    folder = a_review(tmp_path / "review", FORMER)
    folder.joinpath("requirements.txt").write_text("evidence-review==0.0.1\n", encoding="utf-8")
    before = _texts(folder)

    assert _run(folder, "--dry-run") == 0

    assert "would change: docs/events/e01.md" in capsys.readouterr().out
    assert _texts(folder) == before


def test_the_installed_generator_is_pinned(tmp_path: Path) -> None:
    """A review with requirements gets the version that changed its files."""
    folder = a_review(tmp_path / "review")
    folder.joinpath("requirements.txt").write_text("evidence-review==0.0.1\n", encoding="utf-8")

    assert _run(folder) == 0

    assert "0.0.1" not in folder.joinpath("requirements.txt").read_text(encoding="utf-8")


def test_a_change_of_the_format_is_reported_and_made(tmp_path: Path) -> None:
    """A review in an older format is told what differs, and `upgrade` changes it."""
    folder = a_review(
        tmp_path / "review", Change(replace={"mkdocs.yml": {"as_at:": "format: 1\n      as_at:"}})
    )
    changes = (*CHANGES, NEXT)

    (found,) = cfg108_format_is_current(a_review_of(), settings_of(folder), changes)
    assert str(found) == (
        "mkdocs.yml:9: warning: the files are in format 1, and format 2 differs: A town is called a city"
        " (`evidence-review upgrade` changes the files) [CFG108]"
    )

    arguments = argparse.Namespace(config_file=folder / "mkdocs.yml", dry_run=False)
    assert upgrade_review(arguments, settings_of(folder), changes) == 0

    assert "Two people in one city." in (folder / "docs/findings/f01.md").read_text(encoding="utf-8")
    assert "      format: 2\n" in (folder / "mkdocs.yml").read_text(encoding="utf-8")
    assert [
        *cfg108_format_is_current(a_review_of(), settings_of(a_review(tmp_path / "other")), changes)
    ] == []


def test_settings_that_are_inherited_are_not_guessed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """If the options are in another file, the message says what to write there, and nothing is changed."""
    folder = a_review(tmp_path / "review", FORMER)
    (folder / "mkdocs.yml").rename(folder / "base.yml")
    (folder / "mkdocs.yml").write_text("INHERIT: base.yml\n", encoding="utf-8")
    before = _texts(folder)

    assert _run(folder) == 2

    assert "write `format: 1` where they are" in capsys.readouterr().err
    assert _texts(folder) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("plugins:\n- r:\n    a: 1 # b\n", "plugins:\n- r:\n    format: 1\n    a: 1 # b\n"),
        ("plugins: {r: {a: 1}}", "plugins: {r: {format: 1, a: 1}}"),
        ("plugins: [r]", None),
        ("plugins:\n- r:\n", None),
        ("", None),
    ],
)
def test_an_option_is_added_above_the_others(before: str, after: str | None) -> None:
    """It has the same indentation, and comments stay where they are."""
    assert add_option(before, "r", "format", "1") == after
