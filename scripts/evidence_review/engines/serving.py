"""A review shown while somebody writes it: one save is one build, and faults are shown on the page."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchfiles import watch

from evidence_review.config.settings import Settings
from evidence_review.engines import mkdocs, zensical
from evidence_review.errors import ReviewError
from evidence_review.publishing.pipeline import Staged, source_date_epoch, stage_review
from evidence_review.publishing.staging import disk_errors_said, held

PAUSE = 400
"""How long nothing more may be saved until a build begins, in milliseconds."""


def serve_review(
    load: Callable[[], Settings],
    file: Path,
    engine: str,
    address: str,
    tell: Callable[[Staged | ReviewError], None],
) -> None:
    """Serve a review until it is interrupted.

    Args:
        load: What reads how it is built, anew after each save.
        file: Its `mkdocs.yml`.
        engine: The name of the engine.
        address: Where to listen, as `host:port`.
        tell: What to do with what was staged after a save, or could not be; MkDocs says it by itself.
    """
    settings = load()
    os.environ["SOURCE_DATE_EPOCH"] = source_date_epoch(settings)
    if engine == "mkdocs":
        mkdocs.serve(file, address)
        return
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # or Zensical would outlive this process
    with zensical.serving(_staged(settings, file, tell), address) as server, _saves(settings, file) as saved:
        while server.poll() is None:
            if not saved.wait(timeout=1):
                continue
            saved.clear()
            try:
                _staged(load(), file, tell)
            except ReviewError as error:  # the last state stays to be seen
                tell(error)


def _staged(settings: Settings, file: Path, tell: Callable[[Staged], None]) -> Path:
    """Stage a review and return the configuration for the engine that watches the staged folder."""
    with disk_errors_said(), held(settings.build_dir, wait=True):
        tell(stage_review(settings, tolerant=True))
        return zensical.write_serving_configuration(settings, file)


@contextmanager
def _saves(settings: Settings, file: Path) -> Iterator[threading.Event]:
    """Watch what people edit, and set an event after each save.

    Folders are watched and not files, because many editors save by putting a new file in the place of
    the old one. The folder of a single file is watched without those below it: `.venv` may be one.
    """
    saved, stop = threading.Event(), threading.Event()
    single = {file.resolve(), settings.references.resolve()}
    deep = {folder.resolve() for folder in (settings.docs_dir, settings.custom_dir) if folder}
    flat = {path.parent for path in single if path.parent.is_dir()}

    def note(folders: set[Path], *, recursive: bool) -> None:
        for changes in watch(*folders, debounce=PAUSE, stop_event=stop, recursive=recursive):
            if recursive or any(Path(path) in single for _, path in changes):
                saved.set()

    threads = [
        threading.Thread(target=note, args=(folders,), kwargs={"recursive": recursive}, daemon=True)
        for folders, recursive in ((deep, True), (flat, False))
    ]
    for thread in threads:
        thread.start()
    try:
        yield saved
    finally:
        stop.set()
        for thread in threads:
            thread.join()
