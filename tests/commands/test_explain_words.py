"""Tests of the explanation of words that contributors write."""

import pytest

from evidence_review.commands.explain_words import explained_words
from evidence_review.commands.main import CLEAN, UNUSABLE, main


@pytest.mark.parametrize("name", ["delivery", "Delivery", "claim_level", "claim-level", "responses", "read"])
def test_a_field_is_explained_by_all_its_words(name: str) -> None:
    """The name of a field or of its vocabulary gives every word with its meaning."""
    first, empty, *words = explained_words(name).split("\n")

    assert first.partition(":")[2].strip()
    assert empty == ""
    assert len(words) > 1


def test_a_word_is_found_by_its_label() -> None:
    """What the site shows leads to what files contain."""
    assert "On the site: Read whole." in explained_words("read whole")
    assert explained_words("whole") == explained_words("Read whole")


def test_the_command_explains_words_and_codes(capsys: pytest.CaptureFixture[str]) -> None:
    """A word that is neither is an error that names the list of codes."""
    assert main(["explain", "delivery"]) == CLEAN
    assert "delivery: " in capsys.readouterr().out
    assert main(["explain", "lnk101"]) == CLEAN
    assert main(["explain", "nothing"]) == UNUSABLE
    assert explained_words("nothing") == ""
