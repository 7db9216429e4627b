"""MkDocs with Material, used as a library."""

import logging
from pathlib import Path

from mkdocs.commands.build import build as build_site
from mkdocs.commands.serve import serve as serve_site
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from evidence_review.config.settings import Settings
from evidence_review.engines.configuration import write_configuration
from evidence_review.errors import ReviewError
from evidence_review.prose.raw_html import EXTENSION


def build(settings: Settings, file: Path) -> None:
    """Build the staged folder.

    Raises:
        ReviewError: MkDocs cannot build it.
    """
    _show_log()
    try:
        config = load_config(str(write_configuration(settings, file)))
        config.markdown_extensions = [EXTENSION]  # the pages are converted already
        # MkDocs does not know the anchors in finished HTML; we check every link ourselves.
        config.validation.links.anchors = logging.DEBUG
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build_site(config)
        finally:
            config.plugins.on_shutdown()
    except MkDocsException as error:
        message = f"MkDocs cannot build the site: {error}"
        raise ReviewError(message) from None


def serve(file: Path, address: str) -> None:
    """Serve a review with live reload through its own `mkdocs.yml`, which must name our plugin.

    Raises:
        ReviewError: MkDocs cannot serve it.
    """
    _show_log(logging.INFO)
    try:
        serve_site(str(file), livereload=True, dev_addr=address)
    except MkDocsException as error:
        message = f"MkDocs cannot serve the site: {error}"
        raise ReviewError(message) from None


def _show_log(level: int = logging.WARNING) -> None:
    """Print MkDocs' log messages, as its own command does."""
    logger = logging.getLogger("mkdocs")
    logger.setLevel(level)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("mkdocs: %(levelname)s: %(message)s"))
        logger.addHandler(handler)
