"""Tests of problems in a review: each case file is a broken copy of the small review, with the messages."""

from pathlib import Path

import pytest

from tests.case_files import CASES, Accept, read_case
from tests.small_review import Change, checked

FILES = sorted((CASES / "problems").glob("*.yml"))


def test_the_small_review_is_valid(tmp_path: Path) -> None:
    """The small review, of which the cases are broken copies, has no problems."""
    assert [str(found) for found in checked(tmp_path).diagnostics] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_problem_is_reported(file: Path, tmp_path: Path, accept: Accept) -> None:
    """A broken copy of the small review produces exactly the messages that its case expects."""
    case = read_case(file)
    change = Change(files=case.get("files", {}), replace=case.get("replace", {}))

    problems = [str(found) for found in checked(tmp_path, change).diagnostics]

    accept(file, ["problems"], problems)
    assert problems == read_case(file)["problems"]


def test_there_are_cases() -> None:
    """The case files are found: an empty folder would pass unnoticed."""
    assert len(FILES) > 20
