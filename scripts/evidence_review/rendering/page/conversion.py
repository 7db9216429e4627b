"""The conversion of pages to HTML, once, by the site's own converter.

The HTML is what is checked and what an engine publishes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, unique

from evidence_review.config.known_extensions import conversion_state
from evidence_review.config.settings import Settings, missing_extensions
from evidence_review.kept_results import KeptResults
from evidence_review.prose.converter import converter
from evidence_review.prose.raw_html import BEGIN, END, EXTENSION
from evidence_review.rendering.context.note_labels import letter
from evidence_review.rendering.page.staged_page import StagedPage
from evidence_review.rendering.text.escaping import TEXT

_FINISHED = re.compile(f"^{BEGIN}\n(.*?)\n{END}$", re.DOTALL | re.MULTILINE)

_NOTE_NUMBER = re.compile(r'(<a class="footnote-ref"[^>]*>)(\d+)(</a>)')
"""The mark of a footnote with its number."""
_NOTE_LIST = re.compile(r'(<div class="footnote"[^>]*>\s*<hr ?/?>\s*)<ol>')
"""The start of the list of footnotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A part of a page."""

    html: str
    tokens: tuple[Mapping[str, Any], ...] = ()
    """The headings in it, in order, as Python-Markdown's `toc_tokens` but without their hierarchy."""
    is_text: bool = False
    """Whether it is contributed."""

    def with_id(self, old: str, new: str) -> "_Part":
        """Return the part with another id for one of its headings."""
        html = self.html.replace(f'id="{old}"', f'id="{new}"').replace(f'href="#{old}"', f'href="#{new}"')
        tokens = (dict(token, id=new) if token["id"] == old else token for token in self.tokens)
        return replace(self, html=html, tokens=tuple(tokens))


class PageConverter:
    """Converts the pages of one site."""

    def __init__(self, settings: Settings, *, has_lettered_notes: bool = False) -> None:
        """Prepare the converter.

        Args:
            settings: The settings, with the extensions of the site.
            has_lettered_notes: Whether the footnotes of texts have letters instead of numbers.

        Raises:
            SettingsError: An extension in the settings cannot be used.
        """
        self._has_lettered_notes = has_lettered_notes
        added = missing_extensions(settings.extensions)
        extensions = (*settings.extensions, *added, EXTENSION)
        self._markdown = converter(extensions, {**added, **settings.extension_configs}, is_limited=False)
        self._converted_template = cache(self._converted)
        state = conversion_state(settings)
        parts = (state, self._has_lettered_notes)
        self._kept = KeptResults[_Part]("texts", settings.root, repr(parts) if state else "")

    def convert(self, page: StagedPage) -> StagedPage:
        """Return a page with its HTML and table of contents.

        Each contributed text is converted by itself, so that it cannot change how the page around it is read.
        The parts of templates are converted once for all pages that have them in common.
        """
        parts = [
            part
            for number, piece in enumerate(TEXT.split(page.markdown))
            for part in self._parts(piece, number)
        ]
        taken = {token["id"] for part in parts if not part.is_text for token in part.tokens}
        parts = [_with_other_ids(part, taken) if part.is_text else part for part in parts]
        tokens: list[Any] = [dict(token, children=[]) for part in parts for token in part.tokens]
        return replace(page, html="\n".join(part.html for part in parts), toc=nest_toc_tokens(tokens))

    def _parts(self, piece: str, number: int) -> Iterator[_Part]:
        """Yield the parts of a piece of a page; every second piece is a contributed text."""
        if number % 2:
            yield replace(self._converted(piece), is_text=True)
            return
        for place, part in enumerate(_FINISHED.split(piece)):
            if place % 2:
                yield _Part(html=part)
            elif part.strip():
                yield self._converted_template(part.strip("\n"))

    def save(self) -> None:
        """Keep the converted texts for the next run."""
        self._kept.save()

    def _converted(self, markdown: str) -> _Part:
        return self._kept.get(markdown, lambda: self._convert(markdown))

    def _convert(self, markdown: str) -> _Part:
        self._markdown.reset()
        html = self._markdown.convert(markdown)
        html = _with_lettered_notes(html) if self._has_lettered_notes else html
        return _Part(html=html, tokens=tuple(_flat(getattr(self._markdown, "toc_tokens", ()))))


def _with_lettered_notes(html: str) -> str:
    """Return a text whose own footnotes have letters: the citation style prints raised numbers."""
    html = _NOTE_NUMBER.sub(lambda match: f"{match[1]}{letter(int(match[2]))}{match[3]}", html)
    return _NOTE_LIST.sub(r'\1<ol type="a">', html)


def _with_other_ids(part: _Part, taken: AbstractSet[str]) -> _Part:
    """Return a text whose headings have no id that a heading of the template has."""
    used = set(taken) | {token["id"] for token in part.tokens}
    for token in part.tokens:
        if token["id"] in taken:
            part = part.with_id(token["id"], unique(token["id"], used))
    return part


def _flat(tokens: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for token in tokens:
        yield token
        yield from _flat(token["children"])
