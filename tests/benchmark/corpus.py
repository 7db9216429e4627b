"""A made-up site in which few names have many references, for us and for mkdocs-bibtex: always the same.

`tests.benchmark.synthetic` enlarges a valid review; this corpus stands for long-standing documentation with
accented names, all common types of reference, tables, links and much-cited works.
"""

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from evidence_review.prose.citation import Citation, CitationGroup, CitationMode
from tests.benchmark.corpus_bibliography import CorpusBibliography
from tests.benchmark.corpus_words import Words
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
SENTENCES = round(400 / 17)
"""How many sentences a page has: some 400 words."""
SENTENCES_IN_A_PARAGRAPH = 5
LINKS_ON_A_PAGE = 3
SETTINGS = """\
site_name: Evidence review
site_url: https://example.org/
use_directory_urls: true
markdown_extensions:
  - tables
  - footnotes
  - attr_list
  - admonition
  - toc:
      permalink: true
plugins:
  - search
"""
THEME = "theme:\n  name: material\n  font: false\n"
PLUGINS = {
    "ours": "  - evidence-review:\n      as_at: 2026-11-30\n      references: references.bib\n",
    "mkdocs-bibtex": "  - bibtex:\n      bib_file: references.bib\n",
}
"""The settings of the plugin that shows the citations, by the flavour of the corpus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A citation of one to three references."""

    keys: tuple[str, ...]
    """The keys of the references."""
    kind: str
    """`group`, `narrative`, `locator` or `single`."""
    page: int
    """The page that a locator names."""

    @property
    def group(self) -> CitationGroup:
        """The citation as our reader returns it."""
        mode = CitationMode.NARRATIVE if self.kind == "narrative" else CitationMode.PAREN
        after = f", p. {self.page}" if self.kind == "locator" else ""
        return CitationGroup(citations=tuple(Citation(key=key, mode=mode, after=after) for key in self.keys))

    def __str__(self) -> str:
        """Return the citation in the syntax of pandoc."""
        if self.kind == "narrative":
            return f"@{self.keys[0]}"
        if self.kind == "locator":
            return f"[@{self.keys[0]}, p. {self.page}]"
        return f"[{'; '.join(f'@{key}' for key in self.keys)}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the corpus."""

    path: str
    """Where it is, below the folder of the documents."""
    title: str
    """Its heading."""
    text: str
    """Its Markdown, without the heading."""
    groups: tuple[CitationGroup, ...]
    """Its citations in order."""


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
    words = Words(draw, tail=3_000 + 2 * size.references)
    bibliography = CorpusBibliography(draw, words, size.references)
    places = [
        (f"section-{number // PAGES_IN_A_SECTION + 1:02d}", f"page-{number + 1:04d}")
        for number in range(size.pages)
    ]
    titles = [" ".join(words.content(3 + int(draw.random() * 4))).capitalize() for _ in places]
    keys = list(bibliography.keys)
    draw.shuffle(keys)
    writer = _PageWriter(draw, words, keys, places, titles)
    each, more = divmod(size.citations, size.pages)
    pages = tuple(writer.page(number, each + (number < more)) for number in range(size.pages))
    return Corpus(bibtex=bibliography.text, pages=pages)


class _PageWriter:
    """Draws pages, one after another."""

    def __init__(
        self,
        draw: random.Random,
        words: Words,
        keys: Sequence[str],
        places: Sequence[tuple[str, str]],
        titles: Sequence[str],
    ) -> None:
        self._draw, self._words, self._keys, self._places, self._titles = draw, words, keys, places, titles
        self._weights = list(accumulate(1 / (rank + 30) ** 0.6 for rank in range(len(keys))))

    def page(self, number: int, citations: int) -> Page:
        """Return the next page, with a number of citations spread over its sentences."""
        sentences = [" ".join(self._words.sentence()) for _ in range(SENTENCES)]
        cited: list[list[Cited]] = [[] for _ in sentences]
        while citations:
            citation = self._citation(citations)
            citations -= len(citation.keys)
            place = int(self._draw.random() * SENTENCES)
            page = 1 + int(self._draw.random() * 300)
            cited[place].append(Cited(keys=citation.keys, kind=citation.kind, page=page))
        linked = {int(self._draw.random() * SENTENCES) for _ in range(LINKS_ON_A_PAGE)}
        blocks = self._blocks(number, sentences, cited, linked)
        section, name = self._places[number]
        return Page(
            path=f"{section}/{name}.md",
            title=self._titles[number],
            text="\n\n".join(blocks) + "\n",
            groups=tuple(citation.group for each in cited for citation in each),
        )

    def _citation(self, most: int) -> Cited:
        form = self._draw.random()
        kind, count = "single", 1
        if form < 0.12:
            kind, count = "group", 2 + int(self._draw.random() * 2)
        elif form < 0.20:
            kind = "narrative" if form < 0.17 else "locator"
        keys: dict[str, None] = {}
        while len(keys) < min(count, most):
            keys[self._draw.choices(self._keys, cum_weights=self._weights)[0]] = None
        return Cited(keys=tuple(keys), kind=kind, page=0)

    def _blocks(
        self, number: int, sentences: Sequence[str], cited: Sequence[Sequence[Cited]], linked: set[int]
    ) -> list[str]:
        """Return headings, paragraphs, a list and, on every third page, a table."""
        draw, words = self._draw, self._words
        blocks: list[str] = []
        paragraph: list[str] = []
        for place, sentence in enumerate(sentences):
            if place % SENTENCES_IN_A_PARAGRAPH == 0:
                blocks += [" ".join(paragraph)] if paragraph else []
                paragraph = []
            if place % (2 * SENTENCES_IN_A_PARAGRAPH) == 0:
                level = "##" if (place // (2 * SENTENCES_IN_A_PARAGRAPH) + 1) % 3 else "###"
                blocks.append(f"{level} {' '.join(words.content(3)).capitalize()}")
            link = self._link(number) if place in linked else ""
            paragraph.append(f"{sentence}{_joined(cited[place])}{link}.")
        blocks.append(" ".join(paragraph))
        blocks.append("\n".join(f"- {' '.join(words.content(6))}" for _ in range(4)))
        if number % 3 == 0:
            rows = (
                f"| {' '.join(words.content(2))} | {'up' if draw.random() < 0.5 else 'down'} "
                f"| {int(draw.random() * 40)} |"
                for _ in range(5)
            )
            blocks.append("\n".join(["| Outcome | Direction | Studies |", "| --- | --- | --- |", *rows]))
        return blocks

    def _link(self, number: int) -> str:
        target = int(self._draw.random() * len(self._places))
        section, name = self._places[target]
        path = name if section == self._places[number][0] else f"../{section}/{name}"
        return f", see [{self._titles[target]}]({path}.md)"


def _joined(citations: Sequence[Cited]) -> str:
    """Return the citations after a sentence; a bracket straight after a narrative one would belong to it."""
    text = ""
    for place, citation in enumerate(citations):
        follows_narrative = place > 0 and citations[place - 1].kind == "narrative"
        text += f" and also {citation}" if follows_narrative else f" {citation}"
    return text


def write_corpus(folder: Path, corpus: Corpus, flavour: str = "ours") -> None:
    """Write a corpus as a project for one of the plugins into a folder."""
    is_ours = flavour == "ours"
    texts = _texts(corpus, "" if is_ours else "\n## References\n\n\\bibliography\n")
    texts["references.md"] = ("References", "The list of references." if is_ours else "\\full_bibliography")
    for path, (title, text) in texts.items():
        file = folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        head = f'---\ntitle: "{title}"\nsummary: ""\n---\n' if is_ours else f"# {title}"
        file.write_text(f"{head}\n\n{text}\n", encoding="utf-8")
    (folder / "references.bib").write_text(corpus.bibtex, encoding="utf-8")
    features = "  features: [navigation.prune]\n" if is_ours else ""
    (folder / "mkdocs.yml").write_text(f"{SETTINGS}{PLUGINS[flavour]}{THEME}{features}", encoding="utf-8")


def _texts(corpus: Corpus, end: str) -> dict[str, tuple[str, str]]:
    """Return the title and the text of each page, by its path; pages with citations have the same end."""
    sections: dict[str, list[Page]] = {}
    for page in corpus.pages:
        sections.setdefault(page.path.partition("/")[0], []).append(page)
    texts = {page.path: (page.title, f"{page.text}{end}".removesuffix("\n")) for page in corpus.pages}
    for name, pages in sections.items():
        listed = (f"- [{page.title}]({page.path.partition('/')[2]})" for page in pages)
        texts[f"{name}/index.md"] = (name.replace("-", " ").capitalize(), "\n".join(listed))
    listed = (f"- [{name}]({name}/index.md)" for name in sections)
    texts["index.md"] = ("Evidence review", "\n".join((*listed, "- [References](references.md)")))
    return texts


def main() -> None:
    """Write a corpus of one of the usual sizes."""
    parser = argparse.ArgumentParser(description="Write the corpus of one of the usual sizes.")
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--flavour", choices=list(PLUGINS), default="ours")
    options = parser.parse_args()
    write_corpus(options.folder, make_corpus(SIZES[options.size]), options.flavour)


if __name__ == "__main__":
    main()
