"""A review shown while somebody writes it: one save is one build, and faults are shown on the page."""

import os
from collections.abc import Callable
from pathlib import Path

from watchfiles import watch

from evidence_review.engines import mkdocs, zensical
from evidence_review.pipeline import Staged, source_date_epoch, stage_review
from evidence_review.settings import Settings


def serve_review(
    settings: Settings, file: Path, engine: str, address: str, tell: Callable[[Staged], None]
) -> None:
    """Serve a review until it is interrupted.

    Args:
        settings: How it is built.
        file: Its `mkdocs.yml`.
        engine: The name of the engine.
        address: Where to listen, as `host:port`.
        tell: What to do with what was staged after a save; MkDocs says it by itself.
    """
    os.environ["SOURCE_DATE_EPOCH"] = source_date_epoch(settings)
    if engine == "mkdocs":
        mkdocs.serve(file, address)
        return
    tell(stage_review(settings, tolerant=True))
    server = zensical.serving(settings, file, address)
    try:
        for _ in watch(settings.docs_dir, settings.references, file, debounce=400):
            if server.poll() is not None:
                break
            tell(stage_review(settings, tolerant=True))
    finally:
        server.terminate()
        server.wait()
