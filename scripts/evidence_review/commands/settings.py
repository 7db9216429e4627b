"""The settings of the review that the arguments of a command name."""

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from evidence_review.config.mkdocs_yml import plugin_options, read_configuration
from evidence_review.config.options import PLUGIN, settings_from
from evidence_review.config.settings import Settings
from evidence_review.errors import SettingsError


def read_settings(arguments: argparse.Namespace, *, needed: bool = True) -> Settings:
    """Read the settings of a review.

    Args:
        arguments: The arguments of the command.
        needed: Whether the command cannot run without a `mkdocs.yml`.

    Raises:
        SettingsError: There is no `mkdocs.yml`, or it is not that of a review.
    """
    file: Path = arguments.config_file
    if not needed and not file.exists():
        root = Path.cwd()
        return Settings(
            root=root,
            docs_dir=root,
            site_dir=root / "site",
            site_name="",
            as_at=date.min,
            references=(root / "references.bib",),
        )
    config = read_configuration(file)
    options = plugin_options(config, PLUGIN)
    if options is None:
        message = f"add `- {PLUGIN}` to `plugins`, with its option `as_at`"
        raise SettingsError(message, "plugins")
    return settings_from(file.absolute().parent, config, options)


def offline_settings(arguments: argparse.Namespace) -> Settings:
    """Read the settings of a review for a copy for a local disk, where links must name files."""
    settings = read_settings(arguments)
    return replace(settings, site_dir=settings.root / "offline", use_directory_urls=False)
