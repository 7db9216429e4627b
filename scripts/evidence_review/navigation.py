"""The navigation that `mkdocs.yml` gives, held against the pages that there are."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from evidence_review.diagnostics import Diagnostic, Severity, did_you_mean
from evidence_review.finishing import line_of
from evidence_review.model.addresses import former_pages, page_of, page_paths
from evidence_review.model.review import Review
from evidence_review.settings import Settings
from evidence_review.source import Location


def lost_in_nav(settings: Settings, review: Review) -> Iterator[Diagnostic]:
    """Find the pages that the navigation names and that nobody has written."""
    former = former_pages(review)
    known = page_paths(review) - former.keys()
    for path in settings.nav:
        page = PurePosixPath(path).as_posix()
        if page in known or (settings.docs_dir / page).is_file():  # what is wrong with that file is said
            continue
        yield Diagnostic(
            code="NAV101",
            severity=Severity.ERROR,
            where=Location("mkdocs.yml", line_of(path, settings.root / "mkdocs.yml")),
            message=f"`nav` names a page that is not there: {path!r}",
            hint=f"it has moved to {page_of(review, former[page])!r}"
            if page in former
            else did_you_mean(page, known) or "write the page, or take it out of `nav`",
        )
