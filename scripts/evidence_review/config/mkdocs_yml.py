"""Read `mkdocs.yml` as MkDocs does, for our own command line. Only the key `INHERIT` is interpreted here."""

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any, TypeGuard

import yaml
import yaml_env_tag
from pymdownx.slugs import slugify

from evidence_review.errors import ReviewError, SettingsError
from evidence_review.sources.files import SourceFile, find_merge_conflict, is_outside
from evidence_review.sources.yaml_errors import explain_yaml_error

MAPPING = "tag:yaml.org,2002:map"
"""The tag of an ordinary mapping."""
INHERIT = ("tag:yaml.org,2002:str", "INHERIT")
"""The tag and value of the key that names the inherited file."""


SLUG_OPTIONS = ("case", "percent_encode", "normalize")
"""The options of that function: https://facelessuser.github.io/pymdown-extensions/extras/slugs/."""
FORMER_NAMES = {
    "materialx.emoji.to_svg": "material.extensions.emoji.to_svg",
    "materialx.emoji.twemoji": "material.extensions.emoji.twemoji",
}
"""The names of functions for icons before Material 9.4, and those of today."""
CALLABLE = ("material.", "pymdownx.", "zensical.", "markdown.")
"""How the names begin that settings may hand to Markdown extensions, as the manuals of these packages do."""
MAX_SETTINGS_SIZE = 1_000_000
"""How many bytes `mkdocs.yml` may have."""
MOST_VALUES = 100_000
"""How many values `mkdocs.yml` may have with its aliases written out. Large menus have some 20,000."""


def read_configuration(file: Path) -> Mapping[str, Any]:
    """Return the keys of a `mkdocs.yml`, with `INHERIT` and `!ENV` resolved.

    `!!python/name:` tags name what Markdown extensions call
    (https://www.mkdocs.org/user-guide/configuration/); only names in `CALLABLE` are imported, and `uncalled`
    takes the place of others. Tags that would
    call a function at once are refused.

    Raises:
        ReviewError: The file cannot be read.
    """
    loaded = _constructed(compose_configuration(file), file)
    if not isinstance(loaded, dict):
        message = f"{file.name} contains no settings"
        raise ReviewError(message)
    return loaded


def compose_configuration(
    file: Path, below: tuple[Path, ...] = (), root: Path | None = None
) -> yaml.MappingNode:
    """Return a `mkdocs.yml` as a tree with its tags unresolved, merged with the files that it inherits from.

    Args:
        file: The file.
        below: The files that inherit from it.
        root: The folder that must contain all these files; by default the folder of the file.

    Raises:
        ReviewError: The file cannot be read.
    """
    folder = root or file.absolute().parent
    if is_outside(file, folder):
        message = f"{file.name} leads outside the project (copy what it leads to into the folder)"
        raise ReviewError(message)
    try:
        if (size := file.stat().st_size) > MAX_SETTINGS_SIZE:
            message = f"{file.name}:1: this file has {size:,} bytes, more than the {MAX_SETTINGS_SIZE:,}"
            raise ReviewError(f"{message} that settings may have (remove what is not needed)")
        with file.open("rb") as stream:
            top = yaml.compose(stream, Loader=yaml.SafeLoader)
        if not isinstance(top, yaml.MappingNode):
            message = f"{file.name} contains no settings"
            raise ReviewError(message)
        _reject_cycles(top, file)
        pairs = _pairs(top)
        _, parent = pairs.pop(INHERIT, (None, None))
        top.value = list(pairs.values())
        if parent is None:
            return top
        name = _constructed(parent, file)
        if not isinstance(name, str) or (file.parent / name).resolve() in (*below, file.resolve()):
            message = f"{file.name}: `INHERIT` must name a file that does not inherit from it: {name!r}"
            raise ReviewError(message)
        if is_outside(file.parent / name, folder):
            message = f"{file.name}:{parent.start_mark.line + 1}: `INHERIT` must name a file in the project"
            raise ReviewError(f"{message}; {name!r} leads outside it")
        inherited = compose_configuration(file.parent / name, (*below, file.resolve()), folder)
        return _merged(inherited, top)
    except OSError as error:
        message = f"{file.name} cannot be read: {error.strerror} (run this in the folder of mkdocs.yml)"
        raise ReviewError(message) from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise _syntax_error(error, file) from None


def _reject_cycles(root: yaml.Node, file: Path) -> None:
    """Refuse a value that contains itself through an alias, and aliases that multiply: no walk would end."""
    ancestors: set[int] = set()
    sizes: dict[int, int] = {}
    waiting = [(root, False)]
    while waiting:
        node, is_left = waiting.pop()
        if is_left:
            ancestors.discard(id(node))
            sizes[id(node)] = 1 + sum(sizes.get(id(each), 1) for each in _children(node))
            if sizes[id(node)] > MOST_VALUES:
                place = f"{file.name}:{node.start_mark.line + 1}"
                message = f"{place}: aliases repeat values more than {MOST_VALUES:,} times (use fewer)"
                raise ReviewError(message)
            continue
        if id(node) in ancestors:
            message = f"{file.name}:{node.start_mark.line + 1}: this value contains itself, through an alias"
            raise ReviewError(f"{message} (write it out)")
        if id(node) in sizes or not isinstance(node, yaml.CollectionNode):
            continue
        ancestors.add(id(node))
        waiting.append((node, True))
        waiting += [(each, False) for each in _children(node)]


def _children(node: yaml.Node) -> list[yaml.Node]:
    """Return the keys and values of a mapping, or the items of a list."""
    if isinstance(node, yaml.MappingNode):
        return [each for pair in node.value for each in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def plugin_options(config: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    """Return the options of a plugin in `plugins`, or None if it is not listed.

    Raises:
        SettingsError: The options are not a mapping.
    """
    plugins = config.get("plugins")
    for entry in plugins if isinstance(plugins, list) else [plugins]:
        if entry == name:
            return {}
        if isinstance(entry, Mapping) and name in entry:
            options = entry[name] or {}
            if isinstance(options, Mapping):
                return options
            message = f"the options of {name} must be a mapping, `key: value`; they are {options!r}"
            raise SettingsError(message, "plugins", name)
    return None


def _pairs(node: yaml.MappingNode) -> dict[object, tuple[yaml.Node, yaml.Node]]:
    """Return the items of a mapping by key, including those merged by `<<`."""
    yaml.SafeLoader("").flatten_mapping(node)
    return {
        (key.tag, key.value) if isinstance(key, yaml.ScalarNode) else id(key): (key, value)
        for key, value in node.value
    }


def _merged(inherited: yaml.MappingNode, own: yaml.MappingNode) -> yaml.MappingNode:
    """Merge two mappings as MkDocs does: lists are replaced as a whole, and the inheriting file prevails."""
    pairs = _pairs(inherited)
    for known, (key, value) in _pairs(own).items():
        old = pairs[known][1] if known in pairs else None
        pairs[known] = (key, _merged(old, value) if _is_mapping(old) and _is_mapping(value) else value)
    return yaml.MappingNode(own.tag, list(pairs.values()))


def _is_mapping(node: yaml.Node | None) -> TypeGuard[yaml.MappingNode]:
    return isinstance(node, yaml.MappingNode) and node.tag == MAPPING


def _constructed(node: yaml.Node, file: Path) -> object:
    loader = _Loader("")
    try:
        return loader.construct_document(node)
    except ValueError as error:  # such as a number of 5,000 digits
        message = f"{file.name}: a value cannot be read: {error}"
        raise ReviewError(message) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise _syntax_error(error, file) from None


def _syntax_error(error: Exception, file: Path) -> ReviewError:
    if isinstance(error, yaml.constructor.ConstructorError):
        mark = error.problem_mark
        place = f"{Path(mark.name).name}:{mark.line + 1}" if mark else file.name
        return ReviewError(" ".join(f"{place}: this cannot be read: {error.problem}".split()))
    data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as unreadable:
        line = data.count(b"\n", 0, unreadable.start) + 1
        return ReviewError(f"{file.name}:{line}: this file is not UTF-8 text (save it again as UTF-8)")
    conflict = find_merge_conflict(SourceFile(path=file.name, text=text))
    if conflict:
        return ReviewError(f"{conflict.where}: {conflict.message} ({conflict.hint})")
    broken = explain_yaml_error(error, text)
    shown = text.split("\n")[broken.line].strip()[:80]
    message = f"{file.name}:{broken.line + 1}: this line cannot be read, because {broken.reason}: {shown!r}"
    return ReviewError(f"{message} ({broken.hint})")


class _Loader(yaml.Loader):
    """Load what MkDocs loads, without calling functions: a proposal may change this file too."""


def uncalled(source: object, *others: object, **_: object) -> str:
    """Return what takes the place of the result of a function that settings name and that is not called.

    Args:
        source: What such a function is given first: the words of a heading, or the text of a piece of code.
        others: For a heading, the sign between words; for code, its language, its class and more.
    """
    if len(others) == 1:
        return str(slugify(case="lower")(str(source), str(others[0])))
    return f"<code>{escape(str(source))}</code>"


def _named_callable(loader: Any, suffix: str, node: yaml.Node) -> object:  # noqa: ANN401 - PyYAML's types
    """Return what a `!!python/name:` tag names, if it belongs to a package that such tags are meant for.

    An extension calls it with words of a page, so that a name such as `os.execlp` would run a program. The
    site's own functions are therefore not imported: `uncalled` takes their place.
    """
    suffix = FORMER_NAMES.get(suffix, suffix)
    if not suffix.startswith(CALLABLE):
        return uncalled
    value = loader.construct_python_name(suffix, node)
    if not f"{getattr(value, '__module__', '')}.".startswith(CALLABLE):
        known = ", ".join(f"{each}…" for each in CALLABLE)
        problem = f"the name {suffix!r} may not be called (these may: {known})"
        raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark)
    return value


def _slugify(loader: Any, node: yaml.Node) -> object:  # noqa: ANN401 - PyYAML's types
    """Return the function that Material's manual names for the ids of headings, with its options.

    https://squidfunk.github.io/mkdocs-material/setup/extensions/python-markdown/#+toc.slugify. Nothing else
    can be called by such a tag, and the function is our own choice.
    """
    is_mapping = isinstance(node, yaml.MappingNode)
    written = loader.construct_mapping(node, deep=True) if is_mapping else {"args": node.value}
    options = written.get("kwds") or {}
    if set(written) - {"kwds"} or not isinstance(options, dict) or not set(options) <= set(SLUG_OPTIONS):
        known = ", ".join(SLUG_OPTIONS)
        problem = f"'pymdownx.slugs.slugify' has only `kwds` here, with any of: {known}"
        raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark)
    return slugify(**options)


def _refused(_loader: yaml.Loader, suffix: str, node: yaml.Node) -> object:
    problem = f"a tag that would run {suffix!r} is not allowed here"
    raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark)


_Loader.add_constructor("!ENV", yaml_env_tag.construct_env_tag)
_Loader.add_multi_constructor("!relative", lambda _loader, _suffix, _node: None)
_Loader.add_constructor(  # an invalid date is reported when the key is used
    "tag:yaml.org,2002:timestamp", lambda _loader, node: node.value
)
for _kind in ("object/apply:", "object/new:", "object:", "module:"):
    _Loader.add_multi_constructor(f"tag:yaml.org,2002:python/{_kind}", _refused)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", _named_callable)
_Loader.add_constructor("tag:yaml.org,2002:python/object/apply:pymdownx.slugs.slugify", _slugify)
