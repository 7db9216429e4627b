"""Finished HTML, which Markdown passes through as it is: an extension of Python-Markdown for either engine.

Pages look the same without it. But Python-Markdown and MkDocs each read every tag of a page once more, in
search of Markdown and of anchors, and that was a quarter of the time of a whole build. A fault in how
Python-Markdown reads comments is mended by the way.
"""

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

EXTENSION = __name__
"""What the extension is called in the configuration of an engine."""
BEGIN, END = "<!-- finished -->", "<!-- so far -->"
"""The lines round finished HTML. Contributed Markdown may not hold the first, or all checks would miss it."""
RAW_HTML_PRIORITY = 28
"""Its place among the preprocessors: after lines are made uniform (30), before code is looked for (25)."""
COMMENT_PRIORITY = 21
"""The place of what mends the reading of HTML: after code is put by, before HTML is (20)."""
_COMMENT_BEFORE_TEXT = re.compile(
    r"^((?: {0,3}<!--(?:(?!-->).)*-->)+)(?=[^\n]*(?:&|/>))", re.DOTALL | re.MULTILINE
)
_RAW_HTML = re.compile(f"^{BEGIN}\n(.*?)\n{END}$", re.DOTALL | re.MULTILINE)


class RawHtmlExtension(Extension):
    """Puts finished HTML by before anything looks at it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown names it
        """Take part in the conversion of a page."""
        md.preprocessors.register(_StashRawHtml(md), "finished_html", RAW_HTML_PRIORITY)
        md.preprocessors.register(_SeparateComments(md), "comments_parted", COMMENT_PRIORITY)


class _StashRawHtml(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Put a placeholder for each stretch of finished HTML; Python-Markdown brings it back by itself."""
        stash = self.md.htmlStash
        text = _RAW_HTML.sub(lambda found: f"\n{stash.store(found[1])}\n", "\n".join(lines))
        return text.split("\n")


class _SeparateComments(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Part text from a comment before it.

        Python-Markdown makes two blocks of them in any case, but takes character references and empty tags
        out of text on the line of a comment. The brackets of a citation may be such references.
        """
        return _COMMENT_BEFORE_TEXT.sub(r"\1\n\n", "\n".join(lines)).split("\n")


def makeExtension(**options: object) -> RawHtmlExtension:  # noqa: N802 - Python-Markdown asks for this name
    """Return the extension."""
    return RawHtmlExtension(**options)
