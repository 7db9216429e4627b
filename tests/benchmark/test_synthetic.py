"""The made-up review: what the benchmark measures is what it says it measures."""

from pathlib import Path

import pytest

from evidence_review.model.passage import citations_in
from evidence_review.publishing.checked_review import check_review
from tests.benchmark.synthetic import BASE, Size, make_review, page_path
from tests.small_review import settings_of

SIZE = Size(pages=7, references=20, citations=100)


def _files(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_is_the_same_every_time(tmp_path: Path) -> None:
    """Two runs measure the same work."""
    for name in ("one", "two"):
        make_review(tmp_path / name, SIZE)

    assert _files(tmp_path / "one") == _files(tmp_path / "two")


@pytest.mark.parametrize("plain", [False, True], ids=["mixed", "plain"])
def test_it_has_the_size_asked_for_and_no_error(tmp_path: Path, *, plain: bool) -> None:
    """Pages, works and citations are as many as asked for, all can be read, and every reference is cited."""
    folder = tmp_path / "review"
    make_review(folder, SIZE, plain=plain)
    base, made = (check_review(settings_of(each)) for each in (BASE, folder))
    added = {page_path(number).as_posix() for number in range(SIZE.pages)}
    keys = [
        citation.key
        for _, passage in made.review.passages()
        if passage.where.path in added
        for mark in citations_in(passage)
        for citation in mark.group.citations
    ]

    assert made.diagnostics == base.diagnostics == ()
    assert len(made.review.pages) - len(base.review.pages) == SIZE.pages
    assert len(made.review.references) - len(base.review.references) == SIZE.references
    assert len(keys) == SIZE.citations
    assert len(set(keys)) == SIZE.references
