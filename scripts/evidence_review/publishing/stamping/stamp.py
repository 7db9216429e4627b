"""Write the pages that the engine has not rendered, and list them where it lists the others."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from evidence_review.config.settings import Settings
from evidence_review.file_replacement import replace_file
from evidence_review.publishing.stamping.groups import Group
from evidence_review.publishing.stamping.listings import (
    INDEXES,
    SITEMAP,
    Entry,
    complete_sitemap,
    entries_in,
    entries_of,
    shared_part,
    with_entries,
)
from evidence_review.publishing.stamping.placeholders import MARK
from evidence_review.publishing.stamping.template import Template, divided
from evidence_review.rendering.page.staged_page import StagedPage
from evidence_review.site.addresses import address


def stamp(
    groups: Sequence[Group], pages: Sequence[StagedPage], built: Path, settings: Settings
) -> tuple[Group, ...]:
    """Write the pages of all groups, or none if an engine has to render some of them.

    Args:
        groups: The groups of pages.
        pages: All pages of the site.
        built: The folder in which the engine has built the others.
        settings: The settings of the site.

    Returns:
        The groups whose pages the engine has to render because its theme treats them differently; usually
        none.
    """
    addresses = {page.path: address(page.path, directory_urls=settings.use_directory_urls) for page in pages}
    index = next(((built / name, key) for name, key in INDEXES.items() if (built / name).exists()), None)
    known = entries_in(*index) if index else {}
    templates = [_template(group, built) for group in groups]
    failed = [
        group
        for group, template in zip(groups, templates, strict=True)
        if template is None or (index and not _is_indexed_alike(group, addresses, index[1], known))
    ]
    if not failed and _is_listed(groups, built):
        failed = list(groups)
    if failed:
        return tuple(failed)
    paths = {place: path for path, place in addresses.items()}
    for group, template in zip(groups, templates, strict=True):
        shutil.rmtree(_file(group.exemplar, built).parent)
        if template:
            _write(group, template, built)
    if index:
        file, key = index
        added = list(_added(groups, addresses, key))
        replace_file(file, with_entries(file.read_text("utf-8"), key, added, paths).encode())
    complete_sitemap(built, groups, settings.public_address(""), paths)
    return ()


def _file(page: StagedPage, built: Path) -> Path:
    return (built / page.path).with_suffix(".html")


def _template(group: Group, built: Path) -> Template | None:
    """Return the template of a group, if it makes the same page of the sample as the engine."""
    exemplar, sample = _file(group.exemplar, built), _file(group.sample, built)
    if not (exemplar.exists() and sample.exists()):
        return None
    template = divided(exemplar.read_text("utf-8"))
    if template is None or template.stamp(group.sample) != sample.read_bytes():
        return None
    return template


def _is_indexed_alike(
    group: Group, addresses: Mapping[str, str], key: str, known: Mapping[str, list[Entry]]
) -> bool:
    """Tell whether the engine has made the same entries of the sample as we make."""
    place = addresses[group.sample.path]
    expected = entries_of(group.sample, place, key) if group.sample.is_indexed else []
    return known.get(place, []) == expected


def _is_listed(groups: Sequence[Group], built: Path) -> bool:
    """Tell whether anything but the sitemap names a page with placeholders, as a list of all pages would."""
    exemplars = {_file(group.exemplar, built) for group in groups}
    files = {*built.rglob("*.html"), *built.glob("*.*"), *built.glob("search/*")} - exemplars
    mark = MARK.encode()
    sitemap = built / SITEMAP
    rest = shared_part(sitemap.read_text("utf-8")) if sitemap.exists() else ""
    return MARK in rest or any(
        file != sitemap and file.is_file() and mark in file.read_bytes().lower() for file in files
    )


def _write(group: Group, template: Template, built: Path) -> None:
    for page in group.pages:
        file = _file(page, built)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(template.stamp(page))


def _added(groups: Sequence[Group], addresses: Mapping[str, str], key: str) -> Iterator[tuple[str, Entry]]:
    for group in groups:
        for page in group.pages if group.sample.is_indexed else ():
            place = addresses[page.path]
            for entry in entries_of(page, place, key):
                yield place, entry
