"""Measure whole builds of a made-up review, and print and record the figures. Nothing here passes or fails.

Each program runs as a separate command: ours; MkDocs alone on the pages that ours staged, which is the lower
limit for ours; and mkdocs-bibtex on the same written pages.
"""

import platform
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import yaml

from evidence_review.citeproc.style_files import DEFAULT_STYLE, find_style
from tests.benchmark.measure import Cost, cost_of, count, pages_in
from tests.benchmark.results import Row, record
from tests.benchmark.synthetic import Size, make_review

FULL = Size(pages=300, references=1000, citations=5000)
"""The size for which there is a promise."""
SIZES = (
    Size(pages=75, references=250, citations=1250),
    Size(pages=150, references=500, citations=2500),
    FULL,
)
"""What is built, smallest first: twice the content is to cost twice as much."""
FOLDER = Path("build/benchmark")
"""Where it is built, and may be looked at afterwards."""
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")
OURS = (sys.executable, "-m", "evidence_review", "build")
WRITTEN = "review/page-*"
"""The pages that both programs are given; citations are counted on these alone."""
LEFT_AS_TEXT = r"@work\d"
"""What a citation looks like that nobody rendered."""
RICH_TEXT_VARIABLES = "page numbers, prefixes and pairs among the citations"
PLAIN = "each citation just [@key]"
"""The two kinds of citations that are built."""
DIFFERENCE_ALLOWED = 0.01
"""How far apart two counts of rendered citations may be, for the costs to be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """One build, and what came of it."""

    name: str
    """What was built with."""
    cost: Cost
    """What it took."""
    pages: int
    """How many pages it made."""
    citations: int
    """How many citations it rendered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Every build of a review of one size."""

    size: Size
    """How much was written."""
    first: Build
    """Ours, from nothing."""
    second: Build
    """Ours again on request, with nothing changed."""
    engine: Build
    """The engine alone."""
    peer: Build
    """mkdocs-bibtex."""


def main() -> int:
    """Build every size, the full one in two ways, print the tables and return the exit status."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    measured = [_measure(size) for size in SIZES]
    plain = _measure(FULL, plain=True)
    print(_whole_table(measured[-1], RICH_TEXT_VARIABLES))
    print(_whole_table(plain, PLAIN))
    print(_growth_table(measured))
    print(_notes())
    rows = [row for each in measured for row in rows_of(each, RICH_TEXT_VARIABLES)]
    record("whole_site", [*rows, *rows_of(plain, PLAIN)])
    return 0


def _measure(size: Size, *, plain: bool = False) -> Measured:
    print(f"Building {_content(size)}{', each just [@key]' if plain else ''}", file=sys.stderr, flush=True)
    folder = FOLDER.absolute() / f"{size.pages}-pages{'-plain' if plain else ''}"
    review, peer = folder / "review", folder / "peer"
    make_review(review, size, plain=plain)
    make_peer(review, peer)
    alone = folder / "engine-alone"
    engine = (*MKDOCS, "--config-file", review / "build" / "mkdocs.yml", "--site-dir", alone)
    ours = 'class="citation"'
    return Measured(
        size=size,
        first=_build("Evidence Review, from nothing", OURS, review, review / "site", ours),
        second=_build("Evidence Review, again", (*OURS, "--force"), review, review / "site", ours),
        engine=_build("MkDocs alone, the staged pages", engine, review, alone, ours),
        peer=_build(
            f"mkdocs-bibtex {version('mkdocs-bibtex')}", MKDOCS, peer, peer / "site", 'class="footnote-ref"'
        ),
    )


def make_peer(review: Path, folder: Path) -> None:
    """Write the same pages, references, settings and style as mkdocs-bibtex wants them.

    The base's own pages stay out but for the home page: they use forms that mkdocs-bibtex does not know.
    """
    style = find_style(DEFAULT_STYLE, review)
    (folder / "docs").mkdir(parents=True)
    shutil.copy(review / "references.bib", folder)
    shutil.copy(review / "docs" / "index.md", folder / "docs")
    for page in review.glob(f"docs/{WRITTEN}.md"):
        place = folder / page.relative_to(review)
        place.parent.mkdir(exist_ok=True)
        shutil.copy(page, place)
    config = yaml.safe_load((review / "mkdocs.yml").read_text(encoding="utf-8"))
    config["plugins"] = ["search", {"bibtex": {"bib_file": "references.bib", "csl_file": str(style)}}]
    config["nav"] = [{"Home": "index.md"}]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")


def rows_of(measured: Measured, way: str) -> list[Row]:
    """Return the figures to record: CPU time and memory of each build, and how ours compares with the others.

    A build that did not render the same citations is not compared.
    """
    corpus = f"{_content(measured.size)}; {way}"
    ours, rows = measured.first, []
    for build in (ours, measured.second, measured.engine, measured.peer):
        seconds, peak = build.cost.seconds, build.cost.peak / 2**20
        rows.append(Row(corpus=corpus, measured=build.name, figure=f"{seconds:.1f}", unit="CPU s"))
        rows.append(Row(corpus=corpus, measured=build.name, figure=f"{peak:.0f}", unit="MiB at peak"))
        if build in (measured.engine, measured.peer) and _is_same_work(build, ours):
            ratio = f"{ours.cost.seconds / seconds:.2f}"
            rows.append(
                Row(corpus=corpus, measured=f"{ours.name} ÷ {build.name}", figure=ratio, unit="ratio")
            )
    return rows


def _build(name: str, command: Sequence[str | Path], folder: Path, site: Path, rendered: str) -> Build:
    cost = cost_of(command, folder)
    written = list(site.glob(f"{WRITTEN}/index.html"))
    return Build(
        name=name,
        cost=cost,
        pages=pages_in(site),
        citations=count(rendered, written) - count(LEFT_AS_TEXT, written),
    )


def _whole_table(measured: Measured, way: str) -> str:
    builds = (measured.first, measured.second, measured.engine, measured.peer)
    rows = [
        (
            build.name,
            f"{build.cost.seconds:.1f}",
            _ratio(build, measured.first),
            f"{build.pages:,}",
            f"{build.citations:,}",
            f"{build.cost.peak / 2**20:.0f}",
        )
        for build in builds
    ]
    title = f"{_content(measured.size)}: {way}"
    table = _table(title, ("", "CPU s", "ratio", "pages", "citations", "peak MiB"), rows)
    return f"{table}\n{_answer(measured)}\n"


def _ratio(build: Build, ours: Build) -> str:
    return f"{build.cost.seconds / ours.cost.seconds:.2f}" if _is_same_work(build, ours) else "not compared"


def _is_same_work(build: Build, ours: Build) -> bool:
    """Say whether both rendered the citations, without which the lazier of the two looks the faster."""
    return abs(build.citations - ours.citations) <= DIFFERENCE_ALLOWED * ours.citations


def _answer(measured: Measured) -> str:
    ours, peer = measured.first, measured.peer
    if not _is_same_work(peer, ours):
        return "The two are not compared: one of them left citations as text."
    part = ours.cost.seconds / peer.cost.seconds
    return f"Ours took {part:.2f} of the CPU time of mkdocs-bibtex. The promise is no more than a third."


def _growth_table(measured: Sequence[Measured]) -> str:
    columns: tuple[tuple[str, Callable[[Measured], str]], ...] = (
        ("written", lambda each: f"{each.size.pages:,}"),
        ("references", lambda each: f"{each.size.references:,}"),
        ("citations", lambda each: f"{each.size.citations:,}"),
        ("built", lambda each: f"{each.first.pages:,}"),
        ("ours", lambda each: f"{each.first.cost.seconds:.1f}"),
        ("a page", lambda each: _each_page(each.first.cost.seconds, each.first.pages)),
        ("our stages", lambda each: f"{_stages(each):.1f}"),
        ("a page", lambda each: _each_page(_stages(each), each.first.pages)),
        ("mkdocs-bibtex", lambda each: f"{each.peer.cost.seconds:.1f}"),
        ("a page", lambda each: _each_page(each.peer.cost.seconds, each.peer.pages)),
    )
    rows = [[value(each) for _, value in columns] for each in measured]
    title = "How the cost grows: CPU seconds, and for each page built. Our stages are ours less MkDocs alone."
    return _table(title, [name for name, _ in columns], rows)


def _stages(measured: Measured) -> float:
    return measured.first.cost.seconds - measured.engine.cost.seconds


def _each_page(seconds: float, pages: int) -> str:
    return f"{1000 * seconds / pages:.1f} ms"


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in (head, *rows)
    ]
    return "\n".join([title, "", *lines, ""])


def _notes() -> str:
    names = ("mkdocs", "mkdocs-material", "pypandoc-binary", "mkdocs-bibtex")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        "CPU seconds are those of the command and of all its children; the ratio is to ours, from nothing.\n"
        "Ours makes a page for each reference too, and mkdocs-bibtex does not; citations are counted on the\n"
        "written pages. mkdocs-bibtex runs pandoc for each page with a citation that no earlier page has in\n"
        "the same words, so its cost hangs on how often they repeat and on where each work comes first.\n"
        "Each figure is one run: what else the machine does can change it by a tenth.\n"
        f"Python {platform.python_version()}, {versions}"
    )


def _content(size: Size) -> str:
    return f"{size.pages:,} pages, {size.references:,} references and {size.citations:,} citations"


if __name__ == "__main__":
    sys.exit(main())
