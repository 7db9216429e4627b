"""Changes to the options of a plugin in `mkdocs.yml` that leave every other character as it is."""

import yaml

QUOTES = ("'", '"')


def set_option(text: str, plugin: str, key: str, value: str) -> str | None:
    """Return a `mkdocs.yml` with one option of a plugin changed, or None if the option is not a plain value.

    A value that is inherited, comes from the environment or has an anchor is not plain. Every other character
    of the file stays the same.

    Args:
        text: The file.
        plugin: The name of the plugin in `plugins`.
        key: The option.
        value: Its new value, which must not need quotation marks.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for options in _plugin_options(_value(root, "plugins"), plugin):
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


def add_option(text: str, plugin: str, key: str, value: str) -> str | None:
    """Return a `mkdocs.yml` with a further option of a plugin, above the others, or None if it has none yet.

    Args:
        text: The file.
        plugin: The name of the plugin in `plugins`.
        key: The option.
        value: Its value, which must not need quotation marks.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for options in _plugin_options(_value(root, "plugins"), plugin):
        if isinstance(options, yaml.MappingNode) and options.value:
            first = options.value[0][0].start_mark
            end = ", " if options.flow_style else f"\n{' ' * first.column}"
            return f"{text[: first.index]}{key}: {value}{end}{text[first.index :]}"
    return None


def _plugin_options(plugins: yaml.Node | None, plugin: str) -> list[yaml.Node]:
    """Return the options of a plugin, whether `plugins` is a list or a mapping."""
    if not isinstance(plugins, yaml.SequenceNode):
        named = _value(plugins, plugin)
        return [named] if named else []
    return [found for item in plugins.value if (found := _value(item, plugin))]


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)
