r"""Decode the values of fields: LaTeX becomes Unicode, and braces are removed.

This is the one step between the syntax of a file (`bibtex`) and its meaning (`conversion`): names, dates,
numbers, languages, DOIs and addresses are parsed only after it, as biber and pandoc do. There is one function
for each kind of value. All but `decode_verbatim` also return a clause about a problem of the LaTeX, which is
empty if there is none.
"""

import re
from functools import lru_cache
from html import unescape
from unicodedata import normalize

from evidence_review.bibliography.csl.reference import strip_markup
from evidence_review.bibliography.latex.macros import ACCENTS, symbols
from evidence_review.bibliography.latex.to_unicode import NOCASE, LatexReader

_HAS_LATEX = re.compile(r"\\|\{|\}|\$|~|`|--|''")
"""Not a set in brackets, since `re` searches for this three times as fast."""
_BRACE = re.compile(r"(?<!\\)(?:\\\\)*([{}])")
_SPACES = re.compile(r"[ \t\n]+")
_HAS_MORE_THAN_GROUPS = re.compile(r"\\|\$|~|`|--|''")
_ACCENTED = re.compile(r"""\{\\(["'`^~=.])(?:\{([A-Za-z])\}|([A-Za-z]))\}""")
"""The most frequent way to write an accent. It is read here only for speed."""
_NAME_SPACES = re.compile(r"[ \t\n\u00a0\u2009]+")
"""Spaces between the parts of names, which LaTeX may write as `~` and `\\,`."""
_BY_MODE = re.compile(
    r"\\ifmmode(?![A-Za-z])(?:(?!\\(?:else|fi)(?![A-Za-z])).)*"
    r"(?:\\else(?![A-Za-z])\s*((?:(?!\\fi(?![A-Za-z])).)*?)\s*)?\\fi(?![A-Za-z])\s*(?:\{\})?",
    re.DOTALL,
)
"""A choice between a formula and possibly a text; values are texts."""
_ENDS_IN_MACRO = re.compile(r"\\[A-Za-z]+\Z")
_MAX_CACHED_LENGTH = 240
"""The longest value, in characters, whose result is cached: long values are rarely repeated."""
_MAX_DEPTH = 100
"""The deepest nesting of braces that is read; no real file has more."""
_GROUPS = ("{", "}")
_GROUP = r"\{((?:[^{}]|\{[^{}]*\})*)\}"
_ADDRESS_MACRO = re.compile(rf"\\(?:(?:url|path|nolinkurl)\s*{_GROUP}|href\s*{_GROUP}\s*{_GROUP})")
"""A macro whose first argument is an address."""
_IN_ANGLE_BRACKETS = re.compile(r"<([^<>]*)>")
_ENCLOSED = re.compile(r"\{(.*)\}", re.DOTALL)
# A macro that takes no argument, with the empty braces or the spaces that end its name.
_MACRO = r"\\(?:[A-Za-z]+(?:\s*\{\}|\ +)?|[^A-Za-z\s](?:\{\})?)"
_VERBATIM_MACRO = re.compile(rf"\{{?\$({_MACRO}|[<>~])\$\}}?|\{{\s*({_MACRO})\s*\}}|({_MACRO})")
"""A macro without arguments, possibly in a formula or in braces of its own; or a character in a formula."""
WEB_TAG = re.compile(
    r"<(/?)((?:jats:)?(?:em|italic|strong|bold|inf|scp|smallcaps|small|tt|code|br|underline|monospace"
    r"|sans-serif|inline-formula|disp-formula|alternatives|tex-math|named-content|sc|u|p|title|font)"
    r"|jats:(?:su[bp]|p|title|sec)|mml:[a-z]+|(?:i|b|su[bp])(?=\s)|(?-i:I|B|SU[BP]))(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
"""A tag of a web page or of a journal archive (https://jats.nlm.nih.gov), other than those of CSL-JSON."""
_TAGS = {
    **dict.fromkeys(("em", "italic", "jats:italic", "i"), "<i>"),
    **dict.fromkeys(("strong", "bold", "jats:bold", "b"), "<b>"),
    **dict.fromkeys(("inf", "sub", "jats:sub"), "<sub>"),
    **dict.fromkeys(("sup", "jats:sup"), "<sup>"),
    **dict.fromkeys(("br", "jats:p", "jats:title", "jats:sec"), " "),
}
"""The tag of CSL-JSON for each tag; others are removed."""
_LONE_SIGN = re.compile(r"\{([~_%&#^\[\]<>])\}")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|\#\d{2,4}|\#[xX][\da-fA-F]{2,4});")
"""An HTML entity that another program has put in an address."""
_ASCII = {
    "\N{TILDE OPERATOR}": "~",
    "\N{SMALL TILDE}": "~",
    "\N{NO-BREAK SPACE}": "~",
    "\N{MINUS SIGN}": "-",
    "\N{ASTERISK OPERATOR}": "*",
    "\N{PRIME}": "'",
}
"""The character that an address has in place of one that LaTeX prints."""


def decode_text(value: str) -> tuple[str, str]:
    """Decode a value to plain Unicode, without markup. Tags in a value without LaTeX are kept."""
    if not _HAS_LATEX.search(value):
        return value, ""
    text, problem = decode_rich(value)
    return strip_markup(text), problem


def decode_rich(value: str) -> tuple[str, str]:
    """Decode a value to Unicode with CSL-JSON's markup, which protects the capitals of words in braces."""
    if not _HAS_LATEX.search(value):
        return standard_tags(value) if "<" in value else value, ""
    text, problem = _cached(value, NOCASE) if len(value) <= _MAX_CACHED_LENGTH else _decode(value, NOCASE)
    return standard_tags(text) if "<" in text else text, problem


def standard_tags(text: str) -> str:
    """Return a text with the tags of web pages as those of CSL-JSON, or without them if it has none."""
    return WEB_TAG.sub(lambda match: _TAGS.get(match[2].lower(), "").replace("<", f"<{match[1]}"), text)


def decode_names(value: str) -> tuple[str, str]:
    """Decode a list of names to plain Unicode, in which braces still keep the words of a name together."""
    if "{\\" in value:
        value = _ACCENTED.sub(_accented, value)
    if not _HAS_MORE_THAN_GROUPS.search(value):
        return value, ""
    text, problem = _cached(value, _GROUPS) if len(value) <= _MAX_CACHED_LENGTH else _decode(value, _GROUPS)
    text = _NAME_SPACES.sub(" ", strip_markup(text))
    if text.count("{") != text.count("}"):
        text = text.replace("{", "").replace("}", "")
    return text, problem


def decode_verbatim(value: str) -> str:
    """Decode an identifier, an address or a date: only macros, entities and enclosing braces are decoded."""
    if "{" not in value and "\\" not in value and "$" not in value and "<" not in value and "&" not in value:
        return value.strip()
    value = _without_wrapper(value)
    value = _LONE_SIGN.sub(r"\1", value)
    if "\\" in value or "$" in value:
        value = _VERBATIM_MACRO.sub(_verbatim, value)
    return _ENTITY.sub(lambda match: unescape(match[0]), value) if "&" in value else value


def _accented(match: re.Match[str]) -> str:
    return normalize("NFC", (match[2] or match[3]) + ACCENTS[match[1]])


def _without_wrapper(value: str) -> str:
    """Return a value without macros for addresses, and without what encloses all of it."""
    value = _ADDRESS_MACRO.sub(lambda match: f" {match[1] or match[2] or ''} ", value).strip()
    while (match := _ENCLOSED.fullmatch(value)) and not _unpaired(match[1]):
        value = match[1].strip()
    match = _IN_ANGLE_BRACKETS.fullmatch(value)
    return match[1].strip() if match else value


def _verbatim(match: re.Match[str]) -> str:
    """Return the character that a macro stands for, or an unknown macro as written."""
    macro = match[1] or match[2] or match[3]
    if macro[:1] != "\\" or not macro[1].isalpha():
        return macro.removeprefix("\\")[0]
    name = macro[1:].rstrip("{} ")
    text = "" if name == "string" else symbols().get(name)
    return match[0] if text is None else _ASCII.get(text, text)


def _decode(value: str, group_markup: tuple[str, str]) -> tuple[str, str]:
    """Return a value as Unicode, and a problem of its LaTeX."""
    if "\\ifmmode" in value:
        value = _BY_MODE.sub(_text_branch, value)
    problem = _unpaired(value)
    if value.count("{") <= _MAX_DEPTH or _depth(value) <= _MAX_DEPTH:
        reader = LatexReader(value, group_markup)
        try:
            text = reader.read()
        except RecursionError:
            pass
        else:
            return _SPACES.sub(" ", text).strip(" "), problem or reader.problem
    bare = _SPACES.sub(" ", re.sub(r"\\[A-Za-z]+\s*|[\\{}]", "", value)).strip(" ")
    return bare, problem or "its braces or macros are nested too deeply"


def _text_branch(match: re.Match[str]) -> str:
    branch = match[1] or ""
    return f"{branch}{{}}" if _ENDS_IN_MACRO.search(branch) else branch


@lru_cache(maxsize=8192)
def _cached(value: str, group_markup: tuple[str, str]) -> tuple[str, str]:
    return _decode(value, group_markup)


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
