"""A simulated full disk, and a count of files and folders flushed to disk."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

LIMIT = 500
"""The size limit of files in bytes, smaller than any file that the tests write."""


def run_on_a_full_disk(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run `evidence-review` in a folder with a limit on file sizes, so that it cannot finish any file."""
    return subprocess.run(
        [sys.executable, "-m", "evidence_review", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT)),
    )


def count_flushes(action: Callable[[], object]) -> int:
    """Return how often an action flushes a file or folder to disk."""
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
