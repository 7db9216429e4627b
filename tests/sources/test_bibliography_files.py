"""Tests of the names of the files of a bibliography."""

from pathlib import Path

import pytest

from evidence_review.sources.bibliography_files import bibliography_files

FILES = ("one.bib", "refs/b.bib", "refs/a.json", "refs/notes.txt", "refs/deep/c.bib", "odd[1].bib")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        pytest.param(["one.bib"], ["one.bib"], id="file"),
        pytest.param(["gone.bib"], ["gone.bib"], id="missing-file"),
        pytest.param(["refs"], ["refs/a.json", "refs/b.bib"], id="folder"),
        pytest.param(["refs/*.bib"], ["refs/b.bib"], id="pattern"),
        pytest.param(["refs/**/*.bib"], ["refs/b.bib", "refs/deep/c.bib"], id="pattern-for-folders"),
        pytest.param(["*/b.bib", "refs"], ["refs/b.bib", "refs/a.json"], id="each-once"),
        pytest.param(["odd[1].bib"], ["odd[1].bib"], id="signs-of-a-pattern-in-a-name"),
        pytest.param(["gone/*.bib"], ["gone/*.bib"], id="pattern-without-a-file"),
    ],
)
def test_files_are_found_in_order(tmp_path: Path, written: list[str], found: list[str]) -> None:
    """The order of the settings comes first, then that of the names."""
    for name in FILES:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()

    assert bibliography_files(tmp_path / each for each in written) == tuple(tmp_path / each for each in found)
