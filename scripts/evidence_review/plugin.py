"""The MkDocs plugin: runs the same stages as our command line and points MkDocs to the staged pages."""

import logging
import os
from collections.abc import Container, Mapping, Sequence
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
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from evidence_review.config.key_lines import locate_error
from evidence_review.config.mkdocs_yml import read_configuration
from evidence_review.config.options import settings_from
from evidence_review.config.settings import Settings, is_page
from evidence_review.diagnostics import Diagnostic, errors
from evidence_review.engines.mkdocs import build, with_cached_templates
from evidence_review.engines.mkdocs_pages import OtherPlugins, original_line, with_extensions_of
from evidence_review.errors import ReviewError
from evidence_review.prose.raw_html import EXTENSION
from evidence_review.publishing.checked_review import check_review
from evidence_review.publishing.pipeline import (
    StagedReview,
    built_dir,
    finish,
    overrides_dir,
    prepare_folders,
    render_review,
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
        self._others: OtherPlugins | None = None
        self._begun: Settings | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 - MkDocs passes it by name
        """Remember which command runs; MkDocs keeps a plugin with this method between rebuilds."""
        self._command = command

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Stage the review and point MkDocs to the staged folder."""
        written = {name: value for name, value in self.config.items() if value is not None}
        serving = self._command == "serve"
        self._lock.close()
        self._others = None
        try:
            settings = _settings(config, written)
            if settings.other_plugins:
                return self._let_others_begin(config, settings)
            with report_disk_errors():
                self._lock.enter_context(lock_build_folder(settings.build_dir, wait=serving))
                staged = stage_review(settings, tolerant=serving)
        except ReviewError as error:
            raise PluginError(locate_error(error, Path(config.config_file_path))) from None
        _report(staged, is_served=serving)
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

    def _let_others_begin(self, config: MkDocsConfig, settings: Settings) -> MkDocsConfig:
        """Prepare a site with other plugins, which see its files under their own names, and first."""
        serving = self._command == "serve"
        with report_disk_errors():
            self._lock.enter_context(lock_build_folder(settings.build_dir, wait=serving))
            prepare_folders(settings, tolerant=serving)
        os.environ["SOURCE_DATE_EPOCH"] = source_date_epoch(settings)
        others = [each for each in config.theme.dirs if each != config.theme.custom_dir]
        config.theme.dirs = [str(overrides_dir(settings)), *others]
        config.validation.links.anchors = logging.DEBUG
        config.extra_css = [*STYLE_SHEETS, *config.extra_css]
        if not serving:
            config.site_dir = str(built_dir(settings))
        self._others = OtherPlugins(config)
        self._begun, self._built = settings, None
        return config

    @event_priority(-100)  # once the other plugins have added their files
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the texts of a site with other plugins, and give MkDocs the finished pages."""
        if self._others is None or self._begun is None:
            return files
        others, serving = self._others, self._command == "serve"
        settings = with_extensions_of(config, self._begun)
        try:
            with report_disk_errors():
                others.read(files)
                checked = check_review(settings, others.texts)
                changed = {
                    settings.relative(settings.docs_dir / each): others.lines[each] for each in others.lines
                }
                found = tuple(_at_source(each, changed) for each in checked.diagnostics)
                checked = replace(checked, diagnostics=found)
                staged, made = render_review(settings, checked, tolerant=serving)
        except ReviewError as error:
            raise PluginError(locate_error(error, Path(config.config_file_path))) from None
        _report(staged, is_served=serving)
        others.provide(staged, files, made)
        config.nav = _staged_nav(config.nav, others.texts)
        config.markdown_extensions = [*config.markdown_extensions, EXTENSION]
        self._built = (settings, staged)
        return files

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG002 - MkDocs passes it by name
        """Return a finished page in place of its text."""
        return self._others.finished.get(page.file.src_uri) if self._others else None

    @event_priority(-100)
    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:  # noqa: ANN401 - as MkDocs calls it
        """Keep what other plugins have added to the front matter."""
        if self._others:
            page.meta = {**self._others.metas.get(page.file.src_uri, {}), **page.meta}
        return markdown

    @event_priority(-100)  # once the other plugins have changed the environment
    def on_env(self, env: Environment, **_: Any) -> Environment:  # noqa: ANN401 - as MkDocs calls it
        """Keep the compiled templates of the theme."""
        return with_cached_templates(env)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:  # noqa: ARG002 - MkDocs passes it by name
        """Watch the sources instead of the staged pages, because otherwise each save would build twice."""
        if self._built:
            settings, _ = self._built
            if self._others is None:
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


def _staged_nav(nav: Any, kept: Container[str] = ()) -> Any:  # noqa: ANN401 - MkDocs does not type it
    """Replace the paths in a navigation, except those to keep, with those of the staged pages."""
    if isinstance(nav, list):
        return [_staged_nav(item, kept) for item in nav]
    if isinstance(nav, dict):
        return {title: _staged_nav(value, kept) for title, value in nav.items()}
    return staged_path(nav) if is_page(nav) and nav not in kept else nav


def _settings(config: MkDocsConfig, written: Mapping[str, object]) -> Settings:
    """Return the settings as our own command reads them, but with the folder given by `--site-dir`."""
    file = Path(config.config_file_path)
    keys = read_configuration(file)
    is_in_file = config.site_dir == os.path.normpath(file.parent / str(keys.get("site_dir") or "site"))
    settings = settings_from(file.parent, keys, written, None if is_in_file else Path(config.site_dir))
    return replace(settings, strict=settings.strict or config.strict)  # `mkdocs build --strict`


def _report(staged: StagedReview, *, is_served: bool) -> None:
    """Print the problems of a review, and stop unless it is only shown.

    Raises:
        PluginError: It has errors.
    """
    for found in staged.checked.diagnostics:
        (log.error if found in errors([found]) else log.warning)("%s", found)
    if not staged.checked.is_valid and not is_served:
        message = f"{count_summary(staged.checked.diagnostics)}: correct these and build again"
        raise PluginError(message)


def _at_source(found: Diagnostic, lines: Mapping[str, Sequence[int]]) -> Diagnostic:
    """Return a problem with the line of its file, if another plugin has changed the text."""
    where = found.where
    if where.path not in lines:
        return found
    return replace(found, where=replace(where, line=original_line(lines[where.path], where.line)))
