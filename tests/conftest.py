"""Fixtures and options for all tests. Builders of values are functions in other modules, not fixtures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import system_chromium
from tests.case_files import Accept, rewrite

settings.register_profile("fuzz", max_examples=20_000, deadline=None)
"""The number of examples for `make fuzz`, which runs for minutes."""
pytest_plugins = ["tests.built_sites"]
"""Complete sites, each built once for all tests that use it."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that rewrite the expected values in case files, and repeat random tests."""
    parser.addoption("--rounds", type=int, default=1, help="how often to repeat tests with random choices")
    parser.addoption("--accept", action="store_true", help="write what is reported now into the case files")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse that option with several processes, which would write the same file at once."""
    if config.getoption("accept") and config.getoption("numprocesses", None):
        raise pytest.UsageError("--accept writes files and needs a single process")


@pytest.fixture(scope="session")
def accept(request: pytest.FixtureRequest) -> Accept:
    """Return a function that rewrites an expected value in a case file, if `--accept` is set."""
    if not request.config.getoption("accept"):
        return lambda *_: None
    return rewrite


@pytest.fixture(scope="session")
def fuzz_rounds(request: pytest.FixtureRequest) -> int:
    """Return how often tests repeat what they choose at random: more in `make fuzz`."""
    rounds: int = request.config.getoption("rounds")
    return rounds


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Let the tests, and the commands that they run, keep results in a folder of their own."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("user-cache")
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root folder of the project."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield one Chromium for the whole run: the system's if there is one, otherwise Playwright's own."""
    own = system_chromium()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=own)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield an empty tab that shares no state with other tests."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
