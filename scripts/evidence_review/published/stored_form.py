"""The form that a stored document must have, derived from the classes of the published document.

Words of vocabularies are stored as plain text, since vocabularies may change. A key that was added later may
be missing.
"""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import AfterValidator, BaseModel, create_model

from evidence_review.model.cluster import Slug
from evidence_review.model.date import PartialDate, Precision
from evidence_review.model.passage import Passage
from evidence_review.published.document import PublishedReview, entity_lists
from evidence_review.published.json_values import PRIVATE_FIELDS
from evidence_review.vocabulary import Vocabulary

_REQUIRED: Mapping[str, frozenset[str]] = {
    name: frozenset(keys.split())
    for name, keys in {
        "PublishedReview": "title as_at editors positions vocabularies",
        "EntityLists": "recommendations findings events organisations participants clusters references",
        "PublishedPosition": "sentence date delivery lifecycle timeliness responses due first_due reason"
        " outstanding rests_on by searched lifecycle_reason continued_in statement",
        "PublishedReference": "key csl",
        "PublishedWord": "word label",
        "Recommendation": "id title text made_by origin implied kind section source cluster"
        " addressee_source addressees addressees_then findings references tensions retired replaces",
        "Finding": "id title statement section heading lines summary excerpts limits quantifiers references"
        " tensions retired replaces",
        "Event": "id title date period publisher url claim_level bears_on findings retired",
        "Organisation": "id name",
        "Participant": "id pseudonym role",
        "Cluster": "id title",
        "Answer": "response reason put_on answer_due rests_on",
        "Bearing": "effect note",
        "Due": "date moved_from reason",
        "Excerpt": "paraphrase stance line participant joint_with section attribution attribution_reason"
        " phrase",
        "Quantifier": "claim line section expected traced note",
        "Retirement": "date reason",
        "Search": "date places words result",
        "SourceLines": "section lines also",
        "Support": "stance note",
    }.items()
}
"""The required keys of each class: those of the first format, which pages and comparisons always read."""


def _checked_date(text: str) -> str:
    if str(PartialDate.parse(text)) != text:
        message = f"{text!r} is not a date as it is published"
        raise ValueError(message)
    return text


def _checked_day(text: str) -> str:
    if PartialDate.parse(_checked_date(text)).precision is not Precision.DAY:
        message = f"{text!r} does not name a day"
        raise ValueError(message)
    return text


def _checked_csl(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Accept only texts, names and dates in an item of CSL-JSON, so that it can be compared."""
    for name, value in item.items():
        names = isinstance(value, list) and all(isinstance(each, dict) for each in value)
        if not (isinstance(value, str) or names or (isinstance(value, dict) and _is_csl_date(value))):
            message = f"{name!r} is neither text, nor names, nor a date"
            raise ValueError(message)
    return item


def _is_csl_date(value: Mapping[str, Any]) -> bool:
    parts = value.get("date-parts", [])
    return isinstance(parts, list) and all(
        isinstance(part, list) and all(isinstance(number, int) for number in part) for part in parts
    )


WrittenCsl = Annotated[dict[str, Any], AfterValidator(_checked_csl)]
"""A reference as CSL-JSON."""

_FORMS: Mapping[tuple[str, str], Any] = {
    ("Recommendation", "id"): Slug,
    ("Finding", "id"): Slug,
    ("PublishedReference", "csl"): WrittenCsl,
}
"""The forms that are stricter than their classes: ids become paths, and CSL-JSON is compared by variable."""


_TEXTS: Mapping[type, Any] = {
    PartialDate: Annotated[str, AfterValidator(_checked_date)],
    date: Annotated[str, AfterValidator(_checked_day)],
    Passage: str,
}
"""The forms of the classes whose values are strings in JSON; so are the words of a vocabulary."""


@cache
def stored_form(model: Any) -> Any:  # noqa: ANN401 - any annotation of a field
    """Return the type, for validation with pydantic, of the values that `published` returns for a type."""
    origin, arguments = get_origin(model), get_args(model)
    if origin is Annotated:
        return stored_form(arguments[0])
    if origin in (Union, types.UnionType):
        return Union[tuple(map(stored_form, arguments))]  # noqa: UP007 - the parts are computed
    if isinstance(origin, type):  # a list or a mapping
        parts = tuple(each if each is Ellipsis else stored_form(each) for each in arguments)
        return types.GenericAlias(dict if issubclass(origin, Mapping) else origin, parts)
    if isinstance(model, type) and issubclass(model, Vocabulary):
        return str
    return _object(model) if is_dataclass(model) and model not in _TEXTS else _TEXTS.get(model, model)


@cache
def stored_document() -> type[BaseModel]:
    """Return the form of a stored document."""
    parts = stored_form(PublishedReview), stored_form(entity_lists())
    return create_model("StoredDocument", __base__=parts)


def _object(model: Any) -> Any:  # noqa: ANN401 - any dataclass
    required = _REQUIRED.get(model.__name__, frozenset())
    hints = get_type_hints(model, include_extras=True)
    parts: dict[str, Any] = {}
    for each in fields(model):
        if each.name not in PRIVATE_FIELDS:
            form = _FORMS.get((model.__name__, each.name)) or stored_form(hints[each.name])
            parts[each.name] = (form, ... if each.name in required else None)
    return create_model(f"Stored{model.__name__}", **parts)
