"""`mkdocs.yml` as MkDocs reads it, for our own command line. Knows the meaning of one key only, `INHERIT`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import mergedeep
import yaml
import yaml_env_tag

from evidence_review.errors import ReviewError


def read_configuration(file: Path, below: tuple[Path, ...] = ()) -> Mapping[str, Any]:
    """Return the keys of a `mkdocs.yml`, with `INHERIT` and `!ENV` resolved.

    `!!python/name:` tags import what they name, as in MkDocs: a site's configuration is code of
    its owner, not contributed content (https://www.mkdocs.org/user-guide/configuration/).

    Args:
        file: The file.
        below: The files that inherit from it.

    Raises:
        ReviewError: The file cannot be read.
    """
    try:
        with file.open("rb") as stream:
            loaded = yaml.load(stream, Loader=_loader())  # noqa: S506 - see the docstring
    except OSError as error:
        message = f"{file.name} cannot be read: {error.strerror} (run this in the folder of mkdocs.yml)"
        raise ReviewError(message) from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        message = f"{file.name}{line}: this is not YAML: {getattr(error, 'problem', None) or error}"
        raise ReviewError(" ".join(message.split())) from None
    if not isinstance(loaded, dict):
        message = f"{file.name} holds no settings"
        raise ReviewError(message)
    parent = loaded.pop("INHERIT", None)
    if parent is None:
        return loaded
    if not isinstance(parent, str) or (file.parent / parent).resolve() in (*below, file.resolve()):
        message = f"{file.name}: `INHERIT` must name a file above this one; it is {parent!r}"
        raise ReviewError(message)
    inherited = read_configuration(file.parent / parent, (*below, file.resolve()))
    merged: dict[str, Any] = mergedeep.merge({}, inherited, loaded)
    return merged


def plugin_options(config: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    """Return the options of a plugin in `plugins`, or nothing where it is not listed.

    Raises:
        ReviewError: The options are no mapping.
    """
    plugins = config.get("plugins")
    for entry in plugins if isinstance(plugins, list) else [plugins]:
        if entry == name:
            return {}
        if isinstance(entry, Mapping) and name in entry:
            options = entry[name] or {}
            if isinstance(options, Mapping):
                return options
            message = (
                f"mkdocs.yml: the options of {name} must be a mapping, `key: value`; they are {options!r}"
            )
            raise ReviewError(message)
    return None


def _loader() -> type[yaml.Loader]:
    class Loader(yaml.Loader):
        """A loader of our own, so that the tag is not added for everybody."""

    Loader.add_constructor("!ENV", yaml_env_tag.construct_env_tag)
    Loader.add_multi_constructor("!relative", lambda _loader, _suffix, _node: None)
    return Loader
