"""Tests of the command that creates releases, each once and only of a review that can be cited."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from evidence_review.commands.main import main
from evidence_review.model.releases.comparison import compare
from evidence_review.published.snapshot import take_snapshot
from evidence_review.publishing.checked_review import check_review
from tests.disk import count_flushes
from tests.small_review import Change, a_review, settings_of

EDITED = {"mkdocs.yml": {"as_at: 2025-06-30": "as_at: 2025-06-30\n      editors: [Town Library Review]"}}
"""The small review with editors."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the small review that can be released."""
    return a_review(tmp_path / "review", Change(replace=EDITED))


def _run(folder: Path, *arguments: str) -> int:
    return main(["--config-file", str(folder / "mkdocs.yml"), *arguments])


def _edit(folder: Path, path: str, old: str, new: str) -> None:
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def _releases(folder: Path) -> Path:
    return folder / "docs/_data/releases"


def test_a_release_can_be_checked_with_the_tools_of_any_machine(folder: Path) -> None:
    """`sha256sum -c` accepts the files, but not after a byte has been changed."""
    assert [_run(folder, "release", name) for name in ("2025.6", "2025.6.1")] == [0, 0]
    tool = shutil.which("sha256sum")
    assert tool
    command = [tool, "-c", "--strict", "SHA256SUMS"]

    sound = subprocess.run(command, cwd=_releases(folder), capture_output=True, text=True, check=False)
    _edit(folder, "docs/_data/releases/2025.6.json", "Evening", "Morning")
    altered = subprocess.run(command, cwd=_releases(folder), capture_output=True, text=True, check=False)

    assert (sound.returncode, sound.stdout) == (0, "2025.6.json: OK\n2025.6.1.json: OK\n")
    assert altered.returncode == 1


def test_a_release_survives_a_power_cut(folder: Path) -> None:
    """The release and the list of checksums are flushed to disk, each with two parent folders."""
    assert count_flushes(lambda: _run(folder, "release", "2025.6")) == 6

    assert len([*_releases(folder).iterdir()]) == 2


def test_an_altered_release_stops_the_build(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One changed byte is enough, and the message explains what to do."""
    assert _run(folder, "release", "2025.6") == 0
    _edit(folder, "docs/_data/releases/2025.6.json", '"in-progress"', '"implemented"')

    assert _run(folder, "build") == 1
    said = capsys.readouterr().out
    assert "2025.6.json:1: error: the release '2025.6' has been changed" in said
    assert "[REL101]" in said


def test_a_release_prints_what_to_do_next(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The output names the files to commit and the address of the release."""
    assert _run(folder, "release", "2025.6") == 0

    assert capsys.readouterr().out == (
        "Created the release 2025.6 as at 2025-06-30: 2 recommendations, 2 findings and 3 references.\n"
        "Now commit docs/_data/releases/2025.6.json and docs/_data/releases/SHA256SUMS, and never change"
        " them.\n"
        "Once the site is published, the release is at https://example.org/evening/releases/2025.6/\n"
    )


def test_the_next_release_names_the_one_before(folder: Path) -> None:
    """The first release names none; the second names the first with its checksum."""
    assert [_run(folder, "release", name) for name in ("2025.6", "2025.6.1")] == [0, 0]
    listed = (_releases(folder) / "SHA256SUMS").read_text(encoding="utf-8").split()

    first, second = (
        json.loads((_releases(folder) / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("2025.6", "2025.6.1")
    )

    assert first["previous"] is None
    assert second["previous"] == {"name": "2025.6", "sha256": listed[0]}


def test_the_same_review_makes_the_same_bytes(tmp_path: Path) -> None:
    """A release depends only on the files, not on the folder or the time."""
    made = []
    for name in ("one", "another"):
        folder = a_review(tmp_path / name, Change(replace=EDITED))
        assert _run(folder, "release", "2025.6") == 0
        made.append((_releases(folder) / "2025.6.json").read_bytes())

    assert made[0] == made[1]


def test_a_release_keeps_what_pages_showed(folder: Path) -> None:
    """Texts are stored as displayed, with formatted citations and links as words."""
    assert _run(folder, "release", "2025.6") == 0
    stored = json.loads((_releases(folder) / "2025.6.json").read_text(encoding="utf-8"))

    assert stored["texts"]["f01"] == [
        "Two readers spoke of evenings, as others have found (Okoro and Brandt, 2021)."
    ]
    assert stored["works"]["lind2019evening"] == (
        "Lind, M. (2019) Evenings in the Library. Malmö: Harbour Press."
    )


def test_nothing_has_changed_since_a_release_that_was_just_cut(folder: Path) -> None:
    """A release is read as it was written, so that a comparison shows no false differences."""
    _edit(folder, "docs/recommendations/r01.md", "  f02: Staff", "  r02: Both cost money.\n  f02: Staff")
    assert _run(folder, "release", "2025.6") == 0

    settings = settings_of(folder)
    review = check_review(settings).review

    assert compare(review.releases["2025.6"], take_snapshot(review, settings)).is_empty


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        pytest.param("../x", "", "", "'../x' cannot be the name of a release", id="name-that-climbs"),
        pytest.param("2025.6.json", "", "", "cannot be the name", id="name-of-a-file"),
        pytest.param("2025.05", "", "", "different month from `as_at`, 2025-06-30", id="another-month"),
        pytest.param("2024.6.1", "", "", "call it 2025.06, or set `as_at`", id="another-year"),
        pytest.param("2025.6", "editors: [Town Library Review]", "", "needs `editors`", id="nobody"),
        pytest.param("2025.6", "site_url:", "site_author:", "needs `site_url`", id="nowhere"),
    ],
)
def test_a_review_that_cannot_be_cited_is_not_released(  # noqa: PLR0913, PLR0917 - a case and two fixtures
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, old: str, new: str, said: str
) -> None:
    """Without an address, editors or a valid name, nothing is written."""
    _edit(folder, "mkdocs.yml", old, new)

    assert _run(folder, "release", name) == 2
    assert said in capsys.readouterr().err
    assert not _releases(folder).exists()


def test_a_release_name_is_used_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second time nothing changes, and the message suggests a free name."""
    assert _run(folder, "release", "2025.6") == 0
    before = (_releases(folder) / "2025.6.json").read_bytes()
    _edit(folder, "docs/recommendations/r01.md", "Open until nine", "Open until ten")

    assert _run(folder, "release", "2025.6") == 2
    assert "exists already" in (said := capsys.readouterr().err)
    assert "such as 2025.6.1" in said
    assert (_releases(folder) / "2025.6.json").read_bytes() == before


def test_a_release_is_of_no_earlier_day_than_the_last(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No release has an earlier "as at" date than the one before."""
    assert _run(folder, "release", "2025.6") == 0
    _edit(folder, "mkdocs.yml", "as_at: 2025-06-30", "as_at: 2025-06-29")

    assert _run(folder, "release", "2025.6.1") == 2
    assert "is as at 2025-06-29, but its last release, '2025.6', is as at 2025-06-30" in (
        capsys.readouterr().err
    )


def test_an_invalid_review_is_not_released(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The errors are printed, and nothing is written."""
    _edit(folder, "docs/recommendations/r01.md", "findings: [f01]", "findings: [f09]")

    assert _run(folder, "release", "2025.6") == 1
    assert "there is no finding 'f09'" in capsys.readouterr().out
    assert not _releases(folder).exists()


def test_an_unfinished_release_is_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """If the machine stops before the list is written, the next run reports the unlisted file."""
    assert _run(folder, "release", "2025.6") == 0
    (_releases(folder) / "SHA256SUMS").unlink()

    assert _run(folder, "release", "2025.6") == 1
    assert "delete the file and create the release again" in capsys.readouterr().out
    (_releases(folder) / "2025.6.json").unlink()
    assert _run(folder, "release", "2025.6") == 0
