r"""LaTeX in a field to Unicode, with the little markup that CSL-JSON allows.

Accents, braces and dashes are most of what is met, so they take a short way; whatever has other macros or
maths goes through pylatexenc. Never call this on an address, a DOI or a date.
"""

import re
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from pylatexenc.latexwalker import (
    LatexGroupNode,
    LatexMacroNode,
    LatexWalker,
    LatexWalkerError,
)
from pylatexenc.latexwalker import (
    get_default_latex_context_db as get_walker_context_db,
)
from pylatexenc.macrospec import std_macro

from evidence_review.model.reference import plain

_NEEDS_WORK = re.compile(r"[\\{}$~`]|--|''")
_ACCENT = re.compile(
    r"""\{\s*\\(?:["'`^~=.]\s*(?:\{\s*\\?[A-Za-z]\s*\}|\\?[ij]\b|[A-Za-z])|[cvuHkrbdt](?:\s*\{\s*\\?[A-Za-z]\s*\}|\s+[A-Za-z]))\s*\}
    |\\(?:["'`^~=.]\s*(?:\{\s*\\?[A-Za-z]\s*\}|\\[ij](?![A-Za-z])\s?|[A-Za-z])|[cvuHkrbdt]\s*\{\s*\\?[A-Za-z]\s*\})
    |\{\s*\\(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)\s*\}
    |\\(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)(?![A-Za-z])(?:\{\}|\s)?""",
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\([&%_#$ ])")
_HIDDEN = {"{": "\ue000", "}": "\ue001", "$": "\ue002", "\\": "\ue003", "~": "\ue004", " ": "\ue007"}
"""Private characters that stand for escaped ones while the rest is converted."""
_MATHS = re.compile(r"(?<!\\)\$(?=\S)([^$]*?\S)\$(?!\d)")
_SCRIPT = re.compile(r"\$\s*([\^_])\s*(?:\{([^{}$\\]+)\}|([^{}$\\\s]))\s*\$")
_DECLARATION = re.compile(r"\{\s*\\(em|it|itshape|sl|slshape|bf|bfseries|sc|scshape)(?![A-Za-z])\s*")
_DECLARED = {"em": "emph", "it": "emph", "sl": "emph", "bf": "textbf", "sc": "textsc"}
_UNSAFE = re.compile(r"(?<!\\)([%&#])")
_SPACES = re.compile(r"[ \t\n]+")
_OPEN, _CLOSE = "\ue005", "\ue006"
_MARKED = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_NOCASE, _END = '<span class="nocase">', "</span>"

_TAGGED = {
    "emph": "<i>%s</i>",
    "textit": "<i>%s</i>",
    "textsl": "<i>%s</i>",
    "mkbibemph": "<i>%s</i>",
    "mkbibitalic": "<i>%s</i>",
    "textbf": "<b>%s</b>",
    "mkbibbold": "<b>%s</b>",
    "textsuperscript": "<sup>%s</sup>",
    "textsubscript": "<sub>%s</sub>",
    "mkbibsuperscript": "<sup>%s</sup>",
    "textsc": '<span style="font-variant:small-caps;">%s</span>',
    "enquote": "“%s”",
    "mkbibquote": "“%s”",
    "url": "%s",
    "texttt": "%s",
    "textrm": "%s",
    "mbox": "%s",
    "text": "%s",
}
"""What each macro with one argument becomes."""
_SIMPLE = re.compile(rf"\\({'|'.join(_TAGGED)})\s*\{{([^{{}}\\$]*)\}}")


def to_text(value: str) -> str:
    """Return plain Unicode: no LaTeX, no braces, no markup."""
    return plain(to_rich(value)) if _NEEDS_WORK.search(value) else value


def to_rich(value: str) -> str:
    """Return Unicode with CSL-JSON's markup, and with words in braces kept from changes of case."""
    return _rich(value) if _NEEDS_WORK.search(value) else value


def is_sound(value: str) -> bool:
    """Say whether the LaTeX in a field can be read without guessing."""
    if "\\" not in value and "$" not in value and "{" not in value and "}" not in value:
        return True
    depth = 0
    for brace in re.finditer(r"(?<!\\)[{}]", value):
        depth += 1 if brace[0] == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and not value.endswith("\\")


@lru_cache(maxsize=8192)
def _rich(value: str) -> str:
    text = _ACCENT.sub(lambda match: _accent(match[0]), value)
    text = _ESCAPED.sub(lambda match: _HIDDEN.get(match[1], match[1]), text)
    text = text.replace("\\{", _HIDDEN["{"]).replace("\\}", _HIDDEN["}"])
    if "$" in text:
        text = _SCRIPT.sub(_as_script, text)
        maths = [match.span() for match in _MATHS.finditer(text)]
        text = _hide_dollars(text, maths)
    text = _SIMPLE.sub(lambda match: _TAGGED[match[1]] % match[2], text)
    text = _full(text) if "\\" in text or "$" in text else _braces(_typography(text))
    for real, hidden in _HIDDEN.items():
        text = text.replace(hidden, real)
    return _SPACES.sub(" ", _protected(text)).strip(" ")


@lru_cache(maxsize=4096)
def _accent(fragment: str) -> str:
    """Return the letter that a short piece of LaTeX stands for."""
    letter: str = LatexNodes2Text().latex_to_text(fragment)
    return letter.strip() or fragment


def _as_script(match: re.Match[str]) -> str:
    name = "textsuperscript" if match[1] == "^" else "textsubscript"
    return f"\\{name}{{{match[2] or match[3]}}}"


def _hide_dollars(text: str, maths: list[tuple[int, int]]) -> str:
    """Return the text with every dollar sign that delimits no formula hidden."""
    delimiters = {place for start, end in maths for place in (start, end - 1)}
    return "".join(
        _HIDDEN["$"] if character == "$" and place not in delimiters else character
        for place, character in enumerate(text)
    )


def _typography(text: str) -> str:
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    return text.replace("`", "‘").replace("~", "\u00a0")


def _braces(text: str) -> str:
    """Return the text with marks for its outermost braces and without the others."""
    pieces: list[str] = []
    depth = 0
    for piece in re.split(r"([{}])", text):
        if piece == "{":
            depth += 1
            pieces.append(_OPEN if depth == 1 else "")
        elif piece == "}":
            pieces.append(_CLOSE if depth == 1 else "")
            depth = max(0, depth - 1)
        else:
            pieces.append(piece)
    return "".join(pieces) + (_CLOSE if depth else "")


def _full(text: str) -> str:
    """Return what pylatexenc makes of a text, or the text without its LaTeX where it cannot."""
    declared = _DECLARATION.sub(lambda match: f"\\{_DECLARED[match[1][:2]]}{{", text)
    escaped = _UNSAFE.sub(r"\\\1", declared)
    try:
        nodes, _, _ = LatexWalker(
            escaped, latex_context=_walker_context(), tolerant_parsing=True
        ).get_latex_nodes()
        converted: str = _converter().nodelist_to_text(nodes)
    except (LatexWalkerError, LookupError, ValueError, TypeError, AttributeError, RecursionError):
        return re.sub(r"\\[A-Za-z]+\s*|[\\{}]", "", text)
    return converted.replace("`", "‘")


def _protected(text: str) -> str:
    """Return the text with marks turned into tags, where there is a letter to protect."""
    if _OPEN not in text:
        return text
    text = _MARKED.sub(
        lambda match: f"{_NOCASE}{match[1]}{_END}" if re.search(r"[^\W\d_]", match[1]) else match[1], text
    )
    return text.replace(_OPEN, "").replace(_CLOSE, "")


class _Converter(LatexNodes2Text):  # type: ignore[misc] # pylatexenc has no types
    """pylatexenc's converter, which marks the outermost groups."""

    depth = 0

    def group_node_to_text(self, node: LatexGroupNode) -> str:
        """Return the text of a group, marked unless it only holds what starts with a macro."""
        first = node.nodelist[0] if node.nodelist else None
        marked = self.depth == 0 and not isinstance(first, LatexMacroNode)
        self.depth += 1
        try:
            inner: str = self.nodelist_to_text(node.nodelist)
        finally:
            self.depth -= 1
        return f"{_OPEN}{inner}{_CLOSE}" if marked else inner

    def macro_node_to_text(self, node: LatexMacroNode) -> str:
        """Return the text of a macro; the braces of its arguments protect nothing."""
        self.depth += 1
        try:
            text: str = super().macro_node_to_text(node)
        finally:
            self.depth -= 1
        return text


def _href(node: LatexMacroNode, l2tobj: LatexNodes2Text) -> str:
    arguments = [argument for argument in (node.nodeargd.argnlist if node.nodeargd else ()) if argument]
    text: str = l2tobj.nodelist_to_text([arguments[-1]]) if arguments else ""
    return text


@lru_cache(maxsize=1)
def _converter() -> _Converter:
    context = get_default_latex_context_db()
    macros = [MacroTextSpec(name, simplify_repl=form) for name, form in _TAGGED.items()]
    context.add_context_category(
        "csl", prepend=True, macros=[*macros, MacroTextSpec("href", simplify_repl=_href)]
    )
    return _Converter(latex_context=context, math_mode="text")


@lru_cache(maxsize=1)
def _walker_context() -> object:
    context = get_walker_context_db()
    macros = [std_macro(name, "{") for name in _TAGGED]
    context.add_context_category("csl", prepend=True, macros=[*macros, std_macro("href", "{{")])
    return context
