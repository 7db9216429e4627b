"""Closed lists of words that carry their own public definition."""

from enum import StrEnum
from typing import ClassVar, Self


class Tone(StrEnum):
    """The tone of a word, which decides how its tag and its bar look. Style sheets know tones, not words."""

    NEUTRAL = "neutral"
    """Neither good nor bad news."""
    UNKNOWN = "unknown"
    """Nothing is known, or nothing is said for or against."""
    PENDING = "pending"
    """Not begun, not answered or not established."""
    PLANNED = "planned"
    """Intended, or true on a condition."""
    UNDER_WAY = "under-way"
    """Some of it is done."""
    PARTLY = "partly"
    """Some of it is agreed."""
    FAVOURABLE = "favourable"
    """Agreed or supported."""
    DONE = "done"
    """The aim is met."""
    ADVERSE = "adverse"
    """Refused, contradicted, given up or undone."""


class Vocabulary(StrEnum):
    """A closed list of words, each defined where it is declared.

    A member is written `NAME = "word", "Label", "What it means.", Tone.DONE`: the word is what
    contributors write and data files contain; readers see the label and the meaning in the look of the tone.
    """

    label: str
    """The word as the site prints it."""
    meaning: str
    """What the word says to a reader: the glossary prints it."""
    tone: Tone
    """How the word looks as a tag."""

    def __init_subclass__(cls, *, published_as: str = "", **keywords: object) -> None:
        """Keep the name that published data uses for the vocabulary.

        Args:
            published_as: The name, where it is not the name of the class in lower case with hyphens.
            keywords: Those of other base classes.
        """
        super().__init_subclass__(**keywords)
        hyphened = "".join(f"-{each.lower()}" if each.isupper() else each for each in cls.__name__)
        cls.published_name = published_as or hyphened.removeprefix("-")

    published_name: ClassVar[str]
    """The name of the vocabulary in published data, such as `claim-level`."""

    def __new__(cls, word: str, label: str = "", meaning: str = "", tone: Tone = Tone.NEUTRAL) -> Self:
        """Make a member equal to its word."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.label = label or word
        member.meaning = meaning
        member.tone = tone
        return member
