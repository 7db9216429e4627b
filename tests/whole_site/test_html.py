"""The Nu Html Checker finds no error of ours on any page."""

from pathlib import Path

from tests.html_checker import html_errors


def test_the_html_of_every_page_is_valid(larger_site: Path) -> None:
    """No page breaks a rule of HTML."""
    assert html_errors(larger_site) == []
