"""Names are split as BibTeX would, and organisations stay whole."""

import pytest
from hypothesis import example, given, strategies
from pybtex.database import Person

from evidence_review.bibliography.conversion.name_problems import names_run_together
from evidence_review.bibliography.conversion.names import read_names
from evidence_review.bibliography.csl.reference import ET_AL, Name
from evidence_review.bibliography.latex.decoding import decode_names
from evidence_review.location import Location

HERE = Location("r.bib", 3)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (
            "Doe, Jane and Roe, R. AND Poe",
            (Name(family="Doe", given="Jane"), Name(family="Roe", given="R."), Name(family="Poe")),
        ),
        ("Jane Q. Doe", (Name(family="Doe", given="Jane Q."),)),
        (
            "van der Berg, Jr, Jan",
            (Name(family="Berg", given="Jan", non_dropping_particle="van der", suffix="Jr"),),
        ),
        (r"de la Cruz, Mar{\'\i}a", (Name(family="Cruz", given="María", non_dropping_particle="de la"),)),
        (r"{\v C}apek, Karel", (Name(family="Čapek", given="Karel"),)),
        (
            "{Ministry of Parks and Gardens} and {Acme, Inc.}",
            (Name(literal="Ministry of Parks and Gardens"), Name(literal="Acme, Inc.")),
        ),
        ("Doe, Jane and others", (Name(family="Doe", given="Jane"), ET_AL)),
        (
            "family=Berg, given=Jan, prefix=van, useprefix=true",
            (Name(family="Berg", given="Jan", non_dropping_particle="van"),),
        ),
        (
            "given={Ada, B.}, family=Roe, prefix=von, useprefix=false, suffix=III",
            (Name(family="Roe", given="Ada, B.", dropping_particle="von", suffix="III"),),
        ),
        ("{van den Berg}, Jan", (Name(family="van den Berg", given="Jan"),)),
        ("Alistair Senior", (Name(family="Senior", given="Alistair"),)),
        ("De Barros Abreu, B.V.", (Name(family="De Barros Abreu", given="B.V."),)),
        ("Taylor II, Russell M", (Name(family="Taylor II", given="Russell M"),)),
        ("O'Brien, Se{\\'a}n", (Name(family="O'Brien", given="Seán"),)),
    ],
)
def test_names_are_split(written: str, names: tuple[Name, ...]) -> None:
    """Every form that BibTeX and biblatex allow gives its parts, with no error."""
    assert read_names(decode_names(written)[0], HERE) == (names, ())


@pytest.mark.parametrize(
    ("written", "shown", "fault"),
    [
        (
            "Doe, J., Roe, R., Poe, P., Moe, M.",
            ["J. Doe", "R. Roe", "P. Poe", "M. Moe"],
            (
                "error: the name 'Doe, J., Roe, R., Poe, P., Moe, M.' has too many commas"
                " (put 'and' between names, and braces around the name of an organisation) [BIB107]"
            ),
        ),
        (
            "Doe, J., Roe, R., Poe",
            ["Doe, J., Roe, R., Poe"],
            (
                "error: the parts of the name 'Doe, J., Roe, R., Poe' cannot be identified"
                " (put 'and' between names, and braces around the name of an organisation) [BIB107]"
            ),
        ),
        (
            "Ministry of Parks",
            ["Ministry of Parks"],
            (
                "warning: 'Ministry of Parks' looks like the name of an organisation"
                " (put braces around it: {Ministry of Parks}) [BIB108]"
            ),
        ),
        (
            "Doe, Jane and and Roe",
            ["Jane Doe", "Roe"],
            "warning: the list of names has an empty name (delete the extra 'and') [BIB108]",
        ),
        (
            "Doe, J.; Roe, R.",
            ["J. Doe", "R. Roe"],
            (
                "warning: the name 'Doe, J.; Roe, R.' has semicolons"
                " (put 'and' between names, and braces around the name of an organisation) [BIB108]"
            ),
        ),
    ],
)
def test_unusual_names_are_reported_and_kept(written: str, shown: list[str], fault: str) -> None:
    """A name that is probably meant otherwise is kept, and the line says what to write."""
    names, found = read_names(written, HERE)
    assert [str(one) for one in found] == [f"r.bib:3: {fault}"]
    assert [str(name) for name in names] == shown


def is_capital(word: str) -> bool:
    """Tell whether BibTeX takes a word for a part of a family name rather than a particle."""
    return word[0] == "{" or not next((letter for letter in word if letter.isalpha()), "A").islower()


WORDS = strategies.lists(
    strategies.sampled_from(
        ["Doe", "van", "der", "de", "O'Brien", "Årup", "J.", "Мария", "王", "{Doe}", "1st"]
    )
    | strategies.text(alphabet="aBč.", min_size=1, max_size=4),
    max_size=4,
)


@given(WORDS, WORDS)
@example(["van", "der", "Doe", "Berg"], ["Jan"])
@example(["Mies", "van"], ["Ludwig"])
@example(["de"], ["J."])
def test_a_name_with_one_comma_has_the_parts_that_pybtex_finds(family: list[str], given: list[str]) -> None:
    """`von Family, Given` is read as pybtex would, unless a small word follows one with a capital."""
    written = f"{' '.join(family)}, {' '.join(given)}"
    if not family or not given or sorted(family[:-1], key=is_capital) != family[:-1]:
        return
    if names_run_together(written):
        return
    person = Person(written)
    names, _ = read_names(f"{written} and Roe, R.", HERE)

    parts = (names[0].non_dropping_particle, names[0].family, names[0].given)
    read = (person.prelast_names, person.last_names, person.first_names + person.middle_names)
    assert parts == tuple(" ".join(part).replace("{", "").replace("}", "") for part in read)
