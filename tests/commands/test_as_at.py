"""Tests of the command that moves the "as at" date of a review and reports what changes."""

from pathlib import Path

import pytest

from evidence_review.commands.edited_options import set_option
from evidence_review.commands.main import main
from tests.disk import count_flushes, run_on_a_full_disk
from tests.small_review import Change, a_review

AHEAD = Change(
    replace={
        "docs/recommendations/r01.md": {
            "    rests_on: [e02]\n": """\
    rests_on: [e02]
    due: {date: 2025-12-31}
  - date: 2025-08-01
    by: editors
    responses:
      org-board: body-ceased
      org-council: {response: awaiting, put_on: 2025-07, answer_due: 2025-08}
    delivery: in-progress
    reason: "Asked @the council about *late evenings, see #12."
    rests_on: [e02]
    due: {date: 2025-12-31}
"""
        }
    },
    files={
        "docs/events/e90.md": """\
---
title: The council opens at night
date: 2025-07
group: since
publisher: Town Council
url: https://example.org/night
claim_level: asserted
read: whole
confidence: high
bears_on: {r01: supports}
---

It says so.
"""
    },
)
"""A promise, an assessment and an event that are later than the "as at" date of the review."""


def _run(folder: Path, *arguments: str) -> int:
    return main(["--config-file", str(folder / "mkdocs.yml"), "as-at", *arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the small review with these later entries."""
    return a_review(tmp_path / "review", AHEAD)


def test_one_value_is_written_and_nothing_else(folder: Path) -> None:
    """Comments, order, line endings and quotation marks are unchanged."""
    file = folder / "mkdocs.yml"
    before = "# ours\r\n" + file.read_text(encoding="utf-8").replace(
        "as_at: 2025-06-30", "as_at:   '2025-06-30'  # the day: 2025-06-30"
    ).replace("\n", "\r\n")
    file.write_bytes(before.encode())

    assert _run(folder, "2025-07-31") == 0

    assert file.read_bytes().decode() == before.replace("'2025-06-30'", "'2025-07-31'")


def test_what_comes_into_view_is_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Assessments, promises, missing responses and events are listed under their headings."""
    assert _run(folder, "2025-11-01") == 0

    assert (
        capsys.readouterr().out
        == """\
From 30 June 2025 to 1 November 2025:

Assessments that become visible (1)
- r01 Open until nine on two evenings: In progress, on 1 August 2025. Asked @the council about *late \
evenings, see #12.

Statuses that change (1)
- r01 Open until nine on two evenings: In progress, assessed on 1 August 2025 (before: In progress, \
assessed on 30 June 2025)

Due soon (1)
- r01 Open until nine on two evenings: promised for 31 December 2025 (before: On time)

The time for a response has run out (1)
- r01 Open until nine on two evenings: Town Council, by August 2025

Events that become visible (1)
- e90 The council opens at night: July 2025
"""
    )


def test_what_becomes_dormant_is_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A promise becomes overdue, and a recommendation that nobody reviewed for two years becomes dormant."""
    assert _run(folder, "2028-01-01", "--dry-run") == 0

    said = capsys.readouterr().out
    assert "Overdue (1)\n- r01 Open until nine on two evenings: promised for 31 December 2025" in said
    assert (
        "two years (2)\n- r01 Open until nine on two evenings: last assessed on 1 August 2025\n- r02" in said
    )


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    """The file is unchanged."""
    before = (folder / "mkdocs.yml").read_bytes()
    assert _run(folder, "2025-11-01", "--dry-run") == 0
    assert (folder / "mkdocs.yml").read_bytes() == before


def test_a_date_that_changes_nothing_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report states that nothing changes, for a week without due dates or for the same date."""
    folder = a_review(tmp_path)
    assert [_run(folder, day) for day in ("2025-07-07", "2025-07-07")] == [0, 0]
    assert capsys.readouterr().out.count("Nothing changes.\n") == 2


def test_markdown_shows_titles_as_they_are(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a pull request no title becomes markup, mentions someone or links to an issue."""
    assert _run(folder, "2025-11-01", "--format", "markdown") == 0
    said = capsys.readouterr().out
    assert "### Due soon (1)\n\n- r01 Open" in said
    assert r"Asked @<!-- -->the council about \*late evenings, see #<!-- -->12." in said


@pytest.mark.parametrize("day", ["2025-02-30", "next week", "20250701", "0000-00-00"])
def test_a_day_that_is_none_is_refused(folder: Path, day: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The message shows how a date is written."""
    assert _run(folder, day) == 2
    assert f"{day!r} is not a date; write one such as 2027-03-01" in capsys.readouterr().err


def test_an_invalid_review_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The errors are reported, and the date is unchanged."""
    change = Change(replace={"docs/recommendations/r02.md": {"cluster: c1": "cluster: c9"}})
    folder = a_review(tmp_path, change)
    assert _run(folder, "2025-07-31") == 1
    said = capsys.readouterr()
    assert "[LNK101]" in said.out
    assert "The date was not moved: 1 error." in said.err
    assert "as_at: 2025-06-30" in (folder / "mkdocs.yml").read_text(encoding="utf-8")


def test_a_day_before_the_last_release_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The last release has a later "as at" date."""
    edited = {"mkdocs.yml": {"as_at: 2025-06-30": "as_at: 2025-06-30\n      editors: [Town Library Review]"}}
    folder = a_review(tmp_path, Change(replace=edited))
    assert main(["--config-file", str(folder / "mkdocs.yml"), "release", "2025.6"]) == 0
    assert _run(folder, "2025-06-29") == 2
    assert "its last release, '2025.6', is as at 2025-06-30" in capsys.readouterr().err


@pytest.mark.parametrize(
    "plugins",
    [
        pytest.param("- evidence-review: {as_at: !ENV DAY}", id="environment"),
        pytest.param("- evidence-review: {as_at: &day 2025-06-30}", id="anchor"),
        pytest.param("- evidence-review: {style: apa}", id="inherited"),
        pytest.param("- search", id="no-plugin"),
    ],
)
def test_a_date_elsewhere_in_the_file_is_left_alone(plugins: str) -> None:
    """If the file does not contain the date as a plain value, it is not changed."""
    assert set_option(f"plugins:\n  {plugins}\n", "evidence-review", "as_at", "2026-01-01") is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "plugins: {evidence-review: {as_at: 2025-06-30}}",
            "plugins: {evidence-review: {as_at: 2026-01-01}}",
        ),
        (
            '\ufeffplugins:\n- evidence-review: {"as_at": "x"}',
            '\ufeffplugins:\n- evidence-review: {"as_at": "2026-01-01"}',
        ),
    ],
)
def test_a_day_is_found_however_it_is_written(before: str, after: str) -> None:
    """Plugins may be a mapping, and a file may begin with a byte order mark."""
    assert set_option(before, "evidence-review", "as_at", "2026-01-01") == after


def test_a_private_file_stays_private_and_no_link_is_followed(folder: Path) -> None:
    """A link with the name of a temporary file must not destroy the file that it leads to."""
    file = folder / "mkdocs.yml"
    file.chmod(0o600)
    victim = folder.parent / "victim"
    victim.write_text("mine", encoding="utf-8")
    (folder / ".mkdocs.yml.part").symlink_to(victim)

    assert count_flushes(lambda: _run(folder, "2025-12-01")) == 3

    assert b"as_at: 2025-12-01" in file.read_bytes()
    assert file.stat().st_mode & 0o7777 == 0o600
    assert not file.is_symlink()
    assert victim.read_text("utf-8") == "mine"


def test_a_full_disk_is_reported_with_the_file(folder: Path) -> None:
    """The settings are unchanged, and no temporary file remains."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    done = run_on_a_full_disk(folder, "as-at", "2025-12-01")

    assert done.returncode == 2
    assert done.stderr == f"evidence-review: {folder}/mkdocs.yml: File too large\n"
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
