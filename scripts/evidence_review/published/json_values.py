"""Values of the model as JSON, with their schema and without private fields.

The schema is derived from the same classes as the values (JSON Schema,
https://json-schema.org/draft/2020-12/schema).
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

from pydantic import TypeAdapter

from evidence_review.model.authored import Authored
from evidence_review.model.date import PartialDate
from evidence_review.model.json_schema import needed_definitions
from evidence_review.model.passage import Passage
from evidence_review.vocabulary import Vocabulary

PRIVATE_FIELDS = frozenset({"where", "checked"})
"""Fields that are not published: locations in the source files, and addresses where a text was only read."""

TEXT_SCHEMAS: Mapping[str, Mapping[str, str]] = {
    Passage.__name__: {
        "type": "string",
        "description": "Markdown as it was written, with citations in the syntax of pandoc: `[@key]`.",
    },
    PartialDate.__name__: {
        "type": "string",
        "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
        "description": "A date as precise as its source: a year, a month or a day.",
    },
}
"""The schema of each class whose values are strings in JSON."""


def published(value: object) -> Any:  # noqa: ANN401 - JSON has many kinds
    """Return a value of the model as a JSON value."""
    model: Any = type(value)
    return value if model is str else _serialiser(model)(value)  # most values are strings


@cache
def _serialiser(model: type) -> Callable[[Any], Any]:
    """Return the function that converts values of a class to JSON; cached, because choosing it takes time."""
    if issubclass(model, Passage):
        return attrgetter("text")
    if issubclass(model, PartialDate | Vocabulary | date):
        return str  # dates are in ISO form
    if issubclass(model, Mapping):
        return lambda value: {str(key): published(each) for key, each in value.items()}
    if issubclass(model, tuple):
        return lambda value: [published(each) for each in value]
    if is_dataclass(model):
        names = {each.name: each.name for each in fields(model) if each.name not in PRIVATE_FIELDS}
        names |= {former: name for name, former in _former_keys(model).items()}
        return lambda value: {key: published(getattr(value, name)) for key, name in names.items()}
    return lambda value: value


def json_text(whole: Mapping[str, Any], nested: Collection[str] = ()) -> str:
    """Return a document as JSON, with each entity on its own line so that two versions can be compared.

    Args:
        whole: The document.
        nested: The keys whose values are documents too, each with its own lines.
    """
    texts = {
        key: json_text(each).rstrip() if key in nested else _by_line(each) for key, each in whole.items()
    }
    return "{\n" + ",\n".join(f"{_one_line(key)}: {text}" for key, text in texts.items()) + "\n}\n"


def _by_line(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_one_line, value)) + "\n]"
    return _one_line(value)


def _one_line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def schema_of(model: type, added: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the schema of the values that `published` returns for a class: it requires and allows all keys.

    Args:
        model: The class of the document.
        added: The keys that are added to the values of some classes, by the name of the class.
    """
    schema = TypeAdapter(model).json_schema(mode="serialization")
    definitions: dict[str, Any] = {
        name: dict(TEXT_SCHEMAS[name]) if name in TEXT_SCHEMAS else each
        for name, each in schema.pop("$defs", {}).items()
    }
    renamed = {each.__name__: each.former_keys for each in Authored.__subclasses__()}
    for name, each in ((model.__name__, schema), *definitions.items()):
        if "properties" in each:
            known: dict[str, Any] = each["properties"]
            former = {old: {**known[new], "deprecated": True} for new, old in renamed.get(name, {}).items()}
            _close_schema(each, {**former, **added.get(name, {})})
    for vocabulary in _vocabularies(Vocabulary):
        if vocabulary.__name__ in definitions:
            definitions[vocabulary.__name__] = _words(vocabulary)
    return {
        **schema,
        "$defs": {name: definitions[name] for name in sorted(needed_definitions(schema, definitions))},
    }


def _close_schema(schema: dict[str, Any], added: Mapping[str, Any]) -> None:
    known = schema["properties"]
    public = {name: each for name, each in known.items() if name not in PRIVATE_FIELDS}
    for each in public.values():
        each.pop("default", None)
    schema |= {
        "properties": {**public, **added},
        "required": sorted({*public, *added}),
        "additionalProperties": False,
    }


def _former_keys(model: type) -> Mapping[str, str]:
    return model.former_keys if issubclass(model, Authored) else {}


def _vocabularies(above: type[Vocabulary]) -> list[type[Vocabulary]]:
    return [each for below in above.__subclasses__() for each in (below, *_vocabularies(below))]


def _words(vocabulary: type[Vocabulary]) -> dict[str, Any]:
    return {
        "description": (vocabulary.__doc__ or "").partition("\n")[0],
        "type": "string",
        "oneOf": [
            {"const": str(word), "title": word.label, "description": word.meaning} for word in vocabulary
        ],
    }
