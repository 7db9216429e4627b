"""The MkDocs plugin: runs the same stages as our command line and points MkDocs at what they staged."""

import os
from datetime import date
from pathlib import Path
from typing import Literal

from mkdocs.config import base
from mkdocs.config import config_options as options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger

from evidence_review.diagnostics import errors
from evidence_review.errors import ReviewError
from evidence_review.pipeline import (
    STYLE_SHEETS,
    Staged,
    built_dir,
    finish,
    overrides_dir,
    source_date_epoch,
    stage_review,
)
from evidence_review.reporting import tally
from evidence_review.settings import Settings, settings_from

log = get_plugin_logger("evidence-review")


class EvidenceReviewConfig(base.Config):
    """The options below `evidence-review` in `mkdocs.yml`; `settings` says what each means."""

    as_at = options.Optional(options.Type((date, str)))
    references = options.Optional(options.Type(str))
    style = options.Optional(options.Type(str))
    locale = options.Optional(options.Type(str))
    ids = options.Optional(options.Type(dict))


class EvidenceReviewPlugin(BasePlugin[EvidenceReviewConfig]):
    """Stages a review before MkDocs builds it, and publishes what was built."""

    def __init__(self) -> None:
        """Begin with nothing staged."""
        self._command = "build"
        self._built: tuple[Settings, Staged] | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 - MkDocs names it
        """Note which command runs; MkDocs keeps a plugin that has this method between rebuilds."""
        self._command = command

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Stage the review and turn MkDocs to the staged folder."""
        written = {name: value for name, value in self.config.items() if value is not None}
        serving = self._command == "serve"
        try:
            root = Path(config.config_file_path).parent
            settings = settings_from(root, _as_written(config, root), written)
            staged = stage_review(settings, tolerant=serving)
        except ReviewError as error:
            raise PluginError(str(error)) from None
        for found in staged.checked.diagnostics:
            (log.error if found in errors([found]) else log.warning)("%s", found)
        if not staged.checked.is_sound and not serving:
            message = f"{tally(staged.checked.diagnostics)}: mend these and build again"
            raise PluginError(message)
        os.environ["SOURCE_DATE_EPOCH"] = source_date_epoch(settings)
        config.docs_dir = str(settings.staged_dir)
        config.theme.dirs.insert(0, str(overrides_dir(settings)))
        config.extra_css = [*STYLE_SHEETS, *config.extra_css]
        if not serving:
            config.site_dir = str(built_dir(settings))
        self._built = (settings, staged)
        return config

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:  # noqa: ARG002 - MkDocs names it
        """Watch what people edit and not what is staged, or each save would build twice."""
        if self._built:
            settings, _ = self._built
            server.unwatch(config.docs_dir)
            server.watch(str(settings.docs_dir))
            if settings.references.exists():
                server.watch(str(settings.references))

    def on_post_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs names it
        """Publish what MkDocs built, unless a link on it is broken."""
        if self._command == "serve" or not self._built:
            return
        settings, staged = self._built
        published = finish(settings, staged)
        if errors(published.diagnostics):
            for found in published.diagnostics:
                log.error("%s", found)
            message = f"{tally(published.diagnostics)}: the last site is left as it was"
            raise PluginError(message)


def _as_written(config: MkDocsConfig, root: Path) -> dict[str, object]:
    """Return the keys that our settings read, as they stand in `mkdocs.yml`."""
    return {
        "docs_dir": os.path.relpath(config.docs_dir, root),
        "site_dir": os.path.relpath(config.site_dir, root),
        "site_name": config.site_name,
        "site_url": config.user_configs[0].get("site_url") or "",
        "use_directory_urls": config.use_directory_urls,
        "markdown_extensions": [
            {name: config.mdx_configs.get(name, {})} for name in config.markdown_extensions
        ],
    }
