"""Locators and years as people write them, in the form in which pandoc reads them.

Does not know which citations a text has.
"""

import re

from evidence_review.prose.citations.locators import ParsedLocator, read_locator

PAGE_WORDS = r"(?:pp?|p\.p|pgs?|pages?)"
"""The words for a page, with or without a full stop."""
_OTHER_WORDS = r"(?:ch|chap|chapter|sect?|section|fig|figure|paras?|vol|volume|nos?|lines?|notes?)"
"""Other words that are often written without the space before a number."""
_FULL_WORDS = {
    "ch": "chap.",
    "sect": "sec.",
    "fig": "fig.",
    "para": "para.",
    "paras": "paras.",
    "vol": "vol.",
    "no": "no.",
    "nos": "nos.",
    "chap": "chap.",
    "sec": "sec.",
}
"""The form of abbreviations that pandoc knows."""
_NUMBER = r"[a-z]?\d+(?:ff?\b\.?|[a-oq-z](?![a-z]))?"
NUMBERS = rf"{_NUMBER}(?:\s*(?:[-\u2010-\u2015]+|,|&|and)\s*{_NUMBER})*"
"""Page numbers: `3`, `3-5, 7` or `12 and 14`."""
_BEFORE = r"[\s,.:;|/\uff0c\uff1a\uff1b\u2010-\u2015~#-]*[(\[\uff08]?[\"'\u201c\u2018]?\s*"
_AFTER = r"[\"'\u201d\u2019]?[)\]\uff09]?"
_PAGES = re.compile(
    rf"(?P<before>{_BEFORE})(?:{PAGE_WORDS}\.?\s*(?P<first>{NUMBERS})|(?P<last>{NUMBERS})\s*pp?(?![a-z])\.?)"
    rf"(?P<end>{_AFTER})(?P<rest>(?![\w]).*)",
    re.IGNORECASE | re.DOTALL,
)
"""A page with its word before or after it, and any punctuation around it."""
_OTHERS = re.compile(
    rf"(?P<before>{_BEFORE})(?P<word>{_OTHER_WORDS})\.?(?P<space>\s*)(?P<numbers>{NUMBERS})"
    rf"(?P<end>{_AFTER})(?P<rest>(?![\w]).*)",
    re.IGNORECASE | re.DOTALL,
)
"""A chapter, figure or the like with its number, and any punctuation around it."""
_RANGE = re.compile(r"(?<![\w.])(\d+)\s*[-\u2010-\u2015]+\s*(\d+)(?![\w.])")
"""Two numbers with a dash between them."""
_UNNUMBERED = re.compile(
    rf"[\s,]*(?:{PAGE_WORDS}|{_OTHER_WORDS})(?:\.[\s.?#_\u2026]*|\s*[?#_\u2026]+)", re.IGNORECASE
)
"""A word for a page or the like with nothing, or only a question mark, after it."""
_NOT_A_PAGE = re.compile(
    r"""[\s,]*\d+
    (?: st | nd | rd | th | \s*% | \s+(?: per[ ]?cent | people | years? | months? | pages | editions? ))
    (?!\w)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ENDS_WITH_STOP = re.compile(r"\s*[.!?:\u2026\u3002]+")


def printed_pages(numbers: str) -> str:
    """Return page numbers with their word: `p. 3` or `pp. 3-5`."""
    numbers = " ".join(numbers.split())
    return f"{'p.' if re.fullmatch(_NUMBER, numbers, re.IGNORECASE) else 'pp.'} {numbers}"


def intended_locator(after: str) -> tuple[str, str] | None:
    """Return a locator as it should be written, and the words after it, or None if it is read correctly.

    Args:
        after: The words after a key, including the comma.
    """
    after = after.replace("\N{NO-BREAK SPACE}", " ")
    read = read_locator(after)
    if "@" in after:
        return None
    found = _PAGES.fullmatch(after)
    if found:
        numbers = found["first"] or found["last"]
        written = printed_pages(numbers) if found["first"] else f"p. {numbers}"
        is_read = read.label == "page" and bool(re.match(r"(?!p+\d)[a-z]?\d", read.locator, re.IGNORECASE))
        is_plain = found["last"] is None and re.fullmatch(r"[\s,]*", found["before"]) is not None
        return None if is_read and is_plain else (written, found["rest"].strip(" ,;"))
    found = _OTHERS.fullmatch(after)
    if found is None or (found["space"] and read.label not in ("", "page")):
        return None
    is_glued = (
        not found["space"] and read.label in ("", "page") and "." not in found[0][: found.start("numbers")]
    )
    is_wrapped = bool(found["end"]) or not re.fullmatch(r"[\s,]*", found["before"])
    if not (is_glued or is_wrapped):
        return None
    word = found["word"].lower()
    return f"{_FULL_WORDS.get(word, word)} {found['numbers']}", found["rest"].strip(" ,;")


def backward_range(after: str) -> tuple[str, str] | None:
    """Return a range that ends before it begins, and the same in order, or None if there is none."""
    for found in _RANGE.finditer(after):
        first, last = found[1], found[2]
        if len(last) >= len(first) and int(last) < int(first):
            return found[0], f"{last}-{first}"
    return None


def lacks_number(after: str) -> bool:
    """Return whether the word for a page, a chapter or the like has no number."""
    return _UNNUMBERED.fullmatch(after.replace("\N{NO-BREAK SPACE}", " ")) is not None


def is_no_page(after: str) -> bool:
    """Return whether a number is read as a page, although the words around it show that it is none."""
    return _NOT_A_PAGE.match(after.replace("\N{NO-BREAK SPACE}", " ")) is not None


def final_punctuation(after: str, read: ParsedLocator) -> str:
    """Return the punctuation at the end of a citation that belongs after its bracket, or an empty text."""
    if _ENDS_WITH_STOP.fullmatch(after):
        return after.strip()
    is_abbreviated = re.search(r"\d(?:ff?|nn?)$", read.locator) is not None
    return (
        read.remainder.strip()
        if read.locator and _ENDS_WITH_STOP.fullmatch(read.remainder) and not is_abbreviated
        else ""
    )


def cited_pages(after: str) -> list[tuple[int, int]]:
    """Return the pages that a locator names, as ranges; none if it names anything else."""
    read = read_locator(after)
    if read.label != "page":
        return []
    found: list[tuple[int, int]] = []
    for part in re.split(r"[,;&]|\band\b", read.locator):
        pages = page_range(part)
        if pages is None:
            return []
        found.append(pages)
    return found


def page_range(written: str) -> tuple[int, int] | None:
    """Return the first and last page of a range such as `123-8`, or None if it is not in Arabic numerals."""
    found = re.fullmatch(r"\s*(\d{1,6})(?:\s*[-\u2010-\u2015]+\s*(\d{1,6}))?(?:ff?)?\.?\s*", written)
    if found is None:
        return None
    first, last = found[1], found[2] or found[1]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return int(first), int(last)
