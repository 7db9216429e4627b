"""Measure how long reading a large bibliography takes, compared with two libraries, and record the figures.

Ours reads, checks and converts each entry; bibtexparser and pybtex only parse the text. Each runs as a
separate process on one made-up file. Nothing here passes or fails.
"""

import platform
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.benchmark.measure import Cost, cost_of
from tests.benchmark.results import Row, record

ENTRIES = 16_000
"""How many works the file has."""
FOLDER = Path("build/benchmark/bibliography")
"""Where it is written, and may be looked at afterwards."""
_ENTRY = r"""@article{{work{number}:{year},
  author = {{Doe, Jane {letter}. and van der Berg{number}, Jos{{\'e}} and {{Institute of Baths {letter}}}}},
  title = {{{{UK}} Towns in the {number}th Evening: 50\% of People \& What They \emph{{Learn}} -- a Study}},
  journal = "Journal of Evening Studies, Part {letter}",
  volume = {volume},
  number = {{3}},
  pages = {{{number}--{last}}},
  year = {year},
  month = {month},
  doi = {{10.1000/evening.{number}_{year}}},
  issn = {{0040-5833}},
  url = {{https://example.org/a%20b~{number}}},
  keywords = {{evening, towns, baths}},
  abstract = {{{words}}},
}}
"""
_OURS = (
    "from pathlib import Path; from evidence_review.bibliography.reader import read_references;"
    "assert len(read_references(Path('works.bib'), 'works.bib').references) == {entries}"
)
_BIBTEXPARSER = (
    "import bibtexparser; text = open('works.bib', encoding='utf-8').read();"
    "assert len(bibtexparser.parse_string(text, parse_stack=[]).entries) == {entries}"
)
_PYBTEX = "from pybtex.database import parse_file; assert len(parse_file('works.bib').entries) == {entries}"
OURS = "ours: read, checked and understood"
"""The name of our own run, the first."""
RUNS = {
    OURS: _OURS,
    "bibtexparser: parsed": _BIBTEXPARSER,
    "pybtex: parsed": _PYBTEX,
}
"""The code that each child process runs."""


def main() -> int:
    """Write the file, let each program read it and print a table."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    text = made_up(ENTRIES)
    (FOLDER / "works.bib").write_text(text, encoding="utf-8")
    corpus = f"A bibliography of {ENTRIES:,} entries, {len(text) / 1e6:.1f} MB"
    print(f"\n{corpus}\n")
    print(f"{'':38}{'CPU, s':>8}{'ratio':>8}{'peak, MiB':>12}")
    costs: dict[str, Cost] = {}
    for name, code in RUNS.items():
        cost = cost_of([sys.executable, "-c", code.format(entries=ENTRIES)], FOLDER)
        ours = costs.setdefault(OURS, cost)
        costs[name] = cost
        print(f"{name:38}{cost.seconds:8.1f}{ours.seconds / cost.seconds:8.2f}{cost.peak / 2**20:12.0f}")
    record("bibliography", rows_of(corpus, costs))
    print(f"\nThe ratio is ours to theirs. Python {platform.python_version()}, start and imports among it.")
    return 0


def rows_of(corpus: str, costs: Mapping[str, Cost]) -> list[Row]:
    """Return the figures to record: CPU time and memory of each program, and how ours compares with it."""
    rows = []
    for name, cost in costs.items():
        rows.append(Row(corpus=corpus, measured=name, figure=f"{cost.seconds:.1f}", unit="CPU s"))
        rows.append(Row(corpus=corpus, measured=name, figure=f"{cost.peak / 2**20:.0f}", unit="MiB at peak"))
        if name != OURS:
            ratio = f"{costs[OURS].seconds / cost.seconds:.2f}"
            rows.append(Row(corpus=corpus, measured=f"ours ÷ {name}", figure=ratio, unit="ratio"))
    return rows


def made_up(entries: int) -> str:
    """Return a bibliography in which each entry has names, LaTeX and addresses of its own."""
    months = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    return "\n".join(
        _ENTRY.format(
            number=number,
            last=number + 12,
            letter=chr(ord("A") + number % 26),
            volume=number % 90 + 1,
            year=1930 + number % 95,
            month=months[number % 12],
            words=f"What {number} people learn in the evening, and where. " * 8,
        )
        for number in range(entries)
    )


if __name__ == "__main__":
    sys.exit(main())
