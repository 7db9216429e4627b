"""Validate raw values against a class of the model, with a message and a hint for every error.

The classes are the model's own, checked by pydantic (https://docs.pydantic.dev).
"""

import re
import types
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Annotated, Any, Generic, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from evidence_review.diagnostics import Diagnostic, did_you_mean, error, warning
from evidence_review.model.authored import Authored
from evidence_review.sources.yaml_records import KeyPath, YamlNode
from evidence_review.vocabulary import Vocabulary

MAX_EXCERPT_LENGTH = 60
"""How many characters of a value a message shows."""
_FROM_TO = re.compile(r"(\d+) *[-\u2010-\u2015,;] *(\d+)")
"""Two numbers as people write a range, such as `18-42`."""
_YAML_PUNCTUATION = frozenset("[]{}#:,'\"")
"""Characters that require quotation marks in a YAML list, or show that a text is more than one item."""


def correction_hint(kind: str, value: object) -> str:
    """Return how to write a value; empty if the message is enough.

    Args:
        kind: Pydantic's error type.
        value: The value as written.
    """
    numbers = _FROM_TO.fullmatch(str(value))
    if numbers and kind in ("tuple_type", "int_parsing"):
        return f"write [{numbers[1]}, {numbers[2]}]"
    return _HINTS_BY_TYPE[kind](value) if kind in _HINTS_BY_TYPE else ""


def format_value(value: object) -> str:
    """Return a value as messages show it: text in quotation marks, other values as YAML."""
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
"""Functions that return how to write the value of a field, by pydantic's error type."""


def _as_yaml(value: object) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_as_yaml(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_as_yaml, value))}]"
    return str(value)


T = TypeVar("T")

TYPE_MESSAGES = {
    "int_parsing": "must be a whole number",
    "bool_parsing": "must be true or false",
    "tuple_type": "must be a list",
    "mapping_type": "must be written as `key: value`",
    "dict_type": "must be written as `key: value`",
    "dataclass_type": "must be written as `key: value`",
    "string_type": "must be text",
    "string_pattern_mismatch": "must be small letters and digits, joined by hyphens",
    "too_long": "has too many items",
    "greater_than_equal": "must be 1 or more",
}
"""The message for each of pydantic's error types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(Generic[T]):
    """A model class, and those of its fields that contributors do not write."""

    model: type[T]
    """The class of the value."""
    supplied: frozenset[str] = frozenset({"where"})
    """The fields that are derived from the file and not from a key."""
    required: tuple[str, ...] = ()
    """The keys that are required in addition to those without a default."""
    added: tuple[str, ...] = ()
    """The keys that are read separately, so that a misspelt one is recognised."""

    def make(self, raw: YamlNode, supplied: Mapping[str, object]) -> tuple[T | None, tuple[Diagnostic, ...]]:
        """Return the value, or None if it is invalid, and every problem.

        Args:
            raw: The keys as written.
            supplied: The values of the fields that contributors do not write.
        """
        if not isinstance(raw.value, dict):
            return None, (_error_at(raw, (), "DAT104", "keys are missing here", "write `key: value`"),)
        renamed = _former_keys(self.model, raw)
        raw, doubled = _with_current_keys(self.model, raw)
        located = _with_locations(self.model, raw, ())
        written = {key: value for key, value in located.items() if key not in self.supplied}
        reserved = [
            key
            for key, value in cast("dict[str, object]", raw.value).items()
            if key in self.supplied and not _repeats(key, value, supplied)
        ]
        try:
            value = _adapter(cast("Hashable", self.model)).validate_python({**written, **supplied})
        except ValidationError as error:
            found = [_to_diagnostic(self, raw, each) for each in error.errors(include_url=False)]
            found += self._missing_keys(raw, located)
            found = _without_misspelt(_without_too_few(found))
            reported = {each.where for each in found}
            without_value = [each for each in _keys_without_value(raw) if each.where not in reported]
            return None, (
                *found,
                *doubled,
                *renamed,
                *(_reserved_key(raw, key, supplied) for key in reserved),
                *without_value,
            )
        found = [
            *self._missing_keys(raw, located),
            *doubled,
            *(_reserved_key(raw, key, supplied) for key in reserved),
        ]
        for path in _empty_texts(value, ()):
            found.append(
                _error_at(raw, path, "DAT111", f"{_path_in_words(path)} is empty", "write it in words")
            )
        reported = {each.where for each in found}
        without_value = [each for each in _keys_without_value(raw) if each.where not in reported]
        return (None if found else value), (*found, *renamed, *without_value)

    def _missing_keys(self, raw: YamlNode, written: Mapping[str, object]) -> Iterator[Diagnostic]:
        """Yield an error for each key of `required` that is missing or blank."""
        for key in self.required:
            value = written.get(key)
            if value is None:
                yield _missing(self, raw, (key,))
            elif isinstance(value, str) and not value.strip():
                yield _error_at(raw, (key,), "DAT111", f"{key} is empty", "write it in words")


def _former_keys(model: type, raw: YamlNode) -> list[Diagnostic]:
    """Return a warning for each key that is written under its former name alone."""
    former_keys = model.former_keys if issubclass(model, Authored) else {}
    values = cast("dict[str, object]", raw.value)
    return [
        warning(
            "DAT119",
            raw.place((former,)),
            f"{former!r} is the former name of {key!r}",
            "`evidence-review upgrade` renames it",
        )
        for key, former in former_keys.items()
        if former in values and key not in values
    ]


def _with_current_keys(model: type, raw: YamlNode) -> tuple[YamlNode, list[Diagnostic]]:
    """Return keys with each former name replaced by the current one, and an error for each key with both."""
    former_keys = model.former_keys if issubclass(model, Authored) else {}
    values = dict(cast("dict[str, object]", raw.value))
    current: dict[str | int, str] = {former: key for key, former in former_keys.items() if former in values}
    doubled = [
        _error_at(
            raw,
            (former,),
            "DAT118",
            f"{former!r} is the former name of {key!r}, and both are written",
            f"delete the line `{former}: …`",
        )
        for former, key in current.items()
        if key in values
    ]
    values = {current.get(key, key): value for key, value in values.items()}
    places = {
        (current.get(path[0], path[0]), *path[1:]) if path else (): at for path, at in raw.places.items()
    }
    return replace(raw, value=values, places=places), doubled


def _without_misspelt(found: list[Diagnostic]) -> list[Diagnostic]:
    """Remove each error about a missing key that another message suggests for a misspelt one."""
    suggested = {each.hint for each in found if each.hint.startswith("did you mean")}
    return [
        each
        for each in found
        if not (each.code.endswith("102") and any(f"{_quoted(each.message)}?" in hint for hint in suggested))
    ]


def _without_too_few(found: list[Diagnostic]) -> list[Diagnostic]:
    """Remove each error about too few items if one of the items is wrong, since it may be two in one."""
    wrong = {each.message.partition(" of ")[2].partition(" must ")[0] for each in found}
    return [each for each in found if each.message.removesuffix(" has too few items") not in wrong]


def _quoted(message: str) -> str:
    """Return the first quoted word of a message, with its quotation marks."""
    return f"'{message.partition(chr(39))[2].partition(chr(39))[0]}'"


def _with_locations(model: object, raw: YamlNode, path: KeyPath) -> Any:  # noqa: ANN401 - as written
    """Return a value as written, with the location in each part whose class has a field for it."""
    here = _unwrapped(model)
    value: Any = raw.value
    for part in path:
        value = value[part]
    if isinstance(value, list) and get_origin(here) is tuple:
        item = get_args(here)[0]
        return [_with_locations(item, raw, (*path, index)) for index in range(len(value))]
    if not (isinstance(value, dict) and isinstance(here, type) and is_dataclass(here)):
        return value
    hints = get_type_hints(here)
    made = {key: _with_locations(hints.get(key, object), raw, (*path, key)) for key in value}
    return {**made, "where": raw.place(path)} if path and "where" in hints else made


def _empty_texts(value: object, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Yield the path of each required text that is blank, at any depth."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _empty_texts(item, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _empty_texts(item, (*path, index))
    elif isinstance(value, Authored) and is_dataclass(value):
        for each in fields(value):
            item = getattr(value, each.name)
            required = each.default is MISSING and each.default_factory is MISSING
            if required and isinstance(item, str) and not item.strip():
                yield (*path, each.name)
            else:
                yield from _empty_texts(item, (*path, each.name))


@cache
def _adapter(model: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast("type", model))


def _repeats(key: str, value: object, supplied: Mapping[str, object]) -> bool:
    """Tell whether a key is an id that repeats the name of the file."""
    return key == "id" and value == supplied.get(key)


def _keys_without_value(raw: YamlNode) -> Iterator[Diagnostic]:
    """Yield a warning for each key without a value, which has no effect."""
    for path, where in raw.places.items():
        parent: Any = raw.value
        for part in path[:-1]:
            parent = parent[part]
        if path and isinstance(parent, dict) and path[-1] not in parent:
            message = f"there is no value after {f'{path[-1]}:'!r}, so the line has no effect"
            yield warning("DAT114", where, message, "write a value after the colon, or remove the line")


def _reserved_key(raw: YamlNode, key: str, supplied: Mapping[str, object]) -> Diagnostic:
    if key == "id" and "id" in supplied:
        written = cast("dict[str, object]", raw.value)[key]
        message = f"id is {format_value(written)}, but this file is named {supplied[key]!r}"
        hint = "remove the line: the name of the file is the id"
        return _error_at(raw, (key,), "DAT101", message, hint)
    return _error_at(raw, (key,), "DAT101", f"there is no key {key!r} here", "remove it")


def _to_diagnostic(shape: Shape[Any], raw: YamlNode, error: Any) -> Diagnostic:  # noqa: ANN401 - pydantic's dict
    path = tuple(part for part in error["loc"] if part != "[key]")
    name = _path_in_words(path)
    kind = error["type"]
    if kind == "unexpected_keyword_argument":
        known = [
            each
            for each in _authored_fields(shape.model, path[:-1])
            if path[:-1] or each not in shape.supplied
        ]
        hint = did_you_mean(str(path[-1]), [*known, *(() if path[:-1] else shape.added)])
        hint = hint or "remove it, or indent it below the key that it belongs to"
        return _error_at(raw, path, "DAT101", f"there is no key {str(path[-1])!r} here", hint)
    if kind == "missing" and isinstance(path[-1], int):
        message = f"{_path_in_words(path[:-1])} has too few items"
        return _error_at(raw, path[:-1], "DAT104", message, f"it needs {path[-1] + 1}")
    if kind in ("missing", "missing_argument", "missing_keyword_only_argument"):
        return _missing(shape, raw, path)
    if kind == "enum":
        words = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        message = f"{name} is {format_value(error['input'])}, which is not one of the words allowed here"
        return _error_at(raw, path, "DAT103", message, _word_hint(str(error["input"]), words))
    if kind == "value_error":
        return _error_at(raw, path, "DAT105", f"{name}: {error['ctx']['error']}", "")
    text = TYPE_MESSAGES.get(kind, error["msg"][:1].lower() + error["msg"][1:])
    message = f"{name} {text}; it is {format_value(error['input'])}"
    return _error_at(raw, path, "DAT104", message, correction_hint(kind, error["input"]))


def _word_hint(written: str, words: Sequence[str]) -> str:
    """Return which of the allowed words was meant; readers see labels such as "Agreed" for `accepted`."""
    vocabularies = (each for each in Vocabulary.__subclasses__() if set(each) == set(words))
    for word in next(vocabularies, ()):
        if written.strip().casefold() == word.label.casefold():
            return f"write {word}, which the site shows as {word.label!r}"
    return did_you_mean(written, words)


def _path_in_words(path: tuple[Any, ...]) -> str:
    """Return the path of a value in words, such as `delivery in item 2 of assessments`."""
    words = ""
    for part in path:
        if isinstance(part, int):
            words = f"item {part + 1} of {words}"
        else:
            words = f"{part} in {words}" if " of " in words else f"{words}.{part}".lstrip(".")
    return words


def _missing(shape: Shape[Any], raw: YamlNode, path: tuple[Any, ...]) -> Diagnostic:
    """Return an error for a required key that is missing, or that has no value."""
    if path in raw.places:
        message, hint = (
            f"{_path_in_words(path)} is empty",
            f"write a value after its colon{_empty_value_hint(shape.model, path)}",
        )
        return _error_at(raw, path, "DAT111", message, hint)
    hint = f"add a line `{path[-1]}: …`"
    return _error_at(raw, path[:-1], "DAT102", f"the key {str(path[-1])!r} is missing", hint)


def _authored_fields(model: object, path: tuple[str | int, ...]) -> list[str]:
    """Return the names of the authored fields at a path inside a model class."""
    here: object = _unwrapped(model)
    for part in path:
        if isinstance(here, type) and is_dataclass(here):
            here = _unwrapped(get_type_hints(here).get(str(part), object))
        elif get_origin(here) in (tuple, list):
            here = _unwrapped(get_args(here)[0])
        elif get_args(here):
            here = _unwrapped(get_args(here)[-1])
    if get_origin(here) is tuple:
        here = _unwrapped(get_args(here)[0])
    hidden = {"where", "id"}
    if isinstance(here, type) and is_dataclass(here):
        return [each.name for each in fields(here) if each.name not in hidden]
    return []


def _empty_value_hint(model: object, path: tuple[Any, ...]) -> str:
    """Return a hint on how to write the value of an empty key at the top level."""
    kind = get_origin(_unwrapped(get_type_hints(model).get(path[0]))) if len(path) == 1 else None
    if kind is tuple:
        return ", or [] if there are none"
    is_mapping = isinstance(kind, type) and issubclass(kind, Mapping)
    return ", or indent the lines that belong to it by two spaces" if is_mapping else ""


def _unwrapped(hint: object) -> object:
    """Strip `Annotated` and `| None` from a type hint."""
    if get_origin(hint) is Annotated:
        return _unwrapped(get_args(hint)[0])
    if get_origin(hint) in (Union, types.UnionType):
        return _unwrapped(next(each for each in get_args(hint) if each is not type(None)))
    return hint


def _error_at(raw: YamlNode, path: tuple[Any, ...], code: str, message: str, hint: str) -> Diagnostic:
    return error(code, raw.place(path), message, hint)
