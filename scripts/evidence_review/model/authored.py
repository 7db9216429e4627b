"""What authored values share: unknown keys are errors, lines count from 1, and ids can be retired."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import AfterValidator, ConfigDict, Field

from evidence_review.model.date import WrittenDay
from evidence_review.text_form import PlainText

LineNumber = Annotated[int, Field(ge=1)]
"""A line of the report, counted from 1."""


def _in_order(lines: tuple[int, int]) -> tuple[int, int]:
    if lines[0] > lines[1]:
        message = (
            f"the first line, {lines[0]}, comes after the last, {lines[1]}; write [{lines[1]}, {lines[0]}]"
        )
        raise ValueError(message)
    return lines


LineRange = Annotated[tuple[LineNumber, LineNumber], AfterValidator(_in_order)]
"""The first and the last line of a part of the report."""


class Authored:
    """A value that contributors write as a YAML mapping, key for key."""

    __slots__ = ()
    former_keys: ClassVar[Mapping[str, str]] = {}
    """The former name of each renamed key. Files may use either name; data is published under both."""
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retirement(Authored):
    """Why an id is no longer used. Its page remains and says so."""

    date: WrittenDay
    """The day on which it was retired."""
    reason: PlainText
    """Why, in a sentence."""
