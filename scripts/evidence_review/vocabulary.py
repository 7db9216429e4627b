"""Closed lists of words that carry their own public definition."""

from enum import StrEnum
from typing import ClassVar, Self


class Tone(StrEnum):
    """The tone of a word, which determines how its tag and bar look. Style sheets name tones, not words."""

    NEUTRAL = "neutral"
    """Neither good nor bad."""
    UNKNOWN = "unknown"
    """Nothing is known, or the evidence points neither way."""
    PENDING = "pending"
    """Not started, not answered or not established."""
    PLANNED = "planned"
    """Intended, or true under a condition."""
    UNDER_WAY = "under-way"
    """Some of it is done."""
    PARTLY = "partly"
    """Some of it is agreed."""
    FAVOURABLE = "favourable"
    """Agreed or supported."""
    DONE = "done"
    """The aim is met."""
    ADVERSE = "adverse"
    """Refused, contradicted, abandoned or reversed."""


class Vocabulary(StrEnum):
    """A closed list of words, each defined where it is declared.

    A member is written `NAME = "word", "Label", "What it means.", Tone.DONE`: the word is what
    contributors write and data files contain. Readers see the label and the meaning, styled by tone.
    """

    label: str
    """The word as the site displays it."""
    meaning: str
    """The meaning of the word for readers, as the glossary shows it."""
    tone: Tone
    """The tone of the word, for the look of its tag."""

    def __init_subclass__(cls, *, published_as: str = "", **keywords: object) -> None:
        """Store the name of the vocabulary in published data.

        Args:
            published_as: The name, if it is not the name of the class in lower case with hyphens.
            keywords: The keyword arguments of other base classes.
        """
        super().__init_subclass__(**keywords)
        hyphened = "".join(f"-{each.lower()}" if each.isupper() else each for each in cls.__name__)
        cls.published_name = published_as or hyphened.removeprefix("-")

    published_name: ClassVar[str]
    """The name of the vocabulary in published data, such as `claim-level`."""

    def __new__(cls, word: str, label: str = "", meaning: str = "", tone: Tone = Tone.NEUTRAL) -> Self:
        """Create a member that is equal to its word."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.label = label or word
        member.meaning = meaning
        member.tone = tone
        return member
