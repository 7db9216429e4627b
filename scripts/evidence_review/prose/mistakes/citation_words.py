"""The words before and after a key in a citation that print something other than was meant."""

import re
from collections.abc import Sequence

from evidence_review.prose.citation import Citation
from evidence_review.prose.citations.locators import read_locator
from evidence_review.prose.mistakes.citation_slip import (
    ET_AL,
    LOCATOR_WORD,
    YEAR,
    CitationSlip,
    Cited,
    CitedWork,
    as_pages,
    is_signal,
    part_of,
    signed_key,
    single_spaced,
)
from evidence_review.prose.mistakes.locator_forms import (
    NUMBERS,
    PAGE_WORDS,
    backward_range,
    final_punctuation,
    intended_locator,
    is_no_page,
    lacks_number,
    printed_pages,
)

_SEPARATORS = re.compile(r"^[\s,]+")
_AFTER_NAME = re.compile(rf"(?!\w)[\s,;:]*(?P<pages>{LOCATOR_WORD.pattern})?$", re.IGNORECASE)
"""What may follow the name of an author: nothing, or a locator."""


def slip_in_words(cited: Cited) -> CitationSlip | None:
    """Return the first slip in the words around the keys of a citation."""
    for number, citation in enumerate(cited.marker.group.citations):
        work = cited.works.get(citation.key, CitedWork())
        slip = (
            _before_key(cited, number, citation, work)
            or _year_after_key(cited, number, citation, work)
            or _words_after_key(cited, number, citation, work)
        )
        if slip:
            return slip
    return _repeated(cited)


def _before_key(cited: Cited, number: int, citation: Citation, work: CitedWork) -> CitationSlip | None:
    prefix = single_spaced(citation.prefix)
    if not prefix:
        return None
    locator = re.fullmatch(
        rf"(?:{PAGE_WORDS}\.?\s*(?P<pages>{NUMBERS}))\s*(?:,|in|of)?", prefix, re.IGNORECASE
    )
    if locator:
        part = part_of(citation, prefix="", after=f", {printed_pages(locator['pages'])}")
        return cited.slip("puts the page before the reference", {number: part})
    if re.fullmatch(r"[!#^~?*+|&=$%/\\(<>]+", prefix):
        after = citation.after.rstrip(")>")
        return cited.slip(f"would show {prefix!r}", {number: part_of(citation, prefix="", after=after)})
    rest = re.sub(rf"\b{YEAR}[a-z]?\b|\bet\s+al\b\.?|\band\b|[,&().;]", " ", prefix)
    others = _without_names(rest.split(), work.surnames)
    if len(others) < len(rest.split()) and all(map(is_signal, others)):
        return cited.slip("names the author twice", {number: part_of(citation, prefix=" ".join(others))})
    return None


def _without_names(words: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return words without those of the names that are complete among them."""
    folded = {word.casefold() for word in words}
    whole = {
        part
        for name in names
        if folded.issuperset(name.casefold().split())
        for part in name.casefold().split()
    }
    return [word for word in words if word.casefold() not in whole]


def _year_after_key(cited: Cited, number: int, citation: Citation, work: CitedWork) -> CitationSlip | None:
    found = re.match(
        rf"[\s,]*\(?(?P<year>{YEAR})[a-z]?\)?(?![\w-])[\s,:;]*(?P<rest>.*)", citation.after, re.DOTALL
    )
    if found is None:
        return None
    rest = found["rest"]
    pages = re.fullmatch(rf"(?:{PAGE_WORDS}\.?\s*)?({NUMBERS})", rest.strip(" ()"), re.IGNORECASE)
    after = f", {printed_pages(pages[1])}" if pages else rest
    if found["year"] == work.year:
        return cited.slip(
            f"would print {found['year']} as a page after the year",
            {number: part_of(citation, after=after)},
        )
    if work.year and not rest.strip():
        key = signed_key(citation)
        advice = f"write {key}, p. {found['year']} if it is a page, or {key} alone"
        problem = f"reads {found['year']} as a page, while the reference is dated {work.year}"
        marker = cited.marker
        return CitationSlip(
            start=marker.start, end=marker.end, problem=problem, advice=advice, is_certain=False
        )
    return None


def _words_after_key(cited: Cited, number: int, citation: Citation, work: CitedWork) -> CitationSlip | None:
    after = citation.after.replace("\N{NO-BREAK SPACE}", " ")
    if not after.strip():
        return None
    read = read_locator(after)
    punctuation = final_punctuation(after, read)
    if punctuation:
        kept = after.rstrip()[: -len(punctuation)]
        tail = (
            punctuation
            if cited.is_single and not cited.text.startswith(punctuation, cited.marker.end)
            else ""
        )
        problem = f"would print its {punctuation!r} inside the brackets"
        return cited.slip(problem, {number: part_of(citation, after=kept)}, tail=tail)
    return (
        _name_after_key(cited, number, citation, work)
        or _no_number_after_key(cited, number, citation)
        or _locator_after_key(cited, number, citation, after)
    )


def _name_after_key(cited: Cited, number: int, citation: Citation, work: CitedWork) -> CitationSlip | None:
    after = citation.after
    abbreviation = ET_AL.match(after)
    if abbreviation:
        part = part_of(citation, after=after[abbreviation.end() :])
        return cited.slip("would print 'et al.' twice or after the year", {number: part})
    start = len(after) - len(_SEPARATORS.sub("", after, count=1))
    for name in work.surnames:
        end = start + len(name)
        named = name.casefold() == after[start:end].casefold() and _AFTER_NAME.match(after, end)
        if named:
            part = part_of(citation, after=f", {as_pages(named['pages'])}" if named["pages"] else "")
            return cited.slip("names the author twice", {number: part})
    return None


def _no_number_after_key(cited: Cited, number: int, citation: Citation) -> CitationSlip | None:
    if lacks_number(citation.after):
        marker = cited.marker
        problem, advice = "has no number after the word for a page", "write the number, or remove the word"
        return CitationSlip(start=marker.start, end=marker.end, problem=problem, advice=advice)
    if read_locator(citation.after).label == "page" and is_no_page(citation.after):
        part = part_of(citation).replace(signed_key(citation), _with_empty_braces(citation), 1)
        return cited.slip("would print its number as a page", {number: part})
    return None


def _with_empty_braces(citation: Citation) -> str:
    """Return a key after which pandoc reads no locator."""
    return f"{signed_key(citation)}{{}}"


def _locator_after_key(cited: Cited, number: int, citation: Citation, after: str) -> CitationSlip | None:
    locator = intended_locator(after)
    if locator:
        written, rest = locator
        part = part_of(citation, after=f", {written}{f', {rest}' if rest else ''}")
        is_misread = bool(read_locator(after).label)
        problem = "would print a wrong page" if is_misread else "does not name its page as a page"
        return cited.slip(problem, {number: part}, certain=is_misread)
    backward = backward_range(read_locator(after).locator)
    if backward:
        pages, in_order = backward
        after = re.sub(re.sub("[\u2010-\u2015-]", r"\\s*[\\u2010-\\u2015-]+\\s*", pages), in_order, after)
        return cited.slip(f"ends before it begins, at {pages}", {number: part_of(citation, after=after)})
    return None


def _repeated(cited: Cited) -> CitationSlip | None:
    seen: set[tuple[str, str, str]] = set()
    for number, each in enumerate(cited.marker.group.citations):
        what = (each.key, single_spaced(each.prefix), single_spaced(each.after))
        if what in seen:
            return cited.slip(f"cites {each.key!r} twice", {number: ""})
        seen.add(what)
    return None
