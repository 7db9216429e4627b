"""The files of a bibliography, which the settings may name one by one, by their folder or by a pattern."""

from collections.abc import Iterable, Iterator
from pathlib import Path

SUFFIXES = frozenset((".bib", ".json"))
"""The endings of the files of a folder that are read: BibTeX and CSL-JSON."""


def bibliography_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files that some paths name, each once, in the order of the paths and then of their names.

    Args:
        paths: Files, folders, or patterns with `*`, `?` or `[…]` in the last parts. A file that does not
            exist is included, so that it can be reported.
    """
    return tuple(dict.fromkeys(file for path in paths for file in _named(path)))


def _named(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(each for each in path.iterdir() if each.suffix.lower() in SUFFIXES)
        return
    first = next((number for number, part in enumerate(path.parts) if set("*?[") & set(part)), 0)
    found: list[Path] = []
    if first and not path.exists():
        found = sorted(Path(*path.parts[:first]).glob(str(Path(*path.parts[first:]))))
    yield from found or [path]
