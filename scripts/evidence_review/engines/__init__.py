"""What turns the staged folder into HTML. Each engine gets the same folder and the same configuration."""

from collections.abc import Callable, Mapping
from pathlib import Path

from evidence_review.config.settings import Settings
from evidence_review.engines import mkdocs, zensical

ENGINES: Mapping[str, Callable[[Settings, Path], None]] = {
    "mkdocs": mkdocs.build,
    "zensical": zensical.build,
}
"""Each engine by name: given the settings and `mkdocs.yml`, it builds into the built folder."""
