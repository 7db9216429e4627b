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
    lines = text.split("\n")
    fence = ""
    for number, line in enumerate(lines):
        found = _FENCE.match(line)
        if fence:
            lines[number] = " " * len(line)
            if found and found[1].startswith(fence) and not line[found.end() :].strip():
                fence = ""
        elif found and "`" not in line[found.end() :]:
            fence = found[1]
            lines[number] = " " * len(line)
    return _SPAN.sub(lambda span: _KEPT.sub(" ", span[0]), "\n".join(lines))
