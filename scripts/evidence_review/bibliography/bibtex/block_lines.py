"""The lines and the places of the blocks that bibtexparser finds. Knows nothing of what the blocks hold."""

from collections.abc import Sequence
from functools import cached_property

from bibtexparser.model import Block, ImplicitComment


class BlockLines:
    """Where the blocks of a text stand. bibtexparser counts no line that follows a backslash at an end."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        """Take a text with line ends as on Unix, and its blocks in the order written."""
        self.text = text
        self.blocks = blocks
        lines = enumerate(text.split("\n"), start=2)
        self._counted = [1, *(number for number, above in lines if not above.endswith("\\"))]

    def line(self, counted: int | None) -> int:
        """Return the line, from 1, that bibtexparser counts so from 0."""
        return self._counted[min(counted or 0, len(self._counted) - 1)]

    def extent(self, position: int) -> str:
        """Return the text from a block to the next block that is not loose text."""
        later = range(position + 1, len(self.blocks))
        following = (each for each in later if not isinstance(self.blocks[each], ImplicitComment))
        end = next((self._starts[each] for each in following), len(self.text))
        return self.text[self._starts[position] : end].rstrip()

    def is_comment(self, line: int) -> bool:
        """Say whether a line begins with the sign that begins remarks."""
        return self._lines[line - 1].lstrip().startswith("%")

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        starts = []
        place = 0
        for block in self.blocks:
            raw = block.raw or ""
            found = self.text.find(raw, place)
            starts.append(place if found < 0 else found)
            place = starts[-1] + len(raw)
        return starts
