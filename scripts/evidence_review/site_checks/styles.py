"""The check of the citation style that the settings name."""

from collections.abc import Iterator
from dataclasses import replace

from evidence_review.citeproc.style_files import DEFAULT_LOCATION, find_style
from evidence_review.config.key_lines import key_location
from evidence_review.config.options import OPTIONS
from evidence_review.config.settings import Settings
from evidence_review.diagnostics import Diagnostic
from evidence_review.review.review import Review


def csl001_style_is_usable(_: Review, settings: Settings) -> Iterator[Diagnostic]:
    """The citation style must exist, and be a complete CSL style.

    Without a usable style no citation or reference could be printed.

    Bad:  `style: harward` in `mkdocs.yml`, or a `.csl` file without `<citation>`.
    Good: `style: apa`, or `style: styles/own.csl` for a file of your own.
    """
    style = find_style(settings.style, settings.root)
    if isinstance(style, Diagnostic):
        named = key_location((*OPTIONS, "style"), settings.root / "mkdocs.yml")
        yield replace(style, where=named) if style.where == DEFAULT_LOCATION else style
