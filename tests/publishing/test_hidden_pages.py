"""The pages that an automatic menu leaves out."""

import pathspec

from evidence_review.publishing.hidden_pages import hidden_pages
from tests.publishing.stamping.test_groups import a_page


def test_pages_that_overviews_list_are_hidden() -> None:
    """Pages that contributors wrote remain in the menu, whatever their names are."""
    written = [
        a_page(kind="overview", path="bibliography/index.md"),
        a_page(kind="page", path="bibliography/how we [search]/index.md"),
        a_page(kind="home", path="index.md"),
    ]
    listed = [a_page(), a_page(kind="list", path="recommendations/kind/policy/index.md")]

    hidden = pathspec.GitIgnoreSpec.from_lines(hidden_pages([*listed, *written]))

    assert [page.path for page in (*listed, *written) if hidden.match_file(page.path)] == [
        page.path for page in listed
    ]
