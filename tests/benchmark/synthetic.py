"""A made-up review, the same for the same size on every machine. What it costs is measured elsewhere."""

import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.case_files import CASES

BASE = CASES / "small-review"
"""The review that is made larger: it brings a few findings, recommendations, events and settings."""
SEED = 20261123
"""What the draws start from. Another number makes another review of the same size."""
FIRST_PARTS = ("Al", "Be", "Cor", "Dan", "El", "Far", "Gor", "Han", "Ir", "Jo")
LAST_PARTS = ("ton", "ley", "man", "berg", "ric", "sen", "wood", "well", "by", "ford")
WORDS = """
    after branch busy city counted door early evening few finding found front group hour large late library
    light long many map member month more night number open other paper part people place quiet reader room
    second shelf short since small some stay street study table team time town until visit week winter year
""".split()  # noqa: SIM905 - a list would be one word a line
"""What titles and paragraphs are made of."""
WORDS_BEFORE_A_CITATION = 40
PARAGRAPHS_IN_A_SECTION = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is added to the base."""

    pages: int
    """Pages below `docs/review/`."""
    references: int
    """Entries in `references.bib`."""
    citations: int
    """Works cited on those pages; `[@a; @b]` cites two."""


def make_review(folder: Path, size: Size, *, plain: bool = False) -> None:
    """Write a review into a folder that is not there yet. Every work is cited, most of them on several pages.

    Args:
        folder: Where it is to be.
        size: How much of it there is.
        plain: Whether each citation is just `[@key]`, so that one on another page is often the very same.
    """
    draw = random.Random(SEED)  # noqa: S311 - nothing here is secret
    shutil.copytree(BASE, folder)
    with (folder / "references.bib").open("a", encoding="utf-8") as file:
        file.writelines(_entry(draw, number) for number in range(size.references))
    keys = [f"work{number}" for number in range(size.references)]
    keys += draw.choices(keys, k=size.citations - size.references)
    draw.shuffle(keys)
    for number in range(size.pages):
        first, end = (size.citations * each // size.pages for each in (number, number + 1))
        following = (number + 1) % size.pages
        text = (
            _page(draw, number, keys[first:end], plain=plain) + f"\n[Page {following}](page-{following}.md)\n"
        )
        (folder / page_path(number)).write_text(text, encoding="utf-8")

    with (folder / "docs/index.md").open("a", encoding="utf-8") as file:
        file.write("\n[More](review/page-0.md)\n")


def page_path(number: int) -> Path:
    """Return where an added page is in the folder of the review."""
    return Path(f"docs/review/page-{number}.md")


def _entry(draw: random.Random, number: int) -> str:
    authors = " and ".join(f"{_name(draw)}, {draw.choice('ABCDEFGHK')}." for _ in range(draw.randint(1, 4)))
    kind, place = draw.choice(
        (
            ("article", f"journal = {{Journal of {_words(draw, 2).title()}}}"),
            ("book", f"publisher = {{{_name(draw)} Press}}"),
            ("techreport", f"institution = {{{_name(draw)} Institute}}"),
            (
                "incollection",
                f"booktitle = {{{_words(draw, 3)}}},\n  publisher = {{{_name(draw)} Press}}",
            ),
        )
    )
    return (
        f"\n@{kind}{{work{number},\n"
        f"  author = {{{authors}}},\n"
        f"  title = {{{_words(draw, 6).capitalize()}}},\n"
        f"  year = {{{draw.randint(1990, 2024)}}},\n"
        f"  {place},\n"
        f"  pages = {{{number + 1}--{number + 9}}},\n"
        f"  doi = {{10.5555/{number}}},\n"
        "}\n"
    )


def _page(draw: random.Random, number: int, keys: Sequence[str], *, plain: bool) -> str:
    text = f"---\ntitle: Page {number}\nsummary: {_words(draw, 8).capitalize()}.\n---\n"
    citations = [f"[@{key}]" for key in keys] if plain else _citations(draw, keys)
    for place, citation in enumerate(citations):
        if place % PARAGRAPHS_IN_A_SECTION == 0:
            text += f"\n## {_words(draw, 3).capitalize()}\n"
        text += f"\n{_words(draw, WORDS_BEFORE_A_CITATION).capitalize()} {citation}.\n"
    return text


def _citations(draw: random.Random, keys: Sequence[str]) -> Iterator[str]:
    """Cite each work once, in the four forms that both programs compared can read."""
    left = list(keys)
    while left:
        key = left.pop()
        form = draw.randrange(8)
        if form == 0 and left and left[-1] != key:
            yield f"[@{key}; @{left.pop()}]"
        elif form == 1:
            yield f"[see @{key}]"
        elif form in {2, 3, 4}:
            yield f"[@{key}, p. {int(key.removeprefix('work')) + draw.randint(1, 9)}]"
        else:
            yield f"[@{key}]"


def _name(draw: random.Random) -> str:
    return draw.choice(FIRST_PARTS) + draw.choice(LAST_PARTS)


def _words(draw: random.Random, count: int) -> str:
    return " ".join(draw.choice(WORDS) for _ in range(count))
