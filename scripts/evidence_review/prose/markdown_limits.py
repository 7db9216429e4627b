"""Limits on what a Markdown text may contain, where the time that Markdown takes grows with its square.

An extension of Python-Markdown, so that it counts in the same parts that Python-Markdown works through.
The limits are far above what people write.
"""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

MAX_FENCES = 1_000
"""The most lines of a text that begin or end a block of code."""
MAX_FOOTNOTES = 4_000
"""The most `[^` of a text: each footnote has two."""
MAX_REPEATED = 500
"""How often a text may refer to one footnote."""
MAX_UNCLOSED_TAGS = 100
"""The most tags of a text without `>`."""
MAX_OPEN_TAGS = 500
"""The most HTML elements that may be open at once."""
MAX_STARTS = 200
"""The most lines without an empty one between that begin one of these, or are an empty item."""
MAX_LEVELS = 50
"""The most levels of quotations and lists that one line may open."""
MAX_SIGNS = 2_000
r"""The most `*`, `_` and `\` of one paragraph, each counted by itself."""
MAX_CODE_SEARCH = 3_000_000
"""The most backticks of a paragraph, times its characters: each may begin a search for the end of code."""
MAX_OPEN_ADDRESSES = 50
"""The most `](` of one paragraph that may be open at once."""
MAX_CELLS = 20_000
"""The most cells of the tables of a text: each row has as many as its table has columns."""
MAX_COPIED = 1_000_000
"""The most characters of addresses and titles of definitions, each counted as often as it is used."""
MAX_CONTENTS = 2
"""How often a text may show its table of contents, each time with all headings."""

_FENCE = re.compile(r"^[ \t>]*(?:`{3}|~{3})", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^[^\]\n]*\]")
_UNCLOSED_TAG = re.compile(r"<(?=[a-zA-Z/!?])[^<>]*(?=<|\Z)")
"""The beginning of a tag, a comment or a declaration, up to the next one."""
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_BLOCK = re.compile(r"\n[ \t]*\n")
_START = re.compile(
    r"""^[ \t>]*+(?:(?:[-*+]|\d++[.)])[ \t]++)*+     # within quotations and lists, without backtracking:
    (?:\#|!!!|\?\?\?|:[ \t]|[=*_ \t-]*+$)   # a heading, note, definition, rule, or empty item
    """,
    re.MULTILINE | re.VERBOSE,
)
_LEVELS = re.compile(rf"^(?:[ \t]*+(?:>|(?:[-*+]|\d++[.)])(?=[ \t]))){{{MAX_LEVELS + 1}}}", re.MULTILINE)
"""The markers of too many quotations and lists at the start of a line."""
_TABLE = re.compile(r"[^\n]*\n[ ]*(?P<rule>[|:-][|: -]*)(?=\n|$)")
"""The first row of a table and the line of hyphens below it."""
_LABEL = re.compile(r"\[([^\[\]]*+)\]")
_PARENTHESES = re.compile(r"\]\(|[()]")
BEFORE_HTML, BEFORE_BLOCKS, BEFORE_TABLES, BEFORE_INLINE, BEFORE_CONTENTS = 21.5, -100, 75.5, 20.5, 5.5
"""Priorities: after code is stored and before HTML is read; before the stages that they name."""


class TooMuchMarkupError(Exception):
    """A text has more markup of one kind than Markdown can convert in a reasonable time."""

    def __init__(self, description: str, sample: str) -> None:
        """Store what there is too much of, as a noun phrase, and the beginning of the part that has it."""
        super().__init__(description)
        self.description = description
        self.sample = sample


def require_moderate(text: str) -> None:
    """Count the blocks of code and the footnotes of a text before it is converted.

    Raises:
        TooMuchMarkupError: It has too many.
    """
    fences = _FENCE.findall(text)
    if len(fences) > MAX_FENCES:
        _refuse(f"more than {MAX_FENCES:,} lines that begin or end code", fences[0])
    footnotes = _FOOTNOTE.findall(text)
    if len(footnotes) > MAX_FOOTNOTES:
        _refuse(f"more than {MAX_FOOTNOTES // 2:,} footnotes and references to them", footnotes[0])
    for label, times in Counter(footnotes).most_common(1):
        if times > MAX_REPEATED:
            _refuse(f"more than {MAX_REPEATED} references to one footnote", label)


class MarkdownLimits(Extension):
    """Raises `TooMuchMarkupError` before a part of a text would take too long."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown names it
        """Register a processor in front of each stage."""
        md.preprocessors.register(_Tags(md), "limit_tags", BEFORE_HTML)
        md.preprocessors.register(_Blocks(md), "limit_blocks", BEFORE_BLOCKS)
        self.tables = _Tables(md.parser)
        md.parser.blockprocessors.register(self.tables, "limit_tables", BEFORE_TABLES)
        md.treeprocessors.register(_Inline(md), "limit_inline", BEFORE_INLINE)
        md.treeprocessors.register(_Contents(md), "limit_contents", BEFORE_CONTENTS)
        md.registerExtension(self)

    def reset(self) -> None:
        """Begin a new text."""
        self.tables.cells = 0


class _Tags(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Count tags that are cut short, and elements that are open at once."""
        text = "\n".join(lines)
        for number, unclosed in enumerate(_UNCLOSED_TAG.finditer(text), start=1):
            if number > MAX_UNCLOSED_TAGS:
                _refuse(f"more than {MAX_UNCLOSED_TAGS} tags without >", unclosed[0])
        depth = 0
        for tag in _TAG.finditer(text):
            if tag[2].lower() not in _VOID:
                depth = max(depth - 1, 0) if tag[1] else depth + 1
            if depth > MAX_OPEN_TAGS:
                _refuse(f"more than {MAX_OPEN_TAGS} HTML elements open at once", tag[0])
        return lines


class _Blocks(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Count what begins within one block, and the levels that a line opens."""
        for block in _BLOCK.split("\n".join(lines)):
            if sum(1 for _ in _START.finditer(block)) > MAX_STARTS:
                kinds = "headings, rules, notes, definitions or empty items"
                _refuse(f"more than {MAX_STARTS} {kinds} without an empty line between", block)
            if _LEVELS.search(block):
                _refuse(f"more than {MAX_LEVELS} levels of quotations or lists on one line", block)
        return lines


class _Tables(BlockProcessor):
    cells = 0
    """The cells of the tables of this text so far."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - the name in the library
        """Count the cells of a block that may be a table, before a table is made of it."""
        if "|" in block and (table := _TABLE.match(block)):
            columns = table["rule"].strip(" |").count("|") + 1
            self.cells += columns * block.count("\n")
            if self.cells > MAX_CELLS:
                _refuse(f"tables with more than {MAX_CELLS:,} cells", table[0].partition("\n")[0])
        return False

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Do nothing: `test` takes no block."""


class _Contents(Treeprocessor):
    def run(self, root: Element) -> None:
        """Count the marks that are replaced with a table of contents."""
        stages = self.md.treeprocessors
        marker = getattr(stages["toc"], "marker", "") if "toc" in stages else ""
        if marker and sum((each.text or "").strip() == marker for each in root.iter()) > MAX_CONTENTS:
            _refuse(f"more than {MAX_CONTENTS} tables of contents", marker)


class _Inline(Treeprocessor):
    def run(self, root: Element) -> None:
        """Count the signs of inline markup in each text, and the addresses that are put into it."""
        lengths = {label: len("".join(map(str, each))) for label, each in self.md.references.items()}
        copied = 0
        for text in _texts(root):
            for sign in "*_\\":
                if text.count(sign) > MAX_SIGNS:
                    _refuse(f"a paragraph with more than {MAX_SIGNS:,} of the sign {sign}", text)
            if text.count("`") * len(text) > MAX_CODE_SEARCH:
                _refuse("a paragraph with too many backticks for its length", text)
            if text.count("](") > MAX_OPEN_ADDRESSES and _open_addresses(text) > MAX_OPEN_ADDRESSES:
                _refuse(f"more than {MAX_OPEN_ADDRESSES} links whose address has no ) at its end", text)
            labels = _LABEL.findall(text) if lengths and "]" in text else ()
            copied += sum(lengths.get(" ".join(label.lower().split()), 0) for label in labels)
            if copied > MAX_COPIED:
                _refuse("a long address or title that is used too often", text)


def _texts(root: Element) -> Iterator[str]:
    for element in root.iter():
        for text in (element.text, element.tail):
            if text and not isinstance(text, AtomicString):
                yield text


def _open_addresses(text: str) -> int:
    """Return how many addresses of links are open at once."""
    depth = deepest = 0
    for found in _PARENTHESES.finditer(text):
        if found[0] == "](" or (found[0] == "(" and depth):
            depth += 1
        elif found[0] == ")":
            depth = max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _refuse(description: str, sample: str) -> None:
    raise TooMuchMarkupError(description, sample)
