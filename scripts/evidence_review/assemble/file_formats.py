"""The versions of the format of contributed files, and what `evidence-review upgrade` changes between them.

A review states the version of its files as `format` in `mkdocs.yml`. Older files are read as far as possible.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import yaml

from evidence_review.assemble.record_types import FOLDERS
from evidence_review.model.authored import Authored
from evidence_review.model.entity import KINDS
from evidence_review.sources.yaml_records import split_front_matter


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatChange:
    """What changed with one version of the format."""

    format: int
    """The version that has the change."""
    meaning: str
    """The change, for people who write files, without a full stop."""
    rewrite: Callable[[str, str], str]
    """Returns the new text of a file, given its path below `docs/` and its text."""


def rename_former_keys(path: str, text: str) -> str:
    """Replace the former names of keys in the front matter of a file by their current ones.

    Args:
        path: The path of the file below `docs/`.
        text: Its text, which is returned as it is if it has no such key or cannot be read.
    """
    kind = FOLDERS.get(PurePosixPath(path).parent.as_posix())
    model = KINDS[kind].model if kind and path.endswith(".md") else None
    if model is None or not issubclass(model, Authored) or not model.former_keys:
        return text
    current = {former: key for key, former in model.former_keys.items()}
    written, _, _ = split_front_matter(text)
    keys = list(_keys(written))
    taken = {key.value for key in keys}
    start = text.index("\n") + 1 if written else 0
    for key in reversed(keys):
        name = current.get(key.value)
        if name and name not in taken and key.start_mark and key.end_mark:
            before, after = start + key.start_mark.index, start + key.end_mark.index
            text = f"{text[:before]}{name}{text[after:]}"
    return text


def _keys(written: str) -> Iterator[yaml.ScalarNode]:
    """Yield the keys of a mapping in YAML, or nothing if it is none."""
    try:
        node = yaml.compose(written, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return
    if isinstance(node, yaml.MappingNode):
        yield from (key for key, _ in node.value if isinstance(key, yaml.ScalarNode))


CHANGES: tuple[FormatChange, ...] = (
    FormatChange(
        format=1,
        meaning="A recommendation has `origin` instead of `strength`; an event has `confidence` and"
        " `confidence_note` instead of `certainty` and `certainty_note`",
        rewrite=rename_former_keys,
    ),
)
"""Every change, oldest first."""


def changes_since(stated: int, changes: tuple[FormatChange, ...] = CHANGES) -> tuple[FormatChange, ...]:
    """Return the changes that are newer than the version that a review states; 0 if it states none."""
    return tuple(change for change in changes if change.format > stated)


def upgraded(files: Mapping[str, str], changes: tuple[FormatChange, ...]) -> dict[str, str]:
    """Return the new text of each file that changes.

    Args:
        files: The text of each file, by its path below `docs/`.
        changes: The changes to apply, oldest first.
    """
    found = {}
    for path, text in files.items():
        new = text
        for change in changes:
            new = change.rewrite(path, new)
        if new != text:
            found[path] = new
    return found
