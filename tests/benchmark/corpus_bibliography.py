"""The bibliography of the made-up corpus: 36 authors and organisations share all its references."""

import random
from collections.abc import Iterator, Sequence

from tests.benchmark.corpus_words import ACADEMIC, Words

FAMILIES = {
    "Smith": "smith",
    "Johnson": "johnson",
    r"M{\"u}ller": "mueller",
    r"Garc{\'i}a": "garcia",
    "Nguyen": "nguyen",
    "O'Neill": "oneill",
    r"Sch{\"a}fer": "schaefer",
    r"Kov{\'a}cs": "kovacs",
    r"{\AA}str{\"o}m": "astrom",
    r"S{\o}rensen": "sorensen",
    r"Wei{\ss}": "weiss",
    r"Fran{\c c}ois": "francois",
    r"Pe{\~n}a": "pena",
    r"Dvo{\v r}{\'a}k": "dvorak",
    r"Wa{\l}{\k e}sa": "walesa",
    "Okafor": "okafor",
    "Banerjee": "banerjee",
    "Tanaka": "tanaka",
    "van der Berg": "vanderberg",
    "de la Cruz": "delacruz",
    "Hussein": "hussein",
    "Li": "li",
    "Wang": "wang",
    "Osei-Bonsu": "oseibonsu",
    "Haldorsen": "haldorsen",
    "Mwangi": "mwangi",
    "Rahman": "rahman",
    "Petrov": "petrov",
    "Castellanos": "castellanos",
    "Brown": "brown",
}
"""Family names as BibTeX spells them, each with its form in keys."""
GIVEN_NAMES = (
    *("Anna", r"Jos{\'e}", "Wei", "Mary Jane", "K. L.", r"Bj{\"o}rn", "Fatima", "John A.", "Ngozi"),
    *(r"Ren{\'e}e", "Hiroshi", "Elena", "Samuel", "Priya", r"Tom{\'a}s", "Ingrid", "Ali", "Grace"),
)
JOURNALS = (
    *("Journal of Climate Policy", r"Environment \& Development", "World Development"),
    *("Global Environmental Change", "Disaster Prevention and Management"),
    *(r"Revista de Econom{\'i}a Aplicada", "Climate Risk Management", "Food Policy", r"Evidence \& Policy"),
    *("Nature Sustainability", "PLoS ONE", "Water Resources Research"),
)
PUBLISHERS = (
    *("Cambridge University Press", "Oxford University Press", "Springer", "Routledge", "Elsevier"),
    *("Edward Elgar", "MIT Press", "Earthscan"),
)
INSTITUTIONS = (
    *("World Bank", "{International Initiative for Impact Evaluation}", "OECD", "FAO"),
    *("{United Nations Environment Programme}", "Overseas Development Institute"),
)
CITIES = ("Cambridge", "London", "New York", "Geneva", "Nairobi", r"Z{\"u}rich", r"S{\~a}o Paulo")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TYPES = {"article": 45, "book": 15, "incollection": 12, "inproceedings": 8, "techreport": 10, "misc": 10}
"""How many in a hundred references are of each type."""


class CorpusBibliography:
    """The entries of a bibliography, drawn one after another."""

    def __init__(self, draw: random.Random, words: Words, count: int) -> None:
        """Draw the entries."""
        self._draw, self._words = draw, words
        self._used: set[str] = set()
        entries = ["@comment{Synthetic bibliography: no entry describes a real work.}\n"]
        kinds = [kind for kind, weight in TYPES.items() for _ in range(weight)]
        self.keys: list[str] = []
        entries += (self._entry(self._one_of(kinds)) for _ in range(count))
        self.text = "\n".join(entries)
        """The text of `references.bib`."""

    def _one_of(self, values: Sequence[str]) -> str:
        return values[self._below(len(values))]

    def _below(self, limit: float) -> int:
        return int(self._draw.random() * limit)

    def _happens(self, share: float) -> bool:
        return self._draw.random() < share

    def _people(self, most: int) -> tuple[str, str]:
        """Return names as BibTeX writes them, and the first family name as keys do."""
        count = 1 + int(most * self._draw.random() ** 2)
        families = [self._one_of(tuple(FAMILIES)) for _ in range(count)]
        names = " and ".join(f"{family}, {self._one_of(GIVEN_NAMES)}" for family in families)
        return names, FAMILIES[families[0]]

    def _title(self) -> str:
        words = self._words.content(5 + self._below(6))
        words.insert(2, self._one_of(("of", "in", "for", "and")))
        title = " ".join(words)
        title = title[0].upper() + title[1:]
        form = self._draw.random()
        if form < 0.15:
            return f"{title}: a systematic review in {{Sub-Saharan Africa}}"
        if form < 0.25:
            return f"{title}: evidence from {{RCT}}s"
        return rf"{{\'E}}tude de cas: {title}" if form < 0.30 else title

    def _entry(self, kind: str) -> str:
        year = 1985 + int(40 * self._draw.random() ** 0.6)
        if kind in {"techreport", "misc"} and self._happens(0.4):
            organisation = self._one_of(INSTITUTIONS).strip("{}")
            author, name = f"{{{organisation}}}", organisation.split()[0].lower()
        else:
            author, name = self._people(6)
        title = self._title()
        letters = (each for each in title.split()[0].lower() if each.isascii() and each.isalpha())
        slug = "".join(letters) or "title"
        key = self._new_key(f"{name}{year}{slug}")
        fields = [("author", f"{{{author}}}"), ("title", f"{{{title}}}"), ("year", f"{{{year}}}")]
        fields += self._published(kind, slug, year)
        if self._happens(0.5):
            sentences = (" ".join(self._words.sentence()) for _ in range(2 + self._below(5)))
            fields.append(("abstract", f"{{{' '.join(each.replace('*', '') + '.' for each in sentences)}}}"))
        if self._happens(0.4):
            fields.append(("keywords", f"{{{', '.join(self._words.content(4))}}}"))
        return f"@{kind}{{{key},\n" + "".join(f"  {field} = {value},\n" for field, value in fields) + "}\n"

    def _new_key(self, wanted: str) -> str:
        key, number = wanted, 1
        while key in self._used:
            number += 1
            key = f"{wanted}{number}"
        self._used.add(key)
        self.keys.append(key)
        return key

    def _published(self, kind: str, slug: str, year: int) -> Iterator[tuple[str, str]]:
        """Yield the fields that entries of a type have, each with its braces."""
        first = 1 + self._below(900)
        pages = f"{{{first}--{first + 3 + self._below(30)}}}"
        doi = f"{{10.{1000 + self._below(9000)}/{slug}.{year}.{first:04d}}}"
        match kind:
            case "article":
                yield from self._article(pages, doi)
            case "book":
                yield from self._book()
            case "incollection":
                yield "booktitle", f"{{{self._title()}}}"
                yield "editor", f"{{{self._people(3)[0]}}}"
                yield "publisher", f"{{{self._one_of(PUBLISHERS)}}}"
                yield "pages", pages
            case "inproceedings":
                number = 1 + self._below(30)
                subject = self._one_of(ACADEMIC).capitalize()
                yield "booktitle", f"{{Proceedings of the {number}th Conference on {subject}}}"
                yield "pages", pages
            case "techreport":
                yield "institution", f"{{{self._one_of(INSTITUTIONS)}}}"
                yield "number", f"{{{100 + self._below(9000)}}}"
                yield "type", "{Working Paper}"
                yield "url", rf"{{https://example.org/reports/{slug}_{year}?id={first}\&lang=en}}"
            case _:
                yield "howpublished", "{Online dataset}"
                yield "url", f"{{https://example.org/data/{slug}/{year}}}"
                yield "doi", doi
                yield "note", f"{{Accessed {year}-0{1 + self._below(9)}-1{self._below(10)}}}"

    def _article(self, pages: str, doi: str) -> Iterator[tuple[str, str]]:
        yield "journal", f"{{{self._one_of(JOURNALS)}}}"
        yield "volume", f"{{{1 + self._below(90)}}}"
        yield "pages", pages
        if self._happens(0.7):
            yield "number", f"{{{1 + self._below(12)}}}"
        if self._happens(0.75):
            yield "doi", doi
        if self._happens(0.3):
            yield "month", self._one_of(MONTHS)

    def _book(self) -> Iterator[tuple[str, str]]:
        yield "publisher", f"{{{self._one_of(PUBLISHERS)}}}"
        yield "address", f"{{{self._one_of(CITIES)}}}"
        if self._happens(0.3):
            yield "edition", "{2nd}"
        yield "isbn", f"{{978-{self._below(10)}-{self._below(1e8):08d}-{self._below(10)}}}"
