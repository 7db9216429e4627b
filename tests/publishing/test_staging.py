"""Tests of the build folder: its lock and its staged files."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evidence_review.errors import ReviewError
from evidence_review.publishing.owned_folders import MARKER
from evidence_review.publishing.staging import add_files, lock_build_folder, report_disk_errors, stage

HOLD = (
    "import sys; from pathlib import Path; from evidence_review.publishing.staging import lock_build_folder\n"
)


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """An unchanged file keeps its modification time, and a superfluous one is deleted."""
    assert stage(tmp_path, {"a.md": b"a", "deep/b.md": b"b"}, tmp_path) == 2
    before = (tmp_path / "a.md").stat().st_mtime_ns

    assert stage(tmp_path, {"a.md": b"a", "c.md": b"c"}, tmp_path) == 1

    assert (tmp_path / "a.md").stat().st_mtime_ns == before
    found = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert found == [MARKER, "a.md", "c.md"]


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    """Files that no build has staged are never deleted: the message says where they are."""
    folder = tmp_path / "build/docs"
    folder.mkdir(parents=True)
    (folder / "written.md").write_text("mine")

    with pytest.raises(ReviewError, match="build/docs/ was not made by a build"):
        stage(folder, {"a.md": b"a"}, tmp_path)

    assert [path.name for path in folder.iterdir()] == ["written.md"]


@pytest.mark.parametrize("path", ["../x.md", "a/../../x.md", "/x.md", "", "a\\..\\..\\x.md", "C:/x.md"])
def test_nothing_is_written_outside_the_folder(path: str, tmp_path: Path) -> None:
    """A path that leads out of it is refused before anything is written."""
    with pytest.raises(ReviewError, match="outside the build folder"):
        stage(tmp_path / "docs", {"a.md": b"a", path: b"x"}, tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    """Files can be staged in an empty folder, and again afterwards."""
    (tmp_path / "docs").mkdir()

    assert stage(tmp_path / "docs", {"a.md": b"a"}, tmp_path) == 1
    assert stage(tmp_path / "docs", {"b.md": b"b"}, tmp_path) == 1
    assert not (tmp_path / "docs/a.md").exists()


def test_a_second_build_is_refused(tmp_path: Path) -> None:
    """While one build has locked the folder, another one is refused in one line; afterwards it may run."""
    with lock_build_folder(tmp_path / "build"):  # noqa: SIM117 - the second one is refused
        with (
            pytest.raises(ReviewError, match="another build is running in build/"),
            lock_build_folder(tmp_path / "build"),
        ):
            pass
    with lock_build_folder(tmp_path / "build"):
        pass


def test_a_server_waits_for_a_build(tmp_path: Path) -> None:
    """It continues as soon as the folder is unlocked, and not before."""
    code = f"{HOLD}with lock_build_folder(Path(sys.argv[1]), wait=True): print('mine')"
    command = [sys.executable, "-c", code, str(tmp_path)]
    with lock_build_folder(tmp_path):
        waiting = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(timeout=1.5)
    said, _ = waiting.communicate(timeout=60)
    assert (waiting.returncode, said) == (0, "mine\n")


def test_a_killed_build_leaves_no_lock(tmp_path: Path) -> None:
    """The system unlocks the folder when the process ends."""
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
    """The error must reach the code that prints."""
    with pytest.raises(BrokenPipeError), report_disk_errors():
        raise BrokenPipeError


def test_a_folder_in_place_of_a_file_is_replaced(tmp_path: Path) -> None:
    """A page may have the former name of a folder, and vice versa."""
    stage(tmp_path, {"x/inner.md": b"1"}, tmp_path)
    stage(tmp_path, {"x": b"2"}, tmp_path)
    assert (tmp_path / "x").read_bytes() == b"2"
    stage(tmp_path, {"x/inner.md": b"3"}, tmp_path)
    assert (tmp_path / "x/inner.md").read_bytes() == b"3"


def test_a_link_among_staged_files_is_deleted_and_not_followed(tmp_path: Path) -> None:
    """A link at the path of a page is replaced by the page, and its target is unchanged."""
    (tmp_path / "victim").mkdir()
    (tmp_path / "victim/a.md").write_text("mine")
    stage(tmp_path / "docs", {"deep/a.md": b"a", "b.md": b"b"}, tmp_path)
    shutil.rmtree(tmp_path / "docs/deep")
    (tmp_path / "docs/deep").symlink_to(tmp_path / "victim")
    (tmp_path / "docs/b.md").unlink()
    (tmp_path / "docs/b.md").symlink_to(tmp_path / "victim/a.md")

    stage(tmp_path / "docs", {"deep/a.md": b"new", "b.md": b"new"}, tmp_path)

    assert (tmp_path / "victim/a.md").read_text() == "mine"
    assert (tmp_path / "docs/deep/a.md").read_bytes() == b"new"
    assert (tmp_path / "docs/b.md").read_bytes() == b"new"


@pytest.mark.parametrize(
    "link", ["build", "build/site", "build/last-site", "build/cache/parts", "build/.lock"]
)
def test_a_build_folder_with_a_link_in_it_is_not_used(tmp_path: Path, link: str) -> None:
    """If `build` is or contains a link, nothing is written, and the message names the link."""
    victim = tmp_path / "victim"
    victim.mkdir()
    (tmp_path / link).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / link).symlink_to(victim)

    said = f"^{link} is a symbolic link, which a build does not follow \\(delete the link\\)$"
    with pytest.raises(ReviewError, match=said), lock_build_folder(tmp_path / "build"):
        pass

    assert list(victim.iterdir()) == []


def test_files_are_added_to_a_site_and_replace_nothing(tmp_path: Path) -> None:
    """What an engine has written stays, and no path leads out of the folder."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a.txt").write_text("engine", encoding="utf-8")

    add_files(tmp_path / "site", {"a.txt": b"ours", "b/c.txt": b"ours"})

    assert (tmp_path / "site/a.txt").read_bytes() == b"engine"
    assert (tmp_path / "site/b/c.txt").read_bytes() == b"ours"
    with pytest.raises(ReviewError, match="outside the build folder"):
        add_files(tmp_path / "site", {"../d.txt": b"ours"})
