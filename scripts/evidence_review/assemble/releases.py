"""The files of releases as values of the model, and back as bytes. Writes nothing to disk.

A release is read by machine and never edited, so it is JSON and not YAML; only where something is wrong
with it is it read a second time, for the lines.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from evidence_review.assemble.validation import Shape
from evidence_review.config.settings import Settings
from evidence_review.diagnostics import Diagnostic, error
from evidence_review.location import Location
from evidence_review.model.date import PartialDate
from evidence_review.model.releases.release import (
    FOLDER,
    FORMAT,
    SUMS,
    Release,
    ReleaseFiles,
    ReleaseSum,
    is_release_name,
)
from evidence_review.model.releases.released_values import ById
from evidence_review.sources.files import SourceFile, files_below, read_text
from evidence_review.sources.yaml_records import YamlNode, read_yaml

SUPPLIED_FIELDS = frozenset({"sha256", "where"})
"""The fields of a release that come from the file and not from what is in it."""

_LINE = re.compile(r"([0-9a-f]{64})  ([^/\\\s]+)[.]json")
_RESTORE_HINT = "restore the file as it was committed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedReleases:
    """The releases of a review and what was wrong with their files."""

    releases: Mapping[str, Release]
    """Those that could be read, by name, oldest first."""
    files: ReleaseFiles
    """All files, sound or not."""
    diagnostics: tuple[Diagnostic, ...]
    """What was wrong."""


def read_releases(settings: Settings) -> LoadedReleases:
    """Read every release of a review."""
    folder = settings.docs_dir / "_data" / FOLDER
    listed, diagnostics = _read_list(settings)
    found: dict[str, ReleaseSum] = {}
    releases: list[Release] = []
    for file in files_below(folder):
        if file.suffix != ".json" or file.parent != folder:
            continue
        path = settings.relative(file)
        source = read_text(file, path)
        sum_ = hashlib.sha256(file.read_bytes()).hexdigest() if isinstance(source, SourceFile) else ""
        found[file.stem] = ReleaseSum(name=file.stem, sha256=sum_, where=Location(path))
        altered = file.stem in listed and listed[file.stem].sha256 != sum_
        if isinstance(source, Diagnostic):
            diagnostics.append(source)
            continue
        release, wrong = read_release(source, sum_)
        if release is not None and release.name == file.stem:
            releases.append(release)
        elif not altered:  # else what is wrong is that it was altered, which a check says
            diagnostics += wrong or [_misnamed_error(release, file.stem, path)]
    order = {name: place for place, name in enumerate(listed)}
    releases.sort(key=lambda release: (order.get(release.name, len(order)), release.as_at, release.name))
    return LoadedReleases(
        releases={release.name: release for release in releases},
        files=ReleaseFiles(found=found, listed=listed),
        diagnostics=tuple(diagnostics),
    )


def read_release(source: SourceFile, sha256: str) -> tuple[Release | None, list[Diagnostic]]:
    """Return the release in a file, or what is wrong with it.

    Args:
        source: The file.
        sha256: The sum of its bytes.
    """
    where = Location(source.path)
    try:
        data = json.loads(source.text)
    except (ValueError, RecursionError) as broken:
        line = getattr(broken, "lineno", 1)
        return None, [error("REL111", Location(source.path, line), "this release is not JSON", _RESTORE_HINT)]
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        said = repr(data.get("format")) if isinstance(data, dict) else "none"
        message = f"this release has the format {said}, but this version of the program reads format {FORMAT}"
        return None, [error("REL112", where, message, "install the version that created it, or a newer one")]
    del data["format"]
    try:
        release = _ADAPTER.validate_python({**data, "sha256": sha256, "where": where})
    except ValidationError:
        return None, _faults(source, data, where)
    if not is_release_name(release.name):  # it becomes a folder
        message = f"{release.name!r} is not allowed as the name of a release"
        return None, [error("REL116", where, message, _RESTORE_HINT)]
    return release, []


def release_bytes(release: Release) -> bytes:
    """Return a release as the bytes of its file: the same for the same release, and easy to compare in git.

    What is empty is left out; keys are sorted; one value a line; UTF-8 and Unix line ends.
    """
    written = {"format": FORMAT, **_to_json(release, SUPPLIED_FIELDS)}
    return (json.dumps(written, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def checksum_list(listed: Mapping[str, str]) -> bytes:
    """Return the list of releases as `sha256sum -c` reads it.

    https://www.gnu.org/software/coreutils/manual/html_node/md5sum-invocation.html has the form of a line.

    Args:
        listed: The sum of each release by its name, oldest first.
    """
    return "".join(f"{sum_}  {name}.json\n" for name, sum_ in listed.items()).encode()


_ADAPTER = TypeAdapter(Release)


def _read_list(settings: Settings) -> tuple[dict[str, ReleaseSum], list[Diagnostic]]:
    file = settings.docs_dir / "_data" / FOLDER / SUMS
    path = settings.relative(file)
    if not file.exists():
        return {}, []
    source = read_text(file, path)
    if isinstance(source, Diagnostic):
        return {}, [source]
    found: dict[str, ReleaseSum] = {}
    diagnostics: list[Diagnostic] = []
    for number, line in enumerate(source.text.splitlines(), start=1):
        where = Location(path, number)
        match = _LINE.fullmatch(line)
        if match is None or not is_release_name(match[2]):
            message = f"this line is not the checksum of a release: {line[:80]!r}"
            diagnostics.append(error("REL113", where, message, _RESTORE_HINT))
        elif match[2] in found:
            message = f"the release {match[2]!r} is listed twice"
            diagnostics.append(error("REL114", where, message, "give the later one a new name"))
        else:
            found[match[2]] = ReleaseSum(name=match[2], sha256=match[1], where=where)
    return found, diagnostics


def _misnamed_error(release: Release | None, name: str, path: str) -> Diagnostic:
    said = release.name if release else ""
    message = f"this file is named {name!r} but contains the release {said!r}"
    return error("REL115", Location(path), message, _RESTORE_HINT)


def _faults(source: SourceFile, data: Mapping[str, Any], where: Location) -> list[Diagnostic]:
    raw, broken = read_yaml(source.text, where)  # JSON is YAML, and YAML is read with its lines
    if raw is None:
        return list(broken)
    shape = Shape(model=Release, supplied=SUPPLIED_FIELDS)
    places = {path: place for path, place in raw.places.items() if path != ("format",)}  # read already
    record = YamlNode(value=data, where=where, places=places)
    _, diagnostics = shape.make(record, {"sha256": "", "where": where})
    return list(diagnostics)


def _to_json(value: object, without: frozenset[str] = frozenset()) -> Any:  # noqa: ANN401 - any JSON
    """Return a value of the model as JSON has it, without what is left at its default."""
    if isinstance(value, PartialDate):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        lists = _fields_by_id(type(value))
        return {
            name: list(written.values()) if name in lists else written
            for name, field_value in _non_default_fields(value)
            if name not in without
            for written in (_to_json(field_value),)
        }
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _to_json(field_value) for key, field_value in value.items()}
    if isinstance(value, tuple | list):
        return [_to_json(each) for each in value]
    return str(value) if isinstance(value, str) else value


def _non_default_fields(value: Any) -> Iterator[tuple[str, object]]:  # noqa: ANN401 - any dataclass
    for each in fields(value):
        field_value = getattr(value, each.name)
        factory = each.default_factory
        default = factory() if factory is not MISSING else each.default
        if default is MISSING or field_value != default:
            yield each.name, field_value


@cache
def _fields_by_id(model: type) -> frozenset[str]:
    """Return the fields of a class that hold things by id and are written as lists."""
    hints = get_type_hints(model, include_extras=True)
    return frozenset(name for name, hint in hints.items() if ById in getattr(hint, "__metadata__", ()))
