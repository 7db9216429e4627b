"""Finished HTML that Markdown leaves unchanged: an extension of Python-Markdown for either engine.

Pages look the same without it, but Python-Markdown and MkDocs would each parse every tag again, in search of
Markdown and of anchors, which took a quarter of the time of a whole build. The extension also corrects how
Python-Markdown reads comments.
"""

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

EXTENSION = __name__
"""The name of the extension in the configuration of an engine."""
BEGIN, END = "<!-- finished -->", "<!-- so far -->"
"""The lines around finished HTML. Contributed Markdown must not contain the first: no check reads it."""
RAW_HTML_PRIORITY = 28
"""Its priority among preprocessors: after whitespace is normalised (30), before code is read (25)."""
COMMENT_PRIORITY = 21
"""The priority of the correction for comments: after code is stored, before HTML is (20)."""
_COMMENT_BEFORE_TEXT = re.compile(
    r"^((?: {0,3}<!--(?:(?!-->).)*-->)+)(?=[^\n]*(?:&|/>))", re.DOTALL | re.MULTILINE
)
"""Comments at the start of a line, before a character reference or an empty tag on the same line."""
_RAW_HTML = re.compile(f"^{BEGIN}\n(.*?)\n{END}$", re.DOTALL | re.MULTILINE)


class RawHtmlExtension(Extension):
    """Stores finished HTML before anything reads it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown names it
        """Register the preprocessors."""
        md.preprocessors.register(_StashRawHtml(md), "finished_html", RAW_HTML_PRIORITY)
        md.preprocessors.register(_SeparateComments(md), "comments_parted", COMMENT_PRIORITY)


class _StashRawHtml(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Replace finished HTML with placeholders, which Python-Markdown itself replaces at the end."""
        stash = self.md.htmlStash
        text = _RAW_HTML.sub(lambda found: f"\n{stash.store(found[1])}\n", "\n".join(lines))
        return text.split("\n")


class _SeparateComments(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Separate text from a comment before it.

        Python-Markdown puts them in two blocks anyway, but removes character references and empty tags from
        text on the line of a comment. The brackets of a citation may be such references.
        """
        return _COMMENT_BEFORE_TEXT.sub(r"\1\n\n", "\n".join(lines)).split("\n")


def makeExtension(**options: object) -> RawHtmlExtension:  # noqa: N802 - Python-Markdown asks for this name
    """Return the extension."""
    return RawHtmlExtension(**options)
