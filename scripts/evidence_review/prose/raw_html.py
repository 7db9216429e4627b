"""Finished HTML that Markdown leaves unchanged: an extension of Python-Markdown.

Our converter and the engines both use it. Within a page, finished parts are between two lines. A whole page
is converted by our converter alone: engines receive it finished, with its table of contents, and no longer
interpret anything in it. The extension also corrects how Python-Markdown reads comments.
"""

import base64
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

EXTENSION = __name__
"""The name of the extension in the configuration of an engine."""
BEGIN, END = "<!-- finished -->", "<!-- so far -->"
"""The lines around finished HTML. Contributed Markdown must not contain the first: no check reads it."""
PAGE = "<!-- finished page "
"""The beginning of the first line of a finished page. It continues with the table of contents, in JSON."""
DEFERRED = "<!-- deferred {} -->"
"""A comment with a part of a finished page, in base 64, that extensions of the engine convert."""
PART = "finished-part-{}-of-page"
"""What stands for a part of a finished page while an engine converts the deferred ones."""
_DEFERRED = re.compile(r"<!-- deferred ([A-Za-z0-9+/=]+) -->")
PAGE_PRIORITY = 35
"""The priority of the preprocessor for whole pages: before anything changes white space (30)."""
RETURN_PRIORITY = -1
"""The priority of the postprocessor that returns a whole page: after all others."""
RAW_HTML_PRIORITY = 28
"""Its priority among preprocessors: after whitespace is normalised (30), before code is read (25)."""
COMMENT_PRIORITY = 21
"""The priority of the correction for comments: after code is stored, before HTML is (20)."""
_COMMENT_BEFORE_TEXT = re.compile(
    r"^((?: {0,3}<!--(?:(?!-->).)*-->)+)(?=[^\n]*(?:&|/>))", re.DOTALL | re.MULTILINE
)
"""Comments at the start of a line, before a character reference or an empty tag on the same line."""
_RAW_HTML = re.compile(f"^{BEGIN}\n(.*?)\n{END}$", re.DOTALL | re.MULTILINE)


def finished_page(html: str, toc: Sequence[Mapping[str, Any]]) -> str:
    """Return a page that an engine publishes as it is.

    Args:
        html: The body of the page.
        toc: Its table of contents, in the form of `toc_tokens`:
            https://python-markdown.github.io/extensions/toc/#syntax.
    """
    # JSON allows each of these characters in strings only, where it can be a Unicode escape
    tokens = re.sub("[-<>]", lambda found: f"\\u{ord(found[0]):04x}", json.dumps(toc, ensure_ascii=False))
    return f"{PAGE}{tokens} -->\n{html}"


class RawHtmlExtension(Extension):
    """Stores finished HTML before anything reads it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown names it
        """Register the processors."""
        page = _TakePage(md)
        md.preprocessors.register(page, "finished_page", PAGE_PRIORITY)
        md.postprocessors.register(_ReturnPage(md, page), "finished_page", RETURN_PRIORITY)
        md.preprocessors.register(_StashRawHtml(md), "finished_html", RAW_HTML_PRIORITY)
        md.preprocessors.register(_SeparateComments(md), "comments_parted", COMMENT_PRIORITY)


class _TakePage(Preprocessor):
    html: str | None = None
    """The body of a finished page, or None if the page is not finished."""
    toc: Sequence[Mapping[str, Any]] = ()
    """Its table of contents."""
    parts: Sequence[str] = ()
    """The HTML between deferred parts, and these parts, by turns."""

    def run(self, lines: list[str]) -> list[str]:
        """Take a finished page out of the text, so that nothing interprets it."""
        first = next((number for number, line in enumerate(lines) if line), 0)
        if not lines[first].startswith(PAGE):
            self.html = None
            return lines
        self.html = "\n".join(lines[first + 1 :])
        self.toc = json.loads(lines[first].removeprefix(PAGE).removesuffix(" -->"))
        self.parts = _DEFERRED.split(self.html)
        deferred = [base64.b64decode(each).decode() for each in self.parts[1::2]]
        marks = [f"\n\n{PART.format(number)}\n\n{text}\n" for number, text in enumerate(deferred)]
        return [*"".join(marks).split("\n"), "", PART.format(len(deferred))] if deferred else [""]


class _ReturnPage(Postprocessor):
    def __init__(self, md: Markdown, page: _TakePage) -> None:
        super().__init__(md)
        self._page = page

    def run(self, text: str) -> str:
        """Return a finished page unchanged, and set its table of contents."""
        if self._page.html is None:
            return text
        if len(self._page.parts) == 1:
            self.md.toc_tokens = self._page.toc  # type: ignore[attr-defined]
            return self._page.html
        added = getattr(self.md, "toc_tokens", [])
        self.md.toc_tokens = [*self._page.toc, *added]  # type: ignore[attr-defined]
        for number, html in enumerate(self._page.parts[::2]):
            mark = PART.format(number)
            text = text.replace(f"<p>{mark}</p>", mark).replace(mark, html)
        return text


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
