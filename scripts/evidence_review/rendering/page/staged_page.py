"""One page of finished Markdown with its front matter, as an engine is given it."""

from dataclasses import dataclass

import yaml

from evidence_review.rendering.text.escaping import as_attribute, tag_text
from evidence_review.site.page_metadata import PageHead


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedPage:
    """One page of finished Markdown."""

    path: str
    """Its path below the staged folder."""
    title: str
    """Its title."""
    summary: str
    """What it says, in a sentence; empty where nobody has said."""
    source: str
    """The file to edit to change it, relative to the root."""
    kind: str
    """What sort of page it is, such as `finding`."""
    as_at: str
    """The day as of which it speaks, in words."""
    markdown: str
    """Its text, after the front matter."""
    is_archived: bool = False
    """Whether it is made from a release, and is left out of searches in favour of today's page."""
    is_searched: bool = True
    """Whether the search at the top of each page finds it: every reader loads that whole."""
    head: PageHead | None = None
    """What its head says of what it describes; nothing where it describes nothing."""

    def __str__(self) -> str:
        """Return the whole file.

        The engines print titles and descriptions without escaping them, so they are escaped here.
        """
        meta: dict[str, object] = {
            "title": str(as_attribute(self.title)),
            "description": str(as_attribute(self.summary)),
            "source": self.source,
            "kind": self.kind,
            "as_at": self.as_at,
        }
        if self.is_archived:
            meta["robots"] = "noindex"
        if self.is_archived or not self.is_searched:
            meta["search"] = {"exclude": True}
        if self.head:
            tags = [[name, tag_text(content)] for name, content in self.head.tags]
            meta["head"] = {"tags": tags, "cite_as": self.head.cite_as, "json_ld": self.head.json_ld}
        front = yaml.dump(meta, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
        return f"---\n{front}---\n\n{self.markdown}"
