"""The MkDocs plugin: runs the same stages as our command line and points MkDocs to the staged pages."""

import logging
import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config import base
from mkdocs.config import config_options as options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from evidence_review.config.key_lines import locate_error
from evidence_review.config.mkdocs_yml import read_configuration
from evidence_review.config.options import settings_from
from evidence_review.config.settings import Settings, is_page
from evidence_review.diagnostics import errors
from evidence_review.engines.mkdocs import build, with_cached_templates
from evidence_review.errors import ReviewError
from evidence_review.prose.raw_html import EXTENSION
from evidence_review.publishing.pipeline import (
    StagedReview,
    built_dir,
    finish,
    overrides_dir,
    source_date_epoch,
    stage_review,
)
from evidence_review.publishing.reporting import count_summary
from evidence_review.publishing.staging import lock_build_folder, report_disk_errors
from evidence_review.publishing.theme_files import STYLE_SHEETS
from evidence_review.site.addresses import staged_path
from evidence_review.sources.bibliography_files import bibliography_files

log = get_plugin_logger("evidence-review")


class EvidenceReviewConfig(base.Config):
    """The options below `evidence-review` in `mkdocs.yml`; `config.settings` explains them."""

    as_at = options.Optional(options.Type((date, str)))
    format = options.Optional(options.Type((int, str)))
    editors = options.Optional(options.Type((str, list)))
    references = options.Optional(options.Type((str, list)))
    strict = options.Optional(options.Type(bool))
    parts = options.Optional(options.Type((str, list)))
    binding = options.Optional(options.Type(str))
    terms = options.Optional(options.Type(dict))
    style = options.Optional(options.Type(str))
    numbering = options.Optional(options.Type(str))
    locale = options.Optional(options.Type(str))
    ids = options.Optional(options.Type(dict))
    html = options.Optional(options.Type(str))
    hosts = options.Optional(options.Type((str, list)))
    dois = options.Optional(options.Type(dict))
    security_contact = options.Optional(options.Type(str))


class EvidenceReviewPlugin(BasePlugin[EvidenceReviewConfig]):
    """Stages a review before MkDocs builds it, and publishes the result."""

    def __init__(self) -> None:
        """Start with nothing staged."""
        self._command = "build"
        self._built: tuple[Settings, StagedReview] | None = None
        self._lock = ExitStack()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 - MkDocs passes it by name
        """Remember which command runs; MkDocs keeps a plugin with this method between rebuilds."""
        self._command = command

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Stage the review and point MkDocs to the staged folder."""
        written = {name: value for name, value in self.config.items() if value is not None}
        serving = self._command == "serve"
        self._lock.close()
        try:
            settings = _settings(config, written)
            with report_disk_errors():
                self._lock.enter_context(lock_build_folder(settings.build_dir, wait=serving))
                staged = stage_review(settings, tolerant=serving)
        except ReviewError as error:
            raise PluginError(locate_error(error, Path(config.config_file_path))) from None
        for found in staged.checked.diagnostics:
            (log.error if found in errors([found]) else log.warning)("%s", found)
        if not staged.checked.is_valid and not serving:
            message = f"{count_summary(staged.checked.diagnostics)}: correct these and build again"
            raise PluginError(message)
        os.environ["SOURCE_DATE_EPOCH"] = source_date_epoch(settings)
        config.nav = _staged_nav(config.nav)
        if staged.hidden:
            hidden = options.PathSpec().run_validation("\n".join(staged.hidden))
            config.not_in_nav = hidden + config.not_in_nav if config.not_in_nav else hidden
        config.docs_dir = str(settings.staged_dir)
        # `overrides_dir` already contains the site's own templates, except symbolic links.
        others = [each for each in config.theme.dirs if each != config.theme.custom_dir]
        config.theme.dirs = [str(overrides_dir(settings)), *others]
        config.markdown_extensions = [EXTENSION]  # the pages are converted already
        # MkDocs does not know the anchors in finished HTML; we check every link ourselves.
        config.validation.links.anchors = logging.DEBUG
        config.extra_css = [*STYLE_SHEETS, *config.extra_css]
        if not serving:
            config.site_dir = str(built_dir(settings))
        self._built = (settings, staged)
        return config

    @event_priority(-100)  # once the other plugins have changed the environment
    def on_env(self, env: Environment, **_: Any) -> Environment:  # noqa: ANN401 - as MkDocs calls it
        """Keep the compiled templates of the theme."""
        return with_cached_templates(env)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:  # noqa: ARG002 - MkDocs passes it by name
        """Watch the sources instead of the staged pages, because otherwise each save would build twice."""
        if self._built:
            settings, _ = self._built
            server.unwatch(config.docs_dir)
            server.watch(str(settings.docs_dir))
            for file in bibliography_files(settings.references):
                server.watch(str(file))

    @event_priority(-100)  # once the search has written its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Publish the site that MkDocs built, unless it has a broken link."""
        with self._lock:
            if self._command == "serve" or not self._built:
                return
            settings, staged = self._built
            try:
                with report_disk_errors():
                    file = Path(config.config_file_path)
                    published = finish(settings, staged, lambda hidden: build(settings, file, hidden))
            except ReviewError as error:
                raise PluginError(locate_error(error, Path(config.config_file_path))) from None
        if errors(published.diagnostics):
            for found in published.diagnostics:
                log.error("%s", found)
            message = f"{count_summary(published.diagnostics)}: the last site is unchanged"
            raise PluginError(message)

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - MkDocs passes it by name
        """Release the lock on the build folder, so that the next build can use it."""
        self._lock.close()


def _staged_nav(nav: Any) -> Any:  # noqa: ANN401 - nested lists, mappings and paths, which MkDocs does not type
    """Replace the paths in a navigation with those of the staged pages."""
    if isinstance(nav, list):
        return [_staged_nav(item) for item in nav]
    if isinstance(nav, dict):
        return {title: _staged_nav(value) for title, value in nav.items()}
    return staged_path(nav) if is_page(nav) else nav


def _settings(config: MkDocsConfig, written: Mapping[str, object]) -> Settings:
    """Return the settings as our own command reads them, but with the folder given by `--site-dir`."""
    file = Path(config.config_file_path)
    keys = read_configuration(file)
    is_in_file = config.site_dir == os.path.normpath(file.parent / str(keys.get("site_dir") or "site"))
    settings = settings_from(file.parent, keys, written, None if is_in_file else Path(config.site_dir))
    return replace(settings, strict=settings.strict or config.strict)  # `mkdocs build --strict`
