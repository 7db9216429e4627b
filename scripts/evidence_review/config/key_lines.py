"""The line of each key of `mkdocs.yml`, or of the file that it inherits the key from."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from evidence_review.config.mkdocs_yml import compose_configuration
from evidence_review.errors import ReviewError, SettingsError
from evidence_review.location import Location

NAMING_KEYS = (("theme", "name"), ("plugins",), ("markdown_extensions",))
"""The keys whose values name a theme, plugins or extensions, which may have keys of their own."""


KeyLocations = dict[tuple[str, ...], Location]
"""The location of each key, by the path of keys that leads to it."""


def key_locations(file: Path) -> KeyLocations:
    """Return the location of each key of a `mkdocs.yml` or an inherited file; none if it is invalid.

    Args:
        file: The `mkdocs.yml`. The paths in the result are relative to its folder.
    """
    locations: KeyLocations = {}
    try:
        _collect_keys(compose_configuration(file), (), locations, file.parent)
    except ReviewError:
        return {}
    return locations


def key_location(keys: Sequence[str], file: Path) -> Location:
    """Return the location of a value of a `mkdocs.yml`, or of the nearest existing key above it.

    Args:
        keys: The keys that lead to it, such as `plugins`, `evidence-review`, `as_at`.
        file: The `mkdocs.yml`.
    """
    locations = key_locations(file)
    prefixes = (tuple(keys[:count]) for count in range(len(keys), 0, -1))
    return next((locations[prefix] for prefix in prefixes if prefix in locations), Location(file.name))


def locate_error(error: ReviewError, file: Path) -> str:
    """Return the message of an error, with the location of the value in `mkdocs.yml` that it concerns.

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
    """Collect the location of each key; the name of a theme, a plugin or an extension counts as one."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                locations.setdefault((*keys, key.value), node_location(key, folder))
                _collect_keys(value, (*keys, key.value), locations, folder)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _collect_keys(item, keys, locations, folder)
    elif keys == ("theme",) and node.value:
        locations["theme", "name", node.value] = node_location(node, folder)
    elif keys in NAMING_KEYS and node.value not in ("", "null", "~"):
        locations[(*keys, node.value)] = node_location(node, folder)


KEY = "<key>"
"""The last of the keys of a node that is a key itself."""


def nodes_with_keys(
    node: yaml.Node, keys: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], yaml.Node]]:
    """Yield each node of a tree of settings with the keys that lead to it; lists add none."""
    yield keys, node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from nodes_with_keys(key, (*keys, KEY))
            yield from nodes_with_keys(value, (*keys, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from nodes_with_keys(item, keys)


def node_location(node: yaml.Node, folder: Path) -> Location:
    """Return the location of a node, which may be in an inherited file."""
    path = Path(os.path.relpath(node.start_mark.name, folder)).as_posix()
    return Location(path, node.start_mark.line + 1)
