"""The corpus of few names has the size that its benchmark reports."""

from hashlib import sha256
from pathlib import Path

import pytest

from evidence_review.bibliography.reader import read_references
from tests.benchmark.corpus import SIZES, make_corpus, write_corpus
from tests.benchmark.synthetic import Size

SIZE = Size(pages=5, references=40, citations=120)


def test_it_is_the_same_every_time() -> None:
    """Two runs measure the same corpus, and another seed makes another one."""
    assert make_corpus(SIZE) == make_corpus(SIZE) != make_corpus(SIZE, seed=1)


def test_it_has_the_size_asked_for(tmp_path: Path) -> None:
    """Every page, reference and citation is there, the bibliography has no mistake, and the pages cite."""
    corpus = make_corpus(SIZE)
    write_corpus(tmp_path, corpus)
    read = read_references(tmp_path / "references.bib", "references.bib")
    keys = {reference.key for reference in read.references}
    cited = [one.key for page in corpus.pages for group in page.groups for one in group.citations]

    assert {each.code for each in read.diagnostics} <= {"BIB114"}  # some ISBNs are invalid, as on real sites
    assert len(keys) == SIZE.references
    assert len(cited) == SIZE.citations
    assert keys.issuperset(cited)
    assert len(corpus.pages) == SIZE.pages
    for page in corpus.pages:
        text = (tmp_path / "docs" / page.path).read_text("utf-8")
        assert text.count("@") == sum(len(group.citations) for group in page.groups)


@pytest.mark.parametrize(
    ("flavour", "digest"), [("ours", "7399f9787e3c9cc9"), ("mkdocs-bibtex", "c6128c7bd7931630")]
)
def test_its_text_never_changes(tmp_path: Path, flavour: str, digest: str) -> None:
    """Figures of two runs may be compared, because both built the same files."""
    write_corpus(tmp_path, make_corpus(SIZES["S"]), flavour)
    files = sorted(file for file in tmp_path.rglob("*") if file.is_file() and file.name != "mkdocs.yml")
    content = b"".join(file.relative_to(tmp_path).as_posix().encode() + file.read_bytes() for file in files)

    assert sha256(content).hexdigest().startswith(digest)
