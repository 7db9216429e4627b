"""Lists, notes and boxes whose parts are indented too little for Python-Markdown.

GitHub's preview takes two or three spaces for what belongs to an item. Python-Markdown needs four for each
level, and otherwise reads such lines as neighbours of the item, or as text after the list.
"""

import re
from collections.abc import Iterator, Sequence

from evidence_review.prose.mistakes.block_mistake import BlockMistake

TAB = 4
"""The number of spaces of one level."""
_ITEM = re.compile(r"(?P<indent>[ ]*)(?P<mark>[-*+]|\d{1,9}\.)(?P<space>[ ]+)\S")
"""The first line of an item: its indentation, its mark, and the spaces before its text."""
_FENCE = re.compile(r"[ ]*(?:`{3}|~{3})")
_BOX = re.compile(r"(?P<indent>[ ]*)(?:!!!|\?\?\?\+?)[ ]?[a-z]", re.IGNORECASE)
"""The first line of a box."""


def find_indentation_mistakes(lines: Sequence[str], source: Sequence[str]) -> Iterator[BlockMistake]:
    """Yield lines that are indented too little to belong to the item or box above them.

    Args:
        lines: The lines of a text, in which code is blank.
        source: The same lines as written.
    """
    yield from _boxes(lines)
    reader = _Lists()
    is_after_blank, is_code = False, False
    for number, (line, written) in enumerate(zip(lines, source, strict=True), start=1):
        if not line.strip():
            starts_code = bool(_FENCE.match(written)) and not is_code
            is_code = bool(written.strip())
            if not starts_code:
                is_after_blank = is_after_blank or not is_code
                continue
        indent = len(written) - len(written.lstrip(" "))
        item = _ITEM.match(line)
        if item or is_after_blank:
            depth = reader.missing_depth(indent)
            if depth:
                yield _neighbour(number, depth) if item else _outside(number, depth)
        if item:
            reader.open(indent, item.end() - 1)
        is_after_blank = False


class _Lists:
    """The lists that are open while lines are read."""

    def __init__(self) -> None:
        self._texts: list[int] = []
        self._base = 0
        self._is_reported = False

    def missing_depth(self, indent: int) -> int:
        """Return how far a line should be indented to belong to the item above it; 0 if it is, or need not.

        Args:
            indent: Its own indentation. Lists that it ends are closed.
        """
        while self._texts and indent < self._texts[-1]:
            self._texts.pop()
        self._is_reported &= bool(self._texts)
        needed = self._base + TAB * len(self._texts)
        if not self._texts or indent >= needed or self._is_reported:
            return 0
        self._is_reported = True
        return needed

    def open(self, indent: int, text: int) -> None:
        """Add an item, by the columns in which its mark and its text begin."""
        if not self._texts:
            self._base = indent // TAB * TAB
        self._texts.append(text)


def _neighbour(line: int, spaces: int) -> BlockMistake:
    message = "this item is not inside the one above it, because it is indented too little"
    return BlockMistake(line=line, message=message, hint=f"indent it by {spaces} spaces")


def _outside(line: int, spaces: int) -> BlockMistake:
    message = "this line ends the list, because it is indented too little to belong to the item above it"
    return BlockMistake(line=line, message=message, hint=f"indent it by {spaces} spaces")


def _boxes(lines: Sequence[str]) -> Iterator[BlockMistake]:
    """Yield the first line of the text of a box that is not inside it."""
    for number, line in enumerate(lines):
        box = _BOX.match(line)
        if box is None:
            continue
        following = next((at for at in range(number + 1, len(lines)) if lines[at].strip()), None)
        if following is None:
            continue
        indent = len(lines[following]) - len(lines[following].lstrip(" "))
        inside = len(box["indent"])
        is_meant = following == number + 1 or indent > inside
        if is_meant and indent < inside + TAB and not lines[following].startswith("\t"):
            message = "this line is not inside the box above it, which has no text"
            yield BlockMistake(
                line=following + 1, message=message, hint=f"indent it by {inside + TAB} spaces"
            )
