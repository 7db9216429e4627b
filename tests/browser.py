"""The Chromium that the browser tests use. `python -m tests.browser` installs one if there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The names that systems use for Chromium, in order of preference."""

DEBIAN_PACKAGES = ("chromium", "libatomic1")
"""The Debian packages that the tests need. Playwright's driver needs the second, which small systems lack."""
PLAYWRIGHT = (sys.executable, "-m", "playwright")


def system_chromium() -> Path | None:
    """Return the system's own Chromium, if it has one that starts.

    Ubuntu's is a snap, which cannot read the folders that Playwright creates for it, or as a script that
    only recommends the snap. Neither is used.
    """
    for name in NAMES:
        path = shutil.which(name)
        if path and _is_usable(path):
            return Path(path)
    return None


def main() -> int:
    """Install a Chromium, unless there is one that Playwright can drive, and return the exit status."""
    if _can_drive():
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "update")
        _run("apt-get", "install", "--yes", "--no-install-recommends", *DEBIAN_PACKAGES)
        if _can_drive():
            return 0
    wanted = ["--with-deps"] if os.geteuid() == 0 else []
    if _run(*PLAYWRIGHT, "install", *wanted, "chromium") == 0:
        return 0
    packages = " ".join(DEBIAN_PACKAGES)
    print(f"The browser tests need Chromium. On Debian: sudo apt-get install {packages}", file=sys.stderr)
    return 1


def _is_usable(path: str) -> bool:
    done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    return done.returncode == 0 and "snap" not in done.stdout


def _can_drive() -> bool:
    if subprocess.run([*PLAYWRIGHT, "--version"], capture_output=True, check=False).returncode != 0:
        return False
    if system_chromium():
        return True
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def _run(*command: str) -> int:
    print("Running", *command, flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, check=False, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
