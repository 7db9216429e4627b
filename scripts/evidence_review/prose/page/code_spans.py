"""Code in Markdown, blanked out so that its content is not mistaken for markup.

Reads the source line by line, as CommonMark describes code
(https://spec.commonmark.org/0.31.2/#fenced-code-blocks). This is accurate enough to find positions in a
source. Only the converter decides what a page shows.
"""

import re

_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
"""A code span: as many backticks before it as after it, not escaped."""
_CONTAINER = re.compile(r" {0,3}(?:[-*+:][ \t]|\d{1,3}[.)][ \t]|\[\^|!!!|\?\?\?|===)")
"""The first line of a list item, a definition, a footnote, an admonition or a tab."""
_NO_BREAK = re.compile(r"[^\n]")


def without_code(text: str) -> str:
    """Return a text of the same length, with the same lines, in which code is replaced by spaces."""
    if "`" not in text and "~~~" not in text:
        return text
    lines, _ = _without_fences(text)
    return _SPAN.sub(lambda span: _NO_BREAK.sub(" ", span[0]), "\n".join(lines))


def unclosed_fence_line(text: str) -> int:
    """Return the line of a code fence that is never closed; 0 if there is none."""
    return _without_fences(text)[1] if "```" in text or "~~~" in text else 0


def _without_fences(text: str) -> tuple[list[str], int]:
    """Return the lines of a text with fenced code blanked out, and the line of an unclosed fence."""
    lines = text.split("\n")
    fence, opened = "", 0
    for number, line in enumerate(lines):
        found = _FENCE.match(line)
        if fence:
            lines[number] = " " * len(line)
            if found and found[1].startswith(fence) and not line[found.end() :].strip():
                fence, opened = "", 0
        elif found and "`" not in line[found.end() :]:
            fence, opened = found[1], number + 1
            lines[number] = " " * len(line)
    return lines, opened


def without_indented_code(text: str) -> str:
    """Return a text in which indented lines are blank, unless they may belong to a list, a note or a box."""
    if "\n    " not in text and "\n\t" not in text:
        return text
    lines = text.split("\n")
    is_inside, is_code, above = False, False, ""
    for number, line in enumerate(lines):
        is_indented = line.startswith(("    ", "\t"))
        if line.strip() and not is_indented:
            is_inside = _CONTAINER.match(line) is not None
        is_code = is_indented and not is_inside and (is_code or not above.strip())
        above = line
        if is_code:
            lines[number] = " " * len(line)
    return "\n".join(lines)
