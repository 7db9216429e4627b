"""Plain text with the quotation marks, dashes and ellipses that pandoc would print.

Knows no Markdown: the text comes from converted HTML.
"""

import re
from collections.abc import Iterator

from evidence_review.prose.citation import CODE, CODE_END
from evidence_review.prose.citations.locators import tokenize
from evidence_review.prose.page.placeholders import EDGE, EMPHASIS_MARKERS

_LIST = """
aet. aetat. al. Apr. Aug. bk. Bros. c. Capt. cf. ch. chap. chs. Co. col. Corp. cp. d. Dec. Dr. e.g.
ed. eds. esp. f. fasc. Feb. ff. fig. fl. fol. fols. Fr. Gen. Gov. Hon. i.e. ill. Inc. incl. Jan. Jr.
Jul. Jun. Ltd. M.A. M.D. Mar. Mr. Mrs. Ms. n. n.b. nn. No. Nov. Oct. p. Ph.D. pp. Pres. Prof. pt.
q.v. Rep. Rev. s.v. s.vv. saec. sec. Sen. Sep. Sept. Sgt. Sr. St. univ. viz. vol. vs.
"""
ABBREVIATIONS = frozenset(_LIST.split())
"""Pandoc's list of abbreviations that are followed by a no-break space."""

_SPACED = re.compile(r"(?<![\w.])([A-Za-z.]{1,8}\.) +(?=\S)")
_CODE = re.compile(f"{CODE}([^{CODE_END}]*)(?={CODE_END})")
"""Code. The character at its end is left to the text after it, which then is known to follow a word."""
_DASHES = re.compile(r"---?|\.\.\.")
_PRINTED = {"---": "—", "--": "–", "...": "…"}
_SINGLE_END = re.compile(r"'(?!\w)")


def words(text: str, *, emphasised: bool = False) -> tuple[str, ...]:
    """Return text as tokens for `parse_locator`. Code and quotations are one token each.

    Args:
        text: Text of a page.
        emphasised: Whether to keep the characters around emphasised words and code.
    """
    text = text if emphasised else EMPHASIS_MARKERS.sub(EDGE, text)
    text = " ".join(_SPACED.sub(_with_no_break_space, text).replace(EDGE, "").split("\n"))
    text = re.sub("[ \t]{2,}", " ", text)
    tokens: list[str] = []
    for number, part in enumerate(_CODE.split(text)):
        code = f"{CODE}{part}" if emphasised else part
        tokens += (code,) if number % 2 else _quoting(part)
    bare = tokens if emphasised else (token.replace(CODE_END, "") for token in tokens)
    return tuple(token for token in bare if token)


def _quoting(text: str) -> Iterator[str]:
    end = 0
    for start, stop in quotations(text):
        yield from tokenize(_marks(text[end:start]))
        yield _quoted(text[start:stop])
        end = stop
    yield from tokenize(_marks(text[end:]))


def printed(text: str) -> str:
    """Return text as pandoc would print it."""
    return "".join(words(text))


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield the positions of quotations in straight quotation marks, including the marks."""
    end = 0
    missing: set[str] = set()
    for found in re.finditer("[\"']", text):
        start, mark = found.span()[0], found[0]
        if start < end or mark in missing or not _opens(text, start):
            continue
        stop = _closed(text, start, mark)
        if stop == -1:
            missing.add(mark)
            continue
        end = stop + 1
        yield start, end


def _closed(text: str, start: int, mark: str) -> int:
    if mark == '"':
        return text.find(mark, start + 1)
    found = _SINGLE_END.search(text, start + 1)
    return found.start() if found else -1


def _opens(text: str, at: int) -> bool:
    """Return whether a straight quotation mark can open a quotation: before a word, not after one."""
    return not is_word_end(text, at) and not text[at + 1 : at + 2].isspace()


def is_word_end(text: str, at: int) -> bool:
    """Return whether a word ends directly before a position. Pandoc includes a single full stop in it."""
    before = text[max(0, at - 60) : at]
    dots = len(before) - len(before.rstrip("."))
    return dots % 3 != 0 or (dots == 0 and (before[-1:].isalnum() or before[-1:] == CODE_END))


def _quoted(text: str) -> str:
    inner = "".join(words(text[1:-1], emphasised=True))
    return f"“{inner}”" if text[0] == '"' else f"‘{inner}’"


def _marks(text: str) -> str:
    """Replace dashes, ellipses and quotation marks without a partner."""
    text = _DASHES.sub(lambda found: _PRINTED[found[0]], text).replace("'", "’")
    return re.sub('"', lambda found: "“" if _opens(text, found.start()) else "”", text)


def _with_no_break_space(found: re.Match[str]) -> str:
    return f"{found[1]}\N{NO-BREAK SPACE}" if found[1] in ABBREVIATIONS else found[0]
