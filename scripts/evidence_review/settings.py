"""What `mkdocs.yml` says of a review, typed once. Reads no file itself."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError

from evidence_review.diagnostics import did_you_mean
from evidence_review.errors import ReviewError

DEFAULT_STYLE = "harvard-cite-them-right"
"""The CSL style of a site that names none."""

DEFAULT_IDS: Mapping[str, str] = {
    "f": "finding",
    "r": "recommendation",
    "e": "event",
    "p": "participant",
    "c": "cluster",
    "org-": "organisation",
    "g": "term",
    "t": "table",
    "d": "slip",
}
"""The prefix of each sort of id. A prefix that ends in a hyphen is followed by words, others by digits."""

BUILT_IN_EXTENSIONS = ("toc", "tables", "fenced_code")
"""What MkDocs always turns on: https://www.mkdocs.org/user-guide/configuration/#markdown_extensions."""


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
        return re.compile("|".join(id_shape(prefix) for prefix in self.ids))

    def kind_of(self, id_: str) -> str | None:
        """Return the sort of thing that an id names by its prefix, or nothing."""
        for prefix, kind in self.ids.items():
            if re.fullmatch(id_shape(prefix), id_):
                return kind
        return None

    def relative(self, path: Path) -> str:
        """Return a path as messages show it: relative to the root where it is inside."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()


def id_shape(prefix: str) -> str:
    """Return the regular expression of the ids with a prefix."""
    return re.escape(prefix) + ("[a-z0-9]+(?:-[a-z0-9]+)*" if prefix.endswith("-") else "[0-9]+")


def settings_from(root: Path, config: Mapping[str, Any], options: Mapping[str, Any]) -> Settings:
    """Make the settings of a review.

    Args:
        root: The folder of `mkdocs.yml`.
        config: The keys of `mkdocs.yml`.
        options: The options below `evidence-review` in its `plugins`.

    Raises:
        ReviewError: An option is unknown, missing or of the wrong sort.
    """
    known = ("as_at", "references", "style", "locale", "ids")
    for option in options:
        if option not in known:
            hint = did_you_mean(str(option), known)
            message = f"mkdocs.yml: evidence-review has no option {option!r} ({hint})"
            raise ReviewError(message)
    extensions, configs = _extensions(config.get("markdown_extensions") or [])
    _keep_apart(root, config, options)
    return Settings(
        root=root,
        docs_dir=root / str(config.get("docs_dir") or "docs"),
        site_dir=root / str(config.get("site_dir") or "site"),
        site_name=str(config.get("site_name") or "Evidence review"),
        site_url=str(config.get("site_url") or ""),
        use_directory_urls=bool(config.get("use_directory_urls", True)),
        as_at=_day(options.get("as_at")),
        extra_files=_extra_files(config),
        custom_dir=root / written if (written := _custom_dir(config)) else None,
        nav=tuple(dict.fromkeys(_pages_in(config.get("nav")))),
        references=root / str(options.get("references") or "references.bib"),
        style=str(options.get("style") or DEFAULT_STYLE),
        locale=_locale(str(options.get("locale") or "en-GB")),
        ids=_ids(options.get("ids") or DEFAULT_IDS),
        extensions=extensions,
        extension_configs=configs,
    )


def is_page(written: object) -> bool:
    """Say whether an entry of a navigation names a page of this site, and not a heading or an address."""
    try:
        return isinstance(written, str) and written.endswith(".md") and not urlsplit(written).scheme
    except ValueError:
        return False


def _keep_apart(root: Path, config: Mapping[str, Any], options: Mapping[str, Any]) -> None:
    """Refuse folders that a build would empty while they hold what people have written."""
    sources = {
        "docs_dir": str(config.get("docs_dir") or "docs"),
        "references": str(options.get("references") or "references.bib"),
        "theme.custom_dir": _custom_dir(config),
    }
    build = root / "build"
    for key, written in sources.items():
        if written and _overlap(root / written, build):
            message = (
                f"mkdocs.yml: `{key}` must stay clear of build/, which a build empties; it is {written!r}"
            )
            raise ReviewError(message)
    site = str(config.get("site_dir") or "site")
    if any(
        _overlap(root / site, other) for other in (build, *(root / each for each in sources.values() if each))
    ):
        message = f"mkdocs.yml: `site_dir` must be a folder of its own; {site!r} holds other files"
        raise ReviewError(message)


def _overlap(one: Path, other: Path) -> bool:
    """Say whether one path is the other or holds it, whatever links lead there."""
    try:
        first, second = one.resolve(), other.resolve()
    except (OSError, RuntimeError, ValueError):  # links in a ring: what is wrong is said when it is read
        return False
    return first.is_relative_to(second) or second.is_relative_to(first)


def _pages_in(nav: object) -> Iterator[str]:
    if isinstance(nav, list):
        for item in nav:
            yield from _pages_in(item)
    elif isinstance(nav, Mapping):
        yield from _pages_in(list(nav.values()))
    elif isinstance(nav, str) and is_page(nav):
        yield nav


def _locale(written: str) -> str:
    try:
        Locale.parse(written.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        message = (
            f"mkdocs.yml: `locale` of evidence-review is no language: {written!r}; write one such as en-GB"
        )
        raise ReviewError(message) from None
    return written


def _extra_files(config: Mapping[str, Any]) -> frozenset[str]:
    written: list[object] = []
    for key in ("extra_css", "extra_javascript"):
        value = config.get(key) or []
        if not isinstance(value, list):
            message = f"mkdocs.yml: `{key}` must be a list of files; it is {value!r}"
            raise ReviewError(message)
        written += value
    paths = (each.get("path") if isinstance(each, Mapping) else each for each in written)
    return frozenset(str(path) for path in paths if path)


def _custom_dir(config: Mapping[str, Any]) -> str:
    theme = config.get("theme")
    return str(theme.get("custom_dir") or "") if isinstance(theme, Mapping) else ""


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        message = (
            "mkdocs.yml: evidence-review needs `as_at`, the day as of which the site speaks, "
            f"written as 2026-11-23; it is {value!r}"
        )
        raise ReviewError(message) from None


def _ids(value: object) -> Mapping[str, str]:
    if not isinstance(value, Mapping) or not value:
        message = "mkdocs.yml: `ids` of evidence-review must name a sort of thing for each prefix"
        raise ReviewError(message)
    ids = {str(prefix): str(kind) for prefix, kind in value.items()}
    kinds = set(DEFAULT_IDS.values())
    for prefix, kind in ids.items():
        if kind not in kinds or not re.fullmatch(r"[a-z]+-?", prefix):
            hint = did_you_mean(kind, kinds)
            message = f"mkdocs.yml: `ids` of evidence-review cannot hold {prefix}: {kind} ({hint})"
            raise ReviewError(message)
    return ids


def _extensions(written: object) -> tuple[tuple[str, ...], Mapping[str, Mapping[str, Any]]]:
    entries = [written] if isinstance(written, Mapping) else written
    if not isinstance(entries, list) or not all(isinstance(each, str | Mapping) for each in entries):
        message = f"mkdocs.yml: `markdown_extensions` must be a list of extensions; it is {written!r}"
        raise ReviewError(message)
    names: dict[str, Mapping[str, Any]] = {name: {} for name in BUILT_IN_EXTENSIONS}
    for entry in entries:
        found = {entry: None} if isinstance(entry, str) else entry
        names.update({str(name): options or {} for name, options in found.items()})
    return tuple(names), {name: options for name, options in names.items() if options}
