"""Read the values of the fields that a review adds to its kinds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import cast

from evidence_review.diagnostics import Diagnostic, error
from evidence_review.model.authored import Authored
from evidence_review.model.custom_field import CustomField, CustomValue
from evidence_review.model.entity import KINDS, EntityKind
from evidence_review.sources.yaml_records import YamlNode


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomValues:
    """The values of added fields in one file."""

    values: Mapping[str, CustomValue]
    """The valid values, by the id of the field."""
    rest: YamlNode
    """The other keys of the file."""
    diagnostics: tuple[Diagnostic, ...]
    """The problems."""


def read_custom_fields(raw: YamlNode, added: Iterable[CustomField]) -> CustomValues:
    """Separate the keys of added fields from the others, and read their values.

    Args:
        raw: The keys of a file, a mapping.
        added: The fields of its kind.
    """
    written = dict(cast("dict[str, object]", raw.value))
    values: dict[str, CustomValue] = {}
    problems = []
    ids = {each.id for each in added}
    for each in added:
        if each.id in written:
            try:
                values[each.id] = each.parse(written.pop(each.id))
            except ValueError as problem:
                problems.append(error("DAT120", raw.place((each.id,)), f"{each.id}: {problem}", each.about))
        elif each.required:
            message = f"the key {each.id!r} is missing"
            problems.append(error("DAT102", raw.where, message, f"add a line `{each.id}: …`"))
    places = {path: at for path, at in raw.places.items() if not path or path[0] not in ids}
    rest = replace(raw, value=written, places=places)
    return CustomValues(values=values, rest=rest, diagnostics=tuple(problems))


def check_custom_field(added: CustomField, raw: YamlNode) -> Iterator[Diagnostic]:
    """Yield an error if an added field has the name of a key of ours, or is a choice of nothing."""
    for kind in added.of:
        known = {each.name for each in fields(KINDS[EntityKind(kind)].model)} | _former_names(kind)
        if added.id in known:
            message = f"a {kind} already has a key {added.id!r}"
            yield error("DAT120", raw.place(("id",)), message, "give the field another id")
    if added.type == "choice" and not added.choices:
        message = f"{added.id!r} is a choice, and `choices` lists no words"
        yield error("DAT120", raw.where, message, "add `choices: {low: Low, high: High}`")


def _former_names(kind: str) -> set[str]:
    model = KINDS[EntityKind(kind)].model
    return set(model.former_keys.values()) if issubclass(model, Authored) else set()
