"""Compare the contents of releases with one another: a later one keeps what an earlier one records."""

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from evidence_review.diagnostics import Diagnostic, error
from evidence_review.location import Location
from evidence_review.model.releases.release import Published
from evidence_review.verification.copies import ReleaseCopy

_IDS = {"recommendations": "id", "findings": "id", "events": "id", "references": "key"}
"""What keeps its id for good, with the key of the id."""
_JUDGED = ("date", "delivery", "reason")
"""What the first format of releases records of the assessment in force."""


def lost_contents(copy: ReleaseCopy) -> Iterator[Diagnostic]:
    """Yield what a later release, or the current document of the site, no longer records as it was."""
    releases = tuple(copy.loaded.releases.values())
    for earlier, later in pairwise(releases):
        subject = f"the release {later.name!r}"
        yield from _lost(earlier.document, earlier.name, later.document, subject, later.where)
    if releases and copy.site and (current := _document(copy.site / "data/review.json")):
        where = Location(f"{copy.shown.rpartition('/')[0]}/data/review.json")
        yield from _lost(releases[-1].document, releases[-1].name, current, "the current data", where)


def _lost(
    earlier: Published, name: str, later: Published, subject: str, where: Location
) -> Iterator[Diagnostic]:
    for kind, key in _IDS.items():
        known = {each[key] for each in later[kind]}
        for each in earlier[kind]:
            if each[key] not in known:
                message = f"{subject} does not contain {each[key]!r}, which the release {name!r} has"
                yield error("REL118", where, message, "ids are kept for good")
    for id_, judgements in _judgements(earlier).items():
        for judgement in judgements:
            if not _contains(later, id_, judgement):
                day = judgement["date"]
                message = (
                    f"{subject} does not contain the assessment of {id_} on {day} that {name!r} contains"
                )
                yield error("REL118", where, message, "assessments are only added, never changed")


def _judgements(document: Published) -> Mapping[str, list[Published]]:
    """Return the assessments of each recommendation, or what the first format records of the last one."""
    found = {
        each["id"]: each["assessments"] for each in document["recommendations"] if each.get("assessments")
    }
    positions = {
        id_: [{key: position[key] for key in _JUDGED}]
        for id_, position in document["positions"].items()
        if id_ not in found
    }
    return {**found, **positions}


def _contains(document: Published, id_: str, judgement: Published) -> bool:
    known = _judgements(document).get(id_, [])
    has_all = any(set(each) != set(_JUDGED) for each in known)
    if not has_all and any(each["date"] > judgement["date"] for each in known):
        return True  # the first format records only the last one
    return any(
        all(_plain(each.get(key)) == _plain(value) for key, value in judgement.items()) for each in known
    )


def _plain(value: object) -> object:
    return value.split() if isinstance(value, str) else value


def _document(file: Path) -> Mapping[str, Any] | None:
    """Return the current document of a site if it has everything that is compared."""
    try:
        data = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    is_complete = isinstance(data, dict) and {*_IDS, "positions"} <= data.keys()
    return data if is_complete else None
