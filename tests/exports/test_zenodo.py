"""Tests of the metadata for Zenodo."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evidence_review.commands.main import main
from evidence_review.errors import ReviewError
from evidence_review.exports.zenodo import zenodo_file
from tests.small_review import Change, a_review, checked, settings_of

EDITED = {
    "mkdocs.yml": {
        "as_at: 2025-06-30": "as_at: 2025-06-30\n      editors: ['Lind, Maja', Town <Library>]",
        "site_url:": "site_description: Evenings\nsite_url:",
    }
}
"""The small review with editors and a description."""


def test_the_metadata_describe_the_review(tmp_path: Path) -> None:
    """Title, editors, licence and subjects are those of the settings and the record."""
    review = checked(tmp_path).review
    settings = replace(
        settings_of(tmp_path),
        editors=("Lind, Maja", "Town <Library>"),
        site_description="Late & open",
        licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
    )

    assert json.loads(zenodo_file(review, settings)) == {
        "upload_type": "publication",
        "publication_type": "other",
        "title": "Evening libraries",
        "creators": [{"name": "Lind, Maja"}, {"name": "Town <Library>"}],
        "description": "<p>Late &amp; open</p><p>The report under review: Evenings in the Library</p>",
        "access_right": "open",
        "license": "cc-by-sa-4.0",
        "keywords": ["Opening hours"],
    }


@pytest.mark.parametrize(
    ("address", "licence"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "cc-by-4.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "cc-zero"),
        ("https://example.org/terms", None),
        ("", None),
    ],
)
def test_a_licence_is_named_only_if_it_is_known(tmp_path: Path, address: str, licence: str | None) -> None:
    """Zenodo would refuse a name that it does not know."""
    settings = replace(
        settings_of(a_review(tmp_path)),
        editors=("A",),
        site_description="b",
        licence_url=address,
    )

    assert json.loads(zenodo_file(checked(tmp_path / "again").review, settings)).get("license") == licence


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    """Zenodo accepts no record without creators or a description."""
    settings = replace(settings_of(a_review(tmp_path)), site_description="", editors=())

    with pytest.raises(ReviewError, match="Zenodo needs `editors` and `site_description`"):
        zenodo_file(checked(tmp_path / "again").review, settings)


def test_the_command_writes_and_compares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that has been overtaken is noticed, and written again."""
    folder = a_review(tmp_path, Change(replace=EDITED))
    arguments = ["--config-file", str(folder / "mkdocs.yml"), "zenodo"]

    assert main([*arguments, "--check"]) == 1
    assert not (folder / ".zenodo.json").exists()
    assert [main(arguments), main(arguments), main([*arguments, "--check"])] == [0, 0, 0]
    (folder / ".zenodo.json").write_text("{}", encoding="utf-8")
    assert main([*arguments, "--check"]) == 1
    assert capsys.readouterr().out.endswith(
        ".zenodo.json is not current; `evidence-review zenodo` writes it.\n"
    )
