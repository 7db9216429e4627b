"""Files that are not read because of their names. Looks at names, never into a file."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from evidence_review.assemble.record_types import FOLDERS, LISTS, REPORT_FILE
from evidence_review.config.settings import Settings
from evidence_review.diagnostics import Diagnostic, did_you_mean, error
from evidence_review.location import Location

_MARKDOWN = re.compile(r"\.(?:md\.\w+|mkd|mdown|mdwn|mdx|markdown|md)$", re.IGNORECASE)
"""The end of the name of a file meant as Markdown: some programs add an ending and hide it."""

WRITTEN = frozenset(("", ".doc", ".docx", ".htm", ".html", ".json", ".odt", ".rtf", ".txt", ".yaml", ".yml"))
"""The endings of files in which someone may have written the front matter of an entity."""

HIDDEN_EXTENSION_HINT = "some programs hide the end of file names"


def intended_path(docs_path: str, settings: Settings) -> str:
    """Return the path that a Markdown file should have; empty for a file of another type.

    Args:
        docs_path: The path of a file below `docs/` that is not read.
        settings: How the review is built.
    """
    path = PurePosixPath(docs_path)
    ending = _MARKDOWN.search(path.name)
    if ending:
        return path.with_name(f"{path.name[: ending.start()]}.md").as_posix()
    kind = FOLDERS.get(path.parts[0]) if len(path.parts) == 2 else None  # noqa: PLR2004 - folder/file
    stem = path.stem.strip().lower()
    if kind is None or path.suffix.lower() not in WRITTEN or settings.kind_of(stem) != kind:
        return ""
    return path.with_name(f"{stem}.md").as_posix()


def misnamed_file_error(docs_path: str, intended: str, settings: Settings) -> Diagnostic:
    """Return an error for a file whose name does not end like that of a Markdown file.

    Args:
        docs_path: The path of the file below `docs/`.
        intended: The path that it should have.
        settings: How the review is built.
    """
    path, intended_name = settings.docs_dir / docs_path, PurePosixPath(intended).name
    hint = f"rename it to {intended_name!r}; {HIDDEN_EXTENSION_HINT}"
    if path.suffix.lower() in (".doc", ".docx", ".odt", ".rtf"):
        hint = f"put its text into a plain text file named {intended_name!r}"
    if (settings.docs_dir / intended).is_file():
        hint = (
            f"remove it from this folder, which already contains {intended_name!r}; {HIDDEN_EXTENSION_HINT}"
        )
    message = (
        f"this file is not read, because its name ends in {path.name.removeprefix(path.name.split('.')[0])!r}"
    )
    return error("SRC106", Location(settings.relative(path)), message, hint)


def intended_list(docs_path: str) -> str:
    """Return the name of the list that a file below `docs/_data/` was meant to be; empty for none."""
    name = docs_path.removeprefix("_data/").lower()
    stems = {known.partition(".")[0]: known for known in (*LISTS, REPORT_FILE)}
    return stems.get(name.partition(".")[0].strip(), "")


def unread_list_error(docs_path: str, intended: str, settings: Settings) -> Diagnostic:
    """Return an error for a file below `docs/_data/` with a wrong name."""
    where = Location(settings.relative(settings.docs_dir / docs_path))
    message = f"the file {docs_path.removeprefix('_data/')!r} is not read here"
    return error("DAT108", where, message, f"did you mean {intended!r}? {HIDDEN_EXTENSION_HINT}")


def similar_name_hint(name: str, beside: Iterable[str]) -> str:
    """Return a hint if a file with a similar name is in the folder of a missing file."""
    longer = next((each for each in sorted(beside) if each.startswith(f"{name}.")), "")
    if longer:
        return f"rename {longer!r} to {name!r}; {HIDDEN_EXTENSION_HINT}"
    near = did_you_mean(name, [each for each in beside if each.rpartition(".")[2] == name.rpartition(".")[2]])
    return near if near.startswith("did you mean") else ""
