"""Tests of replacing a file in one step."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from evidence_review.file_replacement import replace_file
from tests.disk import count_flushes


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o755])
def test_permissions_are_kept(tmp_path: Path, mode: int) -> None:
    """A private file stays private."""
    file = tmp_path / "a"
    file.write_bytes(b"old")
    file.chmod(mode)

    replace_file(file, b"new")

    assert (file.read_bytes(), file.stat().st_mode & 0o7777) == (b"new", mode)


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_usual_permissions(tmp_path: Path, mask: int, mode: int) -> None:
    """They follow the umask, like those of any new file, and the umask is unchanged."""
    before = os.umask(mask)
    try:
        replace_file(tmp_path / "a", b"new")
    finally:
        left = os.umask(before)

    assert (tmp_path / "a").stat().st_mode & 0o7777 == mode
    assert left == mask


@pytest.mark.parametrize("name", ["a", ".a.part", "a.unfinished", ".part-a"])
def test_a_link_is_not_written_through(tmp_path: Path, name: str) -> None:
    """Neither a link at the path of the file nor one next to it is followed, whatever its name."""
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (tmp_path / name).symlink_to(victim)

    replace_file(tmp_path / "a", b"new")

    assert victim.read_text() == "mine"
    assert (tmp_path / "a").read_bytes() == b"new"
    assert not (tmp_path / "a").is_symlink()


def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    """The error names the file that could not be written."""
    file = tmp_path / "a"
    file.write_bytes(b"old")
    code = (
        "import sys; from pathlib import Path; from evidence_review.file_replacement import replace_file\n"
        "try: replace_file(Path(sys.argv[1]), b'x' * 10_000)\n"
        "except OSError as error: print(error.filename)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000)),
    )

    assert done.stdout == f"{file}\n"
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_missing_folder_is_reported_with_the_file(tmp_path: Path) -> None:
    """The error names the intended file, not a temporary one."""
    with pytest.raises(FileNotFoundError) as raised:
        replace_file(tmp_path / "gone/a", b"new")
    assert raised.value.filename == str(tmp_path / "gone/a")


@pytest.mark.parametrize(("durable", "count"), [(False, 0), (True, 3)])
def test_a_durable_file_is_flushed_to_the_disk(tmp_path: Path, count: int, *, durable: bool) -> None:
    """The file, its folder and the parent folder are flushed; other files are left to the system."""
    assert count_flushes(lambda: replace_file(tmp_path / "a", b"new", durable=durable)) == count
