"""Tests of folders on disk."""

from pathlib import Path

import pytest

from evidence_review.errors import ReviewError
from evidence_review.staging import recover, stage, swap_in


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """A file whose bytes are the same keeps its time, and one no longer wanted goes."""
    assert stage(tmp_path, {"a.md": b"a", "deep/b.md": b"b"}) == 2
    before = (tmp_path / "a.md").stat().st_mtime_ns

    assert stage(tmp_path, {"a.md": b"a", "c.md": b"c"}) == 1

    assert (tmp_path / "a.md").stat().st_mtime_ns == before
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["a.md", "c.md"]


def test_a_folder_in_the_way_of_a_file_gives_way(tmp_path: Path) -> None:
    """A page may take the name that a folder had, and the other way round."""
    stage(tmp_path, {"x/inner.md": b"1"})
    stage(tmp_path, {"x": b"2"})
    assert (tmp_path / "x").read_bytes() == b"2"
    stage(tmp_path, {"x/inner.md": b"3"})
    assert (tmp_path / "x/inner.md").read_bytes() == b"3"


def test_a_new_site_takes_the_place_of_the_last(tmp_path: Path) -> None:
    """After a swap only the new site is left."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/old.html").write_text("old")
    (tmp_path / "new").mkdir()
    (tmp_path / "new/new.html").write_text("new")

    swap_in(tmp_path / "new", tmp_path / "site", tmp_path / "aside")

    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["new.html"]


def test_a_swap_broken_off_is_put_right(tmp_path: Path) -> None:
    """Where the machine stopped between the two renames, the last site comes back."""
    (tmp_path / "aside").mkdir()
    (tmp_path / "aside/old.html").write_text("old")

    recover(tmp_path / "site", tmp_path / "aside")

    assert (tmp_path / "site/old.html").read_text() == "old"


def test_a_swap_that_fails_leaves_the_last_site(tmp_path: Path) -> None:
    """When the new folder is not there, the last site stays and the message says so."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/old.html").write_text("old")

    with pytest.raises(ReviewError, match="cannot be moved"):
        swap_in(tmp_path / "gone", tmp_path / "site", tmp_path / "aside")

    assert (tmp_path / "site/old.html").read_text() == "old"
