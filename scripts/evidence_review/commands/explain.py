"""The manual of every code that a message can have, as `evidence-review explain` prints it."""

import ast
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from importlib.resources import files
from inspect import cleandoc

from evidence_review.assemble.manual import MANUAL as ASSEMBLE
from evidence_review.bibliography.manual import MANUAL as BIBLIOGRAPHY
from evidence_review.errors import ReviewError
from evidence_review.sources.manual import MANUAL as SOURCES
from evidence_review.verification.manual import MANUAL as VERIFICATION

READERS: tuple[Mapping[str, str], ...] = (ASSEMBLE, BIBLIOGRAPHY, SOURCES, VERIFICATION)
"""The manuals of the codes that are reported while files are read, one table for each package."""

CHECK_FOLDERS = ("checks", "site_checks")
"""The packages of the checks, whose docstrings are the manuals of their codes."""

_CHECK_NAME = re.compile(r"([a-z]{3}\d{3})_")


def manuals() -> dict[str, str]:
    """Return the manual of every code, sorted by code."""
    readers = {code: cleandoc(text) for table in READERS for code, text in table.items()}
    return dict(sorted((readers | dict(_manuals_of_checks())).items()))


def _manuals_of_checks() -> Iterator[tuple[str, str]]:
    """Yield each code with the docstring of its check, read from the sources: importing them takes longer."""
    for folder in CHECK_FOLDERS:
        for module in files("evidence_review").joinpath(folder).iterdir():
            tree = ast.parse(module.read_bytes()) if module.name.endswith(".py") else ast.Module([], [])
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and (named := _CHECK_NAME.match(node.name)):
                    yield named[1].upper(), ast.get_docstring(node) or ""


def manual_of(code: str) -> str:
    """Return the manual of a code, in upper or lower case.

    Raises:
        ReviewError: No message has this code.
    """
    known = manuals()
    code = code.strip().strip("[]").upper()
    if code in known:
        return f"{code}\n\n{known[code]}"
    near = get_close_matches(code, known, n=3) or [each for each in known if each.startswith(code[:3])][:3]
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    message = f"there is no code {code!r} ({meant}`evidence-review explain` lists all)"
    raise ReviewError(message)


def summaries() -> str:
    """Return one line for each code, with the first sentence of its manual."""
    return "\n".join(f"{code}  {text.partition(chr(10))[0]}" for code, text in manuals().items())
