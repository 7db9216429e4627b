"""The folder of case files, reading a case, and rewriting what a case expects: `pytest --accept`."""

import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parent / "cases"
"""The folder of case files, one folder or file for each stage."""
SCHEMAS = Path(__file__).parent / "schemas"
"""The folder of schemas published by other projects."""
WIDTH = 115
"""The line width at which a value that was folded before is folded again."""
Accept = Callable[[Path, Sequence[str | int], object], None]
"""Called with a case file, the keys of an expected value and the actual value. See `pytest --accept`."""


def read_case(path: Path) -> Any:  # noqa: ANN401 - each stage has its own form of case
    """Return the content of a case file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def rewrite(path: Path, keys: Sequence[str | int], value: object) -> None:
    """Replace one expected value in a case file and leave the rest of the file unchanged."""
    text = path.read_text(encoding="utf-8")
    path.write_text(with_value(text, keys, value), encoding="utf-8")


def with_value(text: str, keys: Sequence[str | int], value: object) -> str:
    """Return YAML with the value at `keys` replaced; equal parts keep their layout, quotes and comments."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert root, "the file is empty"
    edits = _edits(text, root, yaml.safe_load(text), keys, value)
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


_Edit = tuple[int, int, str]
"""The start and end of a part of the text, and its replacement."""


def _edits(text: str, node: yaml.Node, old: Any, keys: Sequence[str | int], new: Any) -> list[_Edit]:  # noqa: ANN401
    if not keys:
        children = [(key, new[key]) for key in _shared_keys(old, new)]
        return [edit for key, each in children for edit in _edits(text, node, old, [key], each)]
    key, *rest = keys
    if isinstance(old, dict) and key not in old:
        return (
            [(len(text), len(text), yaml.safe_dump({key: new}, sort_keys=False, width=WIDTH))] if new else []
        )
    child, start = _child(text, node, key)
    if rest or _shared_keys(old[key], new):
        return _edits(text, child, old[key], rest, new)
    return [] if old[key] == new else [(start, _end(text, child), _written(node, child, new))]


def _shared_keys(old: object, new: object) -> list[Any]:
    """Return the keys or indexes of two collections if both have the same ones."""
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        return list(old)
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return list(range(len(old)))
    return []


def _child(text: str, node: yaml.Node, key: str | int) -> tuple[yaml.Node, int]:
    """Return a value in a collection, and the position after its colon or hyphen."""
    if isinstance(node, yaml.SequenceNode):
        child: yaml.Node = node.value[int(key)]
        return child, child.start_mark.index
    ((name, child),) = [pair for pair in node.value if pair[0].value == key]
    return child, text.index(":", name.end_mark.index) + 1


def _end(text: str, node: yaml.Node) -> int:
    """Return the end of a value, excluding the blank lines and comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    return len(text[: node.end_mark.index].rstrip())


def _written(parent: yaml.Node, old: yaml.Node, value: object) -> str:
    """Write a value in the style of the one that it replaces, from its parent's colon or hyphen on."""
    flow = [node for node in (parent, old) if isinstance(node, yaml.CollectionNode) and node.flow_style]
    in_flow = parent in flow or (old in flow and bool(old.value))
    is_item = isinstance(parent, yaml.SequenceNode) or isinstance(value, str)
    is_folded = old.start_mark.line < old.end_mark.line
    dumped = yaml.safe_dump(
        [value] if is_item else {"k": value},
        default_flow_style=in_flow,
        default_style=old.style if isinstance(old, yaml.ScalarNode) and isinstance(value, str) else None,
        allow_unicode=True,
        sort_keys=False,
        width=WIDTH if is_folded else 10**9,
    ).rstrip()
    dumped = dumped[1:-1] if in_flow else dumped.removeprefix("- ")
    if not is_item:
        dumped = dumped.removeprefix("k:")
    elif isinstance(parent, yaml.MappingNode):
        dumped = f" {dumped}"
    deeper = (
        isinstance(old, yaml.SequenceNode) and isinstance(parent, yaml.MappingNode) and not old.flow_style
    )
    column = old.start_mark.column if deeper else parent.start_mark.column
    first, *others = dumped.split("\n")
    return "\n".join([first, *(textwrap.indent(line, " " * column) for line in others)])
