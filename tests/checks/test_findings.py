"""Tests of checks of findings."""

from datetime import date
from typing import Any

import pytest

from evidence_review.checks.findings import fin101_phrases_are_short, fin102_voices_are_heard
from evidence_review.model.finding import Support
from evidence_review.model.things import Retirement
from tests.builders import a_finding, a_location, a_review_of, an_excerpt


@pytest.mark.parametrize("phrase", ["", "my foot in the door", "one two three four five six", "a-b c"])
def test_fin101_allows_six_words(phrase: str) -> None:
    """A short phrase keeps a voice."""
    review = a_review_of(a_finding(excerpts=(an_excerpt(phrase=phrase),)))

    assert list(fin101_phrases_are_short(review)) == []


def test_fin101_refuses_a_seventh_word() -> None:
    """A long phrase is said with its words, their number and the line of the excerpt."""
    long = "one two three four five six seven"
    excerpts = (an_excerpt(), an_excerpt(phrase=long, where=a_location("docs/findings/f01.md", 14)))

    (found,) = fin101_phrases_are_short(a_review_of(a_finding(excerpts=excerpts)))

    assert str(found) == (
        f"docs/findings/f01.md:14: error: f01 quotes 7 words: '{long}'"
        " (quote 6 words at most and put the rest in your own) [FIN101]"
    )


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="voices"),
        pytest.param({"excerpts": (), "references": {"doe": (Support(),)}}, id="references"),
        pytest.param(
            {"excerpts": (), "retired": Retirement(date=date(2025, 1, 1), reason="Old.")}, id="retired"
        ),
    ],
)
def test_fin102_wants_a_voice_or_a_work(changes: dict[str, Any]) -> None:
    """A finding says who says so; a retired one need not any more."""
    assert list(fin102_voices_are_heard(a_review_of(a_finding(**changes)))) == []


def test_fin102_names_a_finding_that_nobody_said() -> None:
    """Each finding without voices and works is said, with its file."""
    review = a_review_of(a_finding("f01", excerpts=()), a_finding("f02"), a_finding("f03", excerpts=()))

    assert [str(found) for found in fin102_voices_are_heard(review)] == [
        f"docs/findings/{id_}.md:2: error: {id_} has neither voices nor references"
        " (add `excerpts:` or `references:`) [FIN102]"
        for id_ in ("f01", "f03")
    ]
