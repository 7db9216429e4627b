"""Explain in plain words why YAML cannot be read, with the line that must be corrected.

The YAML reader stops where it cannot continue, which is often a line below the mistake.
"""

import re
from dataclasses import dataclass

import yaml

ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
"""Characters that look like a space, or are invisible, but are not spaces to YAML."""

_ODD_PLACE = re.compile(
    rf"^[ \t]*(?:- )*[{ODD_SPACES}]|^[ ]*(?:- )*[\w-]+:[ ]*[{ODD_SPACES}]|-[{ODD_SPACES}]"
)
"""Such a character in the indentation, after the colon of a key, or after the dash of an item."""
_KEY = re.compile(r"[ ]*(?:- +)*[\w-]+:(?=\s|$)")
_KEY_WITHOUT_SPACE = re.compile(r"[ ]*(?:- +)*[\w-]+:(?=[^\s:/])")
_VALUE = re.compile(r"[ ]*(?:- +)*(?:[\w-]+: +)?(?P<sign>[\"'\[{])")
"""The beginning of a line up to the quotation mark or bracket that opens its value."""
_INVISIBLE = re.compile(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Anything but tabs, line ends and the characters that YAML allows."""
_OPENED = re.compile(r"[^\"]*: +\"[^\"]*$|[^']*: +'[^']*$")
"""A line with a value that opens a quotation mark and does not close it."""


@dataclass(frozen=True, slots=True)
class YamlProblem:
    """The line that stops the YAML from being read."""

    line: int
    """The line, counted from 0."""
    reason: str
    """The mistake, as the end of a sentence that begins with "because"."""
    hint: str
    """What to do."""


def explain_yaml_error(error: Exception, text: str) -> YamlProblem:
    """Return the line to correct.

    Args:
        error: The exception that the YAML reader raised.
        text: The text that it read.
    """
    lines = text.split("\n")
    message = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}"
    context, problem = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    last = max(len(lines) - 1 - (lines[-1] == ""), 0)
    line = min(problem.line, last) if problem else 0
    start = min(context.line, last) if context else line
    column = problem.column if problem and problem.line == line else len(lines[line])
    return (
        _invisible_character(error, text)
        or _quotation(message, start)
        or _odd_space(lines, start, line)
        or _bracket(message, lines, start, line)
        or _colon_in_value(message, lines, line, column)
        or _missing_colon(message, lines, start)
        or _special_character(message, lines, line, start, column)
        or _document_divider(message, lines, line)
        or _after_value(lines, line, column)
        or YamlProblem(
            line,
            "its indentation fits no other line",
            "begin it in the same column as the lines it belongs with",
        )
    )


def _invisible_character(error: Exception, text: str) -> YamlProblem | None:
    if isinstance(error, RecursionError):
        return YamlProblem(0, "too many lists are nested", "use fewer levels")
    found = _INVISIBLE.search(text) if isinstance(error, yaml.reader.ReaderError) else None
    if found is None:
        return None
    reason = f"it contains an invisible character, U+{ord(found[0]):04X}"
    return YamlProblem(text.count("\n", 0, found.start()), reason, "type the words around it again")


def _quotation(message: str, start: int) -> YamlProblem | None:
    if "escape" in message:
        return YamlProblem(
            start, "a backslash has a special meaning in double quotation marks", "use single ones"
        )
    if "quoted scalar" in message:
        return YamlProblem(start, "a quotation mark is opened but not closed", "close the quotation mark")
    return None


def _odd_space(lines: list[str], start: int, line: int) -> YamlProblem | None:
    for number in dict.fromkeys((line, start, max(line - 1, 0))):
        if _ODD_PLACE.search(lines[number]):
            reason = "it contains a no-break space, which only looks like a space"
            return YamlProblem(number, reason, "delete it and type a plain space")
    return None


def _bracket(message: str, lines: list[str], start: int, line: int) -> YamlProblem | None:
    if "flow" in message and ("end" in message or "node content" in message) and line >= len(lines) - 2:
        return YamlProblem(start, "a bracket is opened but not closed", "close the bracket")
    if "expected ',' or" not in message:
        return None
    if line > start and _indent(lines[line]) > _indent(lines[start]):
        start = line
    closed = any(sign in lines[start] for sign in "]}") and lines[start].rstrip()[-1:] in ("]", "}")
    if closed or (start != line and _balance(lines[start]) == 0):
        hint = "put commas between the parts, and quotation marks around a value with a comma or a colon"
        return YamlProblem(start, "the parts in its brackets are not separated by commas", hint)
    hint = "close the bracket, and put quotation marks around a value that contains a comma"
    return YamlProblem(start, "a bracket is opened but not closed", hint)


def _colon_in_value(message: str, lines: list[str], line: int, column: int) -> YamlProblem | None:
    if "mapping values are not allowed" not in message:
        return None
    here, above = lines[line], _above(lines, line)
    key = _KEY.match(here)
    if key and key.end() == column + (
        column < len(here) and here[column] == ":"
    ):  # the line is valid by itself
        if _KEY_WITHOUT_SPACE.match(lines[above]):
            return _missing_space(above)
        if above != line and _indent(here) > _indent(lines[above]):
            reason = "it is indented further than the line above, which has a value already"
            return YamlProblem(line, reason, "begin it in the same column as the other keys")
        if above != line and not _KEY.match(lines[above]) and _indent(here) == _indent(lines[above]) == 0:
            return _no_key_or_item(above)
    hint = "put quotation marks around a value that contains a colon"
    if "\N{LEFT DOUBLE QUOTATION MARK}" in here:
        hint += ": straight ones, not curly ones"
    return YamlProblem(line, "there is a colon inside its value", hint)


def _missing_colon(message: str, lines: list[str], start: int) -> YamlProblem | None:
    if "expected ':'" not in message:
        return None
    here = lines[start].strip()
    if here[:1] in "*&!":
        return _cannot_begin(start, here[0])
    return _missing_space(start) if _KEY_WITHOUT_SPACE.match(lines[start]) else _no_key_or_item(start)


def _special_character(
    message: str, lines: list[str], line: int, start: int, column: int
) -> YamlProblem | None:
    if "tab character" in message or ("cannot start" in message and lines[line][column : column + 1] == "\t"):
        return YamlProblem(line, "it is indented with a tab", "indent with spaces, not tabs")
    if "block scalar" in message:
        return _cannot_begin(start, ">" if ">" in lines[start] else "|")
    for words, sign in (("alias", "*"), ("an anchor", "&"), ("a tag", "!"), ("directive", "%")):
        if words in message:
            return _cannot_begin(start, sign)
    if "cannot start" in message or "node content" in message:
        return _cannot_begin(line, lines[line][column : column + 1] or "this character")
    return None


def _document_divider(message: str, lines: list[str], line: int) -> YamlProblem | None:
    if "document" not in message:
        return None
    dividers = [number for number in range(line + 1) if lines[number].rstrip() in ("---", "...")]
    if not dividers:
        return _no_key_or_item(line)
    return YamlProblem(dividers[-1], "it ends the part of the file that is read", "remove this line")


def _after_value(lines: list[str], line: int, column: int) -> YamlProblem | None:
    """Find the text after the end of a value, where a key was expected."""
    here, above = lines[line], _above(lines, line)
    if here.lstrip()[:1] == ":":
        return YamlProblem(line, "there is no key before its colon", "write `key: value`")
    if here.lstrip()[:2] == "- ":
        return _item(lines, line)
    opened = _VALUE.match(here)
    if opened is None or opened.end() > column:
        return None
    if above != line and _OPENED.match(lines[above]):
        return YamlProblem(above, "a quotation mark is opened but not closed", "close the quotation mark")
    return _closed_too_soon(opened["sign"], line, here[column:].strip())


def _item(lines: list[str], line: int) -> YamlProblem:
    """Explain an item of a list among lines that are not items.

    Below a key without a value, the first of these lines should have been an item itself.
    """
    depth, first = _indent(lines[line]), line
    for number in range(line - 1, -1, -1):
        if lines[number].strip() and _indent(lines[number]) < depth:
            break
        first = number if lines[number].strip() else first
    else:
        number = line
    if lines[number].rstrip().endswith(":") and first != line and lines[first].lstrip()[:1] != "-":
        reason = f"it is the first item below {lines[number].strip()!r} but has no dash"
        return YamlProblem(first, reason, "begin each item with a dash, `- `, in the same column")
    reason = "it is an item of a list among lines that are not"
    return YamlProblem(line, reason, "begin each item of the list in the same column")


def _closed_too_soon(sign: str, line: int, rest: str) -> YamlProblem:
    """Explain text on the same line after the end of a value in quotation marks or brackets."""
    if sign == "'":
        hint = "double an apostrophe inside (''), or use double quotation marks"
        return YamlProblem(line, "there is text after its closing quotation mark", hint)
    if sign == '"':
        hint = "use single quotation marks around a value that contains double ones"
        return YamlProblem(line, "there is text after its closing quotation mark", hint)
    if rest in ("]", "}"):
        return YamlProblem(line, "it closes a bracket that was not opened", "remove the last bracket")
    hint = "put quotation marks around a value that begins with a bracket"
    return YamlProblem(line, "there is text after its closing bracket", hint)


def _missing_space(line: int) -> YamlProblem:
    return YamlProblem(line, "there is no space after its colon", "write `key: value`")


def _no_key_or_item(line: int) -> YamlProblem:
    hint = "write `key: value`, or begin an item of a list with `- `"
    return YamlProblem(line, "it has no colon and is not an item of a list", hint)


def _cannot_begin(line: int, sign: str) -> YamlProblem:
    return YamlProblem(line, f"a value cannot begin with {sign}", "put quotation marks around the value")


def _above(lines: list[str], line: int) -> int:
    """Return the nearest line above with more than a comment, or the line itself."""
    for number in range(line - 1, -1, -1):
        if lines[number].strip() and lines[number].lstrip()[0] != "#":
            return number
    return line


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _balance(line: str) -> int:
    return sum(line.count(sign) for sign in "[{") - sum(line.count(sign) for sign in "]}")
