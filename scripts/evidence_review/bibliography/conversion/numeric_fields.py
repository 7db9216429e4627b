"""Page, volume and issue numbers without words such as "pp." or "vol.", which every style adds itself."""

import re

from evidence_review.bibliography.conversion.fields import ResolvedEntry
from evidence_review.diagnostics import quoted

_NUMBER = r"(?=\d|[ivxlc]+\b|[A-Za-z]{1,3}-?\d)"
"""How a number may begin after a word that ends with a full stop or a space."""
_PREFIXES = {
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
"""What may precede a number, by field."""
_SUFFIX = re.compile(r"(?<=\d)\s*(?:(?i:pp?\.?|pages?)|S\.)\Z")
"""What may follow page numbers."""
_PLACEHOLDER = re.compile(
    r"n\s?/\s?a|n\.\s?a\.|na|nan|none|null|nil|[-–—?.]+|(?:pp?|pages?|vols?|volume|nos?|nr|number|issue)\.?",
    re.IGNORECASE,
)
"""What people write if there is no number."""
_TOTAL = re.compile(r"(?:[ivxlc]+\s*[+,]\s*)?\d+")
"""A number of pages, possibly with a separate number of preliminary pages."""
_WORD = re.compile(r"(?![ivxlc]+\b)[^\W\d_]{3,}", re.IGNORECASE)
"""A word that is neither a number nor the letters of one."""


def leading_number(resolved: ResolvedEntry, *names: str) -> str:
    """Return the number in the first field that is not empty, and warn about anything else in it.

    Args:
        resolved: The entry.
        names: The fields: `pages`, `volume`, `number` or `issue`; any other is returned as written.
    """
    name = next((name for name in names if resolved.raw(name)), "")
    written = resolved.text(name) if name else ""
    prefix = _PREFIXES.get("number" if name == "issue" else name)
    if not prefix or written.isdigit():
        return written
    where = f"{quoted(written)} in {name!r} of {resolved.entry.key!r}"
    if _PLACEHOLDER.fullmatch(written):
        resolved.warning("BIB117", name, f"{where} has no number", "delete the field")
        return ""
    bare = re.sub(rf"(?<![\w.])(?:{prefix.pattern})", "", written)
    bare = _SUFFIX.sub("", bare) if name == "pages" else bare
    if bare == written:
        return written
    is_clear = not _WORD.search(bare)
    hint = f"write {bare.replace('–', '--')}" if is_clear else "write only the number"
    message = f"{where} includes a word or sign that citation styles add themselves"
    resolved.warning("BIB117", name, message, hint)
    return bare if is_clear else written


def number_of_pages(resolved: ResolvedEntry) -> str:
    """Return the number of pages if `pages` has that instead of a page range."""
    written = resolved.text("pages")
    bare = _SUFFIX.sub("", written)
    if bare == written or not _TOTAL.fullmatch(bare):
        return ""
    message = f"{quoted(written)} in 'pages' of {resolved.entry.key!r} is a number of pages, not a page range"
    resolved.warning("BIB117", "pages", message, f"write pagetotal = {{{bare}}}")
    return bare
