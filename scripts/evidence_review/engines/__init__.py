"""The static site generators that convert the staged folder to HTML, all with the same configuration."""

from collections.abc import Callable, Mapping
from pathlib import Path

from evidence_review.config.settings import Settings
from evidence_review.engines import mkdocs, zensical

ENGINES: Mapping[str, Callable[[Settings, Path], None]] = {
    "mkdocs": mkdocs.build,
    "zensical": zensical.build,
}
"""The function that builds the site with each engine, from the settings and the path of `mkdocs.yml`."""
