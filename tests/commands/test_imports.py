"""Tests of what commands load: a quick command does not wait for the libraries of others."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_review import a_review

LIBRARIES = frozenset(
    ("click", "feedgen", "jinja2", "lxml", "markdown", "mkdocs", "pydantic", "pypandoc", "yaml")
)
"""Libraries that take a while to load, at least one of which each part of a build needs."""
PROGRAM = """
import sys
from evidence_review.commands.main import main
try:
    main(sys.argv[1:])
finally:
    print("loaded", *{name.partition(".")[0] for name in sys.modules}, file=sys.stderr)
"""
"""A program that runs a command, then lists the packages that it has loaded."""


def loaded(folder: Path, *arguments: str) -> frozenset[str]:
    """Return the libraries that a command loads in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return LIBRARIES.intersection(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("command", [["--version"], ["explain"], ["explain", "LNK103"], ["check", "--help"]])
def test_what_needs_no_review_loads_no_library(tmp_path: Path, command: list[str]) -> None:
    """The version, the manual and the help come from our own sources."""
    assert loaded(tmp_path, *command) == frozenset()


def test_a_check_loads_what_reads_a_review(tmp_path: Path) -> None:
    """A check loads no engine, no template, no pandoc and no writer of feeds."""
    assert loaded(a_review(tmp_path), "check") == {"lxml", "markdown", "pydantic", "yaml"}


def test_a_bibliography_needs_no_engine(tmp_path: Path) -> None:
    """The commands for one BibTeX file load only what reads it."""
    (tmp_path / "r.bib").write_text("@misc{a, title = {A}}\n", encoding="utf-8")

    assert loaded(tmp_path, "fmt", "r.bib").isdisjoint({"feedgen", "jinja2", "mkdocs", "pypandoc"})
