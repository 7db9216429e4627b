"""Works for tests of the files that leave the site: from BibTeX, and any that CSL-JSON could hold."""

from evidence_review.bibliography.bibtex.parser import read_bibliography
from evidence_review.bibliography.conversion.entries import assemble_references
from evidence_review.bibliography.csl.reference import Contributors, Name, Reference, ReferenceDate
from tests.builders import a_reference

HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "\u202eesrever\u202c",
    "one\nER  - \nTY  - BOOK\nTI  - Smuggled",
    "a\u2028TI  - Smuggled\x85AU  - Nobody,",
    "} @book{smuggled, title = {x",
    "100% of $5 & #1_a ~ ^ \\input{x}",
    "x" * 100_000,
)
"""Texts that a file might be broken with."""


def works(text: str) -> tuple[Reference, ...]:
    """Return the works of a BibTeX file."""
    found, _ = assemble_references(read_bibliography(text, "references.bib"))
    return found


def a_report() -> Reference:
    """Return a report by a body, with as much as can be said of it."""
    return a_reference(
        "moj2010breaking",
        type="report",
        texts=(
            ("title", "Breaking the <i>Cycle</i>"),
            ("number", "Cm 7972"),
            ("publisher", "The Stationery Office"),
            ("publisher-place", "London"),
            ("DOI", "10.5555/12345678"),
            ("URL", "https://example.org/a%20b~c"),
            ("PMID", "123"),
        ),
        contributors=(
            Contributors(
                role="author",
                names=(
                    Name(literal="Ministry of Justice"),
                    Name(given="Jan", non_dropping_particle="van", family="Dijk", suffix="Jr"),
                ),
            ),
            Contributors(role="editor", names=(Name(given="Maja", family="Lind"),)),
        ),
        dates=(
            ("issued", ReferenceDate(start=(2010, 12, 7))),
            ("accessed", ReferenceDate(start=(2016, 5))),
            ("original-date", ReferenceDate(start=(1999,))),
        ),
    )
