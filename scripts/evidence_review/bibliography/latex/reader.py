r"""One pass over LaTeX: groups, arguments, accents, maths. What a macro stands for is in `latex_tables`."""

import re
import unicodedata
from collections.abc import Callable, Mapping

from evidence_review.bibliography.latex.macros import (
    ACCENTS,
    ALONE,
    BLACKBOARD,
    CHARACTERS,
    DECLARATIONS,
    DROPPED,
    QUOTING,
    SILENT,
    TAGGED,
    symbols,
)

_TOKEN = re.compile(
    r"""\\[A-Za-z]+\*?      # a macro named by letters
      | \\.                 # a macro named by one other character
      | ---? | ``? | ''
      | [{}$~^_'\\]
      | [^\\{}$~^_`'-]+ | -
    """,
    re.VERBOSE | re.DOTALL,
)
_MATHS = re.compile(r"(?<!\\)\$(?:(?=\S)[^$]*?[^\s\\$]\$(?!\d)|[^$]*[\\^_][^$]*(?<!\\)\$)")
_DIMENSION = re.compile(r"\s*(?:to\s*)?=?\s*[-+]?[\d.]*\s*(?:em|ex|pt|mm|cm|mu|in|sp|pc|\\\w+)?")
_LETTER = re.compile(r"[^\W\d_]")
_TYPOGRAPHY = {"--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "~": "\u00a0"}
_LIGATURES = ("?", "!")
_NOCASE, _END = '<span class="nocase">', "</span>"


class LatexReader:
    """Reads one value from its start to its end."""

    def __init__(self, value: str) -> None:
        """Take a value, LaTeX and all."""
        self.tokens = _TOKEN.findall(value)
        self.place = 0
        self.fault = ""
        self.quoted = 0
        self.single = False
        self.dollars = _dollars(self.tokens, value) if "$" in value else frozenset()

    def read(self) -> str:
        """Return the whole value; what is broken in it is then in `fault`."""
        pieces = [self.until_brace(depth=0, maths=False)]
        while self.place < len(self.tokens):  # a closing brace that nothing opened
            self.place += 1
            pieces.append(self.until_brace(depth=0, maths=False))
        return "".join(pieces)

    def until_brace(self, *, depth: int, maths: bool) -> str:
        """Return what stands before the closing brace of this group, or before the end."""
        pieces: list[str] = []
        while self.place < len(self.tokens) and self.tokens[self.place] != "}":
            piece = self.tokens[self.place]
            self.place += 1
            if piece == "$" and self.place - 1 in self.dollars:
                maths = not maths
            elif piece == "{":
                pieces.append(self.group(depth=depth, maths=maths))
            elif piece[0] == "\\":
                pieces.append(self.macro(piece[1:], depth=depth, maths=maths))
            elif maths:
                pieces.append(self.formula(piece, depth=depth))
            else:
                pieces.append(self.words(piece, pieces))
        return "".join(pieces)

    def group(self, *, depth: int, maths: bool) -> str:
        """Return the inside of a group, marked where it keeps capitals, up to its closing brace."""
        first = self.tokens[self.place] if self.place < len(self.tokens) else ""
        text = self.until_brace(depth=depth + 1, maths=maths)
        self.place += 1
        if depth or maths or not _LETTER.search(text):
            return text
        if first[:1] == "\\" and (len(text) == 1 or not _is_letter(first[1:])):
            return text
        return f"{_NOCASE}{text}{_END}"

    def argument(self, *, depth: int, maths: bool) -> str | None:
        """Return the next group, macro or character; nothing where there is none."""
        while self.place < len(self.tokens) and not self.tokens[self.place].strip():
            self.place += 1
        if self.place >= len(self.tokens) or self.tokens[self.place] == "}":
            return None
        piece = self.tokens[self.place]
        self.place += 1
        if piece == "{":
            text = self.until_brace(depth=depth, maths=maths)
            self.place += 1
            return text
        if piece[0] == "\\":
            return self.macro(piece[1:], depth=depth, maths=maths)
        first, rest = piece.lstrip()[0], piece.lstrip()[1:]
        if rest:
            self.place -= 1
            self.tokens[self.place] = rest
        return str(first)

    def macro(self, name: str, *, depth: int, maths: bool) -> str:
        """Return what a macro and its arguments become."""
        name = name.removesuffix("*") or name
        if name in ACCENTS and not (maths and len(name) == 1):
            return self.accented(name, depth=depth, maths=maths)
        if not name.isalpha():
            return CHARACTERS.get(name, name)
        shown: str = _HANDLERS.get(name, LatexReader.symbol)(self, name, depth=depth, maths=maths)
        return shown

    def declared(self, name: str, *, depth: int, maths: bool) -> str:
        """Return the rest of a group with the markup that a macro gives it."""
        self.swallow_space()
        text = self.until_brace(depth=depth + 1, maths=maths)
        return TAGGED[DECLARATIONS[name]] % text if text.strip() else text

    def dropped(self, name: str, *, depth: int, maths: bool) -> str:
        """Pass over a macro with arguments that nobody is to see."""
        self.option()
        for _ in range(DROPPED[name]):
            self.argument(depth=depth, maths=maths)
        return ""

    def second(self, _: str, *, depth: int, maths: bool) -> str:
        """Return the second argument of a macro, of which the first is for machines."""
        self.argument(depth=depth, maths=maths)
        return self.argument(depth=depth, maths=maths) or ""

    def silent(self, name: str, *, depth: int, maths: bool) -> str:
        """Return the argument of a macro that is not seen; its braces keep no capitals."""
        self.swallow_space()
        if self.tokens[self.place : self.place + 1] == ["{"]:
            return self.argument(depth=depth, maths=maths or name == "ensuremath") or ""
        return ""

    def blackboard(self, _: str, *, depth: int, maths: bool) -> str:
        """Return letters with double strokes."""
        text = self.argument(depth=depth, maths=maths) or ""
        return "".join(BLACKBOARD.get(letter, letter) for letter in text)

    def fraction(self, _: str, *, depth: int, maths: bool) -> str:
        """Return a fraction on one line."""
        above, below = (self.argument(depth=depth, maths=maths) or "" for _ in range(2))
        return f"{above}/{below}"

    def symbol(self, name: str, *, depth: int, maths: bool) -> str:
        """Return what a macro stands for, or its argument or its name where nobody knows it."""
        shown = symbols().get(name)
        if shown is not None:
            if not maths:
                self.swallow_space()
            return shown
        following = self.tokens[self.place : self.place + 2]
        if following[:1] == ["{"] and following != ["{", "}"]:
            return self.argument(depth=depth, maths=maths) or ""
        self.fault = self.fault or f"nothing says what \\{name} stands for"
        return name

    def marked(self, name: str, *, depth: int, maths: bool) -> str:
        """Return an argument with its markup or its quotation marks."""
        self.quoted += name in QUOTING
        inner = self.argument(depth=depth, maths=maths)
        if inner is None:
            self.fault = self.fault or f"\\{name} has nothing after it"
            inner = ""
        if name in QUOTING:
            self.quoted -= 1
            return f"‘{inner}’" if self.quoted % 2 else f"“{inner}”"
        return TAGGED[name] % inner if inner.strip() else inner

    def accented(self, name: str, *, depth: int, maths: bool) -> str:
        """Return the letter after an accent with the accent on it."""
        letter = self.argument(depth=depth + 1, maths=maths)
        if not letter:
            if letter is None:
                self.fault = self.fault or f"the accent \\{name} has no letter after it"
            return ALONE.get(name, "")
        base = {"\u0131": "i", "\u0237": "j"}.get(letter[0], letter[0])
        return unicodedata.normalize("NFC", base + ACCENTS[name]) + letter[1:]

    def formula(self, piece: str, *, depth: int) -> str:
        """Return a piece of a formula."""
        if piece in {"^", "_"}:
            inner = self.argument(depth=depth + 1, maths=True)
            if piece == "^" and inner == "\u2218":  # \circ: how degrees are written
                return "°"
            tag = "sup" if piece == "^" else "sub"
            return f"<{tag}>{inner}</{tag}>" if inner and inner.strip() else ""
        return piece.replace("-", "−").replace("'", "\u2032").replace("~", "\u00a0")

    def words(self, piece: str, before: list[str]) -> str:
        """Return a piece of running text."""
        shown = _TYPOGRAPHY.get(piece)
        if piece == "`":
            last = before[-1] if before else ""
            if last.endswith(_LIGATURES) and self.tokens[self.place - 2 : self.place - 1] != ["}"]:
                before[-1] = last[:-1]
                return {"?": "¿", "!": "¡"}[last[-1]]
            self.single = True
        elif piece == "'" and self.single:
            following = self.tokens[self.place] if self.place < len(self.tokens) else ""
            if not following[:1].isalpha():
                self.single = False
                return "’"
        return piece if shown is None else shown

    def verbatim(self, _: str, **__: object) -> str:
        """Return the inside of the next group as it is written."""
        if self.place >= len(self.tokens) or self.tokens[self.place] != "{":
            return ""
        self.place += 1
        start, depth = self.place, 1
        while self.place < len(self.tokens) and depth:
            depth += {"{": 1, "}": -1}.get(self.tokens[self.place], 0)
            self.place += 1
        raw = "".join(self.tokens[start : self.place - (depth == 0)])
        return re.sub(r"\\([&%_#$~{}])", r"\1", raw)

    def option(self) -> None:
        """Pass over an argument in square brackets."""
        if self.place < len(self.tokens) and self.tokens[self.place].startswith("["):
            _, closed, rest = self.tokens[self.place].partition("]")
            if closed:
                self.tokens[self.place] = rest
                if not rest:
                    self.place += 1

    def dimension(self, _: str, **__: object) -> str:
        """Pass over a length."""
        if self.place < len(self.tokens) and self.tokens[self.place] == "-":
            self.place += 1
        if self.place < len(self.tokens):
            self.tokens[self.place] = _DIMENSION.sub("", self.tokens[self.place], count=1)
            if not self.tokens[self.place]:
                self.place += 1
        return ""

    def swallow_space(self) -> None:
        """Pass over the blanks that end the name of a macro."""
        if self.place < len(self.tokens):
            rest = self.tokens[self.place].lstrip(" \t\n")
            if rest:
                self.tokens[self.place] = rest
            else:
                self.place += 1


_HANDLERS: Mapping[str, Callable[..., str]] = {
    **dict.fromkeys(SILENT, LatexReader.silent),
    **dict.fromkeys(DECLARATIONS, LatexReader.declared),
    **dict.fromkeys((*TAGGED, *QUOTING), LatexReader.marked),
    **dict.fromkeys(DROPPED, LatexReader.dropped),
    **dict.fromkeys(("frac", "nicefrac", "sfrac", "tfrac"), LatexReader.fraction),
    **dict.fromkeys(("href", "texorpdfstring"), LatexReader.second),
    **dict.fromkeys(
        ("kern", "hskip", "lower", "mkern", "mskip", "penalty", "raise", "vskip"), LatexReader.dimension
    ),
    **dict.fromkeys(("detokenize", "nolinkurl", "path", "url", "verb"), LatexReader.verbatim),
    "mathbb": LatexReader.blackboard,
}
"""What reads each macro that is more than a symbol."""


def _dollars(tokens: list[str], value: str) -> frozenset[int]:
    """Return which tokens are the dollar signs that begin or end a formula."""
    places = {at for match in _MATHS.finditer(value) for at in (match.start(), match.end() - 1)}
    found, at = set(), 0
    for number, piece in enumerate(tokens):
        if at in places:
            found.add(number)
        at += len(piece)
    return frozenset(found)


def _is_letter(name: str) -> bool:
    """Say whether a macro makes a letter."""
    return name in ACCENTS or (name in symbols() and _LETTER.search(symbols()[name]) is not None)
