"""The conversion of pages to HTML, once, by the site's own converter.

The HTML is what is checked and what an engine publishes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from markdown.extensions.toc import nest_toc_tokens

from evidence_review.config.settings import Settings, missing_extensions
from evidence_review.prose.converter import converter
from evidence_review.prose.raw_html import BEGIN, END, EXTENSION
from evidence_review.rendering.page.staged_page import StagedPage

Tokens = Sequence[Mapping[str, Any]]
"""Entries of a table of contents, as Python-Markdown's `toc_tokens`."""

_FINISHED = re.compile(f"^{BEGIN}\n(.*?)\n{END}$", re.DOTALL | re.MULTILINE)


class PageConverter:
    """Converts the pages of one site."""

    def __init__(self, settings: Settings) -> None:
        """Prepare the converter.

        Raises:
            SettingsError: An extension in the settings cannot be used.
        """
        extensions = (*settings.extensions, *missing_extensions(settings.extensions), EXTENSION)
        self._markdown = converter(extensions, settings.extension_configs)
        self._converted_part = cache(self._converted)

    def convert(self, page: StagedPage) -> StagedPage:
        """Return a page with its HTML and table of contents.

        A page without contributed Markdown is converted in parts, between those that are finished already:
        they depend on nothing else, and many pages have them in common.
        """
        if page.has_texts:
            html, toc = self._converted(page.markdown)
            return replace(page, html=html, toc=toc)
        parts = list(self._parts(page.markdown))
        tokens: list[Any] = [dict(token, children=[]) for _, toc in parts for token in _flat(toc)]
        return replace(page, html="\n".join(html for html, _ in parts), toc=nest_toc_tokens(tokens))

    def _parts(self, markdown: str) -> Iterator[tuple[str, Tokens]]:
        for number, part in enumerate(_FINISHED.split(markdown)):
            if number % 2:
                yield part, ()
            elif part.strip():
                yield self._converted_part(part.strip("\n"))

    def _converted(self, markdown: str) -> tuple[str, Tokens]:
        self._markdown.reset()
        html = self._markdown.convert(markdown)
        return html, getattr(self._markdown, "toc_tokens", ())


def _flat(tokens: Tokens) -> Iterator[Mapping[str, Any]]:
    for token in tokens:
        yield token
        yield from _flat(token["children"])
