"""What any test may ask for by name. Builders of objects are functions, not fixtures, and live elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import system_chromium
from tests.case_files import Accept, rewrite

pytest_plugins = ["tests.built_sites"]
"""Whole sites, each built once for all the tests that look at it."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites what case files expect."""
    parser.addoption("--accept", action="store_true", help="write what is reported now into the case files")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse that option in several processes, which would write the same file at once."""
    if config.getoption("accept") and config.getoption("numprocesses", None):
        raise pytest.UsageError("--accept writes files and needs a single process")


@pytest.fixture(scope="session")
def accept(request: pytest.FixtureRequest) -> Accept:
    """Return what rewrites an expected value in a case file with `--accept`, and does nothing without it."""
    if not request.config.getoption("accept"):
        return lambda *_: None
    return rewrite


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the project."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one Chromium to the whole run: the system's if there is one, else Playwright's own."""
    own = system_chromium()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=own)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give an empty tab with nothing remembered from another test."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
