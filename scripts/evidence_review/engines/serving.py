"""A preview of a review during editing: each save is one build, and problems are shown on the page."""

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchfiles import watch

from evidence_review.config.settings import Settings
from evidence_review.engines import mkdocs, zensical
from evidence_review.errors import ReviewError
from evidence_review.publishing.pipeline import StagedReview, source_date_epoch, stage_review
from evidence_review.publishing.staging import lock_build_folder, report_disk_errors
from evidence_review.sources.bibliography_files import bibliography_files

MAX_PORT = 65_535
DEBOUNCE_MILLISECONDS = 400
"""The time without further saves after which a build starts, in milliseconds."""


def serve_review(
    load_settings: Callable[[], Settings],
    file: Path,
    engine: str,
    address: str,
    report: Callable[[StagedReview | ReviewError], None],
) -> None:
    """Serve a review until it is interrupted.

    Args:
        load_settings: Reads the settings again after each save.
        file: Its `mkdocs.yml`.
        engine: The name of the engine.
        address: Where to listen, as `host:port`.
        report: Reports the staged review, or the error, after each save. MkDocs has its own messages.

    Raises:
        ReviewError: Something else listens at the address, or the engine has stopped by itself.
    """
    settings = load_settings()
    os.environ["SOURCE_DATE_EPOCH"] = source_date_epoch(settings)
    if engine == "mkdocs":
        mkdocs.serve(file, address)
        return
    with report_disk_errors():
        _require_free(address)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that Zensical stops with this process
    with (
        zensical.serving(_staged(settings, file, report), address) as server,
        _watch_saves(settings, file) as saved,
    ):
        while server.poll() is None:
            if not saved.wait(timeout=1):
                continue
            saved.clear()
            try:
                _staged(load_settings(), file, report)
            except ReviewError as error:  # the previous version remains visible
                report(error)
    if server.returncode > 0:
        message = "Zensical has stopped (its messages are above)"
        raise ReviewError(message)


def _require_free(address: str) -> None:
    """Refuse an address at which something else listens, before anything of a running preview changes.

    Raises:
        OSError: The address is in use, or this computer does not have it.
        ReviewError: It is not an address.
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isascii() or not port.isdecimal() or int(port) > MAX_PORT:
        message = f"{address!r} is not an address with a port, such as 127.0.0.1:8000"
        raise ReviewError(message)
    socket.create_server((host.strip("[]"), int(port))).close()


def _staged(settings: Settings, file: Path, report: Callable[[StagedReview], None]) -> Path:
    """Stage a review and return the configuration for the engine that watches the staged folder."""
    with report_disk_errors(), lock_build_folder(settings.build_dir, wait=True):
        staged = stage_review(settings, tolerant=True)
        report(staged)
        return zensical.write_serving_configuration(settings, file, staged.hidden)


@contextmanager
def _watch_saves(settings: Settings, file: Path) -> Iterator[threading.Event]:
    """Watch the sources, and set an event after each save.

    Folders are watched instead of files, because many editors save by replacing the file. The folder
    of a single file is watched without its subfolders, which may include `.venv`.
    """
    saved, stop = threading.Event(), threading.Event()
    single = {file.resolve(), *(each.resolve() for each in bibliography_files(settings.references))}
    recursive_folders = {folder.resolve() for folder in (settings.docs_dir, settings.custom_dir) if folder}
    single_folders = {path.parent for path in single if path.parent.is_dir()}

    def note(folders: set[Path], *, recursive: bool) -> None:
        for changes in watch(*folders, debounce=DEBOUNCE_MILLISECONDS, stop_event=stop, recursive=recursive):
            if recursive or any(Path(path) in single for _, path in changes):
                saved.set()

    threads = [
        threading.Thread(target=note, args=(folders,), kwargs={"recursive": recursive}, daemon=True)
        for folders, recursive in ((recursive_folders, True), (single_folders, False))
    ]
    for thread in threads:
        thread.start()
    try:
        yield saved
    finally:
        stop.set()
        for thread in threads:
            thread.join()
