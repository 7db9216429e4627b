"""The files of releases as values of the model, and back as bytes. Writes nothing to disk.

A release is read by machine and never edited, so it is JSON and not YAML. Only an invalid release
is read a second time, for the lines of its problems.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError, create_model

from evidence_review.assemble.first_release_format import InvalidFirstFormatError, converted
from evidence_review.diagnostics import Diagnostic, error
from evidence_review.location import Location
from evidence_review.model.releases.release import (
    FORMAT,
    SUMS,
    PreviousRelease,
    Release,
    ReleaseFiles,
    ReleaseSum,
    is_release_name,
    proofs_of,
)
from evidence_review.published.software_heritage import content_id, directory_id
from evidence_review.published.stored_form import stored_document
from evidence_review.sources.files import MAX_FILE_SIZE, MAX_RELEASE_SIZE, SourceFile, files_below, read_text
from evidence_review.sources.yaml_records import read_yaml

_LINE = re.compile(r"([0-9a-f]{64})  ([^/\\\s]+)[.]json")
_RESTORE_HINT = "restore the file as it was committed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedReleases:
    """The releases of a review and the problems in their files."""

    releases: Mapping[str, Release]
    """The readable releases, by name, oldest first."""
    files: ReleaseFiles
    """All files, valid or not."""
    diagnostics: tuple[Diagnostic, ...]
    """The problems."""


def read_releases(folder: Path, relative: Callable[[Path], str]) -> LoadedReleases:
    """Read every release in a folder.

    Args:
        folder: The folder with the files of the releases and their list.
        relative: Returns the path of a file as messages show it.
    """
    listed, diagnostics = _read_list(folder / SUMS, relative(folder / SUMS))
    found: dict[str, ReleaseSum] = {}
    releases: list[Release] = []
    for file in files_below(folder):
        if file.suffix != ".json" or file.parent != folder:
            continue
        path = relative(file)
        source = read_text(file, path, max_size=MAX_RELEASE_SIZE)
        sum_ = hashlib.sha256(file.read_bytes()).hexdigest() if isinstance(source, SourceFile) else ""
        found[file.stem] = ReleaseSum(name=file.stem, sha256=sum_, where=Location(path))
        altered = file.stem in listed and listed[file.stem].sha256 != sum_
        if isinstance(source, Diagnostic):
            diagnostics.append(source)
            continue
        release, wrong = read_release(source, sum_)
        if release is not None and release.name == file.stem:
            releases.append(replace(release, swhid=content_id(file.read_bytes())))
        elif not altered:  # a check reports altered files
            diagnostics += wrong or [_misnamed_error(release, file.stem, path)]
    order = {name: place for place, name in enumerate(listed)}
    releases.sort(key=lambda release: (order.get(release.name, len(order)), release.as_at, release.name))
    return LoadedReleases(
        releases={release.name: release for release in releases},
        files=ReleaseFiles(found=found, listed=listed, swhid=_folder_id(folder, found)),
        diagnostics=tuple(diagnostics),
    )


def read_release(source: SourceFile, sha256: str) -> tuple[Release | None, list[Diagnostic]]:
    """Return the release in a file, or the problems in it.

    Args:
        source: The file.
        sha256: The checksum of its bytes.
    """
    where = Location(source.path)
    try:
        data = json.loads(source.text)
    except (ValueError, RecursionError) as broken:
        line = getattr(broken, "lineno", 1)
        return None, [error("REL111", Location(source.path, line), "this release is not JSON", _RESTORE_HINT)]
    version = data.get("format") if isinstance(data, dict) else None
    if version not in (1, FORMAT):
        shown = "none" if version is None else repr(version)
        message = f"this release has format {shown}; this version of the program reads formats 1 to {FORMAT}"
        return None, [error("REL112", where, message, "install the version that created it, or a newer one")]
    try:
        stored = converted(data) if version == 1 else data
        _stored_release().model_validate(stored)
    except InvalidFirstFormatError as invalid:
        return None, [error("REL117", where, str(invalid), _RESTORE_HINT)]
    except ValidationError as invalid:
        return None, _invalid_release_errors(source, invalid)
    if not is_release_name(stored["name"]):  # the name becomes a folder
        message = f"{stored['name']!r} is not allowed as the name of a release"
        return None, [error("REL116", where, message, _RESTORE_HINT)]
    return _release(stored, sha256, where), []


def _release(stored: Mapping[str, Any], sha256: str, where: Location) -> Release:
    before = stored["previous"]
    return Release(
        name=stored["name"],
        previous=PreviousRelease(name=before["name"], sha256=before["sha256"]) if before else None,
        texts={id_: tuple(paragraphs) for id_, paragraphs in stored["texts"].items()},
        works=stored["works"],
        document=stored["review"],
        sha256=sha256,
        where=where,
    )


def _folder_id(folder: Path, names: Iterable[str]) -> str:
    """Return the identifier of the folder of releases, without files that do not belong to it."""
    paths = [f"{name}.json" for name in names]
    paths += [SUMS, *(proof for path in paths for proof in proofs_of(path))]
    files = {path: (folder / path).read_bytes() for path in paths if (folder / path).is_file()}
    return directory_id(files) if files else ""


def checksum_list(listed: Mapping[str, str]) -> bytes:
    """Return the list of releases as `sha256sum -c` reads it.

    https://www.gnu.org/software/coreutils/manual/html_node/md5sum-invocation.html defines the form of a line.

    Args:
        listed: The sum of each release by its name, oldest first.
    """
    return "".join(f"{sum_}  {name}.json\n" for name, sum_ in listed.items()).encode()


@cache
def _stored_release() -> type[BaseModel]:
    """Return the model of a release file."""
    return create_model(
        "StoredRelease",
        format=(int, ...),
        name=(str, ...),
        previous=(PreviousRelease | None, ...),
        texts=(dict[str, tuple[str, ...]], ...),
        works=(dict[str, str], ...),
        review=(stored_document(), ...),
    )


def _read_list(file: Path, path: str) -> tuple[dict[str, ReleaseSum], list[Diagnostic]]:
    if not file.exists():
        return {}, []
    source = read_text(file, path, max_size=MAX_FILE_SIZE)
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
    named = release.name if release else ""
    message = f"this file is named {name!r} but contains the release {named!r}"
    return error("REL115", Location(path), message, _RESTORE_HINT)


def _invalid_release_errors(source: SourceFile, invalid: ValidationError) -> list[Diagnostic]:
    """Return the problems in a release, each with its line: JSON is YAML, and YAML is read with its lines."""
    raw, broken = read_yaml(source.text, Location(source.path))
    if raw is None:
        return list(broken)
    return [
        error(
            "REL117",
            raw.place(each["loc"]),
            f"{'.'.join(map(str, each['loc']))}: {each['msg']}",
            _RESTORE_HINT,
        )
        for each in invalid.errors(include_url=False)
    ]
