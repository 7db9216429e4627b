"""Tests of facts put into words."""

from datetime import date

import pytest

from evidence_review.model.date import PartialDate
from evidence_review.model.date_words import date_words, join_words
from evidence_review.model.recommendation import SourceLines
from evidence_review.rendering.text.words import (
    citation_count_sentence,
    lifespan_words,
    line_words,
    place_words,
    sentence_case,
)
from tests.builders import an_organisation


@pytest.mark.parametrize(
    ("day", "locale", "words"),
    [
        (date(2016, 4, 28), "en-GB", "28 April 2016"),
        (PartialDate(2016, 4, 28), "en-GB", "28 April 2016"),
        (PartialDate(2016, 4), "en-GB", "April 2016"),
        (PartialDate(2016), "en-GB", "2016"),
        (PartialDate(2016, 4, 1), "de-DE", "1 April 2016"),
        (PartialDate(2016, 5), "fr", "mai 2016"),
        (None, "en-GB", "undated"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(day: date | PartialDate | None, locale: str, words: str) -> None:
    """No day is made up for a month, and the months are those of the language."""
    assert date_words(day, locale) == words


@pytest.mark.parametrize(
    ("begun", "ended", "words"),
    [
        (None, None, "then and now"),
        (PartialDate(2014, 6), PartialDate(2021, 6, 25), "June 2014 to 25 June 2021"),
        (PartialDate(2014), None, "since 2014"),
        (None, PartialDate(2014), "until 2014"),
    ],
)
def test_the_lifetime_of_an_organisation(
    begun: PartialDate | None, ended: PartialDate | None, words: str
) -> None:
    """What is not known is not said."""
    assert lifespan_words(an_organisation(valid_from=begun, valid_to=ended), "en-GB") == words


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((), ""), ((4,), "line 4"), ((4, 4), "line 4"), ((4, 9), "lines 4 to 9")],
)
def test_lines_are_a_range(numbers: tuple[int, ...], words: str) -> None:
    """Two numbers that are the same are one line."""
    assert line_words(numbers, "line") == words


def test_places_are_counted_as_the_report_counts_them() -> None:
    """A report with pages has pages."""
    assert line_words((4, 9), "page") == "pages 4 to 9"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (SourceLines(section="Discussion", lines=(60,)), "In the report: Discussion, line 60."),
        (SourceLines(section="Discussion", lines=(60, 70)), "In the report: Discussion, lines 60 and 70."),
        (
            SourceLines(section="Discussion", lines=(1, 2, 3), also=(8, 9)),
            "In the report: Discussion, lines 1, 2 and 3; see also 8 and 9.",
        ),
    ],
)
def test_the_place_in_the_report_in_words(place: SourceLines, words: str) -> None:
    """It is a sentence."""
    assert place_words(place, "the report", "line") == words


@pytest.mark.parametrize(
    ("parts", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_are_joined_as_in_a_sentence(parts: list[str], words: str) -> None:
    """The last is joined by a word and the others by commas."""
    assert join_words(parts) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [("", ""), ("most of Ada's class", "Most of Ada's class"), ("BBC staff", "BBC staff"), ("éa", "Éa")],
)
def test_the_opening_of_a_sentence(text: str, words: str) -> None:
    """Only the first letter changes: names and abbreviations keep their capitals."""
    assert sentence_case(text) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "Not cited in running text."), (1, "Cited once."), (2, "Cited twice."), (4, "Cited four times.")],
)
def test_how_often_a_work_is_cited(number: int, words: str) -> None:
    """None and one have words of their own."""
    assert citation_count_sentence(number) == words
