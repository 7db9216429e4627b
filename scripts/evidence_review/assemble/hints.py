"""How a value is shown in a message, and how to write what was written in another form."""

import re
from collections.abc import Callable, Mapping

MAX_EXCERPT_LENGTH = 60
"""How many characters of a value a message shows."""
_FROM_TO = re.compile(r"(\d+) *[-\u2010-\u2015,;] *(\d+)")
"""Two numbers as people write from and to."""
_YAML_PUNCTUATION = frozenset("[]{}#:,'\"")
"""What must stand in quotes inside a list, or is none of one item."""


def correction_hint(kind: str, value: object) -> str:
    """Return how to write a value; empty where the message says it all.

    Args:
        kind: The sort of fault, as pydantic names it.
        value: What is written.
    """
    numbers = _FROM_TO.fullmatch(str(value))
    if numbers and kind in ("tuple_type", "int_parsing"):
        return f"write [{numbers[1]}, {numbers[2]}]"
    return _HINTS_BY_TYPE[kind](value) if kind in _HINTS_BY_TYPE else ""


def format_value(value: object) -> str:
    """Return a value as it is shown in a message: text in quotes, the rest as it may be written."""
    text = repr(value) if isinstance(value, str) else _as_yaml(value)
    return text if len(text) <= MAX_EXCERPT_LENGTH else text[: MAX_EXCERPT_LENGTH - 3] + "…"


def _list(value: object) -> str:
    if isinstance(value, Mapping):
        return f"begin each item with a dash, `- {next(iter(value), 'key')}: …`"
    text = str(value)
    fits = text and len(text) <= MAX_EXCERPT_LENGTH and _YAML_PUNCTUATION.isdisjoint(text)
    brackets = f"`[{text if fits else '…'}]`"
    return f"put it in square brackets, {brackets}, or begin each item with a dash on a separate line"


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        return "put quotation marks around a text that contains a colon or begins with a brace"
    return "write it without brackets and dashes; if it contains a bracket, put it in quotation marks"


def _mapping(value: object) -> str:
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        return "remove the dashes or brackets"
    return "below it, write one `key: value` on each line, indented by two spaces"


_HINTS_BY_TYPE: Mapping[str, Callable[[object], str]] = {
    "tuple_type": _list,
    "string_type": _text,
    "mapping_type": _mapping,
    "dict_type": _mapping,
    "dataclass_type": _mapping,
}
"""How to write what a field takes, by pydantic's name for what is wrong."""


def _as_yaml(value: object) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_as_yaml(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_as_yaml, value))}]"
    return str(value)
