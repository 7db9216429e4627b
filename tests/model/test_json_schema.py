"""Which definitions a JSON Schema needs."""

from evidence_review.model.json_schema import needed_definitions

DEFINITIONS = {
    "Date": {"type": "string"},
    "Due": {"properties": {"date": {"$ref": "#/$defs/Date"}}},
    "Part": {"anyOf": [{"$ref": "#/$defs/Part"}, {"$ref": "#/$defs/Due"}]},
    "Unused": {"type": "integer"},
}


def test_definitions_are_found_through_others() -> None:
    """A definition that refers to itself or to one already found ends the search."""
    schema = {"properties": {"parts": {"type": "array", "items": [{"$ref": "#/$defs/Part"}]}}}

    assert needed_definitions(schema, DEFINITIONS) == {"Part", "Due", "Date"}
    assert needed_definitions({"$ref": "#/$defs/Date"}, DEFINITIONS) == {"Date"}
    assert needed_definitions({"type": "string"}, DEFINITIONS) == set()
