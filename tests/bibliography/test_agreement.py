"""Our reading of a bibliography and pandoc's agree on titles, family names and years."""

from tests.benchmark.agreement import compared
from tests.case_files import CASES

MEANT = {"alhakim2003", "darcy1999", "arabic1990"}
"""The works whose names begin with d' or al-, which pandoc separates from the name and we do not."""


def test_pandoc_reads_the_same() -> None:
    """No entry of the bibliographies here is missing, and what differs is meant to."""
    values, differing = 0, set()
    for path in sorted(CASES.rglob("*.bib")):
        result = compared(path)
        assert result is not None, path
        number, differences, missing = result
        assert missing == [], path
        values += number
        differing |= {each.key for each in differences if not each.excused}

    assert values > 100
    assert differing == MEANT
