"""Checks that need the settings, the rendered pages or the built site, besides the review.

Belongs here: addresses, anchors, the menu, file names, keys of `mkdocs.yml`, and links and code of the
finished HTML. Does not: checks that need only a `Review` (`checks`). One line in `SITE_CHECKS` adds another.
"""

from collections.abc import Callable, Iterator

from evidence_review.checks import DocumentedCheck
from evidence_review.config.settings import Settings
from evidence_review.diagnostics import Diagnostic
from evidence_review.review.review import Review
from evidence_review.site_checks import (
    anchors,
    built_code,
    built_links,
    mkdocs_keys,
    navigation,
)

SiteCheck = Callable[[Review, Settings], Iterator[Diagnostic]]
"""Yields the problems of one kind in a review, given its settings."""

SITE_CHECKS: tuple[SiteCheck, ...] = (
    mkdocs_keys.cfg101_keys_exist,
    mkdocs_keys.cfg102_theme_is_installed,
    mkdocs_keys.cfg103_plugins_are_installed,
    mkdocs_keys.cfg104_nav_entries_have_dashes,
    mkdocs_keys.cfg105_dois_name_releases,
    mkdocs_keys.cfg106_addresses_run_nothing,
    mkdocs_keys.cfg107_settings_are_plain_text,
    mkdocs_keys.cfg108_format_is_current,
    mkdocs_keys.csl001_style_is_usable,
    anchors.lnk103_anchors_exist,
    navigation.nav101_menu_pages_exist,
    navigation.nav102_pages_are_reachable,
    navigation.src107_paths_do_not_conflict,
)
"""Every check that needs the settings, by code."""

BUILT_SITE_CHECKS: tuple[DocumentedCheck, ...] = (
    built_code.htm106_pages_run_only_the_theme,
    built_code.htm107_ids_are_unique,
    built_links.lnk104_links_lead_somewhere,
)
"""Every check of the finished site. Each needs other parts of it, so `publishing.pipeline` calls them."""


def check_site(review: Review, settings: Settings) -> Iterator[Diagnostic]:
    """Yield every problem that a check of the site finds before it is built."""
    for each in SITE_CHECKS:
        yield from each(review, settings)
