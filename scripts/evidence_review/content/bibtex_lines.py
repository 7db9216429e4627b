"""The lines of the blocks that bibtexparser finds. Knows nothing of what the blocks hold."""

from collections.abc import Sequence

from bibtexparser.model import Block, ImplicitComment


class BlockLines:
    """The lines of a text and how bibtexparser counts them: not one that follows a backslash at an end."""

    def __init__(self, text: str) -> None:
        """Take a text with line ends as on Unix."""
        self.lines = text.split("\n")
        self._counted = [
            1,
            *(number for number, above in enumerate(self.lines, start=2) if not above.endswith("\\")),
        ]

    def line(self, counted: int | None) -> int:
        """Return the line, from 1, that bibtexparser counts so from 0."""
        return self._counted[min(counted or 0, len(self._counted) - 1)]

    def extent(self, blocks: Sequence[Block], position: int) -> str:
        """Return the text from a block to the next block that is not loose text."""
        later = (block for block in blocks[position + 1 :] if not isinstance(block, ImplicitComment))
        following = next(later, None)
        end = len(self.lines) if following is None else self.line(following.start_line) - 1
        return "\n".join(self.lines[self.line(blocks[position].start_line) - 1 : end]).rstrip()
