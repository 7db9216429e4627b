"""A line that was meant to be a list, a table, code or another block, but is not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockMistake:
    """Lines that were meant to be a list, a table, code or another block."""

    line: int
    """The line of the source, from 1."""
    message: str
    """What is wrong."""
    hint: str
    """How to fix it."""
