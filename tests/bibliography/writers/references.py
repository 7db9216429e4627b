"""Works for tests of the files that leave the site: from BibTeX, and any that CSL-JSON could hold."""

from collections.abc import Sequence

import rispy

from evidence_review.bibliography.bibtex.parser import read_bibliography
from evidence_review.bibliography.conversion.entries import assemble_references
from evidence_review.bibliography.csl.reference import (
    Contributors,
    Name,
    Reference,
    ReferenceDate,
    strip_markup,
)
from evidence_review.bibliography.writers.reference_managers import without_separators
from evidence_review.bibliography.writers.ris import to_ris
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
    """Return a report by an organisation, with as much as can be said of it."""
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


def missing_in_ris(found: Sequence[Reference]) -> list[tuple[str, str]]:
    """Return the keys of works, each with a name or variable that rispy does not find in their RIS."""
    read = {each["id"]: each for each in rispy.loads(to_ris(found))}
    missing = []
    for work in found:
        text = " ".join(_texts(read.get(" ".join(work.key.split()), {})))
        words = set(text.replace(",", " ").split())
        names = [str(name) for group in work.contributors for name in group.names]
        missing += [(work.key, name) for name in names if not _words(name) <= words]
        for variable, value in work.texts:
            wanted = " ".join(strip_markup(value).split())
            wanted = wanted.replace(";", " ") if variable == "URL" else wanted  # UR may hold several
            if wanted not in text and variable not in {"page", "keyword"}:
                missing.append((work.key, variable))
    return missing


def _texts(value: object) -> list[str]:
    """Return every text in a value."""
    if isinstance(value, dict | list):
        return [
            text for each in (value.values() if isinstance(value, dict) else value) for text in _texts(each)
        ]
    return [str(value)]


def _words(name: str) -> set[str]:
    return set(without_separators(name).replace(",", " ").split())
