"""The keys of `mkdocs.yml` that belong to the engines: which are known, and on which line each stands.

An engine passes over a key that it does not know, or breaks off in the middle of a build.
"""

import os
from collections.abc import Iterator, Sequence
from importlib.metadata import entry_points
from pathlib import Path

import yaml

from evidence_review.config.mkdocs_yml import compose_configuration
from evidence_review.diagnostics import Diagnostic, did_you_mean, error
from evidence_review.errors import ReviewError, SettingsError
from evidence_review.location import Location

_NAMES = """
    INHERIT copyright dev_addr docs_dir draft_docs edit_uri edit_uri_template exclude_docs extra extra_css
    extra_javascript extra_templates hooks markdown_extensions mdx_configs nav not_in_nav plugins
    remote_branch remote_name repo_name repo_url site_author site_description site_dir site_name site_url
    strict theme use_directory_urls validation watch
    """
KEYS = frozenset(_NAMES.split())
"""What may stand at the top: https://www.mkdocs.org/user-guide/configuration/."""
NAMING = (("theme", "name"), ("plugins",), ("markdown_extensions",))
"""Where a value names something and is no word of its own."""


Places = dict[tuple[str, ...], Location]
"""Where each key stands, by the keys that lead to it and itself."""


def key_places(file: Path) -> Places:
    """Return where each key of a `mkdocs.yml` stands, in it or above; none where it is broken.

    Args:
        file: The `mkdocs.yml`. Paths are those from its folder.
    """
    places: Places = {}
    try:
        _note(compose_configuration(file), (), places, file.parent)
    except ReviewError:
        return {}
    return places


def place_of(keys: Sequence[str], file: Path) -> Location:
    """Return where a value of a `mkdocs.yml` stands, or the nearest key above it that is there.

    Args:
        keys: The keys that lead to it, such as `plugins`, `evidence-review`, `as_at`.
        file: The `mkdocs.yml`.
    """
    places = key_places(file)
    ways = (tuple(keys[:count]) for count in range(len(keys), 0, -1))
    return next((places[way] for way in ways if way in places), Location(file.name))


def said_of(error: ReviewError, file: Path) -> str:
    """Return what an error says, with the place of the value in a `mkdocs.yml` that it is about.

    Args:
        error: The error.
        file: The `mkdocs.yml`.
    """
    return (
        f"{place_of(error.keys, file)}: {error.message}" if isinstance(error, SettingsError) else str(error)
    )


def unknown_names(file: Path) -> Iterator[Diagnostic]:
    """Find keys, themes and plugins that no engine knows.

    Args:
        file: The `mkdocs.yml`. Paths are those from its folder.
    """
    yield from _entries_in_one(file)
    themes = _installed("mkdocs.themes")
    plugins = {name.rpartition("/")[2] for name in _installed("mkdocs.plugins")}
    for keys, where in key_places(file).items():
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


def _entries_in_one(file: Path) -> Iterator[Diagnostic]:
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
                where = _place(key, file.parent)
                message = f"the entry {key.value!r} of `nav` has no dash"
                yield error("CFG104", where, message, "begin each entry of the menu with a dash, `- `")


def _note(node: yaml.Node, keys: tuple[str, ...], places: Places, folder: Path) -> None:
    """Note the place of each key; the name of a theme, a plugin or an extension counts as one."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                places.setdefault((*keys, key.value), _place(key, folder))
                _note(value, (*keys, key.value), places, folder)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _note(item, keys, places, folder)
    elif keys == ("theme",) and node.value:
        places["theme", "name", node.value] = _place(node, folder)
    elif keys in NAMING and node.value not in ("", "null", "~"):
        places[(*keys, node.value)] = _place(node, folder)


def _place(node: yaml.Node, folder: Path) -> Location:
    """Return where a node stands, which may be in a file that this one inherits from."""
    path = Path(os.path.relpath(node.start_mark.name, folder)).as_posix()
    return Location(path, node.start_mark.line + 1)


def _installed(group: str) -> frozenset[str]:
    return frozenset(entry.name for entry in entry_points(group=group))
