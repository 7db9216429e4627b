"""The results file: a benchmark rewrites its own figures and no others."""

import subprocess
from pathlib import Path

import pytest

from tests.benchmark import bibliography, whole_site
from tests.benchmark.measure import Cost
from tests.benchmark.results import RESULTS, Row, commit_of, record, with_section
from tests.benchmark.synthetic import Size
from tests.benchmark.whole_site import Build, Measured

ROW = Row(corpus="A small corpus", measured="ours", figure="1.5", unit="CPU s")
TABLE = """\
### A small corpus

| Measured | Figure | Unit | Run |
| --- | ---: | --- | --- |
| ours | 1.5 | CPU s | 2026-11-26, abc1234 |
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("# Results\n", f"# Results\n\n## one\n\n{TABLE}", id="added"),
        pytest.param("# Results\n\n## one\n\nold\n", f"# Results\n\n## one\n\n{TABLE}", id="last"),
        pytest.param(
            "# Results\n\n## one\n\nold\n\n## one more\n\nkept\n\n### part\n",
            f"# Results\n\n## one\n\n{TABLE}\n## one more\n\nkept\n\n### part\n",
            id="others-kept",
        ),
        pytest.param(
            "# Results\n\n## two\n\nkept\n\n## one\n\n### part\n\nold\n",
            f"# Results\n\n## two\n\nkept\n\n## one\n\n{TABLE}",
            id="with-its-parts",
        ),
    ],
)
def test_a_section_is_replaced_or_added(before: str, after: str) -> None:
    """The section of a benchmark holds the new figures, and all other text stays."""
    assert with_section(before, "one", [ROW], "2026-11-26, abc1234") == after


def test_each_corpus_has_a_table() -> None:
    """Figures of two corpora are not mixed up."""
    other = Row(corpus="A large corpus", measured="ours", figure="9.5", unit="CPU s")

    text = with_section("# Results\n", "one", [ROW, other], "2026-11-26, abc1234")

    assert text.startswith(f"# Results\n\n## one\n\n{TABLE}\n### A large corpus\n")
    assert text.endswith("\n| ours | 9.5 | CPU s | 2026-11-26, abc1234 |\n")


def test_recording_twice_replaces_the_first_run(tmp_path: Path) -> None:
    """Only the figures of the last run are in the file."""
    file = tmp_path / "RESULTS.md"
    file.write_text("# Results\n", encoding="utf-8")

    for figure in ("1.5", "2.5"):
        record("one", [Row(corpus="A small corpus", measured="ours", figure=figure, unit="CPU s")], file)
    text = file.read_text(encoding="utf-8")

    assert "| ours | 2.5 | CPU s | " in text
    assert "1.5" not in text


def test_the_run_names_its_commit_and_whether_the_code_differs(tmp_path: Path) -> None:
    """Figures of changed code are not attributed to the commit alone; a new results file does not count."""
    assert commit_of(tmp_path) == "unknown commit"
    author = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for command in (["init"], [*author, "commit", "--allow-empty", "--message", "First"]):
        subprocess.run(["git", "-C", tmp_path, *command], check=True, capture_output=True)  # noqa: S607
    (tmp_path / RESULTS.name).touch()
    clean = commit_of(tmp_path)
    (tmp_path / "code.py").touch()

    assert clean.isalnum()
    assert commit_of(tmp_path) == f"{clean} with changes"


def test_each_benchmark_has_a_section() -> None:
    """The committed file has a section for every program and one for figures that none of them writes."""
    headings = [line for line in RESULTS.read_text(encoding="utf-8").splitlines() if line.startswith("## ")]

    programs = ["## whole_site", "## bibliography", "## exporting", "## citations"]
    assert headings == [*programs, "## peers", "## Earlier runs"]


def test_only_builds_of_the_same_citations_are_compared() -> None:
    """A build that left citations as text has its cost recorded, and no ratio."""
    ours, again, engine = (_build(name, 2.0, 100) for name in ("ours", "again", "engine"))
    measured = Measured(
        size=Size(pages=1, references=1, citations=100),
        first=ours,
        second=again,
        engine=engine,
        peer=_build("peer", 8.0, 90),
    )

    rows = whole_site.rows_of(measured, "plain")

    assert [row.measured for row in rows if row.unit == "ratio"] == ["ours ÷ engine"]
    assert Row(corpus=rows[0].corpus, measured="peer", figure="8.0", unit="CPU s") in rows


def test_reading_is_compared_with_each_library() -> None:
    """The ratio is our time over that of the library, in the same run."""
    costs = {bibliography.OURS: Cost(seconds=3.0, peak=2**20), "other": Cost(seconds=1.5, peak=2**21)}

    rows = bibliography.rows_of("A corpus", costs)

    assert [(row.measured, row.figure) for row in rows if row.unit == "ratio"] == [("ours ÷ other", "2.00")]


def _build(name: str, seconds: float, citations: int) -> Build:
    return Build(name=name, cost=Cost(seconds=seconds, peak=2**20), pages=1, citations=citations)
