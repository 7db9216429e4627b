"""The build is a function of the files: not of the day, the time zone or the folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_review import a_review

BUILD = """
import sys, time_machine
from evidence_review.commands.main import main
with time_machine.travel({when!r}, tick=True):
    sys.exit(main(["--config-file", {file!r}, "build"]))
"""


def built(folder: Path, when: str, zone: str, locale: str) -> dict[str, bytes]:
    """Build the small review in a folder as if on a day, and return the bytes of every file."""
    a_review(folder)
    code = BUILD.format(when=when, file=str(folder / "mkdocs.yml"))
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    environment |= {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": str(len(zone))}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, capture_output=True)
    site = folder / "site"
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which both tests build, the second from what the first kept."""
    return tmp_path_factory.mktemp("one")


@pytest.fixture(scope="module")
def one(folder: Path) -> dict[str, bytes]:
    """Build there for the first time."""
    return built(folder, "2026-11-23T23:30:00+00:00", "Pacific/Auckland", "C.UTF-8")


def test_two_builds_are_byte_for_byte_the_same(one: dict[str, bytes], tmp_path: Path) -> None:
    """On two days, in two time zones, languages and folders, the same files give the same bytes."""
    other = built(tmp_path / "another folder", "2031-02-03T04:05:00+00:00", "America/Lima", "C")
    assert len(one) > 40
    assert list(one) == list(other)
    assert [path for path in one if one[path] != other[path]] == []


def test_a_second_build_from_the_cache_is_the_same(one: dict[str, bytes], folder: Path) -> None:
    """What is kept between builds changes nothing."""
    assert (folder / "build/cache").is_dir()
    assert built(folder, "2026-11-24T12:00:00+00:00", "UTC", "C.UTF-8") == one


@pytest.mark.parametrize("name", ["sitemap.xml"])
def test_files_with_dates_speak_as_at_the_day_of_the_review(small_site: Path, name: str) -> None:
    """Where an engine prints a day, it is the day as of which the review speaks."""
    assert b"2025-06-30" in (small_site / name).read_bytes()
