"""Dates and lists in words."""

from datetime import date

import pytest

from evidence_review.model.date import PartialDate
from evidence_review.model.date_words import date_words, join_words


@pytest.mark.parametrize(
    ("day", "locale", "words"),
    [
        (None, "en-GB", "undated"),
        (date(2016, 4, 28), "en-GB", "28 April 2016"),
        (PartialDate(2016, 4, 1), "en-GB", "1 April 2016"),
        (PartialDate(2016, 4), "en-GB", "April 2016"),
        (PartialDate(2016), "en-GB", "2016"),
        (PartialDate(2016, 4), "fr-FR", "avril 2016"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(day: date | PartialDate | None, locale: str, words: str) -> None:
    """A month is not shown as its first day, and its name is in the language of the site."""
    assert date_words(day, locale) == words


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((), ""),
        (("a",), "a"),
        (("a", "b"), "a and b"),
        (("a", "b", "c"), "a, b and c"),
        (("a, or b", "c"), "a, or b and c"),
    ],
)
def test_words_are_joined_as_in_a_sentence(parts: tuple[str, ...], words: str) -> None:
    """The last two are joined by "and", the others by commas."""
    assert join_words(parts) == words
