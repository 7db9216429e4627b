"""The record of the last build, by which the next one knows that it would publish what is already there.

A record counts only for the very files that its build left: their inodes and the times at which the system
last changed them are part of it. A proposal cannot contain those, since every checkout makes new files. So a
record that somebody has written can cause a build, but never prevent one.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from evidence_review.config.known_extensions import reads_nothing
from evidence_review.config.mkdocs_yml import read_configuration
from evidence_review.config.options import PLUGIN
from evidence_review.config.settings import Settings
from evidence_review.diagnostics import Diagnostic, Severity
from evidence_review.file_replacement import replace_file
from evidence_review.location import Location
from evidence_review.package_cache import installed_packages, package_state
from evidence_review.sources.bibliography_files import bibliography_files
from evidence_review.sources.files import files_below

KNOWN_PLUGINS = frozenset({PLUGIN, "search", "material/search"})
"""Plugins that read nothing but the review. Others may read the clock, the history or other files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """The result of a build."""

    pages: int
    """The number of pages published; 0 if the review has errors."""
    diagnostics: tuple[Diagnostic, ...]
    """Every problem."""


def digest_inputs(settings: Settings, file: Path, engine: str) -> str:
    """Return a digest of everything that a build reads; empty if it may read what is not known here.

    Args:
        settings: The settings of the review.
        file: Its `mkdocs.yml`.
        engine: The name of the engine.
    """
    text = file.read_bytes()
    if b"INHERIT" in text or not _is_known(read_configuration(file), settings):
        return ""
    digest = sha256(repr((text, engine, settings, _environment(text), _programs())).encode())
    folders = (settings.docs_dir, settings.custom_dir)
    files = [path for folder in folders if folder for path in files_below(folder, hidden=True)]
    files += [*bibliography_files(settings.references), settings.root / settings.style]
    for path in files:
        if path.is_file():
            digest.update(repr((path.as_posix(), sha256(path.read_bytes()).digest())).encode())
    return digest.hexdigest()


def read_last_build(settings: Settings, inputs: str) -> BuildResult | None:
    """Return the result of the last build, if it read the same and what it published is as it was left.

    Args:
        settings: The settings of the review.
        inputs: The digest of what this build would read.
    """
    with suppress(OSError, ValueError, KeyError, TypeError):
        record = json.loads(_record_file(settings).read_bytes())
        if inputs and record["inputs"] == inputs and record["site"] == _digest_site(settings.site_dir):
            return BuildResult(
                pages=int(record["pages"]), diagnostics=tuple(map(_diagnostic, record["diagnostics"]))
            )
    return None


def record_build(settings: Settings, inputs: str, result: BuildResult) -> None:
    """Record a build that has published a site.

    Args:
        settings: The settings of the review.
        inputs: The digest of what it has read, from before it began.
        result: Its result.
    """
    record = {
        "inputs": inputs,
        "site": _digest_site(settings.site_dir),
        "pages": result.pages,
        "diagnostics": [asdict(each) for each in result.diagnostics],
    }
    with suppress(OSError):  # the site is published all the same
        replace_file(_record_file(settings), json.dumps(record).encode())


def _record_file(settings: Settings) -> Path:
    return settings.build_dir / f"published-{settings.site_dir.name}.json"


def _diagnostic(row: Mapping[str, Any]) -> Diagnostic:
    known: Any = {**row, "severity": Severity(row["severity"]), "where": Location(**row["where"])}
    return Diagnostic(**known)


def _digest_site(folder: Path) -> str:
    """Return a digest of the identity of each published file; empty if there is no site."""
    if folder.is_symlink() or not folder.is_dir():
        return ""
    return sha256(repr(sorted(_identities(folder.as_posix()))).encode()).hexdigest()


def _identities(folder: str) -> Iterator[tuple[object, ...]]:
    """Yield the path of each file below a folder, with what changes whenever it is written or replaced."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _identities(entry.path)
            else:
                state = os.lstat(entry.path)
                yield (
                    entry.path,
                    state.st_ino,
                    state.st_mode,
                    state.st_size,
                    state.st_mtime_ns,
                    state.st_ctime_ns,
                )


def _is_known(config: Mapping[str, Any], settings: Settings) -> bool:
    """Tell whether all programs that take part in a build read nothing but the review."""
    plugins = config.get("plugins") or []
    names = {
        name
        for each in (plugins if isinstance(plugins, list | Mapping) else [plugins])
        for name in (each if isinstance(each, Mapping) else [each])
    }
    return not config.get("hooks") and names <= KNOWN_PLUGINS and all(map(reads_nothing, settings.extensions))


def _environment(text: bytes) -> list[tuple[str, str]]:
    """Return the environment variables that the settings name."""
    return sorted((name, value) for name, value in os.environ.items() if name.encode() in text)


def _programs() -> tuple[object, ...]:
    """Return the versions of everything that takes part."""
    return sys.version, shutil.which("pandoc"), installed_packages(), package_state("*")
