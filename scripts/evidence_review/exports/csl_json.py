"""References as CSL-JSON (https://github.com/citation-style-language/schema, `csl-data.json`)."""

import json
from collections.abc import Iterable

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.bibliography.csl.variables import SCHEMA_NAMES


def to_csl_json(references: Iterable[Reference]) -> str:
    """Return works as one array of CSL-JSON items, in the order given."""
    return json.dumps([_item(each) for each in references], ensure_ascii=False, indent=2) + "\n"


def _item(reference: Reference) -> dict[str, object]:
    item = {SCHEMA_NAMES.get(name, name): value for name, value in reference.csl().items()}
    beside: dict[str, object] = json.loads(reference.beside or "{}")
    return item | beside
