"""The line of each key of `mkdocs.yml`, in it or in a file that it inherits from."""

import os
from collections.abc import Sequence
from pathlib import Path

import yaml

from evidence_review.config.mkdocs_yml import compose_configuration
from evidence_review.errors import ReviewError, SettingsError
from evidence_review.location import Location

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


def _note(node: yaml.Node, keys: tuple[str, ...], places: Places, folder: Path) -> None:
    """Note the place of each key; the name of a theme, a plugin or an extension counts as one."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                places.setdefault((*keys, key.value), place_of_node(key, folder))
                _note(value, (*keys, key.value), places, folder)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _note(item, keys, places, folder)
    elif keys == ("theme",) and node.value:
        places["theme", "name", node.value] = place_of_node(node, folder)
    elif keys in NAMING and node.value not in ("", "null", "~"):
        places[(*keys, node.value)] = place_of_node(node, folder)


def place_of_node(node: yaml.Node, folder: Path) -> Location:
    """Return where a node stands, which may be in a file that this one inherits from."""
    path = Path(os.path.relpath(node.start_mark.name, folder)).as_posix()
    return Location(path, node.start_mark.line + 1)
