"""The lines and positions of the blocks that bibtexparser finds, whatever their content."""

from collections.abc import Sequence
from functools import cached_property

from bibtexparser.model import Block, ImplicitComment


class BlockLines:
    """The positions of the blocks of a text.

    bibtexparser does not count a line that follows a line ending with a backslash; this corrects it.
    """

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        """Store a text with Unix line ends, and its blocks in the order written."""
        self.text = text
        self.blocks = blocks
        lines = enumerate(text.split("\n"), start=2)
        self._counted = [1, *(number for number, above in lines if not above.endswith("\\"))]

    def line(self, counted: int | None) -> int:
        """Convert a line number of bibtexparser, which counts from 0, to one that counts from 1."""
        return self._counted[min(counted or 0, len(self._counted) - 1)]

    def extent(self, position: int) -> str:
        """Return the text from a block to the next block that is not text outside entries."""
        later = range(position + 1, len(self.blocks))
        following = (index for index in later if not isinstance(self.blocks[index], ImplicitComment))
        end = next((self._starts[index] for index in following), len(self.text))
        return self.text[self._starts[position] : end].rstrip()

    def is_comment(self, line: int) -> bool:
        """Tell whether a line is commented out with `%`."""
        return self._lines[line - 1].lstrip().startswith("%")

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        starts = []
        end = 0
        for block in self.blocks:
            raw = block.raw or ""
            start = self.text.find(raw, end)
            starts.append(end if start < 0 else start)
            end = starts[-1] + len(raw)
        return starts
