"""Read files from the history of a git repository, with git itself. Nothing in a build needs this."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from evidence_review.errors import ReviewError

_SECONDS = 120


def run_git(folder: Path, *arguments: str) -> bytes:
    """Run git in a folder, or the nearest one around it that exists, and return its output.

    Hooks, and programs that the repository names, do not run.

    Raises:
        ReviewError: There is no git, or it reports an error.
    """
    safe = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"]
    command = ["git", "-C", str(_nearest(folder)), *safe, *arguments]
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=_SECONDS, env=environment)
    except (OSError, subprocess.TimeoutExpired) as problem:
        message = f"git cannot be run: {problem}"
        raise ReviewError(message) from None
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        message = f"git {arguments[0]} failed: {reason}"
        raise ReviewError(message)
    return done.stdout


def is_in_git(folder: Path) -> bool:
    """Tell whether a folder is in the work tree of a repository that git can read."""
    try:
        return run_git(folder, "rev-parse", "--is-inside-work-tree").strip() == b"true"
    except ReviewError:
        return False


def resolve_base(folder: Path, reference: str) -> str:
    """Return the commit at which the current branch left another one.

    Args:
        folder: A folder in the repository.
        reference: The name of the other branch, a tag or a commit.

    Raises:
        ReviewError: There is no such commit, or the two have no history in common.
    """
    if reference.startswith("-"):
        message = f"{reference!r} is not the name of a commit"
        raise ReviewError(message)
    commit = run_git(folder, "rev-parse", "--verify", f"{reference}^{{commit}}").decode().strip()
    return run_git(folder, "merge-base", commit, "HEAD").decode().strip()


def files_at(folder: Path, commit: str) -> Mapping[str, str]:
    """Return the id of each file below a folder at a commit, by its path relative to the folder.

    Args:
        folder: The folder, which need not exist now.
        commit: The id of the commit.
    """
    prefix = f"{_path_in_repository(folder)}/".removeprefix("./")
    listed = run_git(folder, "ls-tree", "-r", "-z", "--full-tree", commit)
    found: dict[str, str] = {}
    for entry in filter(None, listed.split(b"\0")):
        about, _, path = entry.partition(b"\t")
        name = os.fsdecode(path)
        if name.startswith(prefix):
            found[name.removeprefix(prefix)] = about.split()[2].decode()
    return found


def changed_files(folder: Path, commit: str, pathspecs: Sequence[str] = ()) -> frozenset[str]:
    """Return the paths, relative to a folder, of the files below it that differ from a commit.

    Args:
        folder: A folder in the repository.
        commit: The id of the commit, or another name of it.
        pathspecs: Which files, in the syntax of git; all if there are none.
    """
    options = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative")
    listed = run_git(folder, "diff", *options, commit, "--", *pathspecs)
    return frozenset(os.fsdecode(path) for path in filter(None, listed.split(b"\0")))


def linked_files(folder: Path) -> tuple[str, ...]:
    """Return the paths, relative to a folder, of the symbolic links below it that git knows."""
    listed = run_git(folder, "ls-files", "--stage", "-z")
    entries = (entry.partition(b"\t") for entry in filter(None, listed.split(b"\0")))
    return tuple(os.fsdecode(path) for about, _, path in entries if about.startswith(b"120000"))


def file_content(folder: Path, object_id: str) -> bytes:
    """Return the content of a file by its id."""
    return run_git(folder, "cat-file", "blob", object_id)


def commits_of(folder: Path) -> tuple[str, ...]:
    """Return the commits of the main line that changed a folder, oldest first, without merged branches."""
    where = f":(top,literal){_path_in_repository(folder)}"
    options = ("--first-parent", "-m", "--reverse", "--format=%H")
    return tuple(run_git(folder, "log", *options, "HEAD", "--", where).decode().split())


def _path_in_repository(folder: Path) -> str:
    top = Path(os.fsdecode(run_git(folder, "rev-parse", "--show-toplevel")).rstrip("\n"))
    return folder.resolve().relative_to(top.resolve()).as_posix()


def is_shallow(folder: Path) -> bool:
    """Tell whether a repository has only a part of its history."""
    return run_git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _nearest(folder: Path) -> Path:
    """Return the folder, or the nearest one around it that exists."""
    return next(each for each in (folder, *folder.resolve().parents) if each.is_dir())
