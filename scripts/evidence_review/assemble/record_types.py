"""The folders and lists below `docs/` from which entities are read, each with the shape of its content."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evidence_review.assemble.custom_fields import check_custom_field
from evidence_review.assemble.front_matter import check_table_columns
from evidence_review.assemble.validation import Shape
from evidence_review.diagnostics import Diagnostic
from evidence_review.model.custom_field import CustomField
from evidence_review.model.entity import KINDS, EntityKind
from evidence_review.model.event import EventGroup
from evidence_review.model.organisation import OrganisationType
from evidence_review.model.parts import required_keys
from evidence_review.sources.yaml_records import YamlNode


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordList:
    """A file below `docs/_data/` that contains a short list."""

    name: str
    """The name of its items in the review."""
    shape: Shape[Any]
    """The shape of an item."""
    kind: EntityKind | None = None
    """The kind of its items, if they are entities."""
    extra_check: Callable[[Any, YamlNode], Iterator[Diagnostic]] | None = None
    """A check of items that their shape cannot express."""


def file_shape(kind: EntityKind, parts: Collection[str] = (), added: tuple[str, ...] = ()) -> Shape[Any]:
    """Return the shape of the files of a kind that has a file for each entity.

    Args:
        kind: The kind.
        parts: The parts that the review has switched on, which may require more.
        added: The keys that the review adds, which are read separately.
    """
    row = KINDS[kind]
    derived = {"has_heading", "engine_keys"} if kind is EntityKind.PAGE else {"custom"}
    return Shape(
        model=row.model,
        supplied=frozenset({row.id_field, "where", row.body, *derived}),
        required=required_keys(parts, kind),
        added=added,
    )


FOLDERS: Mapping[str, EntityKind] = {
    row.files_folder: kind for kind, row in KINDS.items() if row.files_folder
}
"""The kind of the entities in each folder below `docs/` that has a file for each."""

EXTRA_CHECKS: Mapping[EntityKind, Callable[[Any, YamlNode], Iterator[Diagnostic]]] = {
    EntityKind.TABLE: check_table_columns
}
"""The checks of items that their shape cannot express."""

LISTS: Mapping[str, RecordList] = {
    **{
        row.list_file: RecordList(
            name=row.collection, shape=Shape(model=row.model), kind=kind, extra_check=EXTRA_CHECKS.get(kind)
        )
        for kind, row in KINDS.items()
        if row.list_file
    },
    "fields.yml": RecordList(name="fields", shape=Shape(model=CustomField), extra_check=check_custom_field),
    "event-groups.yml": RecordList(name="event_groups", shape=Shape(model=EventGroup)),
    "organisation-types.yml": RecordList(name="organisation_types", shape=Shape(model=OrganisationType)),
}
"""The lists below `docs/_data/`."""

REPORT_FILE = "review.yml"
"""The file below `docs/_data/` that describes the report under review."""
