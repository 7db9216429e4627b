"""How one review is built: what `mkdocs.yml` says, typed once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from evidence_review.citeproc.style_files import DEFAULT_STYLE
from evidence_review.model.entity import KINDS

NUMBERINGS = ("site", "page")
"""Where the numbers of a numeric style may begin anew."""

DEFAULT_IDS: Mapping[str, str] = {row.prefix: str(kind) for kind, row in KINDS.items() if row.prefix}
"""The kind of entity that each prefix of an id names. A prefix that ends in a hyphen is followed by words,
others by digits."""

BUILT_IN_EXTENSIONS = ("toc", "tables", "fenced_code")
"""What MkDocs always turns on: https://www.mkdocs.org/user-guide/configuration/#markdown_extensions."""

NEEDED_EXTENSIONS = ("attr_list", "md_in_html")
"""What our pages rest on: the first names places on them, the second reads the texts inside their boxes."""
_EXTRA = ("extra", "pymdownx.extra")
"""The extensions that bring those along with others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How one review is built."""

    root: Path
    """The folder of `mkdocs.yml`; all places are shown relative to it."""
    docs_dir: Path
    """The folder of contributed pages and data."""
    site_dir: Path
    """The folder in which the finished site stands."""
    site_name: str
    """The name of the site."""
    as_at: date
    """The day as of which the site speaks. Never the clock's."""
    site_url: str = ""
    """The public address; empty while there is none."""
    site_description: str = ""
    """What the site is about, in a sentence."""
    repo_url: str = ""
    """Where the sources are edited, such as a repository on GitHub; empty while there is none."""
    rights: str = ""
    """Whose words these are and what may be done with them, as `copyright` has it."""
    licence_url: str = ""
    """The address of the licence."""
    editors: tuple[str, ...] = ()
    """Who stands for the review, as citations of it name them: people or one body, in order."""
    use_directory_urls: bool = True
    """Whether a page's address ends in a slash (`/about/`) or in `.html`."""
    references: Path
    """The bibliography."""
    extra_files: frozenset[str] = frozenset()
    """The style sheets and scripts that `mkdocs.yml` names, by path below the documents folder."""
    custom_dir: Path | None = None
    """A folder of the site's own template overrides, which go before ours."""
    nav: tuple[str, ...] = ()
    """The pages that the navigation names, by path below the documents folder."""
    style: str = DEFAULT_STYLE
    """The CSL style, by name or by the path of a `.csl` file."""
    numbering: str = "site"
    """Where a style that numbers its works begins: `site` counts once for all pages, `page` on each anew."""
    hosts: tuple[str, ...] = ()
    """The other hosts from which pages may load scripts, frames, styles and images; none unless named."""
    locale: str = "en-GB"
    """The language of the site, as CSL and the browser name it."""
    ids: Mapping[str, str] = field(default_factory=lambda: DEFAULT_IDS)
    """The sort of thing that each prefix of an id names."""
    extensions: tuple[str, ...] = BUILT_IN_EXTENSIONS
    """The Markdown extensions, in order."""
    extension_configs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The options of each extension."""

    @property
    def build_dir(self) -> Path:
        """The folder for everything made on the way; nothing in it is kept in git."""
        return self.root / "build"

    @property
    def staged_dir(self) -> Path:
        """The folder of finished Markdown that an engine turns into HTML."""
        return self.build_dir / "docs"

    @property
    def id_pattern(self) -> re.Pattern[str]:
        """What an id looks like, for any sort of thing."""
        return re.compile("|".join(id_regex(prefix) for prefix in self.ids))

    def kind_of(self, id_: str) -> str | None:
        """Return the sort of thing that an id names by its prefix, or nothing."""
        for prefix, kind in self.ids.items():
            if re.fullmatch(id_regex(prefix), id_):
                return kind
        return None

    def public_address(self, place: str) -> str:
        """Return the whole address of a place below the site's root; empty while the site has no address."""
        return f"{self.site_url.rstrip('/')}/{place}" if self.site_url else ""

    def relative(self, path: Path) -> str:
        """Return a path as messages show it: relative to the root where it is inside."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()


def missing_extensions(named: Iterable[str]) -> tuple[str, ...]:
    """Return the Markdown extensions that our pages rest on and that are not among those of a site.

    Args:
        named: The extensions of the site, with or without `markdown.extensions.` before their names.
    """
    known = {name.removeprefix("markdown.extensions.") for name in named}
    return tuple(name for name in NEEDED_EXTENSIONS if known.isdisjoint((name, *_EXTRA)))


def id_regex(prefix: str) -> str:
    """Return the regular expression of the ids with a prefix."""
    return re.escape(prefix) + ("[a-z0-9]+(?:-[a-z0-9]+)*" if prefix.endswith("-") else "[0-9]+")


def is_page(written: object) -> bool:
    """Say whether an entry of a navigation names a page of this site, and not a heading or an address."""
    try:
        return isinstance(written, str) and written.endswith(".md") and not urlsplit(written).scheme
    except ValueError:
        return False
