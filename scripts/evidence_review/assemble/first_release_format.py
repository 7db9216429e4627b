"""Releases of format 1, converted to the published document: it had a separate form for each entity.

Format 1 left out everything empty and repeated names instead of ids. A key that it did not have is not added,
so that a comparison does not treat it as empty.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from evidence_review.model.recommendation import AUTHOR

_VOCABULARIES: Mapping[str, str] = {"chosen-by": "chooser"}
"""The vocabularies that have another name in the published document."""

Written = Mapping[str, Any]
"""An object in a file of format 1."""


class InvalidFirstFormatError(ValueError):
    """A file of format 1 is not as the program wrote it."""


def converted(data: Written) -> dict[str, Any]:
    """Return a release of format 1 in the current form.

    Raises:
        InvalidFirstFormatError: A key is missing or a value has another form.
    """
    try:
        return _release(data)
    except KeyError as missing:
        message = f"the key {missing.args[0]!r} is missing"
        raise InvalidFirstFormatError(message) from missing
    except (AttributeError, IndexError, TypeError, ValueError) as other:
        message = "a value does not have the form that format 1 requires"
        raise InvalidFirstFormatError(message) from other


def _release(data: Written) -> dict[str, Any]:
    shown = data.get("shown", {})
    recommendations, findings = data.get("recommendations", []), data.get("findings", [])
    titles = {each["cluster"] for each in recommendations if each.get("cluster")}
    return {
        "format": data["format"],
        "name": data["name"],
        "previous": data.get("previous"),
        "texts": shown.get("texts", {}),
        "works": shown.get("works", {}),
        "review": {
            "title": data["site_name"],
            "as_at": data["as_at"],
            "editors": data.get("editors", []),
            "recommendations": [_recommendation(each) for each in recommendations],
            "positions": {
                each["id"]: _position(each["position"]) for each in recommendations if "position" in each
            },
            "findings": [_finding(each) for each in findings],
            "events": [_event(each, recommendations, findings) for each in data.get("events", [])],
            "organisations": [
                {"id": each["id"], "name": each["name"]} for each in _named(recommendations, _ORGANISATIONS)
            ],
            "participants": [
                {"id": each["id"], "pseudonym": each["name"], "role": each.get("role", "")}
                for each in _named([*recommendations, *findings], _PEOPLE)
                if each["id"] != AUTHOR
            ],
            "clusters": [{"id": title, "title": title} for title in sorted(titles)],
            "references": [{"key": each["id"], "csl": each} for each in data.get("references", [])],
            "vocabularies": {
                _VOCABULARIES.get(name, name): [{"word": word, **each} for word, each in words.items()]
                for name, words in data.get("words", {}).items()
            },
        },
    }


def _recommendation(value: Written) -> dict[str, Any]:
    return {
        **_common(value),
        "text": value["text"],
        "made_by": _ids(value["made_by"]),
        "origin": value["strength"],
        "implied": value.get("implied", False),
        "kind": value["kind"],
        "section": value["occasion"],
        "source": {"also": [], **value["source"]},
        "cluster": value.get("cluster", ""),
        "addressee_source": value["chosen_by"],
        "addressees": {each["id"]: each.get("reason", "") for each in value.get("addressees", [])},
        "addressees_then": _ids(value.get("addressees_then", [])),
        "findings": value.get("findings", []),
    }


def _finding(value: Written) -> dict[str, Any]:
    return {
        **_common(value),
        "statement": value["statement"],
        "summary": value["text"],
        "section": value["source"]["section"],
        "heading": value.get("heading", ""),
        "lines": [value["source"]["lines"][0], value["source"]["lines"][-1]],
        "excerpts": [_excerpt(each) for each in value.get("excerpts", [])],
        "limits": value.get("limits", []),
        "quantifiers": [
            {"section": "", "expected": None, "note": "", **each, "traced": _ids(each.get("traced", []))}
            for each in value.get("counts", [])
        ],
    }


def _common(value: Written) -> dict[str, Any]:
    references: dict[str, list[dict[str, str]]] = {}
    for each in value.get("references", []):
        support = {"stance": each["stance"], "note": each.get("note", "")}
        references.setdefault(each["key"], []).append(support)
    return {
        "id": value["id"],
        "title": value["title"],
        "references": references,
        "tensions": value.get("tensions", {}),
        "retired": value.get("retired"),
        "replaces": value.get("replaces", []),
    }


def _excerpt(value: Written) -> dict[str, Any]:
    first, second = [*_ids(value.get("speakers", [])), "", ""][:2]
    return {
        "section": "",
        "attribution": "",
        "attribution_reason": "",
        "phrase": "",
        **{key: each for key, each in value.items() if key != "speakers"},
        "participant": first,
        "joint_with": second,
    }


def _position(value: Written) -> dict[str, Any]:
    due = value.get("due")
    search = value.get("searched")
    return {
        "timeliness": "",
        "outstanding": "",
        "rests_on": [],
        "lifecycle_reason": "",
        "continued_in": "",
        "statement": "",
        **value,
        "responses": {each["id"]: _answer(each) for each in value.get("responses", [])},
        "due": due and {"moved_from": None, "reason": "", **due},
        "first_due": due and due.get("moved_from", due["date"]),
        "searched": search and {"words": "", "result": "", **search},
    }


def _answer(value: Written) -> dict[str, Any]:
    return {"reason": "", "put_on": None, "answer_due": None, "rests_on": [], **value}


def _event(value: Written, recommendations: Iterable[Written], findings: Iterable[Written]) -> dict[str, Any]:
    """Return an event with the entities it bears on, which format 1 stored with these entities."""
    return {
        "date": None,
        "period": "",
        "url": "",
        "retired": None,
        **value,
        "bears_on": {
            each["id"]: {"note": "", **bearing}
            for each in recommendations
            for bearing in each.get("events", [])
            if bearing["id"] == value["id"]
        },
        "findings": [each["id"] for each in findings if value["id"] in each.get("events", [])],
    }


_ORGANISATIONS = frozenset({"addressees", "addressees_then", "responses"})
_PEOPLE = frozenset({"made_by", "voices", "speakers", "traced"})
"""The keys under which format 1 stored the names of organisations and of people."""


def _named(value: object, keys: frozenset[str]) -> list[Written]:
    """Return every object in a list under one of the given keys, at any depth, once for each id."""
    found: dict[str, Written] = {}
    if isinstance(value, Mapping):
        for key, each in value.items():
            items = each if key in keys else _named(each, keys)
            found |= {item["id"]: item for item in items}
    elif isinstance(value, list):
        for each in value:
            found |= {item["id"]: item for item in _named(each, keys)}
    return list(found.values())


def _ids(values: Iterable[Written]) -> list[str]:
    return [each["id"] for each in values]
