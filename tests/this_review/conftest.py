"""The review that this project publishes, which only the tests in this folder may use."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_review.commands.main import main
from evidence_review.publishing.checked_review import CheckedReview, check_review
from tests.built_sites import served_below
from tests.small_review import settings_of

HERE = Path(__file__).parent
REVIEWED = "reviewed: marco2015peer"
"""The line of `docs/_data/review.yml` by which the review of this project is known."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests in this folder if `docs/` contains another review."""
    described = HERE.parent.parent / "docs/_data/review.yml"
    if described.is_file() and REVIEWED in described.read_text(encoding="utf-8").splitlines():
        return
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(
                pytest.mark.skip(reason="docs/ contains another review than that of this project")
            )


@pytest.fixture(scope="session")
def this_review(root: Path) -> CheckedReview:
    """Return the review of this project with what its checks report."""
    return check_review(settings_of(root))


@pytest.fixture(scope="session")
def this_folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a copy of the review of this project and return its folder."""
    folder = tmp_path_factory.mktemp("review")
    shutil.copytree(root / "docs", folder / "docs")
    for name in ("mkdocs.yml", "references.bib"):
        shutil.copy(root / name, folder / name)
    assert main(["--config-file", str(folder / "mkdocs.yml"), "build"]) == 0
    return folder


@pytest.fixture(scope="session")
def this_site(this_folder: Path) -> Path:
    """Return the built site of this project's review."""
    return this_folder / "site"


@pytest.fixture(scope="session")
def this_address(this_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve this project's site below a path, as project pages are, and return the address."""
    with served_below(tmp_path_factory.mktemp("served"), this_site) as address:
        yield address
