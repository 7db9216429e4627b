"""Tests of the table that defines the kinds of entity."""

from collections import Counter
from dataclasses import fields

import pytest

from evidence_review.model.entity import KINDS, EntityKind
from evidence_review.published.document import document_schema
from evidence_review.review.review import Review
from evidence_review.tables import TABLES
from tests.tables.rows import SETTINGS

WITHOUT_A_TABLE = {
    EntityKind.REFERENCE: "in BibTeX, RIS and CSL-JSON",
    EntityKind.TERM: "in review.json",
    EntityKind.TABLE: "in review.json",
    EntityKind.ERRATUM: "in review.json",
    EntityKind.PAGE: "in review.json",
}
"""The kinds whose entities are not rows of a CSV file, and where they are published instead."""

EACH_KIND = pytest.mark.parametrize("kind", EntityKind)


@EACH_KIND
def test_every_kind_has_a_row(kind: EntityKind) -> None:
    """The fields named in a row are fields of the class, and the class has a location."""
    row = KINDS[kind]
    named = {row.id_field, row.body, row.slug_field, "where"} - {""}

    assert named <= {each.name for each in fields(row.model)}
    assert not row.label_field or hasattr(row.model, row.label_field)


@EACH_KIND
def test_every_kind_has_an_address(kind: EntityKind) -> None:
    """An entity has a page in a folder or an anchor on a shared page; a page of prose has its own path."""
    row = KINDS[kind]

    assert bool(row.folder) + bool(row.shared_page) == (kind is not EntityKind.PAGE)
    assert bool(row.overview) == bool(row.overview_title)


@pytest.mark.parametrize("field", ["model", "collection", "prefix", "list_file", "files_folder", "overview"])
def test_kinds_share_no_name(field: str) -> None:
    """No two kinds are read from one place or published under one name."""
    found = Counter(getattr(row, field) for row in KINDS.values() if getattr(row, field))

    assert max(found.values()) == 1


@EACH_KIND
def test_every_kind_is_in_a_table_or_has_a_reason(kind: EntityKind) -> None:
    """Each kind has a CSV file or is a listed exception, not both."""
    names = {table.name for table in TABLES}

    assert (KINDS[kind].collection in names) == (kind not in WITHOUT_A_TABLE)


@EACH_KIND
def test_every_public_field_is_in_the_document(kind: EntityKind) -> None:
    """The schema of `review.json` has each field of the class except the private ones, and an address."""
    row = KINDS[kind]
    schema = document_schema(SETTINGS)
    name = schema["properties"][row.collection]["items"]["$ref"].rpartition("/")[2]
    keys = {*schema["$defs"][name]["properties"]} - {*getattr(row.model, "former_keys", {}).values()}
    public = {each.name for each in fields(row.model)} - {"where", "checked"}

    if kind is EntityKind.REFERENCE:
        assert {"key", "csl", "address"} < keys
    else:
        assert keys == public | {"address"}


def test_every_kind_here_has_a_property() -> None:
    """Each list of entities is a property of a review; only the published name of errata differs."""
    names = {row.collection for row in KINDS.values()} - {"slips"} | {"errata"}

    assert all(isinstance(getattr(Review, name), property) for name in names)
