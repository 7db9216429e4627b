"""Every fault that a writer can make is said with its file, its line and what to do: one case a file."""

from pathlib import Path

import pytest
import yaml

from tests.case_files import CASES
from tests.small_review import Change, checked

FILES = sorted((CASES / "faults").glob("*.yml"))


def test_the_small_review_is_sound(tmp_path: Path) -> None:
    """Nothing is wrong with the review that the other cases break."""
    assert [str(found) for found in checked(tmp_path).diagnostics] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_fault_is_said(file: Path, tmp_path: Path) -> None:
    """A broken copy of the small review gives just the messages that its case expects."""
    case = yaml.safe_load(file.read_text(encoding="utf-8"))
    change = Change(files=case.get("files", {}), replace=case.get("replace", {}))
    assert [str(found) for found in checked(tmp_path, change).diagnostics] == case["problems"]


def test_there_are_cases() -> None:
    """The cases are found, so that an empty folder does not pass for a sound one."""
    assert len(FILES) > 20
