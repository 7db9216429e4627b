"""The words after a key are split as pandoc takes them apart."""

from typing import Any

import pytest
from hypothesis import given, strategies

from evidence_review.prose.citations.locators import (
    SHARED,
    locator_terms_for,
    parse_locator,
    read_locator,
    tokenize,
)
from evidence_review.prose.citations.typography import words
from tests.prose.reading import cases


@pytest.mark.parametrize("case", cases("located.json"), ids=lambda case: case["locale"] + repr(case["after"]))
def test_locators_are_read_as_pandoc_reads_them(case: dict[str, Any]) -> None:
    """Label, locator and what remains are pandoc's, in both English locales."""
    found = parse_locator(words(case["after"]), case["locale"])

    assert (found.label, found.locator, found.remainder) == (case["label"], case["locator"], case["rest"])


@pytest.mark.parametrize("case", cases("located.json"), ids=lambda case: case["locale"] + repr(case["after"]))
def test_locators_are_the_same_in_printed_text(case: dict[str, Any]) -> None:
    """Curved quotation marks are read as printed from straight ones, even if the author typed them."""
    tokens = words(case["after"].replace("“", '"').replace("”", '"'))

    assert read_locator("".join(tokens), case["locale"]) == parse_locator(tokens, case["locale"])


def test_terms_of_an_unknown_locale_are_the_usual_ones() -> None:
    """A site in another language still has a list, as CSL gives it one."""
    assert locator_terms_for("cy-GB") == locator_terms_for("en-US")
    assert set(locator_terms_for("en-GB").values()) == set(SHARED)


@given(strategies.text(alphabet="p.,; 3-–ivx()[]{}§ab\"'&", max_size=40))
def test_any_words_are_split_without_loss(text: str) -> None:
    """No words break it, and pieces put together are the words again."""
    assert "".join(tokenize(text)) == text
    parse_locator(words(text))
