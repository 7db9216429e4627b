"""The command that changes the files of a review to the newest format, and pins the installed generator."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from evidence_review.assemble.file_formats import CHANGES, FormatChange, changes_since, upgraded
from evidence_review.commands.edited_options import add_option, set_option
from evidence_review.commands.generator_pin import REQUIREMENTS, pin_generator
from evidence_review.config.options import PLUGIN
from evidence_review.config.settings import FORMAT, Settings
from evidence_review.errors import ReviewError
from evidence_review.file_replacement import replace_file

ENDINGS = (".md", ".yml", ".yaml")
"""The endings of the files that contributors write below `docs/`."""


def upgrade_review(
    arguments: argparse.Namespace, settings: Settings, changes: tuple[FormatChange, ...] = CHANGES
) -> int:
    """Change the files of a review to the newest format, and print what changed.

    Nothing is written before every new text is known. A second run changes nothing.

    Args:
        arguments: The arguments of the command.
        settings: The settings of the review.
        changes: Every change between formats, oldest first.

    Returns:
        The exit status.
    """
    newest = max((change.format for change in changes), default=FORMAT)
    applied = changes_since(settings.format, changes)
    files = upgraded(_texts(settings.docs_dir), applied)
    written = {settings.docs_dir / path: text for path, text in files.items()}
    file: Path = arguments.config_file
    if settings.format < newest:
        written[file.resolve()] = _with_format(file, newest)
    for change in applied:
        print(f"Format {change.format}: {change.meaning}.")
    for path in written:
        print(f"{'would change' if arguments.dry_run else 'changed'}: {settings.relative(path)}")
    if not written:
        print(f"The files are in format {newest}, which is the newest: nothing to change.")
    if not arguments.dry_run:
        for path, text in written.items():  # the settings, which state the version, are the last
            replace_file(path, text.encode(), durable=True)
        if (settings.root / REQUIREMENTS).is_file():
            print(f"{REQUIREMENTS}: {pin_generator(settings.root)}")
    return 0


def _texts(docs_dir: Path) -> Mapping[str, str]:
    """Return the text of each file below `docs/` that has a format, by path; links are left out."""
    found = {}
    for path in sorted(docs_dir.rglob("*")):
        if path.suffix in ENDINGS and path.is_file() and not path.is_symlink():
            try:
                found[path.relative_to(docs_dir).as_posix()] = path.read_bytes().decode("utf-8")
            except UnicodeDecodeError:
                continue  # `check` reports it
    return found


def _with_format(file: Path, newest: int) -> str:
    text = file.read_bytes().decode()
    changed = set_option(text, PLUGIN, "format", str(newest)) or add_option(
        text, PLUGIN, "format", str(newest)
    )
    if changed is None:
        message = (
            f"{file.name}: the options of {PLUGIN} are inherited; write `format: {newest}` where they are"
        )
        raise ReviewError(message)
    return changed
