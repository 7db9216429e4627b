"""Our reading of a bibliography and pandoc's agree on titles, family names and years."""

from pathlib import Path

from tests.benchmark.agreement import compared

AT_LEAST = 0.99
"""The share of values that must agree, faults of pandoc's own aside."""


FILES = (
    "references.bib",
    "tests/cases/small-review/references.bib",
    "tests/cases/citing/works.bib",
    "tests/cases/bibtex/managers.bib",
)
"""What is read. The particles of d'Arcy and al-Hakim are parted otherwise on purpose, and counted."""


def test_pandoc_reads_the_same(root: Path) -> None:
    """No entry of these files is missing, and what differs is at most one value in a hundred."""
    all_values, all_differences = 0, 0
    for path in FILES:
        result = compared(root / path)
        assert result is not None, path
        values, differences, missing = result
        print(f"{path}: {values} values, {len(differences)} differ: {differences}")  # noqa: T201 - the agreement
        assert missing == [], path
        all_values += values
        all_differences += sum(not each.excused for each in differences)

    assert all_values > 100
    assert all_differences <= all_values * (1 - AT_LEAST)
