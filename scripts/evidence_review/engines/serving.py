"""A review shown while somebody writes it: one save is one build, and faults are shown on the page."""

import os
from pathlib import Path

from watchfiles import watch

from evidence_review.engines import mkdocs, zensical
from evidence_review.pipeline import source_date_epoch, stage_review
from evidence_review.reporting import printed, tally
from evidence_review.settings import Settings


def serve_review(settings: Settings, file: Path, engine: str, address: str) -> None:
    """Serve a review until it is interrupted.

    Args:
        settings: How it is built.
        file: Its `mkdocs.yml`.
        engine: The name of the engine.
        address: Where to listen, as `host:port`.
    """
    os.environ["SOURCE_DATE_EPOCH"] = source_date_epoch(settings)
    if engine == "mkdocs":
        mkdocs.serve(file, address)
        return
    _stage(settings)
    server = zensical.serving(settings, file, address)
    try:
        for _ in watch(settings.docs_dir, settings.references, file, debounce=400):
            if server.poll() is not None:
                break
            _stage(settings)
    finally:
        server.terminate()
        server.wait()


def _stage(settings: Settings) -> None:
    staged = stage_review(settings, tolerant=True)
    faults = printed(staged.checked.diagnostics, "text")
    print(f"Staged {len(staged.pages)} pages with {tally(staged.checked.diagnostics)}.")
    if faults:
        print(faults)
