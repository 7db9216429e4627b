"""Code in Markdown, blanked out so that nothing in it is taken for more than an example.

Reads the source line by line, as CommonMark describes code (https://spec.commonmark.org/0.31.2/#fenced-code-blocks).
It is near enough to find a place in a source; what a page shows is decided by the converter.
"""

import re

_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_KEPT = re.compile(r"[^\n]")


def without_code(text: str) -> str:
    """Return a text of the same length and lines in which code is blank."""
    if "`" not in text and "~~~" not in text:
        return text
    lines, _ = _without_fences(text)
    return _SPAN.sub(lambda span: _KEPT.sub(" ", span[0]), "\n".join(lines))


def unclosed_fence_line(text: str) -> int:
    """Return the line on which code between fences begins and does not end; 0 where all of it ends."""
    return _without_fences(text)[1] if "```" in text or "~~~" in text else 0


def _without_fences(text: str) -> tuple[list[str], int]:
    """Return the lines of a text without what stands between fences, and the line of one left open."""
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
