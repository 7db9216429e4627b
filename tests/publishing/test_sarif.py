"""Tests of problems in SARIF."""

import json
from dataclasses import replace

from evidence_review.diagnostics import error, warning
from evidence_review.location import Location
from evidence_review.publishing.sarif import as_sarif

LINES = {"docs/a b.md": ["It rose [@k, p3]."]}
SLIP = replace(
    error("CIT106", Location("docs/a b.md", 1), "'[@k, p3]' is wrong", "write [@k, p. 3]"),
    written="[@k, p3]",
    replacement="[@k, p. 3]",
)


def test_a_result_has_its_place_and_its_fix() -> None:
    """Columns count from 1, the address is escaped, and the fix replaces exactly what is wrong."""
    log = json.loads(as_sarif([SLIP], lambda path: LINES.get(path, [])))

    (run,) = log["runs"]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (log["version"], run["tool"]["driver"]["rules"]) == ("2.1.0", [{"id": "CIT106"}])
    assert (result["ruleId"], result["level"]) == ("CIT106", "error")
    assert place["artifactLocation"]["uri"] == "docs/a%20b.md"
    assert place["region"] == {"startLine": 1, "startColumn": 9, "endColumn": 17}
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "[@k, p. 3]"}


def test_a_result_without_columns_has_no_fix() -> None:
    """Where the characters are not found, nothing can be replaced."""
    log = json.loads(as_sarif([SLIP, warning("CIT102", Location("x.md"), "it is so")], lambda _: []))

    assert [("fixes" in each, each["level"]) for each in log["runs"][0]["results"]] == [
        (False, "error"),
        (False, "warning"),
    ]
