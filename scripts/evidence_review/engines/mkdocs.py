"""MkDocs with Material, used as a library."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs import __version__
from mkdocs.commands.build import build as build_site
from mkdocs.commands.serve import serve as serve_site
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin, event_priority

from evidence_review.config.settings import Settings
from evidence_review.engines.configuration import write_configuration
from evidence_review.engines.search_index import faster_search
from evidence_review.errors import ReviewError
from evidence_review.prose.raw_html import EXTENSION
from evidence_review.rendering.context.template_cache import cache_templates

TEMPLATE_CACHE = "evidence-review/template-cache"
"""The name of the plugin that caches templates. No setting can name it."""


class _NoOptions(Config):
    """The options of a plugin that has none."""


class _CachedTemplates(BasePlugin[_NoOptions]):
    """A plugin that keeps the compiled templates of a theme."""

    @event_priority(-100)  # once the other plugins have changed the environment
    def on_env(self, env: Environment, **_: Any) -> Environment:  # noqa: ANN401 - as MkDocs calls it
        """Cache the templates."""
        return with_cached_templates(env)


def with_cached_templates(theme: Environment) -> Environment:
    """Return the environment of a theme's templates, which keeps them compiled: that takes half a second."""
    cache_templates(theme, "mkdocs", __version__)
    return theme


def build(settings: Settings, file: Path, hidden: Sequence[str] = ()) -> None:
    """Build the staged folder.

    Args:
        settings: The settings of the review.
        file: Its `mkdocs.yml`.
        hidden: The patterns of the pages that are not in the menu.

    Raises:
        ReviewError: MkDocs cannot build it.
    """
    _show_log()
    try:
        config = load_config(str(write_configuration(settings, file, hidden=hidden)))
        config.markdown_extensions = [EXTENSION]  # the pages are converted already
        # MkDocs does not know the anchors in finished HTML; we check every link ourselves.
        config.validation.links.anchors = logging.DEBUG
        config.plugins[TEMPLATE_CACHE] = _CachedTemplates()
        config.plugins.on_startup(command="build", dirty=False)
        try:
            with faster_search():
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
