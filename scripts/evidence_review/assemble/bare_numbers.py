"""Numbers of pages, volumes and issues without the words that every style prints beside them.

| Code | Fault |
|---|---|
| BIB117 | such a word beside a number, or a sign that there is none |
"""

import re

from evidence_review.assemble.raw_work import RawWork
from evidence_review.diagnostics import quoted

_BEFORE = {
    "pages": re.compile(r"(?:pages?|pgs?\.?|pp\.?|p(?:\.|\b)|S\.)\s*(?=\d)", re.IGNORECASE),
    "volume": re.compile(r"(?:volumes?|vols?\.?|band|bd\.?)\s*(?=\d|[IVXLC]+$)", re.IGNORECASE),
    "number": re.compile(r"(?:numbers?|nos?\.?|nr\.?|num\.?|issues?|iss\.?|n°|№|#)\s*(?=\d)", re.IGNORECASE),
}
"""What may stand before a number, by the field."""
_AFTER = re.compile(r"(?<=\d)\s*(?:pp?\.?|pages?|S\.)\Z", re.IGNORECASE)
"""What may stand behind the numbers of pages."""
_NOTHING = re.compile(r"n\s?/\s?a|n\.\s?a\.|na|nan|none|null|nil|[-–—?.]+", re.IGNORECASE)
"""What is put where there is no number."""
_SAME = {"issue": "number"}


def bare_number(work: RawWork, *names: str) -> str:
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
    start = before.match(written)
    bare = written[start.end() :] if start else written
    bare = _AFTER.sub("", bare) if name == "pages" else bare
    if bare != written:
        hint = f"write {bare.replace('–', '--')}"
        work.warning("BIB117", name, f"{where} repeats what styles print themselves", hint)
    return bare


def number_of_pages(work: RawWork) -> str:
    """Return how many pages a work has, where `pages` says that and not on which it stands."""
    written = work.text("pages")
    bare = _AFTER.sub("", written)
    if bare == written or not bare.isdigit():
        return ""
    message = f"{quoted(written)} in 'pages' of {work.entry.key!r} says how many, and not on which it stands"
    work.warning("BIB117", "pages", message, f"write pagetotal = {{{bare}}}")
    return bare
