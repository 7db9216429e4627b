"""Variants of a style that print only a part of its output."""

import re

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
"""A comment. Comments are removed before anything else, because some quote elements of the style."""
_BIBLIOGRAPHY = re.compile(r"(<bibliography\b[^>]*>)(.*?)</bibliography>", re.DOTALL)
"""The bibliography element: its start tag and its content."""
_CITATION_LAYOUT = re.compile(r"<citation\b.*?</citation>", re.DOTALL)
_SORT = re.compile(r"<sort>.*?</sort>", re.DOTALL)
_NUMBER = re.compile(r"""(<text\b[^>]*\bvariable\s*=\s*["'])citation-number(["'][^>]*?/?>)""")
"""An element that prints the number of a reference: its text before and after the name of the variable."""
_BETWEEN_ENTRIES = re.compile(
    r"""\s(?:disambiguate-[a-z-]+|subsequent-author-substitute(?:-rule)?)\s*=\s*(?:"[^"]*"|'[^']*')"""
)
"""An attribute by which one entry affects another, with its value in either kind of quotation marks."""
_NUMBER_ONLY_LAYOUT = '<layout><text variable="citation-number"/></layout>'


def ordering_only(csl: str) -> str:
    """Return a style with the same order of references that prints only their numbers."""
    muted = without_entries(csl)
    return _CITATION_LAYOUT.sub(f"<citation>{_NUMBER_ONLY_LAYOUT}</citation>", muted, count=1)


def without_entries(csl: str) -> str:
    """Return a style with the same citations that prints the number of each reference as its entry.

    The order of the entries stays the same: it decides which of two references gets the first letter.
    """

    def mute(match: re.Match[str]) -> str:
        sorts = _SORT.search(match[2])
        return f"{match[1]}{sorts[0] if sorts else ''}{_NUMBER_ONLY_LAYOUT}</bibliography>"

    return _BIBLIOGRAPHY.sub(mute, _bare(csl), count=1)


def standalone_style(csl: str) -> str:
    """Return a style without the features by which one entry affects another, and without numbers."""
    standalone = _BETWEEN_ENTRIES.sub("", _bare(csl))
    return _BIBLIOGRAPHY.sub(lambda match: _NUMBER.sub("", match[0]), standalone)


def _bare(csl: str) -> str:
    return _COMMENT.sub("", csl)
