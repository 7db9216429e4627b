"""The Java that runs the Nu checker. `python -m tests.java` installs one if there is none."""

import os
import shutil
import subprocess
import sys

DEBIAN_PACKAGE = "default-jre-headless"
"""The smallest Debian package that contains `java`."""


def main() -> int:
    """Install Java, unless there is one, and return the exit status."""
    if _is_there():
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        install = ("install", "--yes", "--no-install-recommends", DEBIAN_PACKAGE)
        for arguments in (("update",), install):
            print("Running apt-get", *arguments, flush=True)
            subprocess.run(["apt-get", *arguments], check=False, env=environment)  # noqa: S607 - of the system
        if _is_there():
            return 0
    print(f"The test of HTML needs Java. On Debian: sudo apt-get install {DEBIAN_PACKAGE}", file=sys.stderr)
    return 1


def _is_there() -> bool:
    java = shutil.which("java")
    return java is not None and subprocess.run([java, "-version"], capture_output=True).returncode == 0  # noqa: PLW1510 - its status is read


if __name__ == "__main__":
    sys.exit(main())
