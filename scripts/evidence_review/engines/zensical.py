"""Zensical, run as a command because it has no Python interface."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from evidence_review.config.settings import Settings
from evidence_review.engines.configuration import write_configuration
from evidence_review.errors import ReviewError


def build(settings: Settings, file: Path, hidden: Sequence[str] = ()) -> None:
    """Build the staged folder.

    Args:
        settings: The settings of the review.
        file: Its `mkdocs.yml`.
        hidden: The patterns of the pages that are not in the menu.

    Raises:
        ReviewError: Zensical is not installed or cannot build it.
    """
    command = _command("build", "--clean", write_configuration(settings, file, hidden=hidden))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        message = f"Zensical cannot build the site: {lines[-1] if lines else 'no reason given'}"
        raise ReviewError(message)


def write_serving_configuration(settings: Settings, file: Path, hidden: Sequence[str] = ()) -> Path:
    """Write the configuration for serving, with a folder that no build of the site deletes."""
    site = settings.build_dir / "served"
    return write_configuration(settings, file, hidden=hidden, name="serve.yml", site=site)


@contextmanager
def serving(configuration: Path, address: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Serve the staged folder; Zensical watches it and rebuilds changed pages."""
    server = subprocess.Popen(_command("serve", "--dev-addr", address, configuration))
    try:
        yield server
    finally:
        server.terminate()
        server.wait()


def _command(word: str, *rest: str | Path) -> list[str]:
    *options, config = [str(part) for part in rest]
    return [sys.executable, "-m", "zensical", word, *options, "--config-file", config]
