"""A build that fails or is killed leaves the last site as it was."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evidence_review.commands.main import main
from evidence_review.publishing.owned_folders import replace_site


def contents(site: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a site."""
    return {
        file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()
    }


@pytest.fixture
def review(small_site: Path, tmp_path: Path) -> Path:
    """Copy the small review with what was built of it, and return its folder."""
    return Path(shutil.copytree(small_site.parent, tmp_path, dirs_exist_ok=True))


@pytest.mark.parametrize("sign", ["docs", "site", "site/index.html"])
def test_a_killed_build_leaves_the_last_site(review: Path, sign: str) -> None:
    """Killed while it stages or while the engine builds, the last site is whole; the next build works."""
    before = contents(review / "site")
    page = review / "docs/review/hours.md"
    page.write_text(page.read_text() + "\nA new sentence.\n")
    for made in ("docs", "site"):
        shutil.rmtree(review / "build" / made, ignore_errors=True)
    command = [sys.executable, "-m", "evidence_review", "--config-file", str(review / "mkdocs.yml"), "build"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while process.poll() is None and not (review / "build" / sign).exists():
        time.sleep(0.001)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()

    assert contents(review / "site") == before

    assert main(["--config-file", str(review / "mkdocs.yml"), "build"]) == 0
    assert b"A new sentence." in (review / "site/review/hours/index.html").read_bytes()


def test_a_review_with_errors_leaves_the_last_site(review: Path) -> None:
    """A review that is not valid is not published, and what was published stays."""
    before = contents(review / "site")
    (review / "docs/review/hours.md").write_text("---\ntitle: Hours\n---\n\nSee [@nobody].\n")

    assert main(["--config-file", str(review / "mkdocs.yml"), "build"]) == 1

    assert contents(review / "site") == before


def test_a_broken_link_found_at_the_end_leaves_the_last_site(review: Path) -> None:
    """A link to a place on a generated page is looked at in the finished site."""
    before = contents(review / "site")
    (review / "docs/review/hours.md").write_text(
        "---\ntitle: Hours\n---\n\nSee [limits](../findings/f01.md#limitations).\n"
    )

    assert main(["--config-file", str(review / "mkdocs.yml"), "build"]) == 1

    assert contents(review / "site") == before


def test_a_swap_killed_between_its_two_renames_is_repaired(review: Path) -> None:
    """The last site comes back at the next start, even one that then finds errors."""
    before = contents(review / "site")
    (review / "site").rename(review / "build/last-site")
    (review / "docs/review/hours.md").write_text("---\ntitle: Hours\n---\n\nSee [@nobody].\n")

    assert main(["--config-file", str(review / "mkdocs.yml"), "build"]) == 1

    assert contents(review / "site") == before


def test_swapping_moves_and_does_not_copy(review: Path) -> None:
    """The folder that was built is the folder that is published."""
    new = review / "build/new"
    new.mkdir()
    number = new.stat().st_ino
    replace_site(new, review / "site", review / "build/aside", review)
    assert (review / "site").stat().st_ino == number
