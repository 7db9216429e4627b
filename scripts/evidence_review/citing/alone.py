"""Entries as they read alone, outside any list: no letter after the year, no number before it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.citeproc.call.request import manner_of
from evidence_review.citeproc.call.result import FormattedReference
from evidence_review.citeproc.site import format_in_manner
from evidence_review.citeproc.style_variants import set_apart


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
    manner = manner_of(style, locale)
    apart = replace(manner, csl=set_apart(manner.csl))
    return format_in_manner([], works, apart, cache_folder).bibliography
