"""Tests of how the scripts of lists compare texts."""

from typing import Any

import pytest

from evidence_review.site import alphabet
from tests.javascript import evaluate


def listing(function: str, *arguments: object) -> Any:  # noqa: ANN401 - whatever JSON is
    """Call a function of the basics of lists."""
    return evaluate(("listing-basics.js",), f"window.evidenceListing.{function}", *arguments)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("Éva Ångström", "eva angstrom", id="accents-and-capitals"),
        pytest.param("Straße, Œuvre, Þór, Gorbačëv", "strasse, oeuvre, thor, gorbacev", id="letters"),
        pytest.param("don’t O'Neill", "dont oneill", id="apostrophes"),
        pytest.param("self-help\u2013group / a\u00a0b", "self help group a b", id="spaces"),
    ],
)
def test_a_text_is_folded(text: str, folded: str) -> None:
    """Accents, capitals, apostrophes and types of space make no difference to a search."""
    assert listing("fold", text) == folded


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("  Peer   mentors ", ["peer", "mentors"], id="spaces"),
        pytest.param("“(trust).”", ["trust"], id="punctuation"),
        pytest.param("— … !", [], id="no-words"),
        pytest.param("https://doi.org/10.1234/ABC", ["10.1234 abc"], id="doi-address"),
        pytest.param("doi: 10.1234/abc. 2015", ["10.1234 abc", "2015"], id="doi-and-year"),
        pytest.param("", [], id="empty"),
    ],
)
def test_a_query_has_words(query: str, words: list[str]) -> None:
    """A query is split at spaces; a DOI is one word, with or without its prefix."""
    assert listing("wordsOf", query) == words


def test_python_and_javascript_agree_about_plain_letters() -> None:
    """The page of a letter lists a name under the letter with which a search for it begins."""
    plain = evaluate(("listing-basics.js",), "() => window.evidenceListing.PLAIN_LETTERS")
    in_python = {chr(letter): first for letter, first in alphabet._PLAIN.items()}

    assert {letter: text[0] for letter, text in plain.items()} == in_python
    assert listing("fold", "".join(plain)) == "".join(plain.values())
