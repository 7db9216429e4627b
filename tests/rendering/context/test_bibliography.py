"""Tests of the bibliography by letter, on one page and on many."""

import json
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string

from evidence_review.bibliography.csl.reference import Contributors, Name
from evidence_review.exports.reference_scripts import reference_scripts
from evidence_review.publishing.pipeline import stage_review
from evidence_review.site.alphabet import letter_of
from tests.builders import a_reference
from tests.small_review import a_review, settings_of


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        pytest.param(Name(family="Åkesson", given="E."), "a", id="accent"),
        pytest.param(Name(family="Ødegård", given="E."), "o", id="stroke"),
        pytest.param(Name(family="Gogh", non_dropping_particle="van"), "v", id="particle"),
        pytest.param(Name(literal="3M Company"), "other", id="digit"),
        pytest.param(Name(family="Иванова"), "other", id="other-script"),
    ],
)
def test_a_reference_is_listed_under_the_expected_letter(name: Name, letter: str) -> None:
    """Accents and strokes are ignored; what begins with no letter from A to Z is under one head."""
    assert letter_of(a_reference(contributors=(Contributors(role="author", names=(name,)),))) == letter


def test_a_reference_without_an_author_is_listed_under_its_title() -> None:
    """Quotation marks before the title are no letter."""
    assert letter_of(a_reference(contributors=(), texts=(("title", "“Nights” at work"),))) == "n"


def test_every_author_is_named_where_the_entry_names_them_not(tmp_path: Path) -> None:
    """A style that prints et al. hides by whom a reader may have found the reference."""
    folder = a_review(tmp_path)
    names = " and ".join(f"Ash{letter}, Ana" for letter in "abcdef")
    with (folder / "references.bib").open("a", encoding="utf-8") as file:
        file.write(f"@book{{six, author={{{names}}}, title={{Six}}, year={{2001}}, publisher={{Nobody}}}}\n")
    pages = {page.path: page.markdown for page in stage_review(settings_of(folder)).pages}

    assert "<dt>Authors</dt><dd>Ana Asha; Ana Ashb; Ana Ashc; Ana Ashd; Ana Ashe; Ana Ashf</dd>" in (
        pages["bibliography/six/index.md"].replace("&#59;", ";")
    )
    assert "<dt>Authors</dt>" not in pages["bibliography/okoro2021after/index.md"]


def test_omitted_authors_are_mentioned(tmp_path: Path) -> None:
    """Six names alone would look like all there are."""
    folder = a_review(tmp_path)
    names = " and ".join(f"Ash{letter}, Ana" for letter in "abcdef")
    with (folder / "references.bib").open("a", encoding="utf-8") as file:
        entry = f"author={{{names} and others}}, title={{Six}}, year={{2001}}, publisher={{Nobody}}"
        file.write(f"@book{{six, {entry}}}\n")
    pages = {page.path: page.markdown for page in stage_review(settings_of(folder)).pages}

    assert "Ana Ashf; and others whom the source does not name</dd>" in (
        pages["bibliography/six/index.md"].replace("&#59;", ";")
    )


def test_a_reference_is_exported_with_its_parent(tmp_path: Path) -> None:
    """The script says of each part what it needs beside it, and gives no private field away."""
    folder = a_review(tmp_path)
    with (folder / "references.bib").open("a", encoding="utf-8") as file:
        file.write(
            "@incollection{part, author={Ash, Ana}, title={A Part}, crossref={whole},"
            " abstract={private words}}\n\n"
            "@collection{whole, editor={Elm, Bo}, title={The </script> Whole}, booktitle={The Whole},"
            " year={2001}, publisher={Nobody}}\n"
        )
    settings = settings_of(folder)
    review = stage_review(settings).checked.review
    ((_, script),) = reference_scripts(review, settings).items()
    forms = json.loads(script.decode().removeprefix("window.listingParts = ").rstrip().removesuffix(";"))
    texts = dict(forms["bib"]["parts"])

    assert "crossref" not in texts["part"]
    assert b"private words" not in script
    assert {key for key, _ in forms["json"]["parts"]} == set(review.references)
    text = forms["bib"]["between"].join(texts.values())
    assert {entry.key for entry in parse_string(text).entries} == set(review.references)
