"""What the preview of GitHub or another program shows, and this site does not: mathematics, `1)`, `:smile:`.

The converted page tells whether an extension of the site has read it after all; the source tells the line.
Lists and boxes that are indented too little are in `list_indentation`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from evidence_review.prose.mistakes.block_mistake import BlockMistake
from evidence_review.prose.page.code_spans import without_code, without_indented_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """Something that other programs read."""

    pattern: re.Pattern[str]
    """How it is written."""
    is_shown: re.Pattern[str]
    """How it looks on a converted page if nothing has read it."""
    example: str
    """An example, for the manual."""
    message: str
    """What is wrong."""
    hint: str
    """How to write it here."""


DIALECTS: tuple[Dialect, ...] = (
    Dialect(
        pattern=re.compile(r"^[ >]*\d{1,3}\)[ \t]+\S", re.MULTILINE),
        is_shown=re.compile(r"^(?:<p>|<li>)?\d{1,3}\) ", re.MULTILINE),
        example="1) late",
        message="a number and a bracket do not begin a list",
        hint="write 1. and a space",
    ),
    Dialect(
        pattern=re.compile(r"^[ ]{0,3}(?:[-*+]|\d{1,3}\.)\u00a0", re.MULTILINE),
        is_shown=re.compile(r"^(?:<p>|<li>)?(?:[-*+]|\d{1,3}\.)(?:\u00a0|&nbsp;|&#160;)", re.MULTILINE),
        example="-\N{NO-BREAK SPACE}late",
        message="this line does not begin a list, because a no-break space follows its mark",
        hint="replace it by an ordinary space",
    ),
    Dialect(
        pattern=re.compile(r"^-[^\W\d_]\w*[^\n]*\n-[^\W\d_]", re.MULTILINE),
        is_shown=re.compile(r"^(?:<p>)?-[^\W\d_]", re.MULTILINE),
        example="-late",
        message="these lines are not a list, because there is no space after the hyphen",
        hint="write a hyphen and a space, `- `",
    ),
    Dialect(
        pattern=re.compile(r"(?<!\\)\\$(?=\n[ \t>]*\S)", re.MULTILINE),
        is_shown=re.compile(r"\\\n"),
        example="one line \\",
        message="a backslash at the end of a line does not break it here, and is shown",
        hint="end the line with two spaces, or with <br>",
    ),
    Dialect(
        pattern=re.compile(
            r"""
            ^[ >]*\$\$(?!\$)                                           # a formula on lines of its own
            | (?<![\\\w$])\$(?=[^\s$])                                 # $x^2$, but not $5 and $6
              (?:[A-Za-z]|[^$\n]{0,200}[\\^_{}=+<>][^$\n]{0,200})
              (?<![\s\\])\$(?![\w$])
            """,
            re.MULTILINE | re.VERBOSE,
        ),
        is_shown=re.compile(r"\$\$|\$[^\s$<]"),
        example="$x^2$",
        message="mathematics is shown as its source here",
        hint="write it in words, or as <i>x</i><sup>2</sup>",
    ),
    Dialect(
        pattern=re.compile(r"^[ ]{0,3}===[!+]?[ ]\"", re.MULTILINE),
        is_shown=re.compile(r"^(?:<p>)?===[!+]? (?:\"|&quot;|\u201c|&ldquo;)", re.MULTILINE),
        example='=== "Tab"',
        message="tabs are not switched on here",
        hint="write headings, or add `pymdownx.tabbed` to `markdown_extensions`",
    ),
    Dialect(
        pattern=re.compile(r"^[ ]{0,3}:{3,}[ ]*\{?\w", re.MULTILINE),
        is_shown=re.compile(r"^(?:<p>)?:{3,}", re.MULTILINE),
        example="::: note",
        message="a box between rows of colons is not read here",
        hint="write > [!NOTE] and, on the next line, > before the text",
    ),
    Dialect(
        pattern=re.compile(r"^[ ]{0,3}\?\?\?\+?[ ]?[a-z]+(?:[ ]\"|$)", re.MULTILINE),
        is_shown=re.compile(r"^(?:<p>)?\?\?\?", re.MULTILINE),
        example="??? note",
        message="boxes that open are not switched on here",
        hint="add `pymdownx.details` to `markdown_extensions`, or write !!! for ???",
    ),
    Dialect(
        pattern=re.compile(r"(?<![\w*\\])\*\*(?=[^\W_])|(?<=[^\W_])\*\*(?![\w*])"),
        is_shown=re.compile(r"\*\*"),
        example="**late",
        message="two asterisks are shown here, because they have no counterpart",
        hint="write **words** without a space inside, or \\** if readers should see them",
    ),
)
"""What is recognised by its form alone."""

DIAGRAMS = frozenset(("geojson", "mermaid", "math", "stl", "topojson"))
"""The languages of code that GitHub shows as a picture or a formula."""
_FENCE = re.compile(r"^[ >]*(?:`{3,}|~{3,})[ ]*\{?\.?(?P<name>\w+)", re.MULTILINE)
"""The first line of code, with its language."""
_EMOJI = re.compile(r"(?<![\w:]):(?P<name>[a-z0-9+-][a-z0-9_+-]*):(?![\w:])")
"""The code of an emoji, such as `:smile:`."""
_UNDERLINE = re.compile(
    r"^(?P<above>[ ]{0,3}[^\s>|#<-][^\n|]*)\n[ ]{0,3}(?P<rule>-{3,})[ \t]*$", re.MULTILINE
)
"""A line of text with a line of hyphens directly below it."""
_MAX_HEADING_LENGTH = 70
_RULE = re.compile(r"(?=[^\n]*\|)[ ]{0,3}[|:-][ \t|:-]*-[ \t|:-]*$")
"""The line of hyphens below the first row of a table, which has at least one `|`."""
_RAW_BLOCK = re.compile(
    r"^[ ]{0,3}<(?P<tag>details|div|section|aside|figure|article)(?P<attributes>[^<>]*)>",
    re.MULTILINE | re.IGNORECASE,
)
"""An HTML element that begins a block."""
_MARKDOWN = re.compile(
    r"\*\*[^\s*] | \]\([^()\s]+\) | ^[ ]{0,3}(?:[-*+]|\d+\.)[ ]\S | ^\#{1,6}[ ]", re.MULTILINE | re.VERBOSE
)
"""Bold words, a link, an item of a list or a heading."""
_NO_BREAK = re.compile(r"[^\n]")
_MAX_BLOCKS = 100
"""The most HTML elements of a text in which Markdown is sought."""


def find_other_dialects(text: str, html: str) -> Iterator[BlockMistake]:
    """Yield what other programs read in a text and this site shows as written, the first of each kind.

    Args:
        text: The source.
        html: The converted page.
    """
    source = without_indented_code(without_code(text))
    for mistake, start, end in _raw_blocks(source):
        yield mistake
        source = source[:start] + _NO_BREAK.sub(" ", source[start:end]) + source[end:]
    for each in DIALECTS:
        found = each.pattern.search(source) if each.is_shown.search(html) else None
        if found:
            start = found.start() + len(found[0]) - len(found[0].lstrip("\n"))
            yield _at(source, start, each.message, each.hint)
    yield from _diagrams(text, html)
    yield from _emoji(source, html)
    yield from _underlined(source)
    yield from _rows(source.split("\n"), html)


def _at(text: str, offset: int, message: str, hint: str) -> BlockMistake:
    return BlockMistake(line=text.count("\n", 0, offset) + 1, message=message, hint=hint)


def _diagrams(text: str, html: str) -> Iterator[BlockMistake]:
    for found in _FENCE.finditer(text) if "```" in text or "~~~" in text else ():
        name = found["name"].lower()
        if name in DIAGRAMS and f'class="{name}"' not in html:
            message = f"what is written in {name!r} is shown as code here, and not as a picture"
            hint = "save it as a picture next to this page, and describe it in words"
            yield _at(text, found.start(), message, hint)


def _emoji(source: str, html: str) -> Iterator[BlockMistake]:
    if ":" not in source or not _EMOJI.search(html):
        return
    from pymdownx.gemoji_db import emoji  # noqa: PLC0415 - a long list, which few texts need

    for found in _EMOJI.finditer(source):
        if found[0] in emoji and found[0] in html:
            sign = emoji[found[0]].get("unicode", "")
            shown = "".join(chr(int(each, 16)) for each in sign.split("-")) if sign else ""
            message = f"{found[0]!r} is shown as written"
            yield _at(source, found.start(), message, f"write {shown}" if shown else "use a word")
            return


def _underlined(source: str) -> Iterator[BlockMistake]:
    """Yield lines that become headings although they are hardly meant as such."""
    for found in _UNDERLINE.finditer(source) if "\n--" in source else ():
        above = found["above"].strip()
        lines_above = source[: found.start()].rpartition("\n\n")[2].split("\n")[:-1]
        if any(line.strip().startswith("---") for line in lines_above):  # front matter, written twice
            continue
        is_sentence = above.endswith((".", ":", ";", ",", "?", "!")) or len(above) > _MAX_HEADING_LENGTH
        if len(found["rule"]) == len("---") or is_sentence or any(lines_above):
            message = "this line becomes a heading, because hyphens follow directly below it"
            hint = "insert an empty line above the hyphens, or write ## before a heading"
            yield _at(source, found.start(), message, hint)


def _rows(lines: Sequence[str], html: str) -> Iterator[BlockMistake]:
    """Yield the first line of text that became a row, because it directly follows a table."""
    if "<table" not in html:
        return
    end = 0
    for number, line in enumerate(lines):
        if number > end and _RULE.match(line) and "|" in lines[number - 1]:
            end = next((at for at in range(number + 1, len(lines)) if "|" not in lines[at]), len(lines))
            if end < len(lines) and lines[end].strip():
                message = "this line is read as a row of the table above it"
                yield BlockMistake(line=end + 1, message=message, hint="insert an empty line below the table")


def _raw_blocks(source: str) -> Iterator[tuple[BlockMistake, int, int]]:
    """Yield HTML elements whose Markdown is not read, each with its start and end."""
    for found in islice(_RAW_BLOCK.finditer(source), _MAX_BLOCKS):
        tag = found["tag"]
        inside, closing, _ = source[found.end() :].partition(f"</{tag}")
        if closing and _MARKDOWN.search(inside) and "markdown" not in found["attributes"].lower():
            message = f"the text inside <{tag}> is not read as Markdown"
            hint = f"write <{tag} markdown> for <{tag}>"
            mistake = _at(source, found.start(), message, hint)
            yield mistake, found.start(), found.end() + len(inside)
