"""Compare builds of the corpus of few names with mkdocs-bibtex, and record the ratios.

Sizes are given as arguments, S and M by default; L takes an hour. `--csl` adds mkdocs-bibtex with a CSL
style, which takes two minutes at M and hours at L. Nothing here passes or fails.
"""

import os
import shutil
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from evidence_review.citeproc.style_files import DEFAULT_STYLE, find_style
from tests.benchmark.corpus import PLUGINS, SIZES, Corpus, make_corpus, write_corpus
from tests.benchmark.measure import Cost, cost_of
from tests.benchmark.results import Row, record

FOLDER = Path("build/benchmark/peers")
"""Where it is built, and may be looked at afterwards."""
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")
OURS = (sys.executable, "-m", "evidence_review")
PEER = f"mkdocs-bibtex {version('mkdocs-bibtex')}"
CSL = f"{PEER} with a CSL style"


def main() -> int:
    """Measure the sizes, print and record the figures, and return the exit status."""
    arguments = sys.argv[1:]
    with_style = "--csl" in arguments
    rows: list[Row] = []
    first: dict[str, float] = {}
    for name in [each for each in arguments if each in SIZES] or ["S", "M"]:
        costs = measure(name, make_corpus(SIZES[name]), with_style=with_style)
        rows += rows_of(name, costs, CSL if with_style else PEER)
        first[name] = costs["from scratch"].seconds
    if {"M", "L"} <= first.keys():
        growth = f"{first['L'] / first['M']:.1f}"
        rows.append(Row(corpus="L and M", measured="from scratch, L ÷ M", figure=growth, unit="ratio"))
    for row in rows:
        print(f"{row.corpus:<60}{row.measured:<50}{row.figure:>8} {row.unit}")
    record("peers", rows)
    return 0


def _forget() -> None:
    """Begin with an empty cache of the user, which is not that of whoever measures."""
    cache = FOLDER.absolute() / "user-cache"
    shutil.rmtree(cache, ignore_errors=True)
    os.environ["XDG_CACHE_HOME"] = str(cache)


def measure(name: str, corpus: Corpus, *, with_style: bool) -> dict[str, Cost]:
    """Return what each build, and each check, of a corpus costs."""
    ours, peer = FOLDER.absolute() / name, FOLDER.absolute() / f"{name}-peer"
    for folder, flavour in ((ours, "ours"), (peer, "mkdocs-bibtex")):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        write_corpus(folder, corpus, flavour)
    _forget()
    costs = {"check, cold": cost_of((*OURS, "check"), ours), "check, warm": cost_of((*OURS, "check"), ours)}
    _forget()
    costs["from scratch"] = cost_of((*OURS, "build"), ours)
    costs["nothing changed"] = cost_of((*OURS, "build"), ours)
    with (ours / "docs" / corpus.pages[0].path).open("a", encoding="utf-8") as page:
        page.write("\nOne more sentence.\n")
    costs["one page changed"] = cost_of((*OURS, "build"), ours)
    costs[PEER] = cost_of(MKDOCS, peer)
    if with_style:
        style = find_style(DEFAULT_STYLE, ours)
        settings = peer / "mkdocs.yml"
        plugin = f"{PLUGINS['mkdocs-bibtex']}      csl_file: {style}\n      cite_inline: true\n"
        text = settings.read_text(encoding="utf-8").replace(PLUGINS["mkdocs-bibtex"], plugin)
        settings.write_text(text, encoding="utf-8")
        costs[CSL] = cost_of(MKDOCS, peer)
    return costs


def rows_of(name: str, costs: dict[str, Cost], slowest: str) -> Sequence[Row]:
    """Return the figures to record: CPU time and memory, and each build of ours relative to the peer."""
    size = SIZES[name]
    corpus = f"{name}: {size.pages:,} pages, {size.references:,} references, {size.citations:,} citations"
    rows = [
        Row(corpus=corpus, measured=each, figure=f"{cost.seconds:.2f}", unit="CPU s")
        for each, cost in costs.items()
    ]
    peak = f"{costs['from scratch'].peak / 2**20:.0f}"
    rows.append(Row(corpus=corpus, measured="from scratch", figure=peak, unit="MiB at peak"))
    for each in ("from scratch", "nothing changed", "one page changed"):
        for peer in dict.fromkeys((PEER, slowest)):
            ratio = f"{costs[each].seconds / costs[peer].seconds:.2f}"
            rows.append(Row(corpus=corpus, measured=f"{each} ÷ {peer}", figure=ratio, unit="ratio"))
    return rows


if __name__ == "__main__":
    sys.exit(main())
