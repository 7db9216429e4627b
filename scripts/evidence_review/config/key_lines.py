"""The line of each key of `mkdocs.yml`, in it or in a file that it inherits from."""

import os
from collections.abc import Sequence
from pathlib import Path

import yaml

from evidence_review.config.mkdocs_yml import compose_configuration
from evidence_review.errors import ReviewError, SettingsError
from evidence_review.location import Location

NAMING_KEYS = (("theme", "name"), ("plugins",), ("markdown_extensions",))
"""Where a value names something and is no word of its own."""


KeyLocations = dict[tuple[str, ...], Location]
"""Where each key stands, by the keys that lead to it and itself."""


def key_locations(file: Path) -> KeyLocations:
    """Return where each key of a `mkdocs.yml` stands, in it or above; none where it is broken.

    Args:
        file: The `mkdocs.yml`. Paths are those from its folder.
    """
    locations: KeyLocations = {}
    try:
        _collect_keys(compose_configuration(file), (), locations, file.parent)
    except ReviewError:
        return {}
    return locations


def key_location(keys: Sequence[str], file: Path) -> Location:
    """Return where a value of a `mkdocs.yml` stands, or the nearest key above it that is there.

    Args:
        keys: The keys that lead to it, such as `plugins`, `evidence-review`, `as_at`.
        file: The `mkdocs.yml`.
    """
    locations = key_locations(file)
    prefixes = (tuple(keys[:count]) for count in range(len(keys), 0, -1))
    return next((locations[prefix] for prefix in prefixes if prefix in locations), Location(file.name))


def locate_error(error: ReviewError, file: Path) -> str:
    """Return what an error says, with the place of the value in a `mkdocs.yml` that it is about.

    Args:
        error: The error.
        file: The `mkdocs.yml`.
    """
    return (
        f"{key_location(error.keys, file)}: {error.message}"
        if isinstance(error, SettingsError)
        else str(error)
    )


def _collect_keys(node: yaml.Node, keys: tuple[str, ...], locations: KeyLocations, folder: Path) -> None:
    """Note the place of each key; the name of a theme, a plugin or an extension counts as one."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                locations.setdefault((*keys, key.value), place_of_node(key, folder))
                _collect_keys(value, (*keys, key.value), locations, folder)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _collect_keys(item, keys, locations, folder)
    elif keys == ("theme",) and node.value:
        locations["theme", "name", node.value] = place_of_node(node, folder)
    elif keys in NAMING_KEYS and node.value not in ("", "null", "~"):
        locations[(*keys, node.value)] = place_of_node(node, folder)


def place_of_node(node: yaml.Node, folder: Path) -> Location:
    """Return where a node stands, which may be in a file that this one inherits from."""
    path = Path(os.path.relpath(node.start_mark.name, folder)).as_posix()
    return Location(path, node.start_mark.line + 1)
