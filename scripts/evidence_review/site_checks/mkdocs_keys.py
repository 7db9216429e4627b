"""Checks of `mkdocs.yml`: unknown keys, themes, plugins and citation styles, and the form of the menu."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from importlib.metadata import entry_points

import yaml

from evidence_review.assemble.file_formats import CHANGES, FormatChange, changes_since
from evidence_review.citeproc.style_files import DEFAULT_LOCATION, find_style
from evidence_review.config.key_lines import KEY, key_location, key_locations, node_location, nodes_with_keys
from evidence_review.config.mkdocs_yml import compose_configuration
from evidence_review.config.options import OPTIONS
from evidence_review.config.settings import Settings
from evidence_review.diagnostics import Diagnostic, did_you_mean, error, quoted, warning
from evidence_review.errors import ReviewError
from evidence_review.review.review import Review

_NAMES = """
    INHERIT copyright dev_addr docs_dir draft_docs edit_uri edit_uri_template exclude_docs extra extra_css
    extra_javascript extra_templates hooks markdown_extensions mdx_configs nav not_in_nav plugins
    remote_branch remote_name repo_name repo_url site_author site_description site_dir site_name site_url
    strict theme use_directory_urls validation watch
    """

KEYS = frozenset(_NAMES.split())
"""The keys that MkDocs has at the top level: https://www.mkdocs.org/user-guide/configuration/."""

_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f]+")
"""Characters that browsers ignore in a scheme."""
_RUNS = re.compile(r"(?:javascript|vbscript):|data:(?:\w+/|[,;])", re.IGNORECASE)
"""The beginnings of addresses that run code."""
CONFIG_FILE = "mkdocs.yml"


def cfg101_keys_exist(_: Review, settings: Settings) -> Iterator[Diagnostic]:
    """Every top-level key of `mkdocs.yml` must be one that the site generator knows.

    The site generator ignores an unknown key, so a misspelt setting has no effect and nobody notices.

    Bad:  `sitename: A review of mentoring`.
    Good: `site_name: A review of mentoring`.
    """
    file = settings.root / CONFIG_FILE
    for keys, where in key_locations(file).items():
        if len(keys) == 1 and keys[0] not in KEYS:
            hint = did_you_mean(keys[0], KEYS) or "put your own settings below `extra:`"
            yield error("CFG101", where, f"there is no setting {keys[0]!r} in {file.name}", hint)


def cfg102_theme_is_installed(_: Review, settings: Settings) -> Iterator[Diagnostic]:
    """The theme that `mkdocs.yml` names must be installed.

    Without its theme the site cannot be built at all.

    Bad:  `theme: {name: materiel}`.
    Good: `theme: {name: material}`.
    """
    themes = _installed("mkdocs.themes")
    for keys, where in key_locations(settings.root / CONFIG_FILE).items():
        if keys[:2] == ("theme", "name") and keys[2:] and keys[2] not in themes:
            yield error("CFG102", where, f"there is no theme {keys[2]!r}", did_you_mean(keys[2], themes))


def cfg103_plugins_are_installed(_: Review, settings: Settings) -> Iterator[Diagnostic]:
    """Every plugin that `mkdocs.yml` names must be installed.

    Without it the site cannot be built, or lacks a part such as the search.

    Bad:  `plugins: [serach]`.
    Good: `plugins: [search]`.
    """
    plugins = {name.rpartition("/")[2] for name in _installed("mkdocs.plugins")}
    for keys, where in key_locations(settings.root / CONFIG_FILE).items():
        name = keys[-1].rpartition("/")[2]
        if keys[0] == "plugins" and len(keys) == 2 and name not in plugins:  # noqa: PLR2004 - its name
            hint = did_you_mean(name, plugins)
            yield error("CFG103", where, f"the plugin {name!r} is not installed", hint)


def cfg104_nav_entries_have_dashes(_: Review, settings: Settings) -> Iterator[Diagnostic]:
    """Every entry of the menu, `nav` in `mkdocs.yml`, must begin with a dash of its own.

    Two entries under one dash are read as one, and the site cannot be built.

    Bad:  `- About: about.md`, and on the next line `  Methods: methods.md`.
    Good: `- About: about.md`, and on the next line `- Methods: methods.md`.
    """
    file = settings.root / CONFIG_FILE
    try:
        root = compose_configuration(file)
    except ReviewError:
        return
    queue = [value for key, value in root.value if key.value == "nav"]
    while queue:
        node = queue.pop()
        if isinstance(node, yaml.SequenceNode):
            queue += node.value
        elif isinstance(node, yaml.MappingNode):
            queue += [value for _, value in node.value]
            for key, _ in node.value[1:]:
                where = node_location(key, file.parent)
                message = f"the entry {key.value!r} of `nav` has no dash"
                yield error("CFG104", where, message, "begin each entry of the menu with a dash, `- `")


def cfg105_dois_name_releases(review: Review, settings: Settings) -> Iterator[Diagnostic]:
    """Every DOI in `dois` must belong to a release that exists.

    Otherwise no page would show it, and readers could not cite the archived copy.

    Bad:  `dois: {"2026.10": 10.5281/zenodo.1234567}`, when there is no release `2026.10`.
    Good: `dois: {"2026.11": 10.5281/zenodo.1234567}`.
    """
    for name in settings.dois:
        if name not in review.release_files.found:
            where = key_location((*OPTIONS, "dois", name), settings.root / CONFIG_FILE)
            hint = did_you_mean(name, review.release_files.found) or "create the release first"
            yield error("CFG105", where, f"`dois` names a release {name!r}, which does not exist", hint)


def cfg106_addresses_run_nothing(_: Review, settings: Settings) -> Iterator[Diagnostic]:
    """No address in `mkdocs.yml` may run code.

    The theme prints these addresses as links on every page, as they are.

    Bad:  `- Home: javascript:run()` in `nav`.
    Good: `- Home: https://example.org/`.
    """
    for keys, node in _scalars(settings):
        if _RUNS.match(_IGNORED.sub("", unescape(node.value))):
            message = f"`{'.'.join(keys)}` is an address that runs code: {quoted(node.value)}"
            where = node_location(node, settings.root)
            yield error("CFG106", where, message, "write one that begins with https://")


def cfg108_format_is_current(
    _: Review, settings: Settings, changes: tuple[FormatChange, ...] = CHANGES
) -> Iterator[Diagnostic]:
    """The files of a review must be in the newest format that the generator reads.

    An older format is still read, but its explanations are gone, and some newer version will not read it.
    `evidence-review upgrade` changes the files, and says what it changed.

    Bad:  `format: 1` in `mkdocs.yml`, when the generator is at 2.
    Good: `format: 2`, as `evidence-review upgrade` writes it.
    """
    if not settings.format:
        return
    where = key_location((*OPTIONS, "format"), settings.root / CONFIG_FILE)
    for change in changes_since(settings.format, changes):
        message = (
            f"the files are in format {settings.format}, and format {change.format} differs: {change.meaning}"
        )
        yield warning("CFG108", where, message, "`evidence-review upgrade` changes the files")


def cfg107_settings_are_plain_text(_: Review, settings: Settings) -> Iterator[Diagnostic]:
    """Settings that the theme puts into pages as they are must be plain text.

    A quotation mark would end the attribute that contains the text, and `<` would begin an element.

    Bad:  `site_author: Ana "Ash" <ana@example.org>`.
    Good: `site_author: Ana “Ash”`.
    """
    if settings.html == "trusted":
        return
    for keys, node in _scalars(settings):
        if _is_printed(keys) and not {"<", ">", '"'}.isdisjoint(node.value):
            message = f"`{'.'.join(keys)}` contains a character of HTML: {quoted(node.value)}"
            hint = "leave out < and >, and write quotation marks as “ and ”"
            yield error("CFG107", node_location(node, settings.root), message, hint)


def _is_printed(keys: tuple[str, ...]) -> bool:
    """Tell whether a theme prints a value without escaping it."""
    if keys[0] == "markdown_extensions":
        return keys[1:] in {("toc", "title"), ("toc", "permalink_title"), ("toc", "permalink")}
    return keys[0] in {"site_author", "site_description", "site_url", "theme", "extra"}


def _scalars(settings: Settings) -> Iterator[tuple[tuple[str, ...], yaml.Node]]:
    """Yield the single values of `mkdocs.yml` with their keys; none if it cannot be read."""
    try:
        root = compose_configuration(settings.root / CONFIG_FILE)
    except ReviewError:
        return
    for keys, node in nodes_with_keys(root):
        if isinstance(node, yaml.ScalarNode) and keys and keys[-1] != KEY:
            yield keys, node


def _installed(group: str) -> frozenset[str]:
    return frozenset(entry.name for entry in entry_points(group=group))


def csl001_style_is_usable(_: Review, settings: Settings) -> Iterator[Diagnostic]:
    """The citation style must exist, and be a complete CSL style.

    Without a usable style no citation or reference could be printed.

    Bad:  `style: harward` in `mkdocs.yml`, or a `.csl` file without `<citation>`.
    Good: `style: apa`, or `style: styles/own.csl` for a file of your own.
    """
    style = find_style(settings.style, settings.root)
    if isinstance(style, Diagnostic):
        named = key_location((*OPTIONS, "style"), settings.root / "mkdocs.yml")
        yield replace(style, where=named) if style.where == DEFAULT_LOCATION else style
