"""Measure how long citations and bibliography take, compared with one call of pandoc, and record the figures.

The same citations of the same references are formatted by `format_site` for the first time, again after one
title has changed, and by a single call for the whole site without a cache. Nothing here passes or fails.
"""

import resource
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from evidence_review.bibliography.bibtex.parser import read_bibliography
from evidence_review.bibliography.conversion.entries import assemble_references
from evidence_review.bibliography.csl.reference import Reference
from evidence_review.citeproc.call.request import (
    CiteprocRequest,
    read_style_context,
    run_citeproc,
    whole_citation,
)
from evidence_review.citeproc.formatting import format_site
from evidence_review.citeproc.style_files import find_style
from evidence_review.prose.citation import CitationGroup, CitationMode
from tests.benchmark.corpus import SIZES, make_corpus
from tests.benchmark.results import Row, record

STYLES = (
    "harvard-cite-them-right",
    "apa",
    "chicago-author-date",
    "vancouver",
    "ieee",
    "oscola",
)
LOCALE = "en-GB"
SINGLE, FIRST, CHANGED = "one call", "first build", "one title changed"

Pages = list[list[CitationGroup]]


def main() -> int:
    """Measure the sizes given as arguments, or S and M, and print a table."""
    sizes = sys.argv[1:] or ["S", "M"]
    rows = []
    print(f"{'':<32}{SINGLE:>18}{FIRST:>18}{CHANGED:>18}   CPU s, and ratio to one call")
    for name in sizes:
        size = SIZES[name]
        corpus = make_corpus(size)
        references, _ = assemble_references(read_bibliography(corpus.bibtex, "references.bib"))
        pages = [list(page.groups) for page in corpus.pages]
        title = (
            f"{size.pages:,} pages, {size.references:,} references of few names, {size.citations:,} citations"
        )
        for style in STYLES:
            seconds = measure(style, pages, list(references))
            ratios = {each: f"{seconds[each] / seconds[SINGLE]:.2f}" for each in seconds}
            print(
                f"{name} {style:<30}"
                + "".join(f"{seconds[each]:>11.2f}{ratios[each]:>7}" for each in seconds),
                flush=True,
            )
            rows += rows_of(title, style, seconds)
    record("citations", rows)
    return 0


def measure(style_name: str, pages: Pages, references: list[Reference]) -> Mapping[str, float]:
    """Return the CPU seconds, pandoc's included, of one call and of two builds."""
    style = find_style(style_name, Path())
    if not isinstance(style, Path):
        raise SystemExit(style.message)
    context = read_style_context(style, LOCALE)
    short_forms = [whole_citation(each.key, CitationMode.NARRATIVE) for each in references]
    groups = (*(group for page in pages for group in page), *short_forms)
    request = CiteprocRequest(style_context=context, groups=groups, references=tuple(references))
    changed = [replace(references[0], texts=(("title", "Another title"),)), *references[1:]]
    with tempfile.TemporaryDirectory() as folder:
        return {
            SINGLE: _seconds(lambda: run_citeproc(request)),
            FIRST: _seconds(lambda: format_site(pages, references, style, LOCALE, Path(folder))),
            CHANGED: _seconds(lambda: format_site(pages, changed, style, LOCALE, Path(folder))),
        }


def rows_of(corpus: str, style: str, seconds: Mapping[str, float]) -> list[Row]:
    """Return the figures to record: the time of one call, and the ratio of each build to it."""
    rows = [Row(corpus=corpus, measured=f"{style}, {SINGLE}", figure=f"{seconds[SINGLE]:.2f}", unit="CPU s")]
    for each in (FIRST, CHANGED):
        ratio = f"{seconds[each] / seconds[SINGLE]:.2f}"
        rows.append(Row(corpus=corpus, measured=f"{style}, {each} ÷ {SINGLE}", figure=ratio, unit="ratio"))
    return rows


def _seconds(work: Callable[[], object]) -> float:
    start = _cpu_time()
    work()
    return _cpu_time() - start


def _cpu_time() -> float:
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


if __name__ == "__main__":
    sys.exit(main())
