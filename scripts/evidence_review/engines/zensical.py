"""Zensical, as a command: it offers no library."""

import subprocess
import sys
from pathlib import Path

from evidence_review.engines.configuration import write_configuration
from evidence_review.errors import ReviewError
from evidence_review.settings import Settings


def build(settings: Settings, file: Path) -> None:
    """Build the staged folder.

    Raises:
        ReviewError: Zensical is not installed or cannot build it.
    """
    command = _command("build", "--clean", write_configuration(settings, file))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        message = f"Zensical cannot build the site: {lines[-1] if lines else 'it does not say why'}"
        raise ReviewError(message)


def serving(settings: Settings, file: Path, address: str) -> "subprocess.Popen[bytes]":
    """Begin to serve the staged folder; Zensical watches it and builds what has changed."""
    command = _command("serve", "--dev-addr", address, write_configuration(settings, file))
    return subprocess.Popen(command)


def _command(word: str, *rest: str | Path) -> list[str]:
    *options, config = [str(part) for part in rest]
    return [sys.executable, "-m", "zensical", word, *options, "--config-file", config]
