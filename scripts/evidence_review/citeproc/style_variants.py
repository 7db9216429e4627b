"""Styles made of a style, which leave out what a question need not be answered with."""

import re

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
"""What is taken out before anything is looked for: some styles quote their own elements in it."""
_BIBLIOGRAPHY = re.compile(r"(<bibliography\b[^>]*>)(.*?)</bibliography>", re.DOTALL)
_CITATION_LAYOUT = re.compile(r"<citation\b.*?</citation>", re.DOTALL)
_SORT = re.compile(r"<sort>.*?</sort>", re.DOTALL)
_NUMBER = re.compile(r"""(<text\b[^>]*\bvariable\s*=\s*["'])citation-number(["'][^>]*?/?>)""")
_BETWEEN_ENTRIES = re.compile(
    r"""\s(?:disambiguate-[a-z-]+|subsequent-author-substitute(?:-rule)?)\s*=\s*(?:"[^"]*"|'[^']*')"""
)
"""The attributes of a style by which one entry changes another."""
_NUMBER_ALONE = '<layout><text variable="citation-number"/></layout>'


def ordering_only(csl: str) -> str:
    """Return a style that puts works in the same order, and prints the number of each and nothing else."""
    muted = without_entries(csl)
    return _CITATION_LAYOUT.sub(f"<citation>{_NUMBER_ALONE}</citation>", muted, count=1)


def without_entries(csl: str) -> str:
    """Return a style that sets citations in the same way and prints the number of each work as its entry.

    The order of the entries stays: it decides which of two works has the first letter after its year.
    """

    def mute(match: re.Match[str]) -> str:
        sorts = _SORT.search(match[2])
        return f"{match[1]}{sorts[0] if sorts else ''}{_NUMBER_ALONE}</bibliography>"

    return _BIBLIOGRAPHY.sub(mute, _bare(csl), count=1)


def standalone_style(csl: str) -> str:
    """Return a style without what makes one entry change another; no entry has a number."""
    standalone = _BETWEEN_ENTRIES.sub("", _bare(csl))
    return _BIBLIOGRAPHY.sub(lambda match: _NUMBER.sub("", match[0]), standalone)


def _bare(csl: str) -> str:
    return _COMMENT.sub("", csl)
