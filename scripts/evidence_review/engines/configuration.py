"""The configuration for an engine: the site's own `mkdocs.yml`, adapted to the staged folder."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from evidence_review.config.mkdocs_yml import MAPPING, compose_configuration
from evidence_review.config.options import PLUGIN
from evidence_review.config.settings import Settings, is_page
from evidence_review.file_replacement import replace_file
from evidence_review.prose.raw_html import EXTENSION
from evidence_review.publishing.pipeline import built_dir, overrides_dir
from evidence_review.publishing.theme_files import STYLE_SHEETS
from evidence_review.site.addresses import staged_path

SEQUENCE = "tag:yaml.org,2002:seq"
"""The YAML tag of a list."""
TOC = ("toc", "markdown.extensions.toc")
"""The names of the extension that makes tables of contents."""


def write_configuration(
    settings: Settings,
    file: Path,
    *,
    hidden: Sequence[str] = (),
    name: str = "mkdocs.yml",
    site: Path | None = None,
) -> Path:
    """Write the engine's configuration to the build folder and return its path.

    The file is edited as a tree of YAML nodes, so that tags such as `!!python/name:` are preserved
    and nothing is imported. Inherited configuration is included, so that it is edited too.

    Args:
        settings: How the review is built.
        file: Its `mkdocs.yml`.
        hidden: The patterns of the pages that are not in the menu.
        name: The file name of the configuration.
        site: The folder below the build folder in which to build; by default the one that is published.
    """
    root = compose_configuration(file)
    configuration = settings.build_dir / name
    folders = {"docs_dir": settings.staged_dir, "site_dir": site or built_dir(settings)}
    for key, folder in folders.items():
        _set(root, key, _scalar(folder.relative_to(settings.build_dir).as_posix()))
    _drop(root, "site_url")  # Zensical misinterprets an empty one, such as an unset variable
    if settings.site_url:
        _set(root, "site_url", _scalar(settings.site_url))
    if not settings.use_directory_urls:
        _set(root, "use_directory_urls", yaml.ScalarNode("tag:yaml.org,2002:bool", "false"))
    _set_theme(root, settings)
    _extend(root, "extra_css", STYLE_SHEETS)
    _set_extensions(root)
    nav = _get(root, "nav")
    if nav:
        _rewrite_nav(nav)
    _hide(root, hidden)
    _drop_plugin(root)
    configuration.parent.mkdir(parents=True, exist_ok=True)
    replace_file(configuration, yaml.serialize(root, allow_unicode=True).encode())
    return configuration


def _set_theme(root: yaml.MappingNode, settings: Settings) -> None:
    theme = _get(root, "theme")
    if isinstance(theme, yaml.ScalarNode):
        theme = yaml.MappingNode(MAPPING, [(_scalar("name"), theme)])
        _set(root, "theme", theme)
    if isinstance(theme, yaml.MappingNode):
        _set(theme, "custom_dir", _scalar(overrides_dir(settings).name))


def _set_extensions(root: yaml.MappingNode) -> None:
    """Leave only the extension that publishes finished pages, and the options of the table of contents.

    Themes read the latter; everything else has been converted already.
    """
    extensions = _get(root, "markdown_extensions")
    kept: list[yaml.Node] = []
    if isinstance(extensions, yaml.SequenceNode):
        kept = [item for item in extensions.value if _name(item) in TOC]
    elif isinstance(extensions, yaml.MappingNode):
        kept = [yaml.MappingNode(MAPPING, [pair]) for pair in extensions.value if pair[0].value in TOC]
    _set(root, "markdown_extensions", yaml.SequenceNode(SEQUENCE, [*kept, _scalar(EXTENSION)]))


def _hide(root: yaml.MappingNode, hidden: Sequence[str]) -> None:
    """Add patterns to those of the pages that are not in the menu."""
    own = _get(root, "not_in_nav")
    lines = [*hidden, str(own.value)] if isinstance(own, yaml.ScalarNode) else hidden
    if lines:
        _set(root, "not_in_nav", _scalar("\n".join(lines)))


def _rewrite_nav(node: yaml.Node) -> None:
    """Replace the paths in a navigation with those of the staged pages."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _rewrite_nav(item)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            _rewrite_nav(value)
    elif is_page(node.value):
        node.value = staged_path(node.value)


def _drop_plugin(root: yaml.MappingNode) -> None:
    plugins = _get(root, "plugins")
    if isinstance(plugins, yaml.SequenceNode):
        plugins.value = [item for item in plugins.value if _name(item) != PLUGIN]
    elif isinstance(plugins, yaml.MappingNode):
        plugins.value = [pair for pair in plugins.value if pair[0].value != PLUGIN]


def _name(item: yaml.Node) -> str:
    if isinstance(item, yaml.MappingNode) and item.value:
        return str(item.value[0][0].value)
    return str(item.value)


def _extend(root: yaml.MappingNode, key: str, values: tuple[str, ...]) -> None:
    current = _get(root, key)
    items = list(current.value) if isinstance(current, yaml.SequenceNode) else []
    new = [_scalar(value) for value in values]
    _set(root, key, yaml.SequenceNode(SEQUENCE, [*new, *items]))


def _get(node: yaml.MappingNode, key: str) -> yaml.Node | None:
    return next((value for name, value in node.value if name.value == key), None)


def _set(node: yaml.MappingNode, key: str, value: yaml.Node) -> None:
    _drop(node, key)
    node.value = [*node.value, (_scalar(key), value)]


def _drop(node: yaml.MappingNode, key: str) -> None:
    node.value = [(name, old) for name, old in node.value if name.value != key]


def _scalar(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text)
