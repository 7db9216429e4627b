"""Commands that write are killed at random moments, and run twice at once: no file is ever half-written."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evidence_review.commands.main import CLEAN, UNUSABLE, main
from tests.small_review import Change, a_review
from tests.verification.releases import EDITED

COMMANDS = {
    "fmt": ("fmt",),
    "as-at": ("as-at", "2025-07-31"),
    "release": ("release", "2025.6"),
    "build": ("build",),
}
"""The commands that write, by name."""
UNFORMATTED = Change(replace={**EDITED, "references.bib": {"@": "\n\n   @"}})
"""A review that each of these commands changes."""


def sources(folder: Path) -> dict[str, bytes]:
    """Return every source of a review; what a build makes may be half-written until it is published."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] not in {"build", "site"}
    }


def run(folder: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    """Start a command in the folder of a review."""
    environment = {**os.environ, "SITE_URL": "https://example.org/"}
    command = [sys.executable, "-m", "evidence_review", *arguments]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=quiet, stderr=quiet)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_killed_command_leaves_whole_files(name: str, tmp_path: Path, fuzz_rounds: int) -> None:
    """Each source is as before or as after the whole command, and the next run succeeds."""
    before = a_review(tmp_path / "before", UNFORMATTED)
    after = Path(shutil.copytree(before, tmp_path / "after"))
    started = time.monotonic()
    assert run(after, *COMMANDS[name]).wait() == CLEAN
    lasts = time.monotonic() - started
    whole = (sources(before), sources(after))
    chance = random.Random(name)  # noqa: S311 - the same moments in each run
    for number in range(3 * fuzz_rounds):
        folder = Path(shutil.copytree(before, tmp_path / str(number)))
        process = run(folder, *COMMANDS[name])
        time.sleep(lasts * chance.uniform(0.5, 1.1))
        process.send_signal(signal.SIGKILL)
        process.wait()

        found = {path: data for path, data in sources(folder).items() if path in whole[1]}
        assert all(data in {each.get(path) for each in whole} for path, data in found.items())
        assert found.keys() >= whole[0].keys()
        if (folder / "site").exists():
            assert {path.name for path in (folder / "site").iterdir()} == {
                path.name for path in (after / "site").iterdir()
            }
        shutil.rmtree(folder)


@pytest.mark.parametrize("name", COMMANDS)
def test_two_commands_at_once_leave_whole_files(name: str, tmp_path: Path, fuzz_rounds: int) -> None:
    """At least one of two equal commands succeeds, and the result is that of one alone."""
    before = a_review(tmp_path / "before", UNFORMATTED)
    after = Path(shutil.copytree(before, tmp_path / "after"))
    assert run(after, *COMMANDS[name]).wait() == CLEAN
    for number in range(fuzz_rounds):
        folder = Path(shutil.copytree(before, tmp_path / str(number)))
        both = [run(folder, *COMMANDS[name]) for _ in range(2)]
        ends = sorted(process.wait() for process in both)

        assert ends[0] == CLEAN
        assert ends[1] in {CLEAN, 1, UNUSABLE}
        assert sources(folder) == sources(after)
        shutil.rmtree(folder)


def test_a_file_left_by_a_killed_command_harms_nothing(tmp_path: Path) -> None:
    """What a killed command leaves beside a file is not read."""
    folder = a_review(tmp_path)
    (folder / ".mkdocs.yml.part").write_text("x")

    assert main(["-f", str(folder / "mkdocs.yml"), "check"]) == CLEAN
