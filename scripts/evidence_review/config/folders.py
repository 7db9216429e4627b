"""Where the files and folders that `mkdocs.yml` names may be: in the project, without overlapping.

Whoever builds a proposal must be able to rely on it publishing nothing from elsewhere on the computer.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from evidence_review.errors import SettingsError
from evidence_review.sources.files import is_outside

GIT = ".git"
"""The folder of the Git repository, in which no site may be built."""


def require_sources_inside(root: Path, sources: Mapping[tuple[str, ...], str]) -> None:
    """Refuse sources that are outside the project, or where a build would delete them.

    Args:
        root: The folder of `mkdocs.yml`.
        sources: Each path as written, by the keys that lead to it; an empty path is ignored.

    Raises:
        SettingsError: A source is outside, by its path or through a symbolic link, or in the build folder.
    """
    for keys, written in sources.items():
        name = ".".join(keys[2:] or keys)
        if written and is_outside(root / written, root):
            message = f"`{name}` must be inside the project; {written!r} leads outside it"
            raise SettingsError(f"{message} (move it into the folder of mkdocs.yml)", *keys)
        if written and _overlap(root / written, root / "build"):
            message = f"`{name}` must not overlap with build/, which every build empties; it is {written!r}"
            raise SettingsError(message, *keys)


def site_folder(
    root: Path, written: str, sources: Mapping[tuple[str, ...], str], command_line: Path | None
) -> Path:
    """Return the folder of the finished site, which must be separate from all others.

    Args:
        root: The folder of `mkdocs.yml`.
        written: The folder as `site_dir` names it.
        sources: Each path as written, by the keys that lead to it; an empty path is ignored.
        command_line: The folder given on the command line instead, which may be outside the project.

    Raises:
        SettingsError: The folder is outside the project, or overlaps with folders of other files.
    """
    folder = command_line or root / written
    plain = _without_dots(folder)
    if not command_line and not plain.is_relative_to(_without_dots(root)):
        message = f"`site_dir` must be inside the project; {written!r} leads outside it"
        raise SettingsError(f"{message} (name another place by `mkdocs build --site-dir`)", "site_dir")
    others = ("build", *filter(None, sources.values()))
    is_in_git = GIT in [part.casefold() for part in plain.parts]
    if is_in_git or any(_overlap(folder, root / each) for each in others):
        shown = str(command_line or written)
        message = f"`site_dir` must be a separate folder; {shown!r} contains other files"
        raise SettingsError(message, "site_dir")
    return folder


def _without_dots(path: Path) -> Path:
    """Return an absolute path without `..`; symbolic links remain, and the build refuses them."""
    return Path(os.path.normpath(path.absolute()))


def _overlap(one: Path, other: Path) -> bool:
    """Tell whether one path is the other or contains it, with symbolic links resolved."""
    try:
        first, second = one.resolve(), other.resolve()
    except (OSError, RuntimeError, ValueError):  # circular links, which are reported when they are read
        return False
    return first.is_relative_to(second) or second.is_relative_to(first)
