r"""Convert LaTeX in a field to Unicode, with the inline markup that CSL-JSON allows.

No words are lost: an unknown macro is replaced with its argument or its name. Do not use this for addresses,
DOIs or dates.
"""

import re
from functools import lru_cache

from evidence_review.bibliography.csl.reference import strip_markup
from evidence_review.bibliography.latex.reader import LatexReader

_HAS_LATEX = re.compile(r"\\|\{|\}|\$|~|`|--|''")
"""Not a set in brackets, since `re` searches for this three times as fast."""
_BRACE = re.compile(r"(?<!\\)(?:\\\\)*([{}])")
_SPACES = re.compile(r"[ \t\n]+")
_MAX_CACHED_LENGTH = 240
"""The longest value, in characters, whose result is cached: long values are rarely repeated."""
_MAX_DEPTH = 100
"""The deepest nesting of braces that is read; no real file has more."""


def to_text(value: str) -> str:
    """Return plain Unicode: no LaTeX, no braces, no markup."""
    return read_plain(value)[0]


def to_rich(value: str) -> str:
    """Return Unicode with CSL-JSON's markup, in which words in braces are protected from changes of case."""
    return read_latex(value)[0]


def read_latex(value: str) -> tuple[str, str]:
    """Return the same as `to_rich`, and a clause about a problem of the LaTeX, or an empty text."""
    if not _HAS_LATEX.search(value):
        return value, ""
    return _cached_read(value) if len(value) <= _MAX_CACHED_LENGTH else _read(value)


def read_plain(value: str) -> tuple[str, str]:
    """Return the same as `to_text`, and a problem of the LaTeX. Tags in a value without LaTeX are kept."""
    if not _HAS_LATEX.search(value):
        return value, ""
    text, problem = read_latex(value)
    return strip_markup(text), problem


def _read(value: str) -> tuple[str, str]:
    """Return a value as Unicode, and a problem of its LaTeX."""
    problem = _unpaired(value)
    if value.count("{") <= _MAX_DEPTH or _depth(value) <= _MAX_DEPTH:
        reader = LatexReader(value)
        try:
            text = reader.read()
        except RecursionError:
            pass
        else:
            return _SPACES.sub(" ", text).strip(" "), problem or reader.problem
    bare = _SPACES.sub(" ", re.sub(r"\\[A-Za-z]+\s*|[\\{}]", "", value)).strip(" ")
    return bare, problem or "its braces or macros are nested too deeply"


def _unpaired(value: str) -> str:
    if "{" not in value and "}" not in value:
        return ""
    depth = 0
    for match in _BRACE.finditer(value):
        depth += 1 if match[1] == "{" else -1
        if depth < 0:
            return "there is a closing brace without an opening brace"
    return "an opening brace is not closed" if depth else ""


def _depth(value: str) -> int:
    depth = deepest = 0
    for character in value:
        depth += {"{": 1, "}": -1}.get(character, 0)
        deepest = max(depth, deepest)
    return deepest


@lru_cache(maxsize=8192)
def _cached_read(value: str) -> tuple[str, str]:
    return _read(value)
