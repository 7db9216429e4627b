"""Tests of folders on disk."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evidence_review.errors import ReviewError
from evidence_review.publishing.staging import (
    MARKER,
    lock_build_folder,
    replace_site,
    report_disk_errors,
    restore_site,
    stage,
)

HOLD = (
    "import sys; from pathlib import Path; from evidence_review.publishing.staging import lock_build_folder\n"
)


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """A file whose bytes are the same keeps its time, and one no longer wanted goes."""
    assert stage(tmp_path, {"a.md": b"a", "deep/b.md": b"b"}) == 2
    before = (tmp_path / "a.md").stat().st_mtime_ns

    assert stage(tmp_path, {"a.md": b"a", "c.md": b"c"}) == 1

    assert (tmp_path / "a.md").stat().st_mtime_ns == before
    found = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert found == [MARKER, "a.md", "c.md"]


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    """Files that no build has staged are never deleted: the message says where they are."""
    folder = tmp_path / "build/docs"
    folder.mkdir(parents=True)
    (folder / "written.md").write_text("mine")

    with pytest.raises(ReviewError, match="build/docs/ holds files that no build is known to have made"):
        stage(folder, {"a.md": b"a"})

    assert [path.name for path in folder.iterdir()] == ["written.md"]


@pytest.mark.parametrize("path", ["../x.md", "a/../../x.md", "/x.md", "", "a\\..\\..\\x.md", "C:/x.md"])
def test_nothing_is_written_outside_the_folder(path: str, tmp_path: Path) -> None:
    """A path that leads out of it is refused before anything is written."""
    with pytest.raises(ReviewError, match="outside the build folder"):
        stage(tmp_path / "docs", {"a.md": b"a", path: b"x"})

    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    """A folder in which nothing lies can be staged in, and again after that."""
    (tmp_path / "docs").mkdir()

    assert stage(tmp_path / "docs", {"a.md": b"a"}) == 1
    assert stage(tmp_path / "docs", {"b.md": b"b"}) == 1
    assert not (tmp_path / "docs/a.md").exists()


def test_a_second_build_is_refused(tmp_path: Path) -> None:
    """While one build holds the folder another is told so in a line; afterwards it may have it."""
    with lock_build_folder(tmp_path / "build"):  # noqa: SIM117 - the second one is refused
        with (
            pytest.raises(ReviewError, match="another build is running in build/"),
            lock_build_folder(tmp_path / "build"),
        ):
            pass
    with lock_build_folder(tmp_path / "build"):
        pass


def test_a_server_waits_for_a_build(tmp_path: Path) -> None:
    """It goes on as soon as the folder is let go, and not before."""
    code = f"{HOLD}with lock_build_folder(Path(sys.argv[1]), wait=True): print('mine')"
    command = [sys.executable, "-c", code, str(tmp_path)]
    with lock_build_folder(tmp_path):
        waiting = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(timeout=1.5)
    said, _ = waiting.communicate(timeout=60)
    assert (waiting.returncode, said) == (0, "mine\n")


def test_a_killed_build_leaves_no_lock(tmp_path: Path) -> None:
    """The system lets go of the folder of a process that is no more."""
    work = "print('mine', flush=True); time.sleep(600)"
    code = f"{HOLD}import time\nwith lock_build_folder(Path(sys.argv[1])): {work}"
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE) as holding:
        assert holding.stdout
        holding.stdout.readline()
        with pytest.raises(ReviewError), lock_build_folder(tmp_path):
            pass
        holding.kill()
        holding.wait()
        with lock_build_folder(tmp_path):
            pass


def test_a_disk_error_is_reported_in_one_line() -> None:
    """The file and the reason are named, without a traceback."""
    with pytest.raises(ReviewError) as raised, report_disk_errors():
        raise OSError(28, "No space left on device", "build/docs/a.md")
    assert str(raised.value) == "build/docs/a.md: No space left on device"

    with (
        pytest.raises(ReviewError, match="a file cannot be read or written: two lines"),
        report_disk_errors(),
    ):
        raise shutil.Error("two\nlines")


def test_a_closed_pipe_is_not_reported_as_a_disk_error() -> None:
    """Whoever prints has to see it."""
    with pytest.raises(BrokenPipeError), report_disk_errors():
        raise BrokenPipeError


def test_a_folder_in_place_of_a_file_is_replaced(tmp_path: Path) -> None:
    """A page may take the name that a folder had, and the other way round."""
    stage(tmp_path, {"x/inner.md": b"1"})
    stage(tmp_path, {"x": b"2"})
    assert (tmp_path / "x").read_bytes() == b"2"
    stage(tmp_path, {"x/inner.md": b"3"})
    assert (tmp_path / "x/inner.md").read_bytes() == b"3"


def test_a_new_site_replaces_the_last(tmp_path: Path) -> None:
    """After a swap only the new site is left."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/old.html").write_text("old")
    (tmp_path / "new").mkdir()
    (tmp_path / "new/new.html").write_text("new")

    replace_site(tmp_path / "new", tmp_path / "site", tmp_path / "aside")

    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["new.html"]


def test_an_interrupted_swap_is_repaired(tmp_path: Path) -> None:
    """Where the machine stopped between the two renames, the last site comes back."""
    (tmp_path / "aside").mkdir()
    (tmp_path / "aside/old.html").write_text("old")

    restore_site(tmp_path / "site", tmp_path / "aside")

    assert (tmp_path / "site/old.html").read_text() == "old"


def test_a_swap_that_fails_leaves_the_last_site(tmp_path: Path) -> None:
    """When the new folder is not there, the last site stays and the message says so."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/old.html").write_text("old")

    with pytest.raises(ReviewError, match="cannot be moved"):
        replace_site(tmp_path / "gone", tmp_path / "site", tmp_path / "aside")

    assert (tmp_path / "site/old.html").read_text() == "old"


def a_new_site(folder: Path, text: str) -> Path:
    """Make a finished site of one page."""
    folder.mkdir()
    (folder / "index.html").write_text(text)
    return folder


def test_a_site_that_is_a_link_is_replaced_where_it_leads(tmp_path: Path) -> None:
    """The link stays, and every build goes where it leads."""
    (tmp_path / "elsewhere").mkdir()
    site = tmp_path / "site"
    site.symlink_to(tmp_path / "elsewhere")

    for text in ("one", "two", "three"):
        replace_site(a_new_site(tmp_path / "new", text), site, tmp_path / "aside")
        assert site.is_symlink()
        assert (tmp_path / "elsewhere/index.html").read_text() == text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere", "site"]


def test_a_link_in_place_of_the_previous_site_is_removed(tmp_path: Path) -> None:
    """What it leads to is none of ours."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/mine").write_text("mine")
    (tmp_path / "aside").symlink_to(tmp_path / "elsewhere")
    a_new_site(tmp_path / "site", "old")

    replace_site(a_new_site(tmp_path / "new", "new"), tmp_path / "site", tmp_path / "aside")

    assert (tmp_path / "site/index.html").read_text() == "new"
    assert (tmp_path / "elsewhere/mine").read_text() == "mine"


def test_an_interrupted_swap_of_a_link_is_repaired(tmp_path: Path) -> None:
    """The last site comes back where the link leads."""
    a_new_site(tmp_path / "aside", "old")
    (tmp_path / "site").symlink_to(tmp_path / "elsewhere")

    restore_site(tmp_path / "site", tmp_path / "aside")

    assert (tmp_path / "elsewhere/index.html").read_text() == "old"
