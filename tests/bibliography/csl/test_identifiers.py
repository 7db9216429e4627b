"""Only a sound DOI and an address that may be linked go on the site."""

import pytest
from pydantic import TypeAdapter

from evidence_review.bibliography.csl.identifiers import WrittenDoi, WrittenUrl, normalise_doi, normalise_url

URL: TypeAdapter[str] = TypeAdapter(WrittenUrl)
DOI: TypeAdapter[str] = TypeAdapter(WrittenDoi)


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("10.1000/xyz_1", "10.1000/xyz_1"),
        ("https://doi.org/10.1000/x", "10.1000/x"),
        ("http://dx.doi.org/10.1000%2Fx", "10.1000/x"),
        ("doi: 10.1000/x", "10.1000/x"),
        (
            "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2",
            "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2",
        ),
        ("10.1/x", ""),
        ("10/gf29tr", "10/gf29tr"),
        ("foo", ""),
        ('10.1000/"onclick=x', ""),
    ],
)
def test_a_doi_is_bare_or_empty(written: str, doi: str) -> None:
    """Every form that people paste gives the bare DOI."""
    assert normalise_doi(written) == doi


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://ex.org/a%20b~c", "https://ex.org/a%20b~c"),
        ("doi:10.1000/x", "https://doi.org/10.1000/x"),
        ("mailto:a@ex.org", "mailto:a@ex.org"),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt://ex.org/%0aalert(1)", ""),
        ("data:text/html,x", ""),
        ("www.ex.org", ""),
        ("https://", ""),
        ("http://[", ""),
        ('https://ex.org/"><img onerror=x>', ""),
        ("https://ex.org/a b", ""),
        ("https://ex.org/\u202egpj.exe", ""),
    ],
)
def test_an_address_is_valid_or_empty(written: str, url: str) -> None:
    """An address keeps its every character; what no page may link to is dropped."""
    assert normalise_url(written) == url


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        (URL, "https://ex.org/", "https://ex.org/"),
        (URL, "", ""),
        (DOI, "https://doi.org/10.1000/x", "10.1000/x"),
        (DOI, "", ""),
    ],
)
def test_an_identifier_is_normalised(kind: TypeAdapter[str], written: str, kept: str) -> None:
    """Authored files and the bibliography are held to one rule."""
    assert kind.validate_python(written) == kept


@pytest.mark.parametrize("written", ["javascript:run()", "www.ex.org", "data:text/html,x", "rubbish"])
@pytest.mark.parametrize("kind", [URL, DOI])
def test_an_invalid_identifier_is_refused(kind: TypeAdapter[str], written: str) -> None:
    """It would have been dropped or, worse, linked."""
    with pytest.raises(ValueError, match=r"cannot be linked|is not a DOI"):
        kind.validate_python(written)
