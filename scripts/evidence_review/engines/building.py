"""Building the staged folder with the engine of one's choice. The other engine is not loaded."""

from pathlib import Path

from evidence_review.config.settings import Settings


def build_with(engine: str, settings: Settings, file: Path) -> None:
    """Build the staged folder with an engine.

    Args:
        engine: Its name, one of `ENGINES`.
        settings: The settings of the review.
        file: Its `mkdocs.yml`.

    Raises:
        ReviewError: The engine cannot build it.
    """
    if engine == "zensical":
        from evidence_review.engines import zensical

        zensical.build(settings, file)
    else:
        from evidence_review.engines import mkdocs

        mkdocs.build(settings, file)
