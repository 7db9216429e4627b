r"""LaTeX in a field to Unicode, with the little markup that CSL-JSON allows.

One pass over the text, with pylatexenc's table of symbols: no word is lost, a macro that nobody knows leaves
its name or its argument. Never call this on an address, a DOI or a date.
"""

import re
from functools import lru_cache

from evidence_review.bibliography.csl.reference import strip_markup
from evidence_review.bibliography.latex.reader import LatexReader

_HAS_LATEX = re.compile(r"\\|\{|\}|\$|~|`|--|''")
"""Without a set in brackets, since `re` looks for this three times as fast."""
_BRACE = re.compile(r"(?<!\\)(?:\\\\)*([{}])")
_SPACES = re.compile(r"[ \t\n]+")
_MAX_CACHED_LENGTH = 240
"""Characters in a value whose result is kept, as many values come again and long ones do not."""
_MAX_DEPTH = 100
"""How many braces may lie in one another: no person writes more."""


def to_text(value: str) -> str:
    """Return plain Unicode: no LaTeX, no braces, no markup."""
    return read_plain(value)[0]


def to_rich(value: str) -> str:
    """Return Unicode with CSL-JSON's markup, and with words in braces kept from changes of case."""
    return read_latex(value)[0]


def read_latex(value: str) -> tuple[str, str]:
    """Return what `to_rich` does, and what is broken in the LaTeX as half a sentence, or nothing."""
    if not _HAS_LATEX.search(value):
        return value, ""
    return _cached_read(value) if len(value) <= _MAX_CACHED_LENGTH else _read(value)


def read_plain(value: str) -> tuple[str, str]:
    """Return what `to_text` does, and what is broken. Tags in a value without LaTeX are words."""
    if not _HAS_LATEX.search(value):
        return value, ""
    text, fault = read_latex(value)
    return strip_markup(text), fault


def _read(value: str) -> tuple[str, str]:
    """Return a value as Unicode and what is broken in it."""
    fault = _unpaired(value)
    if value.count("{") <= _MAX_DEPTH or _depth(value) <= _MAX_DEPTH:
        reader = LatexReader(value)
        try:
            text = reader.read()
        except RecursionError:
            pass
        else:
            return _SPACES.sub(" ", text).strip(" "), fault or reader.fault
    bare = _SPACES.sub(" ", re.sub(r"\\[A-Za-z]+\s*|[\\{}]", "", value)).strip(" ")
    return bare, fault or "too much lies in one another"


def _unpaired(value: str) -> str:
    if "{" not in value and "}" not in value:
        return ""
    depth = 0
    for match in _BRACE.finditer(value):
        depth += 1 if match[1] == "{" else -1
        if depth < 0:
            return "a closing brace has no opening one"
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
