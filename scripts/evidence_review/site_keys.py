"""The keys of `mkdocs.yml` that belong to the engines: which are known, and on which line each stands.

An engine passes over a key that it does not know, or breaks off in the middle of a build.
"""

from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points
from pathlib import Path

import yaml

from evidence_review.content.configuration import compose_configuration
from evidence_review.diagnostics import Diagnostic, did_you_mean, error
from evidence_review.errors import ReviewError
from evidence_review.source import Location

_NAMES = """
    INHERIT copyright dev_addr docs_dir draft_docs edit_uri edit_uri_template exclude_docs extra extra_css
    extra_javascript extra_templates hooks markdown_extensions mdx_configs nav not_in_nav plugins
    remote_branch remote_name repo_name repo_url site_author site_description site_dir site_name site_url
    strict theme use_directory_urls validation watch
    """
KEYS = frozenset(_NAMES.split())
"""What may stand at the top: https://www.mkdocs.org/user-guide/configuration/."""


def key_lines(file: Path) -> Mapping[tuple[str, ...], int]:
    """Return the line of each key of a `mkdocs.yml`, by the keys that lead to it; none where it is broken."""
    lines: dict[tuple[str, ...], int] = {}
    try:
        _note(compose_configuration(file), (), lines)
    except ReviewError:
        return {}
    return lines


def unknown_names(file: Path, path: str) -> Iterator[Diagnostic]:
    """Find keys, themes and plugins that no engine knows.

    Args:
        file: The `mkdocs.yml`.
        path: Its path as messages show it.
    """
    lines = key_lines(file)
    yield from _entries_in_one(file, path)
    themes = _installed("mkdocs.themes")
    plugins = {name.rpartition("/")[2] for name in _installed("mkdocs.plugins")}
    for keys, line in lines.items():
        where, name = Location(path, line), keys[-1].rpartition("/")[2]
        if len(keys) == 1 and keys[0] not in KEYS:
            hint = did_you_mean(keys[0], KEYS) or "put values of your own below `extra:`"
            yield error("CFG101", where, f"there is no key {keys[0]!r} in {path}", hint)
        elif keys[:2] == ("theme", "name") and keys[2:] and keys[2] not in themes:
            hint = did_you_mean(keys[2], themes)
            yield error("CFG102", where, f"there is no theme {keys[2]!r}", hint)
        elif keys[0] == "plugins" and len(keys) == 2 and name not in plugins:  # noqa: PLR2004 - its name
            hint = did_you_mean(name, plugins)
            yield error("CFG103", where, f"the plugin {name!r} is not installed", hint)


def _entries_in_one(file: Path, path: str) -> Iterator[Diagnostic]:
    """Find the entries of the menu that stand below one dash, so that an engine breaks off at them."""
    try:
        root = compose_configuration(file)
    except ReviewError:
        return
    waiting = [value for key, value in root.value if key.value == "nav"]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            waiting += [value for _, value in node.value]
            for key, _ in node.value[1:]:
                where = Location(path, key.start_mark.line + 1)
                message = f"the entry {key.value!r} of `nav` has no dash"
                yield error("CFG104", where, message, "begin each entry of the menu with a dash, `- `")


def _note(node: yaml.Node, keys: tuple[str, ...], lines: dict[tuple[str, ...], int]) -> None:
    """Note the line of each key; the name of a theme or a plugin counts as one."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                lines.setdefault((*keys, key.value), key.start_mark.line + 1)
                _note(value, (*keys, key.value), lines)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _note(item, keys, lines)
    elif keys == ("theme",) and node.value:
        lines["theme", "name", node.value] = node.start_mark.line + 1
    elif keys in (("theme", "name"), ("plugins",)) and node.value not in ("", "null", "~"):
        lines[(*keys, node.value)] = node.start_mark.line + 1


def _installed(group: str) -> frozenset[str]:
    return frozenset(entry.name for entry in entry_points(group=group))
