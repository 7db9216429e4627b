"""Pages of a site with other MkDocs plugins: their texts as those plugins leave them, and the finished pages.

Other plugins may include files, fill in variables and tables, or make pages. They run first, on the files of
the site under their own names; then the texts are read, and MkDocs is given the finished pages under the
same names.
"""

import base64
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from evidence_review.config.settings import Settings
from evidence_review.prose.raw_html import DEFERRED
from evidence_review.publishing.pipeline import StagedReview
from evidence_review.site.addresses import address, staged_path

FINAL_PLUGINS = ("material/", "evidence-review", "autorefs", "git-", "print-site", "social", "tags", "blog")
"""How the names of plugins begin that do not change texts, but look at finished pages and their keys."""
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
"""The keys between two lines of hyphens at the top of a page; the second may be of full stops."""
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_BLOCK = re.compile(r":{3} \S")
"""The first line of a block that mkdocstrings replaces by the description of a part of a program."""

Handler = Callable[..., Any]
"""What a plugin does with a page."""


@dataclass(slots=True)
class OtherPlugins:
    """The pages of one build of a site with other plugins."""

    config: MkDocsConfig
    """The configuration of MkDocs."""
    texts: dict[str, str] = field(default_factory=dict)
    """The text of each page with its front matter, by path below the documents folder."""
    lines: dict[str, Sequence[int]] = field(default_factory=dict)
    """The line of the file behind each line of a changed text, from 1, by the same path."""
    metas: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """The front matter of each page as other plugins leave it."""
    finished: dict[str, str] = field(default_factory=dict)
    """Each finished page, by the path of its file."""

    def read(self, files: Files) -> None:
        """Read the text of each page, and let the other plugins change it."""
        has_blocks = "mkdocstrings" in self.config.plugins
        for file in files.documentation_pages():
            if not file.src_uri.endswith(".md"):
                continue  # such as a notebook, which another plugin converts
            source = file.content_string.replace("\r\n", "\n")
            found = _FRONT_MATTER.match(source)
            front = found[0] if found else ""
            if file.page is not None:  # another plugin has made it, and will read it itself
                self.texts[file.src_uri] = source
                continue
            page = Page(None, file, self.config)
            page.read_source(self.config)
            text = self._changed(page, files)
            file.page = None
            self.metas[file.src_uri] = page.meta
            text = defer_blocks(text) if has_blocks else text
            body = source[len(front) :]
            blank = body[: len(body) - len(body.lstrip("\n"))]
            whole = text if front and text.startswith(front) else front + blank + text.lstrip("\n")
            is_changed = whole.split() != source.split()
            self.texts[file.src_uri] = whole if is_changed else source
            if is_changed:
                self.lines[file.src_uri] = _lines(source, whole)

    def _changed(self, page: Page, files: Files) -> str:
        text = page.markdown or ""
        self.config._current_page = page  # as MkDocs does  # noqa: SLF001
        for handler in self.config.plugins.events["page_markdown"]:
            if not self._is_final(handler):
                changed = handler(text, page=page, config=self.config, files=files)
                text = text if changed is None else changed
        self.config._current_page = None  # noqa: SLF001
        return text

    def _is_final(self, handler: Handler) -> bool:
        origin = self.config.plugins._event_origins.get(handler, "")  # noqa: SLF001 - MkDocs offers no other way
        return str(origin).removeprefix("plugin ").strip("'").startswith(FINAL_PLUGINS)

    def provide(self, staged: StagedReview, files: Files, extra: Mapping[str, bytes]) -> None:
        """Give MkDocs the finished pages and files; other plugins do not change their texts again."""
        known = {staged_path(file.src_uri): file for file in files if file.src_uri in self.texts}
        hidden = InclusionLevel.NOT_IN_NAV
        for page in staged.pages:
            file = known.get(page.path)
            if file is None:
                file = File.generated(self.config, page.path, content="", inclusion=hidden)
                if (old := files.get_file_from_path(page.path)) is not None:
                    files.remove(old)
                files.append(file)
            file.url = address(page.path, directory_urls=self.config.use_directory_urls) or "./"
            file.dest_uri = address(page.path, directory_urls=False)
            self.finished[file.src_uri] = str(page)
        for file in list(files):
            if file.src_uri.startswith("_data/") or file.src_uri in extra:
                files.remove(file)
        for path, data in extra.items():
            files.append(File.generated(self.config, path, content=data))
        handlers = self.config.plugins.events["page_markdown"]
        handlers[:] = [each if self._is_final(each) else self._skipping(each) for each in handlers]

    def _skipping(self, handler: Handler) -> Handler:
        """Return a handler that leaves finished pages alone."""

        def handle(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> object:
            if page.file.src_uri in self.finished:
                return markdown
            return handler(markdown, page=page, config=config, files=files)

        return handle


def with_extensions_of(config: MkDocsConfig, settings: Settings) -> Settings:
    """Return settings with the options of extensions as MkDocs and other plugins have left them."""
    configs = dict(settings.extension_configs)
    configs |= {name: options for name, options in config.mdx_configs.items() if name in settings.extensions}
    return replace(settings, extension_configs=configs)


def defer_blocks(text: str) -> str:
    """Return a text in which comments stand for the blocks that mkdocstrings converts later."""
    out: list[str] = []
    block: list[str] = []
    fence = ""

    def end_block() -> None:
        if block:
            out.extend(("", DEFERRED.format(base64.b64encode("\n".join(block).encode()).decode()), ""))
            block.clear()

    for line in text.split("\n"):
        if block and (not line.strip() or line.startswith(("    ", "\t"))):
            block.append(line)
            continue
        end_block()
        found = _FENCE.match(line)
        if found and not fence:
            fence = found[1]
        elif found and line.strip() == found[1] and found[1].startswith(fence):
            fence = ""
        if not fence and _BLOCK.match(line):
            block.append(line)
        else:
            out.append(line)
    end_block()
    return "\n".join(out)


def _lines(source: str, text: str) -> list[int]:
    """Return the line of a source behind each line of a text that plugins have made of it, from 1."""
    old, new = source.split("\n"), text.split("\n")
    found: list[int] = []
    matcher = SequenceMatcher(lambda line: not line.strip(), old, new, autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        is_same_length = end - start == last - first
        place = max(min(start + 1, len(old)), 1)
        found += range(start + 1, end + 1) if is_same_length else [place] * (last - first)
    return found


def original_line(lines: Sequence[int], line: int) -> int:
    """Return the line of a file behind a line of its changed text."""
    return lines[min(line, len(lines)) - 1] if lines and line > 0 else line
