"""JSON Schemas of contributed files, generated from the classes of the model.

Editors that know the schema of a file complete keys and words as people type
(https://json-schema.org/draft/2020-12/schema).
"""

from collections.abc import Collection, Mapping
from typing import Any

from pydantic import TypeAdapter

from evidence_review.assemble.record_types import FOLDERS, LISTS, file_shape
from evidence_review.assemble.validation import Shape
from evidence_review.model.custom_field import CustomField, FieldType
from evidence_review.model.entity import KINDS, EntityKind
from evidence_review.model.json_schema import DIALECT, needed_definitions
from evidence_review.model.reviewed_report import ReviewedReport


def schemas(
    parts: Collection[str] = (), added: Collection[CustomField] = ()
) -> Mapping[str, Mapping[str, Any]]:
    """Return the JSON Schema of each type of file, by its path below `docs/`.

    Front matter is described like other YAML data: the schema of `findings/*.md` is for the keys between
    the `---` lines.

    Args:
        parts: The parts that the review has switched on, which may require more keys.
        added: The fields that the review adds.
    """
    found: dict[str, dict[str, Any]] = {
        f"{folder}/*.md": _schema(file_shape(kind, parts)) for folder, kind in FOLDERS.items()
    }
    found |= {
        f"_data/{name}": {"$schema": DIALECT, "type": "array", "items": _schema(each.shape)}
        for name, each in LISTS.items()
    }
    for field in added:
        for kind in map(EntityKind, field.of):
            schema = found[f"{KINDS[kind].files_folder}/*.md"]
            schema["properties"][field.id] = _field_schema(field)
            if field.required:
                schema["required"] = [*schema.get("required", ()), field.id]
    found["_data/review.yml"] = _schema(Shape(model=ReviewedReport))
    found["**/*.md"] = _schema(file_shape(EntityKind.PAGE))
    return found


def _field_schema(field: CustomField) -> Mapping[str, Any]:
    described = {"title": field.label, "description": field.about or field.type.meaning}
    if field.type is FieldType.CHOICE:
        return {**described, "enum": list(field.choices)}
    if field.type is FieldType.CITATION:
        key = {"type": "string"}
        return {**described, "anyOf": [key, {"type": "array", "items": key}]}
    types = {FieldType.NUMBER: ["number", "string"], FieldType.DATE: ["string", "integer"]}
    return {**described, "type": types.get(field.type, "string")}


def _schema(shape: Shape[Any]) -> dict[str, Any]:
    whole = TypeAdapter(shape.model).json_schema()
    definitions = whole.pop("$defs", {})
    for each in (whole, *definitions.values()):
        _drop_supplied_fields(each, shape.supplied if each is whole else frozenset({"where"}))
    if shape.required:
        whole["required"] = [*whole.get("required", ()), *shape.required]
    _allow_former_keys(whole, shape.model.former_keys)
    needed = {name: definitions[name] for name in sorted(needed_definitions(whole, definitions))}
    return {"$schema": DIALECT, **whole, **({"$defs": needed} if needed else {})}


def _allow_former_keys(schema: dict[str, Any], former_keys: Mapping[str, str]) -> None:
    """Allow the former names of keys, which editors show as deprecated."""
    for key, former in former_keys.items():
        schema["properties"][former] = {**schema["properties"][key], "deprecated": True}
        if key in schema.get("required", ()):
            schema["required"].remove(key)
            schema.setdefault("allOf", []).append({"anyOf": [{"required": [key]}, {"required": [former]}]})


def _drop_supplied_fields(schema: dict[str, Any], supplied: frozenset[str]) -> None:
    """Remove the fields that are derived from the file and not from a key."""
    schema["properties"] = {
        name: value for name, value in schema.get("properties", {}).items() if name not in supplied
    }
    if not schema["properties"]:
        del schema["properties"]
    if "required" in schema:
        schema["required"] = [name for name in schema["required"] if name not in supplied]
