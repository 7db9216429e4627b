"""Entries as they read alone, outside any list: no letter after the year, no number before it."""

import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from evidence_review.citing.formatted import format_site
from evidence_review.model.formatted import FormattedReference
from evidence_review.model.reference import Reference

_BETWEEN_ENTRIES = re.compile(
    r"""\s(?:disambiguate-[a-z-]+|subsequent-author-substitute(?:-rule)?)\s*=\s*(?:"[^"]*"|'[^']*')"""
)
"""The attributes of a style by which one entry changes another."""
_BIBLIOGRAPHY = re.compile(r"<bibliography\b.*?</bibliography>", re.DOTALL)
_NUMBER = re.compile(r"""<text\b[^>]*\bvariable\s*=\s*["']citation-number["'][^>]*/>""")


def format_alone(
    works: Sequence[Reference], style: Path, locale: str, cache_folder: Path | None = None
) -> Mapping[str, FormattedReference]:
    """Format each work as if it stood alone, all in one call.

    Args:
        works: The works.
        style: The CSL file.
        locale: The language of the site.
        cache_folder: Where the result is kept between builds; nowhere if not given.

    Returns:
        The entries by key.

    Raises:
        ReviewError: pandoc cannot be run or does not take the style.
    """
    with tempfile.TemporaryDirectory() as folder:
        apart = Path(folder) / "apart.csl"
        apart.write_text(set_apart(style.read_text("utf-8", errors="replace")), "utf-8")
        return format_site([], works, apart, locale, cache_folder).bibliography


def set_apart(style: str) -> str:
    """Return the text of a style without what makes one entry change another."""
    alone = _BETWEEN_ENTRIES.sub("", style)
    return _BIBLIOGRAPHY.sub(lambda match: _NUMBER.sub("", match[0]), alone)
