"""Numbers of pages, volumes and issues without the words that every style prints beside them."""

import re

from evidence_review.bibliography.conversion.fields import ResolvedEntry
from evidence_review.diagnostics import quoted

_NUMBER = r"(?=\d|[ivxlc]+\b|[A-Za-z]{1,3}-?\d)"
"""How a number may begin where a word with a full stop, or a blank, stands before it."""
_BEFORE = {
    "pages": re.compile(
        rf"(?:(?i:pages?|pgs?|pp|p)(?:\.\s*|\s+){_NUMBER}|(?i:pages?|pgs?|pp)(?=\d)|S\.\s+(?=\d))"
    ),
    "volume": re.compile(
        rf"(?i:volumes?|vols?|band|bd)(?:\.\s*|\s+)(?:{_NUMBER}|(?=[IVXLC]+\b))|(?i:volumes?|vols?)(?=\d)"
    ),
    "number": re.compile(
        rf"(?i:numbers?|nos?|nr|num|issues?|iss)(?:\.\s*|\s+){_NUMBER}|(?i:nos?|nr)(?=\d)|(?:n°|№|#)\s*(?=\d)"
    ),
}
"""What may stand before a number, by the field."""
_AFTER = re.compile(r"(?<=\d)\s*(?:(?i:pp?\.?|pages?)|S\.)\Z")
"""What may stand behind the numbers of pages."""
_NOTHING = re.compile(
    r"n\s?/\s?a|n\.\s?a\.|na|nan|none|null|nil|[-–—?.]+|(?:pp?|pages?|vols?|volume|nos?|nr|number|issue)\.?",
    re.IGNORECASE,
)
"""What is put where there is no number."""
_TOTAL = re.compile(r"(?:[ivxlc]+\s*[+,]\s*)?\d+")
"""How many pages a work has, those before the first chapter apart."""
_WORD = re.compile(r"(?![ivxlc]+\b)[^\W\d_]{3,}", re.IGNORECASE)
"""A word that is no number and no letter of one."""
_SAME = {"issue": "number"}


def leading_number(work: ResolvedEntry, *names: str) -> str:
    """Return the number in the first of some fields that says anything, and record what else stands there.

    Args:
        work: The work.
        names: The fields: `pages`, `volume`, `number` or `issue`; any other is returned as it is.
    """
    name = next((each for each in names if work.raw(each)), "")
    written = work.text(name) if name else ""
    before = _BEFORE.get(_SAME.get(name, name))
    if not before or written.isdigit():
        return written
    where = f"{quoted(written)} in {name!r} of {work.entry.key!r}"
    if _NOTHING.fullmatch(written):
        work.warning("BIB117", name, f"{where} says nothing", "delete the field")
        return ""
    bare = re.sub(rf"(?<![\w.])(?:{before.pattern})", "", written)
    bare = _AFTER.sub("", bare) if name == "pages" else bare
    if bare == written:
        return written
    is_clear = not _WORD.search(bare)
    hint = f"write {bare.replace('–', '--')}" if is_clear else "write the number alone"
    work.warning("BIB117", name, f"{where} repeats what styles print themselves", hint)
    return bare if is_clear else written


def number_of_pages(work: ResolvedEntry) -> str:
    """Return how many pages a work has, where `pages` says that and not on which it stands."""
    written = work.text("pages")
    bare = _AFTER.sub("", written)
    if bare == written or not _TOTAL.fullmatch(bare):
        return ""
    message = f"{quoted(written)} in 'pages' of {work.entry.key!r} says how many, and not on which it stands"
    work.warning("BIB117", "pages", message, f"write pagetotal = {{{bare}}}")
    return bare
