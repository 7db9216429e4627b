"""The order of the stages: read, assemble, check, render, stage, engine, finish. No other module knows it."""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from pathlib import Path

from evidence_review.checks import CHECKS, DocumentedCheck, rule_summaries
from evidence_review.citeproc.call.result import FormattedSite
from evidence_review.citeproc.formatting import format_site, format_standalone
from evidence_review.citeproc.style_files import DEFAULT_STYLE, find_style
from evidence_review.config.settings import PAGE_TEMPLATES, Settings
from evidence_review.diagnostics import Diagnostic, Severity, errors, relax, sort_diagnostics
from evidence_review.errors import ReviewError
from evidence_review.exports import exported_files
from evidence_review.exports.checksums import checksums, downloads_in
from evidence_review.exports.pages import page_metadata
from evidence_review.file_replacement import replace_file
from evidence_review.model.passage import citations_in
from evidence_review.model.releases.release import FOLDER, proofs_of
from evidence_review.model.releases.release import SUMS as RELEASE_SUMS
from evidence_review.publishing.checked_review import CheckedReview, check_review
from evidence_review.publishing.content_security import policy, sheets_in_scripts, write_policy
from evidence_review.publishing.hidden_pages import hidden_pages
from evidence_review.publishing.last_build import BuildResult
from evidence_review.publishing.owned_folders import (
    empty_folder,
    refuse_foreign_folder,
    replace_site,
    restore_site,
)
from evidence_review.publishing.staging import add_files, lock_build_folder, stage
from evidence_review.publishing.stamping.groups import Group, groups_of, rendered_pages
from evidence_review.publishing.stamping.stamp import stamp
from evidence_review.publishing.theme_files import assets, package_files
from evidence_review.rendering.context.site import Site, make_site
from evidence_review.rendering.page.conversion import PageConverter
from evidence_review.rendering.page.staged_page import StagedPage
from evidence_review.rendering.pages import letter_rows, render
from evidence_review.review.review import Review
from evidence_review.site.addresses import address, page_of, staged_path
from evidence_review.site.menu_order import menu_order
from evidence_review.site.page_metadata import SUMS, Download, PageMetadata
from evidence_review.site_checks.anchors import lnk103_anchors_exist
from evidence_review.site_checks.built_code import (
    htm106_pages_run_only_the_theme,
    htm107_ids_are_unique,
)
from evidence_review.site_checks.built_links import lnk104_links_lead_somewhere
from evidence_review.site_checks.built_pages import read_site
from evidence_review.site_checks.navigation import nav102_pages_are_reachable
from evidence_review.sources.files import files_below

Engine = Callable[[Sequence[str]], None]
"""Builds the staged folder. Its argument is the patterns of the pages that are not in the menu."""
PUBLIC_RULES: tuple[DocumentedCheck, ...] = (*CHECKS, lnk103_anchors_exist, nav102_pages_are_reachable)
"""The checks that the site lists as promises to its readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedReview:
    """A review whose pages have been staged for an engine."""

    checked: CheckedReview
    """The review."""
    pages: tuple[StagedPage, ...] = ()
    """The pages; none if the review has errors and is not staged in spite of them."""
    groups: tuple[Group, ...] = ()
    """The pages that are stamped instead of rendered by the engine, by their forms."""
    hidden: tuple[str, ...] = ()
    """The patterns, in the syntax of `.gitignore`, of the pages that an automatic menu leaves out."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The files that are published beside the pages and that no engine needs, by path below the site."""


def stage_review(settings: Settings, *, tolerant: bool = False) -> StagedReview:
    """Read, check, render and stage a review. The caller must have locked the build folder.

    Args:
        settings: The settings of the review.
        tolerant: Whether to stage a review with errors, and show them on every page.
    """
    root = settings.root
    restore_site(settings.site_dir, previous_site_dir(settings), root)
    if not tolerant:
        refuse_foreign_folder(settings.site_dir, root)
    checked = check_review(settings)
    if not checked.is_valid and not tolerant:
        return StagedReview(checked=checked)
    pages, contributed, files = _rendered(settings, checked)
    is_ours = not settings.other_plugins
    groups = groups_of(pages, {*map(staged_path, settings.nav)}) if is_ours and not tolerant else ()
    staged = {page.path: str(page).encode() for page in rendered_pages(pages, groups)}
    direct = files if is_ours and not tolerant and not settings.has_excluded_files else {}
    staged |= {path: data for path, data in (contributed | files).items() if path not in direct}
    staged |= assets()
    stage(settings.staged_dir, staged, root)
    stage_overrides(settings)
    if not tolerant:
        empty_folder(built_dir(settings), root)
    hidden = hidden_pages(pages) if is_ours and not settings.nav else ()
    return StagedReview(checked=checked, pages=pages, groups=groups, hidden=hidden, files=direct)


def stage_overrides(settings: Settings) -> None:
    """Write the overrides of the theme's templates, ours and the site's own."""
    overrides = {**package_files("theme/overrides", ""), **_own_overrides(settings)}
    stage(overrides_dir(settings), overrides, settings.root)


def render_review(
    settings: Settings, checked: CheckedReview, *, tolerant: bool = False
) -> tuple[StagedReview, Mapping[str, bytes]]:
    """Return the finished pages of a review, and the files beside them, without staging them.

    Args:
        settings: The settings of the review.
        checked: The review.
        tolerant: Whether to render a review with errors, and show them on every page.
    """
    if not checked.is_valid and not tolerant:
        return StagedReview(checked=checked), {}
    pages, _, files = _rendered(settings, checked)
    return StagedReview(checked=checked, pages=pages), {**files, **assets()}


def prepare_folders(settings: Settings, *, tolerant: bool = False) -> None:
    """Make the folders ready into which an engine builds a review that is not staged."""
    restore_site(settings.site_dir, previous_site_dir(settings), settings.root)
    stage_overrides(settings)
    if not tolerant:
        refuse_foreign_folder(settings.site_dir, settings.root)
        empty_folder(built_dir(settings), settings.root)


def _rendered(
    settings: Settings, checked: CheckedReview
) -> tuple[tuple[StagedPage, ...], dict[str, bytes], dict[str, bytes]]:
    """Return the finished pages of a review, the contributed files, and those made from it."""
    contributed = {path: (settings.docs_dir / path).read_bytes() for path in checked.review.files}
    files = {**_release_files(settings, checked.review), **exported_files(checked.review, settings)}
    downloads = downloads_in(contributed | files)
    files[SUMS] = checksums(downloads)
    site = site_of(settings, checked, downloads)
    converter = PageConverter(settings, has_lettered_notes=site.has_raised_numbers)
    pages = tuple(map(converter.convert, render(site, () if checked.is_valid else checked.diagnostics)))
    converter.save()
    return pages, contributed, {**files, **letter_rows(site)}


def site_of(settings: Settings, checked: CheckedReview, downloads: tuple[Download, ...] = ()) -> Site:
    """Return a review with its formatted citations: everything that pages are rendered from.

    Args:
        settings: The settings of the review.
        checked: The review.
        downloads: The files that readers may download.
    """
    return make_site(
        checked.review,
        settings,
        _formatted(settings, checked),
        metadata=_page_metadata(settings, checked),
        rule_summaries=rule_summaries(PUBLIC_RULES),
        warnings=tuple(found for found in checked.diagnostics if found.severity is Severity.WARNING),
        downloads=downloads,
    )


def publish(settings: Settings, engine: Engine) -> BuildResult:
    """Build a site, and replace the previous one if there are no errors.

    Args:
        settings: The settings of the review.
        engine: Builds the staged folder in `built_dir`.

    Raises:
        ReviewError: Another build is running in the same folder.
    """
    with lock_build_folder(settings.build_dir):
        staged = stage_review(settings)
        if not staged.checked.is_valid:
            return BuildResult(pages=0, diagnostics=staged.checked.diagnostics)
        os.environ["SOURCE_DATE_EPOCH"] = source_date_epoch(settings)
        engine(staged.hidden)
        return finish(settings, staged, engine)


def finish(settings: Settings, staged: StagedReview, engine: Engine) -> BuildResult:
    """Complete and check a built site, and replace the previous one by it, unless there are errors.

    Args:
        settings: The settings of the review.
        staged: The review that the engine has built.
        engine: Builds the staged folder again, if it has to render pages that should have been stamped.
    """
    _stamp_pages(settings, staged, engine)
    add_files(built_dir(settings), staged.files)
    flag = settings.use_directory_urls
    sources = {_html_file(address(page.path, directory_urls=flag)): page.source for page in staged.pages}
    site = read_site(built_dir(settings))
    # what other plugins add is trusted as they are: they run on the computer of whoever builds
    is_safe = settings.html == "safe" and (settings.strict or not settings.other_plugins)
    foreign = htm106_pages_run_only_the_theme(
        site.code, sources, settings.hosts, settings.root, is_strict=settings.strict
    )
    found_in_site = (
        *lnk104_links_lead_somewhere(site, sources, settings.root),
        *(foreign if is_safe else ()),
        *htm107_ids_are_unique(site.code, sources),
    )
    found = sort_diagnostics((*staged.checked.diagnostics, *relax(found_in_site, strict=settings.strict)))
    if errors(found):
        return BuildResult(pages=0, diagnostics=found)
    if is_safe:
        sheets = sheets_in_scripts(built_dir(settings))
        text = policy(site.code, sheets, settings.hosts, is_strict=settings.strict)
        write_policy(built_dir(settings), text)
    replace_site(built_dir(settings), settings.site_dir, previous_site_dir(settings), settings.root)
    return BuildResult(pages=len(staged.pages), diagnostics=found)


def _stamp_pages(settings: Settings, staged: StagedReview, engine: Engine) -> None:
    """Write the pages that the engine has not rendered; it renders those that a theme treats differently."""
    groups = staged.groups
    while failed := stamp(groups, staged.pages, built_dir(settings), settings):
        groups = tuple(group for group in groups if group not in failed)
        for group in failed:
            shutil.rmtree((settings.staged_dir / group.exemplar.path).parent)
            for page in group.pages:
                file = settings.staged_dir / page.path
                file.parent.mkdir(parents=True, exist_ok=True)
                replace_file(file, str(page).encode())
        engine(staged.hidden)


def built_dir(settings: Settings) -> Path:
    """Return the folder into which the engine builds."""
    return settings.build_dir / "site"


def source_date_epoch(settings: Settings) -> str:
    """Return the "as at" date of the site as `SOURCE_DATE_EPOCH`, in seconds.

    Engines use it as the date of sitemaps and archives: https://reproducible-builds.org/specs/source-date-epoch/.
    """
    midnight = datetime.combine(settings.as_at, time(), tzinfo=UTC)
    return str(int(midnight.timestamp()))


def overrides_dir(settings: Settings) -> Path:
    """Return the folder of template overrides for the engine's theme."""
    return settings.build_dir / "overrides"


def previous_site_dir(settings: Settings) -> Path:
    """Return where the previous site is stored while the new one is put in its place."""
    return settings.build_dir / f"last-{settings.site_dir.name}"


def _release_files(settings: Settings, review: Review) -> Mapping[str, bytes]:
    """Return the files of the releases unchanged, so that readers can verify their checksums."""
    folder = settings.docs_dir / "_data" / FOLDER
    names = [f"{name}.json" for name in review.releases]
    names += [proof for name in names for proof in proofs_of(name) if (folder / proof).is_file()]
    names += [RELEASE_SUMS] if review.release_files.listed else []
    return {f"{FOLDER}/{name}": (folder / name).read_bytes() for name in names}


def _own_overrides(settings: Settings) -> Mapping[str, bytes]:
    folder = settings.custom_dir
    if folder is None:
        return {}
    found = files_below(folder, hidden=True)  # a site's own icons are in `.icons/`
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in found
        if not file.is_relative_to(folder / PAGE_TEMPLATES)
    }


def _formatted(settings: Settings, checked: CheckedReview) -> FormattedSite:
    review = checked.review
    pages = [page_of(review, entity) for entity, _ in review.passages()]
    order = menu_order(pages, settings.nav)
    passages = [review.passages()[place][1] for place in order]
    formatted = format_site(
        [[marker.group for marker in citations_in(passage)] for passage in passages],
        tuple(review.references.values()),
        _style(settings, checked),
        settings.locale,
        settings.build_dir / "cache",
        by_page=settings.numbering == "page",
        notes=[passage.reading.notes for passage in passages],
    )
    places = sorted(range(len(order)), key=order.__getitem__)
    return replace(
        formatted,
        citations=tuple(formatted.citations[place] for place in places),
        labels=tuple(formatted.labels[place] for place in places) if formatted.labels else (),
    )


def _page_metadata(settings: Settings, checked: CheckedReview) -> PageMetadata:
    """Return the metadata of pages, with the citation of each part of the site formatted in the style."""
    metadata = page_metadata(checked.review, settings)
    references = [citation.item for citation in metadata.citations.values()]
    cache = settings.build_dir / "cache" / "parts"
    entries = format_standalone(references, _style(settings, checked), settings.locale, cache)
    formatted = {entity: entries[citation.item.key] for entity, citation in metadata.citations.items()}
    return replace(metadata, formatted=formatted)


def _style(settings: Settings, checked: CheckedReview) -> Path:
    style = checked.style or find_style(DEFAULT_STYLE, settings.root)
    if isinstance(style, Diagnostic):
        raise ReviewError(style.message)
    return style


def _html_file(page_address: str) -> str:
    return page_address if page_address.endswith(".html") else f"{page_address}index.html"
