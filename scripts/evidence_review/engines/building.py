"""Building a site with a chosen engine. What only a build needs is loaded when one begins."""

from collections.abc import Sequence
from pathlib import Path

from evidence_review.config.settings import Settings
from evidence_review.publishing.last_build import BuildResult


def build_site(settings: Settings, file: Path, engine: str) -> BuildResult:
    """Build a site, and replace the previous one if there are no errors.

    Args:
        settings: The settings of the review.
        file: Its `mkdocs.yml`.
        engine: The name of the engine, one of `ENGINES`.

    Raises:
        ReviewError: The engine cannot build it, or another build is running in the same folder.
    """
    from evidence_review.publishing.pipeline import publish

    return publish(settings, lambda hidden: build_with(engine, settings, file, hidden))


def build_with(engine: str, settings: Settings, file: Path, hidden: Sequence[str] = ()) -> None:
    """Build the staged folder with an engine.

    Args:
        engine: Its name, one of `ENGINES`.
        settings: The settings of the review.
        file: Its `mkdocs.yml`.
        hidden: The patterns of the pages that are not in the menu.

    Raises:
        ReviewError: The engine cannot build it.
    """
    if engine == "zensical":
        from evidence_review.engines import zensical

        zensical.build(settings, file, hidden)
    else:
        from evidence_review.engines import mkdocs

        mkdocs.build(settings, file, hidden)
