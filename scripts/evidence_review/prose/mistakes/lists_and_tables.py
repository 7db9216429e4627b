"""Lists, tables, code and HTML tags that Markdown does not recognise as such.

The converted page shows that their syntax is visible to readers; the source shows where, and why.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from evidence_review.prose.mistakes.block_mistake import BlockMistake
from evidence_review.prose.mistakes.list_indentation import find_indentation_mistakes
from evidence_review.prose.mistakes.other_dialects import find_other_dialects
from evidence_review.prose.page.allow_list import ELEMENTS, words
from evidence_review.prose.page.code_spans import unclosed_fence_line, without_code
from evidence_review.prose.page.converted import ConvertedPage

_SHOWN_ITEM = re.compile(r"^(?:<p>)?(?:[-*+]|\d{1,3}[.)]|[\u2022\u25e6\u25aa\u00b7]) ", re.MULTILINE)
"""A line of a converted page that begins like an item of a list: `-`, `1.`, or a bullet such as `•`."""
_SHOWN_ROW = re.compile(r"^(?:<p>)?[ ]*\|.*\|", re.MULTILINE)
_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])[ \t]+\S")
_WORD_ITEM = re.compile(r"[ \t]*[\u2022\u25e6\u25aa\u00b7][ \t\u00a0]")
"""A line that begins with a bullet, as word processors write it."""
_ROW = re.compile(r"[ ]{0,3}\|.*\|[ \t]*$")
_RULE = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
"""The line of hyphens below the first row of a table, such as `| --- | :-: |`."""
_CELL = re.compile(r"(?<!\\)\|")


def block_mistakes(page: ConvertedPage) -> Iterator[BlockMistake]:
    """Yield lines that were meant to be a list, a table or code but are not."""
    text, html = page.text, page.html
    fence = unclosed_fence_line(text)
    if fence:
        message = "code begins here and never ends, so that all that follows may be read as code"
        yield BlockMistake(line=fence, message=message, hint="end it with a line of the same characters")
        return
    yield from find_other_dialects(text, html)
    source = text.split("\n")
    if "\n " in text or "!!!" in text or "???" in text:
        yield from find_indentation_mistakes(without_code(text).split("\n"), source)
    shows_items, has_rows = _SHOWN_ITEM.search(html) is not None, "|" in text
    lines = without_code(text).split("\n") if shows_items or has_rows else []
    if shows_items:
        yield from _lists(lines)
    if has_rows:
        yield from _tables(lines, shows_rows=_SHOWN_ROW.search(html) is not None)


def _lists(lines: list[str]) -> Iterator[BlockMistake]:
    for number, line in enumerate(lines, start=1):
        above = lines[number - 2] if number > 1 else ""
        if _WORD_ITEM.match(line) and not _WORD_ITEM.match(above):
            hint = "begin each item with a hyphen and a space, `- `"
            yield BlockMistake(line=number, message=f"{line.strip()[0]!r} does not make a list", hint=hint)
        elif _ITEM.match(line) and _is_text(above) and not _in_list(lines, number - 2):
            message = "this line seems to begin a list, but is read as part of the text above it"
            yield BlockMistake(line=number, message=message, hint="insert an empty line before the list")


def _is_text(line: str) -> bool:
    return bool(line.strip()) and line[0] not in " \t>#|<"


def _in_list(lines: list[str], number: int) -> bool:
    """Return whether a line continues an item of a list above it."""
    while number >= 0 and lines[number].strip():
        if _ITEM.match(lines[number].lstrip()):
            return True
        number -= 1
    return False


def _tables(lines: list[str], *, shows_rows: bool) -> Iterator[BlockMistake]:
    number = 0
    while number < len(lines):
        first = number
        while number < len(lines) and _ROW.match(lines[number]):
            number += 1
        rows = lines[first:number]
        number += 1
        if len(rows) > 1:
            above = lines[first - 1] if first else ""
            yield from _table(rows, first + 1, follows_text=bool(above.strip()), is_shown=shows_rows)


def _table(rows: list[str], line: int, *, follows_text: bool, is_shown: bool) -> Iterator[BlockMistake]:
    head = _cells(rows[0])
    is_ruled = _RULE.match(rows[1]) is not None
    if not is_ruled and is_shown:
        rule = "| " + " | ".join(["---"] * head) + " |"
        message = "these rows are not a table, because there is no line of hyphens below the first"
        yield BlockMistake(line=line, message=message, hint=f"insert {rule} below the first row")
    elif is_ruled and is_shown and _cells(rows[1]) != head:
        message = (
            f"these rows are not a table: the first has {head} cells, and the line below it {_cells(rows[1])}"
        )
        yield BlockMistake(line=line + 1, message=message, hint="give both the same number")
    elif is_ruled and is_shown and follows_text:
        message = "these rows are not a table, because they follow a line of text"
        yield BlockMistake(line=line, message=message, hint="insert an empty line before the table")
    elif is_ruled:
        for number, row in enumerate(rows[2:], start=line + 2):
            if (cells := _cells(row)) > head:
                message = f"this row has {cells} cells in a table of {head} columns, and the rest is lost"
                hint = "remove a |, or write \\| for one that readers should see"
                yield BlockMistake(line=number, message=message, hint=hint)


def _cells(row: str) -> int:
    return len(_CELL.findall(row.strip().strip("|"))) + 1


NEEDS_NO_END = words("""
area base br col colgroup dd dt embed hr img input li link meta option p param path rp rt source tbody
td tfoot th thead tr track wbr
""")
"""Elements that are empty or whose end tag is optional: https://html.spec.whatwg.org/#optional-tags."""
_CHECKED_ELEMENTS = ELEMENTS - {"html", "head", "body"}
"""Other elements are not allowed in a text at all."""
_TAG = re.compile(r"<[/a-z!]", re.IGNORECASE)
_VISIBLE = re.compile(r"&lt;(?:/?[a-z]|!--)", re.IGNORECASE)
_TRUNCATED_TAG = re.compile(
    r"(?<!\\)<(?P<tag>!--|/?(?:[a-z]+(?=[ \t]+[a-z-]+=)|details|div|figure|section|span|summary|table))"
    r"(?:(?<=!--)|(?:[ \t]+[a-z][^<>\n]*)?(?=\n|\Z|<))",
    re.IGNORECASE,
)
"""A tag without its `>`. Short names need an attribute: `a <b` is arithmetic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnclosedTag:
    """A tag without its counterpart."""

    offset: int
    """Its position in the source, or the nearest known one."""
    tag: str
    """The name of the element, after a slash if it is an end tag; `!--` for a comment."""
    is_truncated: bool = False
    """Whether the tag itself is incomplete."""


def unclosed_tags(page: ConvertedPage) -> Iterator[UnclosedTag]:
    """Yield the tags without their counterpart."""
    if not _TAG.search(page.text):
        return
    source = without_code(page.text)
    if _VISIBLE.search(page.html):
        last = source.rfind("-->")
        for found in _TRUNCATED_TAG.finditer(source):
            tag = found["tag"].lower()
            if (tag == "!--" and found.start() > last) or tag.lstrip("/") in _CHECKED_ELEMENTS:
                yield UnclosedTag(offset=found.start(), tag=tag, is_truncated=True)
    balance = _TagBalance()
    balance.feed(page.html)
    balance.close()
    unclosed = _CHECKED_ELEMENTS.intersection((*balance.unclosed, *balance.open))
    for tag in sorted(unclosed):
        yield from _unmatched(source, tag, "")
    for tag in sorted(_CHECKED_ELEMENTS.intersection(balance.unopened) - unclosed):
        yield from _unmatched(source, tag, "/")


def _unmatched(source: str, tag: str, slash: str) -> Iterator[UnclosedTag]:
    """Yield the tags of an element without a counterpart in the source; the first tag if all have one."""
    opened: list[int] = []
    closed: list[int] = []
    every = list(re.finditer(rf"<(/?){tag}\b[^<>]*>", source, re.IGNORECASE))
    for found in every:
        if not found[1]:
            opened.append(found.start())
        elif opened:
            opened.pop()
        else:
            closed.append(found.start())
    first = [found.start() for found in every if found[1] == slash][:1]
    for offset in (closed if slash else opened) or first:
        yield UnclosedTag(offset=offset, tag=f"{slash}{tag}")


class _TagBalance(HTMLParser):
    """Records which elements of a page are not closed, and which end tags have no start."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.unclosed: list[str] = []
        self.unopened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag not in NEEDS_NO_END:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Ignore `<br/>` and similar tags."""

    def handle_endtag(self, tag: str) -> None:
        if tag in NEEDS_NO_END:
            return
        if tag not in self.open:
            self.unopened.append(tag)
            return
        while (last := self.open.pop()) != tag:
            self.unclosed.append(last)
