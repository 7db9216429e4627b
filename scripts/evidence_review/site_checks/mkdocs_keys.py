"""Keys, themes and plugins in `mkdocs.yml` that no engine knows: an engine ignores them or stops half way."""

from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import yaml

from evidence_review.config.key_lines import key_locations, place_of_node
from evidence_review.config.mkdocs_yml import compose_configuration
from evidence_review.diagnostics import Diagnostic, did_you_mean, error
from evidence_review.errors import ReviewError

_NAMES = """
    INHERIT copyright dev_addr docs_dir draft_docs edit_uri edit_uri_template exclude_docs extra extra_css
    extra_javascript extra_templates hooks markdown_extensions mdx_configs nav not_in_nav plugins
    remote_branch remote_name repo_name repo_url site_author site_description site_dir site_name site_url
    strict theme use_directory_urls validation watch
    """


KEYS = frozenset(_NAMES.split())
"""What may stand at the top: https://www.mkdocs.org/user-guide/configuration/."""


def unknown_keys(file: Path) -> Iterator[Diagnostic]:
    """Find keys, themes and plugins that no engine knows.

    Args:
        file: The `mkdocs.yml`. Paths are those from its folder.
    """
    yield from _joined_nav_entries(file)
    themes = _installed("mkdocs.themes")
    plugins = {name.rpartition("/")[2] for name in _installed("mkdocs.plugins")}
    for keys, where in key_locations(file).items():
        name = keys[-1].rpartition("/")[2]
        if len(keys) == 1 and keys[0] not in KEYS:
            hint = did_you_mean(keys[0], KEYS) or "put values of your own below `extra:`"
            yield error("CFG101", where, f"there is no key {keys[0]!r} in {file.name}", hint)
        elif keys[:2] == ("theme", "name") and keys[2:] and keys[2] not in themes:
            hint = did_you_mean(keys[2], themes)
            yield error("CFG102", where, f"there is no theme {keys[2]!r}", hint)
        elif keys[0] == "plugins" and len(keys) == 2 and name not in plugins:  # noqa: PLR2004 - its name
            hint = did_you_mean(name, plugins)
            yield error("CFG103", where, f"the plugin {name!r} is not installed", hint)


def _joined_nav_entries(file: Path) -> Iterator[Diagnostic]:
    """Find the entries of the menu that stand below one dash, so that an engine breaks off at them."""
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
                where = place_of_node(key, file.parent)
                message = f"the entry {key.value!r} of `nav` has no dash"
                yield error("CFG104", where, message, "begin each entry of the menu with a dash, `- `")


def _installed(group: str) -> frozenset[str]:
    return frozenset(entry.name for entry in entry_points(group=group))
