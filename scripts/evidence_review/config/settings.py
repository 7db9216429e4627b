"""The typed settings of one review, from `mkdocs.yml`."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from evidence_review.citeproc.style_files import DEFAULT_STYLE
from evidence_review.model.entity import KINDS

NUMBERINGS = ("site", "page")
"""The scopes of numbering: a numeric style counts once for the site, or starts again on each page."""

HTML = ("safe", "trusted")
"""What HTML texts may contain: only harmless elements, or any."""

DEFAULT_IDS: Mapping[str, str] = {row.prefix: str(kind) for kind, row in KINDS.items() if row.prefix}
"""The kind of entity that each prefix of an id names. A prefix that ends in a hyphen is followed by words,
others by digits."""

BUILT_IN_EXTENSIONS = ("toc", "tables", "fenced_code")
"""The extensions that MkDocs always enables: https://www.mkdocs.org/user-guide/configuration/#markdown_extensions."""

ADDED_EXTENSIONS: Mapping[str, Mapping[str, Any]] = {
    "attr_list": {},
    "md_in_html": {},
    "admonition": {},
    "footnotes": {},
    "sane_lists": {},
    "pymdownx.magiclink": {},
    "pymdownx.quotes": {"callouts": True},
    "pymdownx.tasklist": {},
    "pymdownx.tilde": {"subscript": False},
}
"""The extensions that are always on, with their options unless a site lists them itself.

Our pages require the first two. The others make texts look as in the preview of GitHub: footnotes, task
lists, bare addresses, `> [!NOTE]`, `~~words~~`, and lists that begin with another number than 1.
"""
PAGE_TEMPLATES = "evidence-review"
"""The folder in `theme.custom_dir` for templates of pages that replace ours of the same name."""
FORMAT = 1
"""The newest version of the format of contributed files that this version of the generator reads."""
_EXTRA = ("extra", "pymdownx.extra")
_IN_EXTRA = frozenset({"attr_list", "footnotes", "md_in_html"})
"""Those of the above that these two extensions include."""


BINDINGS = ("none", "duty-to-respond", "statutory")
"""What recommendations oblige those they are addressed to: nothing, to respond, or to act by law."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the pages call what a review is about, as within a sentence."""

    report: str = "the report"
    """The report under review."""
    author: str = "the author of the report"
    """Whoever wrote it."""
    people: str = "people interviewed"
    """The people heard from, in the plural and without an article."""
    fieldwork: str = "the interviews"
    """The period or the occasion on which they were heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings for building one review."""

    root: Path
    """The folder of `mkdocs.yml`; messages show paths relative to it."""
    docs_dir: Path
    """The folder of contributed pages and data."""
    site_dir: Path
    """The folder of the finished site."""
    site_name: str
    """The name of the site."""
    as_at: date
    """The date to which the site's statements refer. Never read from the clock."""
    format: int = 0
    """The version of the format of the files, as `mkdocs.yml` states it; 0 if it does not."""
    strict: bool = False
    """Whether a broken promise to readers, such as a dead link, stops the build. If not, it is a warning."""
    parts: tuple[str, ...] = ()
    """The parts that the review has switched on, whose facts are then required: see `model.parts`."""
    binding: str = ""
    """What recommendations oblige those they are addressed to: one of `BINDINGS`, or empty to say nothing."""
    terms: Terms = field(default_factory=Terms)
    """What the pages call the report, its author, and the people heard from."""
    site_url: str = ""
    """The public address; empty if there is none."""
    site_description: str = ""
    """The subject of the site, in a sentence."""
    repo_url: str = ""
    """The address of the sources, such as a repository on GitHub; empty if there is none."""
    rights: str = ""
    """The copyright notice, from `copyright`."""
    licence_url: str = ""
    """The address of the licence."""
    editors: tuple[str, ...] = ()
    """The editors, as citations of the review name them: people or one organisation, in order."""
    use_directory_urls: bool = True
    """Whether a page's address ends in a slash (`/about/`) or in `.html`."""
    references: tuple[Path, ...]
    """The bibliography as `mkdocs.yml` names it: files, folders of files, or patterns as in `refs/*.bib`."""
    extra_files: frozenset[str] = frozenset()
    """The style sheets and scripts that `mkdocs.yml` names, by path below the documents folder."""
    has_excluded_files: bool = False
    """Whether `mkdocs.yml` names files that are not published, with `exclude_docs` or `draft_docs`."""
    custom_dir: Path | None = None
    """The folder of the site's own template overrides, which take precedence over ours."""
    nav: tuple[str, ...] = ()
    """The pages that the navigation names, by path below the documents folder."""
    other_plugins: tuple[str, ...] = ()
    """The hooks, and the plugins other than the search and ours: they may change any page."""
    style: str = DEFAULT_STYLE
    """The CSL style, by name or by the path of a `.csl` file."""
    numbering: str = "site"
    """The scope of a numeric style: `site` numbers once for all pages, `page` starts again on each."""
    html: str = "safe"
    """Whether texts may contain only harmless HTML, `safe`, or any, `trusted`, as in MkDocs itself."""
    hosts: tuple[str, ...] = ()
    """The other hosts from which pages may load scripts, frames, styles and images; by default none."""
    dois: Mapping[str, str] = field(default_factory=dict)
    """The DOIs of releases, by the name of the release: an archive assigns them after a release is made."""
    security_contact: str = ""
    """Where to report a security problem: an address that begins with `mailto:` or `https:`."""
    locale: str = "en-GB"
    """The language of the site, as a tag that CSL and browsers use."""
    ids: Mapping[str, str] = field(default_factory=lambda: DEFAULT_IDS)
    """The kind of entity that each prefix of an id names."""
    extensions: tuple[str, ...] = BUILT_IN_EXTENSIONS
    """The Markdown extensions, in order."""
    extension_configs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The options of each extension."""

    @property
    def page_templates(self) -> Path | None:
        """The folder of the site's own templates of pages, if it has one."""
        folder = self.custom_dir / PAGE_TEMPLATES if self.custom_dir else None
        return folder if folder and folder.is_dir() else None

    @property
    def build_dir(self) -> Path:
        """The folder for intermediate files, which Git ignores."""
        return self.root / "build"

    @property
    def staged_dir(self) -> Path:
        """The folder of staged Markdown that an engine converts to HTML."""
        return self.build_dir / "docs"

    @property
    def id_pattern(self) -> re.Pattern[str]:
        """The regular expression of ids of any kind."""
        return re.compile("|".join(id_regex(prefix) for prefix in self.ids))

    def kind_of(self, id_: str) -> str | None:
        """Return the kind of entity that an id names by its prefix, or None."""
        for prefix, kind in self.ids.items():
            if re.fullmatch(id_regex(prefix), id_):
                return kind
        return None

    def intended_id(self, written: str) -> str:
        """Return the id that was probably meant, with the case of its prefix and without spaces."""
        joined = "".join(written.lower().split())
        prefix = next((each for each in self.ids if re.fullmatch(id_regex(each.lower()), joined)), "")
        return f"{prefix}{joined[len(prefix) :]}"

    def ids_of(self, kinds: Container[str]) -> re.Pattern[str]:
        """Return the regular expression of the ids of some kinds."""
        found = [id_regex(prefix) for prefix, kind in self.ids.items() if kind in kinds]
        return re.compile("|".join(found) or r"(?!)")

    def public_address(self, place: str) -> str:
        """Return the full address of a path below the site's root; empty if the site has no address."""
        return f"{self.site_url.rstrip('/')}/{place}" if self.site_url else ""

    def relative(self, path: Path) -> str:
        """Return a path as messages show it: relative to the root if it is inside."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()


def missing_extensions(named: Iterable[str]) -> Mapping[str, Mapping[str, Any]]:
    """Return the Markdown extensions that are always on and that a site does not list, with their options.

    Args:
        named: The extensions of the site, with or without `markdown.extensions.` before their names.
    """
    known = {name.removeprefix("markdown.extensions.") for name in named}
    if not known.isdisjoint(_EXTRA):
        known |= _IN_EXTRA
    return {name: options for name, options in ADDED_EXTENSIONS.items() if name not in known}


def id_regex(prefix: str) -> str:
    """Return the regular expression of the ids with a prefix.

    One that ends in a hyphen is followed by words, as in `org-council`; others by numbers, as in `R1`, `r017`
    and `R1.2`. Without a prefix an id has a full stop, as in `1.2.3`: `[1]` is too common in texts.
    """
    if prefix.endswith("-"):
        return re.escape(prefix) + "[a-z0-9]+(?:-[a-z0-9]+)*"
    return re.escape(prefix) + r"[0-9]+(?:\.[0-9]+)" + ("*" if prefix else "+")


def id_order(id_: str) -> tuple[tuple[int, str], ...]:
    """Return the key by which ids are sorted: numbers by value, so that `R2` comes before `R10`."""
    parts = re.split("([0-9]+)", id_)
    return tuple((int(part), part) if part.isdecimal() else (-1, part) for part in parts)


def is_page(written: object) -> bool:
    """Tell whether an entry of a navigation names a page of this site, and not a heading or an address."""
    try:
        return isinstance(written, str) and written.endswith(".md") and not urlsplit(written).scheme
    except ValueError:
        return False
