"""Tests of the promises of the checks, by subject."""

from evidence_review.checks import CHECKS, rule_summaries
from evidence_review.rendering.context.environment import OTHER, by_subject


def test_rule_summaries_are_below_their_subject_in_the_order_of_the_page() -> None:
    """What readers look for first comes first, and a subject without a check is left out."""
    found = by_subject([("REC101", "b"), ("ZZZ101", "d"), ("FIN101", "a"), ("REC102", "c")])

    assert list(found) == ["Findings", "Recommendations and their status", OTHER]
    assert found["Recommendations and their status"] == (("REC101", "b"), ("REC102", "c"))


def test_every_check_has_a_subject() -> None:
    """A new kind of check gets a heading of its own."""
    assert OTHER not in by_subject(rule_summaries(CHECKS))
