"""YAML that cannot be read is reported with the line to fix and the reason, one case an item."""

import pytest

from evidence_review.location import Location
from evidence_review.sources.yaml_records import read_yaml
from tests.case_files import CASES, Accept, read_case

BROKEN = CASES / "broken-yaml.yml"
TEXTS = [case["text"] for case in read_case(BROKEN)]


@pytest.mark.parametrize("number", range(len(TEXTS)), ids=[repr(text) for text in TEXTS])
def test_the_line_to_fix_is_named(number: int, accept: Accept) -> None:
    """The message names the line of the error, not the one at which the parser gave up."""
    record, (problem,) = read_yaml(TEXTS[number], Location("f.yml"))

    assert record is None
    accept(BROKEN, [number, "problem"], str(problem))
    assert str(problem) == read_case(BROKEN)[number]["problem"]


def test_lists_nested_without_end_are_reported() -> None:
    """A structure too deep for the parser is an error like any other."""
    record, faults = read_yaml("[" * 5_000, Location("f.yml"))

    assert record is None
    assert [fault.code for fault in faults] == ["YML101"]
