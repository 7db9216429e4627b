"""A made-up site in which few family names have many references; the same on every machine.

`tests.benchmark.synthetic` enlarges a valid review; this corpus stands for long-standing documentation with
accented names, all common types of reference and much-cited works, as an ordinary MkDocs project. Because
36 authors and organisations share all references, nearly every citation could be mistaken for another.
"""

import argparse
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from evidence_review.prose.citation import Citation, CitationGroup, CitationMode
from tests.benchmark.synthetic import Size

SIZES = {
    "S": Size(pages=30, references=100, citations=300),
    "M": Size(pages=300, references=1_000, citations=5_000),
    "L": Size(pages=2_000, references=10_000, citations=40_000),
}
"""The usual sizes, from a small report to more than anyone is known to have."""
SEED = 20240117
"""Where the random draws start. Another number makes another corpus of the same size."""
PAGES_IN_A_SECTION = 25
WORDS_ON_A_PAGE = 400
WORDS_IN_A_SENTENCE = 17
SENTENCES_IN_A_PARAGRAPH = 5
FAMILIES = (
    *("Smith", "Johnson", r"M{\"u}ller", r"Garc{\'i}a", "Nguyen", "O'Neill", r"Sch{\"a}fer", r"Kov{\'a}cs"),
    *(r"{\AA}str{\"o}m", r"S{\o}rensen", r"Wei{\ss}", r"Fran{\c c}ois", r"Pe{\~n}a", r"Dvo{\v r}{\'a}k"),
    *(r"Wa{\l}{\k e}sa", "Okafor", "Banerjee", "Tanaka", "van der Berg", "de la Cruz", "Hussein", "Li"),
    *("Wang", "Osei-Bonsu", "Haldorsen", "Mwangi", "Rahman", "Petrov", "Castellanos", "Brown"),
)
"""Family names as BibTeX spells them."""
GIVEN_NAMES = (
    *("Anna", r"Jos{\'e}", "Wei", "Mary Jane", "K. L.", r"Bj{\"o}rn", "Fatima", "John A.", "Ngozi"),
    *(r"Ren{\'e}e", "Hiroshi", "Elena", "Samuel", "Priya", r"Tom{\'a}s", "Ingrid", "Ali", "Grace"),
)
ORGANISATIONS = (
    *("World Bank", "International Initiative for Impact Evaluation", "OECD", "FAO"),
    *("United Nations Environment Programme", "Overseas Development Institute"),
)
JOURNALS = (
    *("Journal of Climate Policy", r"Environment \& Development", "World Development", "PLoS ONE"),
    *("Global Environmental Change", r"Revista de Econom{\'i}a Aplicada", r"Evidence \& Policy"),
)
PUBLISHERS = ("Cambridge University Press", "Oxford University Press", "Springer", "Edward Elgar")
TYPES = {"article": 45, "book": 15, "incollection": 12, "inproceedings": 8, "techreport": 10, "misc": 10}
"""How many in a hundred references are of each type."""
WORDS = """
    adaptation agriculture analysis association barrier baseline benefit bias biodiversity capacity cash
    causal change climate coastal cohort community cost crop drought early ecosystem effect energy equity
    estimate evaluation evidence exposure finance finding flood forecast forest framework gap gender
    governance hazard health household implementation indicator infrastructure institution insurance
    intervention irrigation knowledge learning limitation livelihood livestock market mechanism method
    migration monitoring nutrition outcome participation planning policy poverty practice price priority
    protection quality ratio regulation research resilience restoration review risk rural sample
    sanitation scale seed soil study subsidy synthesis theory transfer trial uncertainty urban
    vulnerability warning water
""".split()  # noqa: SIM905 - a list would be one word a line
"""What titles and paragraphs are made of."""
COMMON_WORDS = "the of and to in a that is for with as by on are from".split()  # noqa: SIM905 - the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the corpus."""

    path: str
    """Where it is, below the folder of the documents."""
    title: str
    """Its heading."""
    sentences: tuple[str, ...]
    """Its text, sentence by sentence, without full stops."""
    citations: Mapping[int, Sequence[CitationGroup]]
    """The citations at the end of each sentence, by the number of the sentence."""

    @property
    def groups(self) -> tuple[CitationGroup, ...]:
        """Its citations in order."""
        return tuple(group for number in sorted(self.citations) for group in self.citations[number])


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """A bibliography and the pages that cite it."""

    bibtex: str
    """The text of `references.bib`."""
    pages: tuple[Page, ...]
    """The pages, in the order of their paths."""


def make_corpus(size: Size, seed: int = SEED) -> Corpus:
    """Return a corpus of a size; a few references are cited often and many are cited once or never."""
    draw = random.Random(seed)  # noqa: S311 - nothing here is secret
    keys = [f"work{number}" for number in range(size.references)]
    bibtex = "\n".join(_entry(draw, key) for key in keys)
    draw.shuffle(keys)
    weights = list(accumulate((rank + 30) ** -0.6 for rank in range(len(keys))))
    counts = [
        size.citations * (number + 1) // size.pages - size.citations * number // size.pages
        for number in range(size.pages)
    ]
    pages = tuple(_page(draw, number, count, keys, weights) for number, count in enumerate(counts))
    return Corpus(bibtex=bibtex, pages=pages)


def write_corpus(folder: Path, corpus: Corpus) -> None:
    """Write a corpus as an MkDocs project into a folder."""
    docs = folder / "docs"
    for number, page in enumerate(corpus.pages):
        following = corpus.pages[(number + 1) % len(corpus.pages)]
        path = docs / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{_markdown(page)}\nNext: [{following.title}](../{following.path})\n", "utf-8")
    (docs / "index.md").write_text(f"# Evidence review\n\n[Start]({corpus.pages[0].path})\n", "utf-8")
    (folder / "references.bib").write_text(corpus.bibtex, "utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Evidence review\nsite_url: https://example.org/\n", "utf-8"
    )


def _entry(draw: random.Random, key: str) -> str:
    (kind,) = draw.choices(list(TYPES), weights=list(TYPES.values()))
    number, year = draw.randint(1, 900), 1985 + int(40 * draw.random() ** 0.6)
    by_organisation = kind in {"techreport", "misc"} and draw.random() < 0.4
    fields = {
        "author": f"{{{draw.choice(ORGANISATIONS)}}}" if by_organisation else _people(draw, 6),
        "title": _title(draw),
        "year": str(year),
        **_published_in(draw, kind, number),
    }
    if draw.random() < 0.5:
        fields["doi"] = f"10.{1000 + number}/{key}"
    if draw.random() < 0.5:
        fields["abstract"] = _sentence(draw).capitalize()
    return (
        f"@{kind}{{{key},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"
    )


def _published_in(draw: random.Random, kind: str, number: int) -> dict[str, str]:
    pages = f"{number}--{number + draw.randint(3, 30)}"
    match kind:
        case "article":
            return {"journal": draw.choice(JOURNALS), "volume": str(draw.randint(1, 90)), "pages": pages}
        case "book":
            return {"publisher": draw.choice(PUBLISHERS)}
        case "incollection":
            return {
                "booktitle": _title(draw),
                "editor": _people(draw, 3),
                "publisher": draw.choice(PUBLISHERS),
            }
        case "inproceedings":
            return {"booktitle": f"Proceedings of the Conference on {draw.choice(WORDS)}", "pages": pages}
        case "techreport":
            return {"institution": draw.choice(ORGANISATIONS), "number": str(number)}
    return {"howpublished": "Online dataset", "url": f"https://example.org/data/{number}"}


def _people(draw: random.Random, most: int) -> str:
    count = 1 + int(most * draw.random() ** 2)
    return " and ".join(f"{draw.choice(FAMILIES)}, {draw.choice(GIVEN_NAMES)}" for _ in range(count))


def _title(draw: random.Random) -> str:
    title = " ".join(draw.choices(WORDS, k=draw.randint(5, 10))).capitalize()
    endings = ("", "", "", ": a systematic review in {Sub-Saharan Africa}", ": evidence from {RCT}s")
    return title + draw.choice(endings)


def _page(
    draw: random.Random, number: int, count: int, keys: Sequence[str], weights: Sequence[float]
) -> Page:
    sentences = tuple(_sentence(draw) for _ in range(WORDS_ON_A_PAGE // WORDS_IN_A_SENTENCE))
    citations: dict[int, list[CitationGroup]] = {}
    while count:
        group = _group(draw, count, keys, weights)
        citations.setdefault(draw.randrange(len(sentences)), []).append(group)
        count -= len(group.citations)
    return Page(
        path=f"section-{number // PAGES_IN_A_SECTION + 1:02d}/page-{number + 1:04d}.md",
        title=" ".join(draw.choices(WORDS, k=4)).capitalize(),
        sentences=sentences,
        citations=citations,
    )


def _group(draw: random.Random, most: int, keys: Sequence[str], weights: Sequence[float]) -> CitationGroup:
    """Return a citation of one to three references, now and then narrative or with a page."""
    many, narrative, locator = 0.12, 0.17, 0.20
    form = draw.random()
    count = min(most, draw.randint(2, 3) if form < many else 1)
    cited = dict.fromkeys(draw.choices(keys, cum_weights=weights, k=count))
    mode = CitationMode.NARRATIVE if many < form < narrative else CitationMode.PAREN
    after = f", p. {draw.randint(1, 300)}" if narrative < form < locator else ""
    return CitationGroup(citations=tuple(Citation(key=key, mode=mode, after=after) for key in cited))


def _sentence(draw: random.Random) -> str:
    count = draw.randint(WORDS_IN_A_SENTENCE - 9, WORDS_IN_A_SENTENCE + 9)
    words = (draw.choice(COMMON_WORDS if draw.random() < 0.4 else WORDS) for _ in range(count))
    return " ".join(words)


def _markdown(page: Page) -> str:
    text = f"# {page.title}\n"
    for number, sentence in enumerate(page.sentences):
        if number % (2 * SENTENCES_IN_A_PARAGRAPH) == 0:
            text += f"\n## Part {number // (2 * SENTENCES_IN_A_PARAGRAPH) + 1}\n"
        text += "\n" if number % SENTENCES_IN_A_PARAGRAPH == 0 else ""
        cited = " and also ".join(map(_cite, page.citations.get(number, ())))
        text += f"{sentence.capitalize()} {cited}".rstrip() + ".\n"
    return text


def _cite(group: CitationGroup) -> str:
    if group.citations[0].mode is CitationMode.NARRATIVE:
        return f"@{group.citations[0].key}"
    return "[" + "; ".join(f"@{citation.key}{citation.after}" for citation in group.citations) + "]"


def main() -> None:
    """Write a corpus of one of the usual sizes."""
    parser = argparse.ArgumentParser(description="Write the corpus of one of the usual sizes.")
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    write_corpus(options.folder, make_corpus(SIZES[options.size]))


if __name__ == "__main__":
    main()
