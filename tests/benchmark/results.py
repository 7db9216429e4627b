"""The table of figures that each benchmark keeps in `RESULTS.md`. Knows nothing of what is measured.

A benchmark rewrites the section with its own name and leaves all others as they are, so that figures which
no program writes can be kept in the same file.
"""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
"""The file that every benchmark writes to."""
HEAD = "| Measured | Figure | Unit | Run |\n| --- | ---: | --- | --- |"
"""The head of each table. There is a table for each corpus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure of a benchmark run."""

    corpus: str
    """What was read, built or exported."""
    measured: str
    """What was measured on it, such as the time of one program."""
    figure: str
    """The figure, rounded for readers."""
    unit: str
    """Its unit, or `ratio` for a comparison within the same run."""


def record(benchmark: str, rows: Sequence[Row], file: Path = RESULTS) -> None:
    """Replace the figures of one benchmark in the results file by those of this run."""
    run = f"{datetime.now(tz=UTC):%Y-%m-%d}, {commit_of(file.parent)}"
    text = file.read_text(encoding="utf-8")
    file.write_text(with_section(text, benchmark, rows, run), encoding="utf-8")


def with_section(text: str, benchmark: str, rows: Sequence[Row], run: str) -> str:
    """Return the text of the results file with the section of one benchmark replaced, or added at the end."""
    tables = [_table(corpus, list(group), run) for corpus, group in groupby(rows, lambda row: row.corpus)]
    section = "\n\n".join([f"## {benchmark}", *tables]) + "\n"
    old = re.compile(rf"^## {re.escape(benchmark)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    if not old.search(text):
        return f"{text.rstrip()}\n\n{section}"
    return old.sub(lambda _: f"{section}\n", text).rstrip() + "\n"


def commit_of(folder: Path) -> str:
    """Return the commit of the working tree, marked if anything but the results file has changed since."""
    commit = _git(folder, "rev-parse", "--short", "HEAD")
    changed = _git(folder, "status", "--porcelain", "--", ":/", f":(exclude,top,glob)**/{RESULTS.name}")
    return f"{commit} with changes" if changed else commit or "unknown commit"


def _table(corpus: str, rows: Sequence[Row], run: str) -> str:
    lines = [f"| {row.measured} | {row.figure} | {row.unit} | {run} |" for row in rows]
    return "\n".join([f"### {corpus}", "", HEAD, *lines])


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
