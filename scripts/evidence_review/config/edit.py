"""One value in `mkdocs.yml` put in the place of another, with every other character left as it is."""

import yaml

QUOTES = ("'", '"')


def set_option(text: str, plugin: str, key: str, value: str) -> str | None:
    """Return a `mkdocs.yml` with one option of a plugin changed; nothing where it holds no plain value there.

    What is inherited, comes from the environment or stands at an anchor is no plain value.

    Args:
        text: The file.
        plugin: The name of the plugin, as `plugins` has it.
        key: The option.
        value: What it is to be; it must need no quotation marks.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for options in _options(_value(root, "plugins"), plugin):
        node = _value(options, key)
        if not isinstance(node, yaml.ScalarNode) or node.start_mark is None or node.end_mark is None:
            return None
        start, end = node.start_mark.index, node.end_mark.index
        written = text[start:end]
        quote = written[:1] if written[:1] in QUOTES else ""
        if written != f"{quote}{node.value}{quote}":
            return None
        return f"{text[:start]}{quote}{value}{quote}{text[end:]}"
    return None


def _options(plugins: yaml.Node | None, plugin: str) -> list[yaml.Node]:
    """Return the options of a plugin, wherever `plugins` has them: in a list, or by name."""
    if not isinstance(plugins, yaml.SequenceNode):
        named = _value(plugins, plugin)
        return [named] if named else []
    return [found for item in plugins.value if (found := _value(item, plugin))]


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)
