"""Tests of results that are kept between runs of the program."""

import sys
from pathlib import Path

import pytest

from evidence_review.package_cache import kept


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let Python keep byte code in a folder of the test, and return that folder."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "cache"


def test_a_result_is_made_once() -> None:
    """The second time, the result is read."""
    assert kept("a", "1", lambda: b"first") == b"first"
    assert kept("a", "1", lambda: b"second") == b"first"


def test_a_result_of_another_state_is_made_again() -> None:
    """A result depends on its name and its state."""
    kept("a", "1", lambda: b"first")

    assert kept("a", "2", lambda: b"second") == b"second"
    assert kept("b", "2", lambda: b"third") == b"third"


def test_a_damaged_file_is_replaced(folder: Path) -> None:
    """A file with something else in it is ignored."""
    kept("a", "1", lambda: b"first")
    (file,) = folder.rglob("a.cache")
    file.write_bytes(b"nonsense")

    assert kept("a", "1", lambda: b"second") == b"second"
    assert kept("a", "1", lambda: b"third") == b"second"


def test_a_folder_that_cannot_be_written_is_no_error(folder: Path) -> None:
    """Where nothing can be written, the result is made each time."""
    folder.write_text("a file", encoding="utf-8")

    assert kept("a", "1", lambda: b"first") == b"first"
    assert kept("a", "1", lambda: b"second") == b"second"


def test_python_can_be_told_to_write_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever wants no byte code of modules wants none of our files either."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept("a", "1", lambda: b"first")

    assert not folder.exists()
