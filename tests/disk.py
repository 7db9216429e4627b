"""A disk that is full, and a count of what is flushed to one."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

LIMIT = 500
"""How many bytes a file may have: fewer than any that the tests write."""


def run_on_a_full_disk(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run `evidence-review` in a folder, where whatever it writes cannot be finished."""
    return subprocess.run(
        [sys.executable, "-m", "evidence_review", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT)),
    )


def count_flushes(action: Callable[[], object]) -> int:
    """Return how often an action waits until a file or folder is on the disk."""
    calls: list[object] = []

    def note(_frame: FrameType, event: str, called: object) -> None:
        if event == "c_call" and called is os.fsync:
            calls.append(called)

    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(None)
    return len(calls)
