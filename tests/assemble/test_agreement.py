"""Our reading of a bibliography and pandoc's agree on titles, family names and years."""

from pathlib import Path

import pytest

from tests.benchmark.agreement import compared

AT_LEAST = 0.99
"""The share of values that must agree, faults of pandoc's own aside."""


@pytest.mark.parametrize(
    "path",
    [
        "references.bib",
        "tests/cases/small-review/references.bib",
        "tests/cases/citing/works.bib",
        "tests/cases/bibtex/managers.bib",
    ],
)
def test_pandoc_reads_the_same(root: Path, path: str) -> None:
    """No entry of these files is missing, and what differs is at most one value in a hundred."""
    result = compared(root / path)

    assert result is not None
    values, differences, missing = result
    print(f"{path}: {values} values, {len(differences)} differ: {differences}")  # noqa: T201 - the agreement
    assert missing == []
    assert sum(not each.excused for each in differences) <= values * (1 - AT_LEAST)
