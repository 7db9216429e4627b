"""One page with its front matter, as an engine reads it."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from evidence_review.prose.raw_html import finished_page
from evidence_review.rendering.text.escaping import as_attribute, tag_text
from evidence_review.site.page_metadata import PageHead


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedPage:
    """One page."""

    path: str
    """Its path below the staged folder."""
    title: str
    """Its title."""
    summary: str
    """Its summary, in a sentence; empty if there is none."""
    source: str
    """The file to edit to change it, relative to the root; empty if there is no single file."""
    kind: str
    """The kind of page, such as `finding`."""
    as_at: str
    """The date to which it refers, in words."""
    markdown: str
    """Its text, before it is converted."""
    html: str = ""
    """Its body, converted by the site's converter."""
    toc: Sequence[Mapping[str, Any]] = ()
    """Its table of contents, as Python-Markdown's `toc_tokens`."""
    is_archived: bool = False
    """Whether it is generated from a release, and excluded from searches in favour of the current page."""
    is_searched: bool = True
    """Whether it is in the search index, which every reader who searches loads as a whole."""
    engine_keys: Mapping[str, object] = field(default_factory=dict)
    """The keys of its front matter that are meant for the theme or a plugin, such as `tags`."""
    head: str = ""
    """The metadata in its head, as HTML; empty if there is none."""

    @property
    def is_indexed(self) -> bool:
        """Whether search results include it."""
        return self.is_searched and not self.is_archived

    def __str__(self) -> str:
        """Return the content of the file, which an engine publishes without interpreting the body.

        The engines print titles and descriptions without escaping them, so they are escaped here.
        """
        meta: dict[str, object] = {
            "title": str(as_attribute(self.title)),
            "description": str(as_attribute(self.summary)),
            "source": self.source,
            "kind": self.kind,
            "as_at": self.as_at,
        }
        if not self.summary and "description" in self.engine_keys:
            del meta["description"]
        meta = {**_escaped(self.engine_keys), **meta}
        if self.is_archived:
            meta["robots"] = "noindex"
        if not self.is_indexed:
            meta["search"] = {"exclude": True}
        if self.head:
            meta["head"] = self.head
        front = yaml.dump(meta, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
        return f"---\n{front}---\n\n{finished_page(self.html, self.toc)}"


def _escaped(value: Any) -> Any:  # noqa: ANN401 - whatever YAML can express
    """Return a value of the front matter whose texts cannot become tags: engines print them unescaped."""
    if isinstance(value, str):
        return html.escape(value) if set('<>"') & set(value) else value
    if isinstance(value, Mapping):
        return {_escaped(key): _escaped(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_escaped(each) for each in value]
    return value


def head_html(head: PageHead) -> str:
    """Return the metadata in the head of a page as HTML."""
    pairs = [(html.escape(name), html.escape(tag_text(content))) for name, content in head.tags]
    lines = [f'<meta name="{name}" content="{content}">' for name, content in pairs]
    if head.cite_as:
        lines.append(f'<link rel="cite-as" href="{html.escape(head.cite_as)}">')
    if head.json_ld:
        lines.append(f'<script type="application/ld+json">{head.json_ld}</script>')
    return "\n    ".join(lines)
