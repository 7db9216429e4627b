"""What a command costs and what it made. Knows nothing of any program that is measured."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

UNIT_OF_MEMORY = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit in which a system reports the memory of a process."""
LINES_SHOWN = 20
"""How much of what a failed command printed is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run of a command took."""

    seconds: float
    """CPU seconds of the process and of all its children, such as pandoc."""
    peak: int
    """Bytes of memory of the largest of these processes at its largest."""


def cost_of(command: Sequence[str | Path], folder: Path) -> Cost:
    """Run a command in a folder to its end and return what it cost.

    The CPU's time is counted and not the clock's, which other programs on the machine stretch. Python keeps
    compiled modules, as it does for everybody who has not forbidden it.

    Raises:
        SystemExit: The command failed, so that there is nothing to measure.
    """
    log = folder / "log.txt"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, env=environment
        )
        _, status, usage = os.wait4(process.pid, 0)  # tells of this process and its children alone
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        told = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LINES_SHOWN:]
        raise SystemExit("\n".join([*told, f"Failed: {' '.join(map(str, command))}"]))
    return Cost(seconds=usage.ru_utime + usage.ru_stime, peak=usage.ru_maxrss * UNIT_OF_MEMORY)


def pages_in(site: Path) -> int:
    """Count the pages of a built site."""
    return sum(1 for _ in site.rglob("*.html"))


def count(pattern: str, files: Iterable[Path]) -> int:
    """Count how often a pattern is in files."""
    return sum(len(re.findall(pattern, file.read_text(encoding="utf-8"))) for file in files)
