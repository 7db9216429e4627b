"""Tests of checks of findings."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evidence_review.checks.findings import (
    fin101_phrases_are_short,
    fin102_findings_have_voices,
    fin103_silence_is_explained,
    fin104_missing_works_are_explained,
    fin105_excerpts_are_in_their_section,
    fin106_speakers_are_named,
    fin107_statements_say_whose_view_they_are,
)
from evidence_review.model.authored import Retirement
from evidence_review.model.finding import Quantifier, Support
from tests.builders import a_finding, a_location, a_record, a_review_of, an_excerpt


@pytest.mark.parametrize("phrase", ["", "my foot in the door", "one two three four five six", "a-b c"])
def test_fin101_allows_six_words(phrase: str) -> None:
    """A short phrase keeps a voice."""
    review = a_review_of(a_finding(excerpts=(an_excerpt(phrase=phrase),)))

    assert list(fin101_phrases_are_short(review)) == []


def test_fin101_refuses_a_seventh_word() -> None:
    """A long phrase is reported with its words, their number and the line of the excerpt."""
    long = "one two three four five six seven"
    excerpts = (an_excerpt(), an_excerpt(phrase=long, where=a_location("docs/findings/f01.md", 14)))

    (found,) = fin101_phrases_are_short(a_review_of(a_finding(excerpts=excerpts)))

    assert str(found) == (
        f"docs/findings/f01.md:14: error: f01 quotes 7 words: '{long}'"
        " (quote at most 6 words and put the rest in your own) [FIN101]"
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
def test_fin102_requires_a_voice_or_a_work(changes: dict[str, Any]) -> None:
    """A finding says who says so; a retired one need not any more."""
    assert list(fin102_findings_have_voices(a_review_of(a_finding(**changes)))) == []


def test_fin102_names_a_finding_without_a_voice() -> None:
    """Each finding without voices and works is reported, with its file."""
    review = a_review_of(a_finding("f01", excerpts=()), a_finding("f02"), a_finding("f03", excerpts=()))

    assert [str(found) for found in fin102_findings_have_voices(review)] == [
        f"docs/findings/{id_}.md:2: error: {id_} has neither excerpts nor references"
        " (add `excerpts:` or `references:`) [FIN102]"
        for id_ in ("f01", "f03")
    ]


RETIRED = Retirement(date=date(2025, 1, 1), reason="Old.")
WORKS = {"doe": (Support(),)}


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        pytest.param({"excerpts": (), "references": WORKS}, 1, id="works-alone"),
        pytest.param({"excerpts": (), "references": WORKS, "without_voices": "No."}, 0, id="explained"),
        pytest.param({"excerpts": (), "references": WORKS, "without_voices": " "}, 1, id="blank"),
        pytest.param({"excerpts": (), "references": WORKS, "retired": RETIRED}, 0, id="retired"),
        pytest.param({"excerpts": ()}, 0, id="neither"),
        pytest.param({}, 0, id="voices"),
    ],
)
def test_fin103_requires_a_reason_for_missing_voices(changes: dict[str, Any], count: int) -> None:
    """A finding that rests on works alone says why; one that rests on nothing is said elsewhere."""
    assert len(list(fin103_silence_is_explained(a_review_of(a_finding(**changes))))) == count


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        pytest.param({}, 1, id="voices-alone"),
        pytest.param({"without_references": "None found."}, 0, id="explained"),
        pytest.param({"references": WORKS}, 0, id="works"),
        pytest.param({"retired": RETIRED}, 0, id="retired"),
        pytest.param({"excerpts": ()}, 0, id="neither"),
    ],
)
def test_fin104_requires_a_reason_for_missing_references(changes: dict[str, Any], count: int) -> None:
    """A finding that nothing is compared with says why."""
    assert len(list(fin104_missing_works_are_explained(a_review_of(a_finding(**changes))))) == count


@pytest.mark.parametrize(
    ("line", "section", "count"), [(9, "", 1), (10, "", 0), (20, "", 0), (21, "", 1), (210, "Discussion", 0)]
)
def test_fin105_requires_remarks_within_the_lines_of_their_finding(
    line: int, section: str, count: int
) -> None:
    """A remark or a count elsewhere in the report names its part."""
    excerpts = (an_excerpt(line=line, section=section),)
    counts = (Quantifier(claim="all", line=line, section=section),)
    review = a_review_of(a_finding(excerpts=excerpts), a_finding("f02", quantifiers=counts))

    assert len(list(fin105_excerpts_are_in_their_section(review))) == 2 * count


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({}, 0),
        ({"participant": "", "speaker": "a reader"}, 0),
        ({"participant": ""}, 1),
        ({"participant": " "}, 1),
    ],
)
def test_fin106_requires_a_speaker(changes: dict[str, Any], count: int) -> None:
    """An id or a description will do."""
    review = a_review_of(a_finding(excerpts=(an_excerpt(**changes),)))

    assert len(list(fin106_speakers_are_named(review))) == count


@pytest.mark.parametrize(
    ("statement", "words", "number"),
    [
        ("Readers SAID that evenings matter.", ("said", "felt"), 0),
        ("Readers felt that evenings matter.", ("said", "felt"), 0),
        ("Evenings matter.", ("said", "felt"), 1),
        ("Unsaid, evenings matter.", ("said",), 1),
        ("Evenings matter.", (), 0),
    ],
)
def test_fin107_wants_a_word_that_says_whose_view_it_is(
    statement: str, words: tuple[str, ...], number: int
) -> None:
    """What a few people said is not the site's own view; a review without such words is not checked."""
    review = replace(a_review_of(a_finding(statement=statement)), record=a_record(attributions=words))

    assert len(list(fin107_statements_say_whose_view_they_are(review))) == number


def test_fin107_quotes_the_statement() -> None:
    """The message has the statement, and the hint the words."""
    review = replace(
        a_review_of(a_finding(statement="Evenings matter.")), record=a_record(attributions=("said",))
    )

    (found,) = fin107_statements_say_whose_view_they_are(review)

    assert str(found) == (
        "docs/findings/f01.md:2: error: f01 does not say whose view its statement is: 'Evenings matter.'"
        " (use one of the `attributions` of the review: said) [FIN107]"
    )
