"""Checks of paths: the menu against the pages of the review, and files at the paths of generated ones."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from evidence_review.checks.hyperlinks import inner_links
from evidence_review.config.settings import Settings
from evidence_review.diagnostics import Diagnostic, Severity, did_you_mean, error, nearest, warning
from evidence_review.location import Location
from evidence_review.model.releases.release import FOLDER
from evidence_review.model.releases.release import SUMS as RELEASE_SUMS
from evidence_review.review.review import Review
from evidence_review.site.addresses import (
    ASSETS,
    former_pages,
    linked_path,
    overview_pages,
    page_of,
    page_paths,
    redirects,
)
from evidence_review.site.page_metadata import SUMS
from evidence_review.site_checks.built_links import line_of


def nav101_menu_pages_exist(review: Review, settings: Settings) -> Iterator[Diagnostic]:
    """Every page that the menu names must exist.

    A reader who chooses it would reach an error page.

    Bad:  `- Notes: note.md` below `nav`, when the file is `docs/notes.md`.
    Good: `- Notes: notes.md`.
    """
    former = former_pages(review)
    known = page_paths(review) - former.keys()
    for path in settings.nav:
        page = PurePosixPath(path).as_posix()
        if (
            page in known or (settings.docs_dir / page).is_file()
        ):  # problems with that file are reported elsewhere
            continue
        yield Diagnostic(
            code="NAV101",
            severity=Severity.ERROR,
            where=Location("mkdocs.yml", line_of(path, settings.root / "mkdocs.yml")),
            message=f"`nav` names a page that does not exist: {path!r}",
            hint=f"it has moved to {page_of(review, former[page])!r}"
            if page in former
            else did_you_mean(page, known) or "add the page, or remove it from `nav`",
        )


def nav102_pages_are_reachable(review: Review, settings: Settings) -> Iterator[Diagnostic]:
    """A page should be in the menu, or another page should link to it.

    Otherwise readers can find it only through the search.

    Bad:  `docs/notes.md`, which `nav` in `mkdocs.yml` does not name and no page links to.
    Good: `- Notes: notes.md` below `nav`.
    """
    if not settings.nav:  # every page is in the menu then
        return
    found = {*overview_pages(review), *(PurePosixPath(path).as_posix() for path in settings.nav)}
    # A misspelt path is reported by NAV101.
    found |= {nearest(path.replace("\\", "/"), review.pages) for path in settings.nav}
    moved = redirects(review)
    for page, _, link in inner_links(review):
        target = linked_path(page, link.href)
        if target and target != page:
            found.add(moved.get(target, target))
    for path, written in review.pages.items():
        if path not in found:
            message = f"the page {path!r} is not in the menu, and no page links to it"
            hint = f"add `- {path}` below `nav` in mkdocs.yml, or link to it from another page"
            yield warning("NAV102", written.where, message, hint)


PICTURES = frozenset((".avif", ".gif", ".ico", ".jpeg", ".jpg", ".pdf", ".png", ".webp", ".woff2"))
"""The endings of files that are never generated: if there are no others, nothing needs to be compared."""


def src107_paths_do_not_conflict(review: Review, settings: Settings) -> Iterator[Diagnostic]:
    """A file in `docs/` must not have the path of a file that the site generates.

    One of the two would overwrite the other.

    Bad:  `docs/data/findings.csv`, a path at which the site publishes its own table.
    Good: `docs/files/findings-2026.csv`.
    """
    made: set[str] = set()
    if any(PurePosixPath(path).suffix.lower() not in PICTURES for path in review.files):
        from evidence_review.exports import exported_files

        made |= {path.casefold() for path in exported_files(review, settings)}
    made |= {f"{FOLDER}/{name}.json".casefold() for name in review.releases}
    made |= {SUMS.casefold(), f"{FOLDER}/{RELEASE_SUMS}".casefold()}
    for path in sorted(review.files):
        if path.casefold() in made or path.casefold().startswith(f"{ASSETS}/"):
            where = Location(settings.relative(settings.docs_dir / path))
            message = "the site generates a file with this path, and one of the two would be lost"
            yield error("SRC107", where, message, "rename your file, or move it to another folder")
