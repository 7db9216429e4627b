"""What is said of YAML that cannot be read: the line to mend and why, one case an item."""

from typing import Any

import pytest
import yaml

from evidence_review.location import Location
from evidence_review.sources.yaml_records import read_yaml
from tests.case_files import CASES

BROKEN = yaml.safe_load((CASES / "broken-yaml.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: repr(case["text"]))
def test_the_line_to_mend_is_named(case: dict[str, Any]) -> None:
    """The message names the line of the slip, not the one at which the reader gave up."""
    record, faults = read_yaml(case["text"], Location("f.yml"))

    assert record is None
    assert [(fault.code, fault.where.line) for fault in faults] == [("YML101", case["line"])]
    assert faults[0].message == f"this line cannot be read, because {case['said']}"
    assert faults[0].hint == case["hint"]


def test_lists_in_lists_without_end_are_said() -> None:
    """What would be too deep for the reader is a fault like any other."""
    record, faults = read_yaml("[" * 5_000, Location("f.yml"))

    assert record is None
    assert [fault.code for fault in faults] == ["YML101"]
