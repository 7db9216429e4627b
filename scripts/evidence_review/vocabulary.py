"""Closed lists of words that carry their own public definition."""

from enum import StrEnum
from typing import Self


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

    def __new__(cls, word: str, label: str = "", meaning: str = "", tone: Tone = Tone.NEUTRAL) -> Self:
        """Make a member equal to its word."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.label = label or word
        member.meaning = meaning
        member.tone = tone
        return member
