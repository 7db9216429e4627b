"""Where sentences end, in a line of text in which each citation is a single character."""

import re
from collections.abc import Iterator

_BRACKETED, _IN_SENTENCE = 0xF0000, 0x100000
"""The first characters of Unicode's two supplementary private-use planes, which represent citations: one in
brackets, and one that names its author and may begin a sentence."""
MAX_CITATIONS = 0xFFF0
"""The most citations of a page that have a character: each plane has 65,534."""
CITATION = re.compile("[\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
"""A citation in a line."""
_END = re.compile(
    r"""
    [.!?…]["'”’)\]]*(?:[ ]+[\U000f0000-\U000ffffd])*[ ]+
    (?=["'“‘(\[]*(?:[^\W_a-z]|[\U00100000-\U0010fffd]))
    """,
    re.VERBOSE,
)
"""The possible end of a sentence, and the beginning of the next."""
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\Z")
"""The word before a full stop, which may contain others, as in "i.e"."""
_BEFORE_NAMES = """
    adj brig capt cf cllr cmdr col dr e.g esp fr gen gov hon i.e insp lt mr mrs ms mt mx prof pt rev
    rt sgt sr st supt viz vs
    """
"""Abbreviations that never end a sentence."""
_BEFORE_NUMBERS = """
    app approx apr arr art arts aug bk c ca ch chap circa cl cls col cols dec ed eds eq eqs est ex feb ff fig
    figs fol fols ib jan jul jun l ll mar max min n nn no nos nov nr oct op p par para paras pp pt pts pub r
    reg regs s sc sch sec secs sect sep sept ser ss sub subs supp suppl tab v ver vers vol vols
    """
"""Abbreviations that do not end a sentence before a number."""
_MAY_END = frozenset(("al", "ph.d"))
"""Abbreviations that may end a sentence, as a single capital letter may."""
_OPENER = re.compile(
    r"(?:A|After|All|And|As|At|But|By|For|From|He|His|How|I|If|In|It|Its|No|On|One|She|Some|That|The|Their|Then"
    r"|There|These|They|This|Those|To|We|What|When|While|With)\b"
)
"""A word that often begins a sentence, but never a name."""
_NUMBER = re.compile(r"\d|[IVXLC]+\b")
_NEVER = frozenset(_BEFORE_NAMES.split())
_NOT_BEFORE_NUMBERS = frozenset(_BEFORE_NUMBERS.split())


def citation_character(number: int, *, is_bracketed: bool) -> str:
    """Return the character that represents a citation of a page.

    Args:
        number: Its number, from 0 and below `MAX_CITATIONS`.
        is_bracketed: Whether it is in brackets: then it may end a sentence, but not begin one.
    """
    return chr((_BRACKETED if is_bracketed else _IN_SENTENCE) + number)


def citation_index(sign: str) -> int:
    """Return the number of the citation that a character represents."""
    code = ord(sign)
    return code - (_IN_SENTENCE if code >= _IN_SENTENCE else _BRACKETED)


def find_sentence_ends(line: str) -> Iterator[int]:
    """Yield the positions in a line where a sentence ends and another begins, in order."""
    for found in _END.finditer(line):
        if line[found.start()] != "." or not _is_abbreviation(line, found.start(), found.end()):
            yield found.end()


def _is_abbreviation(line: str, stop: int, following: int) -> bool:
    """Return whether a full stop belongs to an initial or an abbreviation and does not end a sentence."""
    word = _WORD.search(line, max(0, stop - 12), stop)
    if not word:
        return False
    short, last = word[0].lower(), word[0].rpartition(".")[2]
    if (len(last) == 1 and last.isupper()) or short in _MAY_END:
        return not _OPENER.match(line, following)
    return short in _NEVER or (short in _NOT_BEFORE_NUMBERS and bool(_NUMBER.match(line, following)))
