"""BibTeX is given away as written where that was sound, and made so that other readers lose nothing."""

import json
from dataclasses import replace

import pypandoc
import pytest
from pybtex.database import parse_string

from evidence_review.bibliography.bibtex.parser import read_bibliography
from evidence_review.bibliography.csl.reference import Contributors, Name, ReferenceDate, strip_markup
from evidence_review.bibliography.csl.variables import TYPES
from evidence_review.bibliography.writers.bibtex import bibtex_entry, to_bibtex
from tests.bibliography.writers.references import HOSTILE, a_report, works
from tests.builders import a_reference

SOUND = """@Article{okoro2021after,
    author   = "Okoro, Ife and {{Town Council}}",
    title    = {After {Five}: {\\"U}ber N{\\'a}cht},
  journal = {Public } # {Space},
  year=2021, month = may
}"""


def test_a_valid_entry_is_exported_unchanged() -> None:
    """Layout, capitals, LaTeX and quotation marks stay as someone wrote them."""
    (work,) = works(SOUND)

    assert bibtex_entry(work, work.key) == SOUND


def test_private_fields_are_left_out_and_the_rest_stays_as_written() -> None:
    """Notes of one's own and paths of files do not leave; a whole print for their owner keeps them."""
    text = "@book{a,\n  author = {Lind, Maja},\n  file = {papers/a.pdf},\n  title   = {Evenings},\n}"
    (work,) = works(text)

    assert bibtex_entry(work, work.key) == "@book{a,\n  author = {Lind, Maja},\n  title   = {Evenings},\n}"
    assert bibtex_entry(work, work.key, whole=True) == text


def test_an_entry_that_uses_macros_or_xdata_is_expanded() -> None:
    """Macros are put in, and what `xdata` lends is written out, since neither is given away itself."""
    (work,) = works(
        "@string{press = {Harbour Press}}\n@xdata{x, location = {Malmö}}\n"
        "@book{a, author = {Lind, Maja}, title = {Evenings}, publisher = press, xdata = {x}, year = 2019}"
    )

    assert bibtex_entry(work, work.key).splitlines() == [
        "@book{a,",
        "  author = {Lind, Maja},",
        "  title = {Evenings},",
        "  publisher = {Harbour Press},",
        "  year = {2019},",
        "  location = {Malmö},",
        "}",
    ]


@pytest.mark.parametrize("rest", ["year = 2019}", "publisher = press}"], ids=["as-written", "made-whole"])
@pytest.mark.parametrize("words", ["[Letter about {Parks}]", "Letter about {Parks}"])
def test_words_in_the_place_of_a_title_are_the_title_to_other_programs(words: str, rest: str) -> None:
    """`descriptivetitle` is a field of ours: nobody else would show a title."""
    (work,) = works(f"@string{{press = {{P}}}}\n@misc{{a,\n  descriptivetitle = {{{words}}}, {rest}")

    given = bibtex_entry(work, work.key)

    assert "title = {[Letter about {Parks}]}," in given
    assert "descriptivetitle" not in given
    assert bibtex_entry(work, work.key, whole=True).count("descriptivetitle") == 1
    (read,) = json.loads(pypandoc.convert_text(given, "csljson", format="biblatex"))
    assert read["title"].startswith("[Letter about ")
    assert works(given)[0].title == work.title


def test_macros_of_the_preamble_are_put_in() -> None:
    """The preamble is given away nowhere, and without it a title would lack a word or its marks."""
    (work,) = works(
        '@preamble{"\\newcommand{\\fmt}[1]{`#1\'}"}\n'
        "@book{a, author = {Lind, Maja}, title = {On \\fmt{Birds}}}"
    )

    assert "  title = {On `Birds'}," in bibtex_entry(work, work.key).splitlines()
    assert works(to_bibtex([work]))[0].title == work.title == "On ‘Birds’"


def test_a_brace_without_a_partner_does_not_end_an_entry() -> None:
    """An entry that was damaged in the file is valid in what is given away."""
    (work, other) = works("@book{a, title = {One} two} three}, year = 2019}\n@book{b, title = {B}}")

    assert set(parse_string(to_bibtex([work, other]), "bibtex").entries) == {"a", "b"}


def test_books_come_after_their_chapters_if_these_inherit_fields() -> None:
    """BibTeX takes fields only from entries that it has yet to meet."""
    book, chapter = works(
        "@book{b, title = {B}, editor = {Lind, Maja}, year = 2019}\n"
        "@incollection{c, title = {C}, author = {Okoro, Ife}, crossref = {b}}"
    )

    assert list(read_bibliography(to_bibtex([book, chapter], whole=True), "x").entries[0].key) == ["c"]


def test_a_published_entry_is_complete_without_those_it_inherits_from() -> None:
    """The fields of all generations above it are written out, and it says the same when it is read alone."""
    chapter, *_ = works(
        "@inbook{c, title = {C}, author = {Okoro, Ife}, crossref = {B}}\n"
        "@book{b, title = {B}, year = 2019, crossref = {M}}\n@mvbook{m, title = {M}, publisher = {P}}"
    )

    (alone,) = works(to_bibtex([chapter]))

    assert "crossref" not in chapter.written
    assert dict(alone.csl()) == dict(chapter.csl())
    assert chapter.text("publisher") == "P"


def test_a_made_entry_is_read_back_as_it_was() -> None:
    """Our own reader finds each variable again: names in parts, the body whole, the address untouched."""
    made = replace(a_report(), texts=tuple(pair for pair in a_report().texts if pair[0] != "PMID"))

    (read,) = works(to_bibtex([made]))

    expected = dict(made.csl())
    expected["title"] = '<span class="nocase">Breaking the <i>Cycle</i></span>'
    assert dict(read.csl()) == expected


def test_pandoc_reads_a_made_entry() -> None:
    """A second reader takes the same from it."""
    (read,) = json.loads(pypandoc.convert_text(to_bibtex([a_report()]), "csljson", format="biblatex"))

    assert read["author"] == [
        {"literal": "Ministry of Justice"},
        {"family": "Dijk", "given": "Jan", "dropping-particle": "van", "suffix": "Jr"},
    ]
    assert read["title"] == "Breaking the <i>Cycle</i>"
    assert read["URL"] == "https://example.org/a%20b~c"
    assert read["issued"] == {"date-parts": [[2010, 12, 7]]}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_title_is_text(text: str) -> None:
    """Nothing in a field ends it, and two readers find the one entry."""
    made = to_bibtex([a_reference(texts=(("title", text), ("note", text)))])

    source = read_bibliography(made, "x.bib")
    assert [entry.key for entry in source.entries] == ["lind2019evening"]
    assert source.diagnostics == ()
    assert set(parse_string(made, "bibtex").entries) == {"lind2019evening"}
    (read,) = json.loads(pypandoc.convert_text(made, "csljson", format="biblatex"))
    assert " ".join(read["title"].replace("’", "'").split()) == _as_pandoc_has_it(text)


def _as_pandoc_has_it(text: str) -> str:
    """Return a title with its blanks as pandoc leaves them, without the braces that have no partner."""
    lone = "{}" if text.count("{") != text.count("}") else ""
    return " ".join("".join(character for character in text if character not in lone).split())


def test_a_suffix_without_a_given_name_stays_a_suffix() -> None:
    """Three parts are family, suffix and given name; two would be family and given name."""
    king = Contributors(role="author", names=(Name(family="King", suffix="Jr"),))
    made = to_bibtex([a_reference(contributors=(king,))])

    (author,) = parse_string(made, "bibtex").entries["lind2019evening"].persons["author"]
    assert (author.last_names, author.lineage_names) == (["King"], ["Jr"])
    (read,) = works(made)
    assert read.contributors == (king,)


def test_variables_without_a_field_are_in_the_note() -> None:
    """A second number and a role that biblatex does not know are kept with their labels."""
    names = (Name(family="Lind", given="Maja"),)
    made = a_reference(
        type="report",
        texts=(
            ("title", "T"),
            ("number", "Cm 1"),
            ("collection-number", "7"),
            ("medium", "Film"),
            ("note", "N"),
        ),
        contributors=tuple(Contributors(role=role, names=names) for role in ("compiler", "chair")),
        dates=(("submitted", ReferenceDate(start=(2019, 5))),),
    )

    entry = parse_string(to_bibtex([made]), "bibtex").entries["lind2019evening"]
    assert entry.fields["number"] == "Cm 1"
    assert entry.fields["note"] == (
        "N; Chair: Lind, Maja; Collection number: 7; Medium: Film; Submitted: 2019-05"
    )
    (read,) = works(to_bibtex([made]))
    assert read.contributors == (Contributors(role="compiler", names=names),)


def test_the_container_is_read_back_for_any_type() -> None:
    """Readers take `booktitle` from chapters alone; pandoc and our own take `journal` from anything."""
    made = to_bibtex(
        [
            a_reference(
                f"{kind}1", type=kind, texts=(("title", "T"), ("container-title", "C"), ("publisher", "P"))
            )
            for kind in sorted(TYPES - {"periodical"})
        ]
    )

    read = json.loads(pypandoc.convert_text(made, "csljson", format="biblatex"))
    assert [each for each in read if each.get("container-title") != "C"] == []
    assert [each.key for each in works(made) if strip_markup(each.text("container-title")) != "C"] == []


def test_no_two_works_leave_with_one_key() -> None:
    """A key that BibTeX refuses loses characters, and stays one of its own."""
    made = to_bibtex([a_reference(key) for key in ("a'b", "ab", "a'b'", "ab-2")])

    assert list(parse_string(made, "bibtex").entries) == ["ab-3", "ab", "ab-4", "ab-2"]
