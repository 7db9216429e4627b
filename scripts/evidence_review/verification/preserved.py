"""Compare releases with an earlier state of them: releases are only ever added."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evidence_review.diagnostics import Diagnostic, error
from evidence_review.location import Location
from evidence_review.model.releases.release import SUMS
from evidence_review.sources.git import commits_of, file_content, files_at
from evidence_review.verification.copies import ReleaseCopy

_HINT = "restore it as it was; to correct a mistake, create a new release"


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierState:
    """The releases as they were elsewhere or before."""

    name: str
    """Such as `commit 1a2b3c4` or an address, for messages."""
    sums: Mapping[str, str]
    """The checksum of the file of each release."""
    lines: tuple[str, ...]
    """The lines of the list of checksums."""


def state_of(copy: ReleaseCopy) -> EarlierState:
    """Return the state of a copy of the releases."""
    return EarlierState(name=copy.shown, sums=copy.sums, lines=_lines(copy.list_text))


def state_in_list(file: Path) -> EarlierState:
    """Return the state that a saved list of checksums records."""
    lines = _lines(file.read_bytes().decode(errors="replace"))
    pairs = (line.split(maxsplit=1) for line in lines)
    sums = {pair[1].lstrip("*").removesuffix(".json"): pair[0] for pair in pairs if len(pair) > 1}
    return EarlierState(name=file.as_posix(), sums=sums, lines=lines)


def state_at(folder: Path, commit: str, name: str = "") -> EarlierState:
    """Return the state of a folder of releases at a commit.

    Args:
        folder: The folder, which need not exist now.
        commit: The id of the commit.
        name: Its name in messages, if it has one.
    """
    files = {
        path: file_content(folder, id_) for path, id_ in files_at(folder, commit).items() if "/" not in path
    }
    return EarlierState(
        name=name or f"commit {commit[:10]}",
        sums={
            path.removesuffix(".json"): hashlib.sha256(data).hexdigest()
            for path, data in files.items()
            if path.endswith(".json")
        },
        lines=_lines(files.get(SUMS, b"").decode(errors="replace")),
    )


def history_of(folder: Path) -> tuple[EarlierState, ...]:
    """Return every state in which the main line of a repository has had its releases, oldest first."""
    return tuple(state_at(folder, commit) for commit in commits_of(folder))


def changed_since(copy: ReleaseCopy, earlier: EarlierState) -> Iterator[Diagnostic]:
    """Yield each release that is no longer what it was, and each line of the list that is gone or moved."""
    for name, sha256 in earlier.sums.items():
        where = Location(f"{copy.shown}/{name}.json")
        if name not in copy.sums:
            yield error("REL108", where, f"the release {name!r}, which {earlier.name} has, is missing", _HINT)
        elif copy.sums[name] != sha256:
            message = f"the release {name!r} is not the one that {earlier.name} has"
            yield error("REL108", where, message, _HINT)
    now = _lines(copy.list_text)
    for number, line in enumerate(earlier.lines):
        if now[number : number + 1] != (line,):
            message = f"line {number + 1} of SHA256SUMS is not the one that {earlier.name} has"
            where = Location(f"{copy.shown}/{SUMS}", min(number, len(now)) + 1)
            yield error("REL109", where, message, "restore the list; new lines go below the others")
            return


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.splitlines())
