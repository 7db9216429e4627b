"""Every error that a writer can make is reported with its file, its line and what to do: one case a file."""

from pathlib import Path

import pytest

from tests.case_files import CASES, Accept, read_case
from tests.small_review import Change, checked

FILES = sorted((CASES / "faults").glob("*.yml"))


def test_the_small_review_is_valid(tmp_path: Path) -> None:
    """Nothing is wrong with the review that the other cases break."""
    assert [str(found) for found in checked(tmp_path).diagnostics] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_error_is_reported(file: Path, tmp_path: Path, accept: Accept) -> None:
    """A broken copy of the small review gives just the messages that its case expects."""
    case = read_case(file)
    change = Change(files=case.get("files", {}), replace=case.get("replace", {}))

    problems = [str(found) for found in checked(tmp_path, change).diagnostics]

    accept(file, ["problems"], problems)
    assert problems == read_case(file)["problems"]


def test_there_are_cases() -> None:
    """The cases are found, so that an empty folder does not pass for a sound one."""
    assert len(FILES) > 20
