r"""Convert LaTeX to Unicode, with the inline markup that CSL-JSON allows.

No words are lost: an unknown macro is replaced with its argument or its name. `decoding` applies this to the
values of fields.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping

from evidence_review.bibliography.latex.macros import (
    ACCENTS,
    ALONE,
    BLACKBOARD,
    CASES,
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
_MATHS = re.compile(r"(?<!\\)\$(?:(?=\S)[^$]*?[^\s\\$]\$(?!\d)|[-–,.:=<>]{1,3}\$|[^$]*[\\^_][^$]*(?<!\\)\$)")
"""A formula between dollar signs, as pandoc finds it: no spaces inside the dollar signs and no digit after
them, so that amounts of money are not formulas; or anything with a macro, a superscript or a subscript."""
_DIMENSION = re.compile(r"\s*(?:to\s*)?=?\s*[-+]?[\d.]*\s*(?:em|ex|pt|mm|cm|mu|in|sp|pc|\\\w+)?")
"""A length such as `-0.5em`, with the `to` or `=` that may precede it."""
_OUTSIDE_TAGS = re.compile(r"(?:^|(?<=>))[^<>]+")
_WIDE_ACCENTS = frozenset({"overline", "underline", "vec", "widehat", "widetilde"})
"""Accents that extend over all letters of their argument; Unicode has them for one letter."""
_LETTER = re.compile(r"[^\W\d_]")
_TYPOGRAPHY = {"--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "~": "\u00a0"}
"""Dashes, quotation marks and no-break spaces, as LaTeX writes them in text."""
_LIGATURES = ("?", "!")
"""Characters that form one inverted character with a backquote after them."""
NOCASE = ('<span class="nocase">', "</span>")
"""The markup around words whose capitals braces protect."""


class LatexReader:
    """Reads one value from start to end."""

    def __init__(self, value: str, group_markup: tuple[str, str] = NOCASE) -> None:
        r"""Split a value into tokens.

        Args:
            value: The value, without `\ifmmode`.
            group_markup: What to write before and after a group in braces that is not part of a macro.
        """
        self.start, self.end = group_markup
        self.tokens = _TOKEN.findall(value)
        self.position = 0
        self.problem = ""
        self.quote_depth = 0
        self.in_single_quotes = False
        self.dollars = _dollars(self.tokens, value) if "$" in value else frozenset()

    def read(self) -> str:
        """Return the whole value, and set `problem` if something in it cannot be read."""
        pieces = [self.until_brace(depth=0, maths=False)]
        while self.position < len(self.tokens):  # an unpaired closing brace
            self.position += 1
            pieces.append(self.until_brace(depth=0, maths=False))
        return "".join(pieces)

    def until_brace(self, *, depth: int, maths: bool) -> str:
        """Return the text up to the closing brace of this group, or to the end."""
        pieces: list[str] = []
        while self.position < len(self.tokens) and self.tokens[self.position] != "}":
            part = self.tokens[self.position]
            self.position += 1
            if part == "$" and self.position - 1 in self.dollars:
                maths = not maths
            elif part == "{":
                pieces.append(self.group(depth=depth, maths=maths))
            elif part[0] == "\\":
                pieces.append(self.macro(part[1:], depth=depth, maths=maths))
            elif maths:
                pieces.append(self.formula(part, depth=depth))
            else:
                pieces.append(self.words(part, pieces))
        return "".join(pieces)

    def group(self, *, depth: int, maths: bool) -> str:
        """Return the inside of a group, in `nocase` markup if the group protects capitals."""
        first = self.tokens[self.position] if self.position < len(self.tokens) else ""
        text = self.until_brace(depth=depth + 1, maths=maths)
        self.position += 1
        if depth or maths or not (_LETTER.search(text) or (text.strip() and self.start == "{")):
            return text
        if first[:1] == "\\" and (len(text) == 1 or not _is_letter(first[1:])):
            return text
        return f"{self.start}{text}{self.end}"

    def argument(self, *, depth: int, maths: bool) -> str | None:
        """Return the next group, macro or character, or None if there is none."""
        while self.position < len(self.tokens) and not self.tokens[self.position].strip():
            self.position += 1
        if self.position >= len(self.tokens) or self.tokens[self.position] == "}":
            return None
        part = self.tokens[self.position]
        self.position += 1
        if part == "{":
            text = self.until_brace(depth=depth, maths=maths)
            self.position += 1
            return text
        if part[0] == "\\":
            return self.macro(part[1:], depth=depth, maths=maths)
        first, rest = part.lstrip()[0], part.lstrip()[1:]
        if rest:
            self.position -= 1
            self.tokens[self.position] = rest
        return str(first)

    def macro(self, name: str, *, depth: int, maths: bool) -> str:
        """Return the text for a macro and its arguments."""
        name = name.removesuffix("*") or name
        if name in ACCENTS and not (maths and len(name) == 1):
            return self.accented(name, depth=depth, maths=maths)
        if not name.isalpha():
            return CHARACTERS.get(name, name)
        text: str = _HANDLERS.get(name, LatexReader.symbol)(self, name, depth=depth, maths=maths)
        return text

    def declared(self, name: str, *, depth: int, maths: bool) -> str:
        """Return the rest of a group with the markup for a macro."""
        self.skip_space()
        text = self.until_brace(depth=depth + 1, maths=maths)
        return TAGGED[DECLARATIONS[name]] % text if text.strip() else text

    def dropped(self, name: str, *, depth: int, maths: bool) -> str:
        """Skip a macro with its arguments."""
        self.option()
        for _ in range(DROPPED[name]):
            self.argument(depth=depth, maths=maths)
        return ""

    def second(self, _: str, *, depth: int, maths: bool) -> str:
        """Return the second argument of a macro whose first is not for readers."""
        self.argument(depth=depth, maths=maths)
        return self.argument(depth=depth, maths=maths) or ""

    def silent(self, name: str, *, depth: int, maths: bool) -> str:
        """Return the argument of a macro without effect; its braces do not protect capitals."""
        self.skip_space()
        if self.tokens[self.position : self.position + 1] == ["{"]:
            return self.argument(depth=depth, maths=maths or name == "ensuremath") or ""
        return ""

    def cased(self, name: str, *, depth: int, maths: bool) -> str:
        """Return an argument in capitals or small letters, but its markup as it is."""
        text = self.argument(depth=depth, maths=maths) or ""
        return _OUTSIDE_TAGS.sub(lambda match: CASES[name](match[0]), text)

    def blackboard(self, _: str, *, depth: int, maths: bool) -> str:
        """Return double-struck letters."""
        text = self.argument(depth=depth, maths=maths) or ""
        return "".join(BLACKBOARD.get(letter, letter) for letter in text)

    def fraction(self, _: str, *, depth: int, maths: bool) -> str:
        """Return a fraction on one line."""
        above, below = (self.argument(depth=depth, maths=maths) or "" for _ in range(2))
        return f"{above}/{below}"

    def symbol(self, name: str, *, depth: int, maths: bool) -> str:
        """Return the text for a macro; for an unknown one, its argument or its name."""
        text = symbols().get(name)
        if text is not None:
            if not maths:
                self.skip_space()
            return text
        following = self.tokens[self.position : self.position + 2]
        if following[:1] == ["{"] and following != ["{", "}"]:
            return self.argument(depth=depth, maths=maths) or ""
        self.problem = self.problem or f"the macro \\{name} is unknown"
        return name

    def marked(self, name: str, *, depth: int, maths: bool) -> str:
        """Return an argument with markup or quotation marks."""
        self.quote_depth += name in QUOTING
        inner = self.argument(depth=depth, maths=maths)
        if inner is None:
            self.problem = self.problem or f"there is nothing after \\{name}"
            inner = ""
        if name in QUOTING:
            self.quote_depth -= 1
            return f"‘{inner}’" if self.quote_depth % 2 else f"“{inner}”"
        return TAGGED[name] % inner if inner.strip() else inner

    def accented(self, name: str, *, depth: int, maths: bool) -> str:
        """Return the letter after an accent, with the accent."""
        letter = self.argument(depth=depth + 1, maths=maths)
        if not letter:
            if letter is None:
                self.problem = self.problem or f"there is no letter after the accent \\{name}"
            return ALONE.get(name, "")
        if name in _WIDE_ACCENTS and len(letter) > 1:
            return letter
        base = {"\u0131": "i", "\u0237": "j"}.get(
            letter[0], letter[0]
        )  # LaTeX puts accents on dotless letters
        return unicodedata.normalize("NFC", base + ACCENTS[name]) + letter[1:]

    def formula(self, part: str, *, depth: int) -> str:
        """Return the text for one part of a formula."""
        if part in {"^", "_"}:
            inner = self.argument(depth=depth + 1, maths=True)
            if part == "^" and inner == "\u2218":  # ^\circ, which means degrees
                return "°"
            tag = "sup" if part == "^" else "sub"
            return f"<{tag}>{inner}</{tag}>" if inner and inner.strip() else ""
        return part.replace("-", "−").replace("'", "\N{PRIME}").replace("~", "\u00a0")

    def words(self, part: str, before: list[str]) -> str:
        """Return the text for one part outside formulas."""
        text = _TYPOGRAPHY.get(part)
        if part == "`":
            last = before[-1] if before else ""
            if last.endswith(_LIGATURES) and self.tokens[self.position - 2 : self.position - 1] != ["}"]:
                before[-1] = last[:-1]
                return {"?": "¿", "!": "¡"}[last[-1]]
            self.in_single_quotes = True
        elif part == "'" and self.in_single_quotes:
            following = self.tokens[self.position] if self.position < len(self.tokens) else ""
            if not following[:1].isalpha():
                self.in_single_quotes = False
                return "’"
        return part if text is None else text

    def verbatim(self, _: str, **__: object) -> str:
        """Return the inside of the next group as written."""
        if self.position >= len(self.tokens) or self.tokens[self.position] != "{":
            return ""
        self.position += 1
        start, depth = self.position, 1
        while self.position < len(self.tokens) and depth:
            depth += {"{": 1, "}": -1}.get(self.tokens[self.position], 0)
            self.position += 1
        raw = "".join(self.tokens[start : self.position - (depth == 0)])
        return re.sub(r"\\([&%_#$~{}])", r"\1", raw)

    def option(self) -> None:
        """Skip an argument in square brackets."""
        if self.position < len(self.tokens) and self.tokens[self.position].startswith("["):
            _, closed, rest = self.tokens[self.position].partition("]")
            if closed:
                self.tokens[self.position] = rest
                if not rest:
                    self.position += 1

    def dimension(self, _: str, **__: object) -> str:
        """Skip a length."""
        if self.position < len(self.tokens) and self.tokens[self.position] == "-":
            self.position += 1
        if self.position < len(self.tokens):
            self.tokens[self.position] = _DIMENSION.sub("", self.tokens[self.position], count=1)
            if not self.tokens[self.position]:
                self.position += 1
        return ""

    def skip_space(self) -> None:
        """Skip the spaces that end the name of a macro."""
        if self.position < len(self.tokens):
            rest = self.tokens[self.position].lstrip(" \t\n")
            if rest:
                self.tokens[self.position] = rest
            else:
                self.position += 1


_HANDLERS: Mapping[str, Callable[..., str]] = {
    **dict.fromkeys(SILENT, LatexReader.silent),
    **dict.fromkeys(CASES, LatexReader.cased),
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
"""The method that reads each macro that is not just a symbol."""


def _dollars(tokens: list[str], value: str) -> frozenset[int]:
    """Return the indexes of the tokens that are the dollar signs of formulas."""
    offsets = {end for match in _MATHS.finditer(value) for end in (match.start(), match.end() - 1)}
    dollars, offset = set(), 0
    for index, part in enumerate(tokens):
        if offset in offsets:
            dollars.add(index)
        offset += len(part)
    return frozenset(dollars)


def _is_letter(name: str) -> bool:
    """Tell whether a macro produces a letter."""
    return name in ACCENTS or (name in symbols() and _LETTER.search(symbols()[name]) is not None)
