"""Tests of vocabularies: each word is defined where it is declared, as the editors agreed."""

import re
from enum import EnumMeta
from itertools import chain
from pathlib import Path

import pytest
import yaml

from evidence_review import diagnostics
from evidence_review.model import date, links, vocabularies
from evidence_review.model import entity as things
from evidence_review.prose import citation
from evidence_review.vocabulary import Tone, Vocabulary
from tests.case_files import CASES

AGREED = yaml.safe_load((CASES / "vocabularies.yml").read_text(encoding="utf-8"))
"""The words as agreed, with their labels and meanings."""

WORDS: dict[str, type[Vocabulary]] = {
    "claim_level": vocabularies.ClaimLevel,
    "delivery": vocabularies.Delivery,
    "document": vocabularies.DocumentKind,
    "effect": vocabularies.Effect,
    "kind": vocabularies.ChangeType,
    "lifecycle": vocabularies.Lifecycle,
    "precision": date.Precision,
    "read": vocabularies.ReadExtent,
    "response": vocabularies.Response,
    "severity": diagnostics.Severity,
    "stance": vocabularies.Stance,
    "strength": vocabularies.Origin,
}
"""Each agreed vocabulary, by name."""


def _vocabularies() -> list[type[Vocabulary]]:
    modules = (citation, date, diagnostics, links, things, vocabularies)
    found = chain.from_iterable(vars(module).values() for module in modules)
    kinds = {each for each in found if isinstance(each, EnumMeta) and issubclass(each, Vocabulary)}
    return sorted((each for each in kinds if each is not Vocabulary), key=lambda each: each.__name__)


MEMBERS = [member for each in _vocabularies() for member in each]


class Colour(Vocabulary):
    """A vocabulary for these tests."""

    RED = "red", "Red", "Like a letter box."
    BARE = "bare"


def test_a_member_is_its_word() -> None:
    """A word from a file equals its member and can be converted to it."""
    written: dict[str, int] = {Colour.RED: 1}

    assert written["red"] == 1
    assert Colour("red") is Colour.RED
    assert f"{Colour.RED}" == "red"


def test_a_member_carries_its_label_and_meaning() -> None:
    """Label and meaning are declared with the word; without a label, the word is used."""
    assert (Colour.RED.label, Colour.RED.meaning) == ("Red", "Like a letter box.")
    assert (Colour.BARE.label, Colour.BARE.meaning) == ("bare", "")


def test_an_unknown_word_is_refused() -> None:
    """A word outside the vocabulary has no member."""
    with pytest.raises(ValueError, match="blue"):
        Colour("blue")


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: f"{type(member).__name__}-{member}")
def test_every_word_is_defined_for_readers(member: Vocabulary) -> None:
    """Each word has a label and a meaning that is a complete sentence."""
    assert member.label
    assert member.label[0].isupper()
    assert member.meaning.endswith(".")


@pytest.mark.parametrize("kind", _vocabularies(), ids=lambda kind: kind.__name__)
def test_no_two_words_look_alike(kind: type[Vocabulary]) -> None:
    """In a vocabulary no two words share a label or a meaning, and the vocabulary itself is explained."""
    assert len({member.label for member in kind}) == len(kind)
    assert len({member.meaning for member in kind}) == len(kind)
    assert kind.__doc__


@pytest.mark.parametrize("name", AGREED)
def test_the_words_are_those_agreed(name: str) -> None:
    """The words, their order, labels and meanings are as the editors agreed."""
    agreed = [(word, said["label"], said["means"]) for word, said in AGREED[name].items()]

    assert [(member.value, member.label, member.meaning) for member in WORDS[name]] == agreed


def test_the_style_sheets_know_every_tone(root: Path) -> None:
    """Each tone has a word and a style; only the neutral tone, the default, has no style."""
    assets = root / "scripts/evidence_review/theme/assets"
    styles = "\n".join(path.read_text(encoding="utf-8") for path in assets.rglob("*.css"))

    assert set(re.findall(r"\.tag--([a-z-]+)", styles)) == {*Tone, "quiet"} - {Tone.NEUTRAL}
    assert {member.tone for member in MEMBERS} == set(Tone)


def test_done_is_a_tone() -> None:
    """Both words for an aim that has been met are recognised by their tone."""
    done = [word for word in vocabularies.Delivery if word.is_done]

    assert done == [vocabularies.Delivery.IMPLEMENTED, vocabularies.Delivery.IMPLEMENTED_DIFFERENTLY]


def test_every_agreed_vocabulary_is_tested() -> None:
    """No agreed vocabulary is left out of the tests, and none is tested without being agreed."""
    assert sorted(AGREED) == sorted(WORDS)
