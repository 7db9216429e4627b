"""Closed lists of words that carry their own public definition."""

from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """A closed list of words, each defined where it is declared.

    A member is written `NAME = "word", "Label", "What it means."`: the word is what
    contributors write and data files hold, the label and the meaning are what readers see.
    """

    label: str
    """The word as the site prints it."""
    meaning: str
    """What the word says to a reader: the glossary prints it."""

    def __new__(cls, word: str, label: str = "", meaning: str = "") -> Self:
        """Make a member equal to its word."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.label = label or word
        member.meaning = meaning
        return member
