"""The text directly around a citation, where it makes the citation print something other than was meant."""

import re
from collections.abc import Sequence

from evidence_review.prose.citation import CitationMode
from evidence_review.prose.markers import CitationMarker
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
)
from evidence_review.prose.mistakes.locator_forms import NUMBERS, PAGE_WORDS, printed_pages

_PLACE_AFTER = re.compile(
    rf"\s?[(\uff08](?:{PAGE_WORDS}\.?\s*(?P<pages>{NUMBERS})|(?P<year>{YEAR})[a-z]?(?:[,:]\s*(?:{PAGE_WORDS}\.?\s*)?"
    rf"(?P<both>{NUMBERS}))?)[)\uff09]",
    re.IGNORECASE,
)
"""A page or a year in round brackets after a citation."""
_BARE_PLACE = re.compile(rf",?[ ]{PAGE_WORDS}\.?\s*(?P<pages>{NUMBERS})", re.IGNORECASE)
_NO_BRACKETS = re.compile(r"[^()\uff08\uff09\[\]]*")
_WRAPPED = {"<": ">", "\uff3b": "\uff3d", "\u3010": "\u3011"}
"""Brackets that are none for pandoc: angular and full-width ones."""
_AROUND = 200
"""The most characters of a text that are read before and after a citation."""


def slip_beside(cited: Cited) -> CitationSlip | None:
    """Return a slip in the words directly before or after a citation."""
    return _wrapped(cited) or _place_beside(cited) or _author_beside(cited)


def _wrapped(cited: Cited) -> CitationSlip | None:
    text, start, end = cited.text, cited.marker.start, cited.marker.end
    before = re.search(r"\[[*_\"'\u201c\u2018]{1,3}$", text[max(0, start - 4) : start])
    after = re.match(r"[*_\"'\u201d\u2019]{1,3}\](?![(\[:])", text[end : end + 4])
    if before and after and cited.is_narrative:
        start, end = start - len(before[0]), end + len(after[0])
        problem = "would show its brackets"
    elif text[start - 1 : start] in _WRAPPED and text[end : end + 1] == _WRAPPED.get(text[start - 1 : start]):
        start, end, problem = start - 1, end + 1, f"would show {text[start - 1]} and {text[end]}"
    else:
        return None
    inside = "; ".join(part_of(each) for each in cited.marker.group.citations)
    return CitationSlip(start=start, end=end, problem=problem, replacement=f"[{inside}]")


def _place_beside(cited: Cited) -> CitationSlip | None:
    text, end = cited.text, cited.marker.end
    following = text[end : end + _AROUND]
    if not cited.is_single or (cited.marker.group.citations[0].after.strip()):
        return None
    citation = cited.marker.group.citations[0]
    found = _PLACE_AFTER.match(following)
    if found:
        year, pages = found["year"], found["pages"] or found["both"]
        work = cited.works.get(citation.key, CitedWork())
        if year and year != work.year:
            return None
        part = part_of(citation, after=f", {printed_pages(pages)}" if pages else "")
        problem = (
            "is followed by a page in another pair of brackets" if pages else "would print the year twice"
        )
        return cited.slip(problem, {0: part}, end=end + found.end(), certain=not pages or following[0] == "(")
    bare = _BARE_PLACE.match(following)
    if bare and not (cited.is_narrative and following.startswith(",")):
        part = part_of(citation, after=f", {printed_pages(bare['pages'])}")
        return cited.slip("is followed by its page", {0: part}, end=end + bare.end(), certain=False)
    return None


def _author_beside(cited: Cited) -> CitationSlip | None:
    text, start, end = cited.text, cited.marker.start, cited.marker.end
    citation = cited.marker.group.citations[0]
    work = cited.works.get(citation.key, CitedWork())
    following = text[end : end + _AROUND]
    abbreviation = ET_AL.match(following)
    if cited.is_narrative and abbreviation:
        stop = end + abbreviation.end()
        return cited.slip("would print 'et al.' twice or after the year", {}, end=stop)
    year = re.match(rf",? ({YEAR})[a-z]?(?![\w-])", following)
    if cited.is_narrative and year and year[1] == work.year:
        return cited.slip("would print the year twice", {}, end=end + year.end())
    name = work.surnames[0] if len(work.surnames) == 1 else ""
    before = (
        re.search(rf"(?<![\w]){re.escape(name)}[ \n]$", text[max(0, start - _AROUND) : start])
        if name
        else None
    )
    if before and cited.is_narrative and citation.mode is CitationMode.NARRATIVE:
        begin = start - len(before[0])
        inside = cited.slip("", {}).replacement.replace("[", "", 1).removesuffix("]").replace(" ", ", ", 1)
        return CitationSlip(
            start=begin, end=end, problem="names the author twice", replacement=f"{name} [-{inside}]"
        )
    if not cited.is_narrative and re.match(r"[A-Za-z\u00c0-\u024f]", following):
        problem, tail = "is followed by a letter without a space", f" {following[0]}"
        return cited.slip(problem, {}, tail=tail, end=end + 1, certain=False)
    return None


def slip_in_round_brackets(text: str, markers: Sequence[CitationMarker], number: int) -> CitationSlip | None:
    """Return a slip for round brackets with nothing but citations and words such as "see" in them."""
    first = markers[number]
    before = text[max(0, first.start - _AROUND) : first.start]
    opening = re.search(r"(?<![\]\\])[(\uff08]([^()\uff08\uff09\[\]]*)$", before)
    if opening is None or "\n\n" in opening[0]:
        return None
    contents, end, cited = [opening[1]], first.end, [first]
    while True:
        closing = _NO_BRACKETS.match(text, end)
        stop = closing.end() if closing else end
        number += 1
        if number < len(markers) and markers[number].start <= stop:
            contents.append(text[end : markers[number].start])
            cited.append(markers[number])
            end = markers[number].end
            continue
        if text[stop : stop + 1] not in (")", "\uff09") or "\n\n" in text[end:stop]:
            return None
        contents.append(text[end:stop])
        end = stop + 1
        break
    if not all(map(is_signal, contents)):
        return None
    start = first.start - len(before) + opening.start()
    return CitationSlip(
        start=start,
        end=end,
        problem="would show brackets within brackets",
        replacement=_square(contents, cited),
        is_certain=any(not text.startswith("[", each.start) for each in cited),
    )


def _square(contents: Sequence[str], markers: Sequence[CitationMarker]) -> str:
    """Return citations and the words between them as one pair of square brackets."""
    parts: list[str] = []
    for words, marker in zip(contents, markers, strict=False):
        before = re.sub(r"^[\s,;&/]*(?:\band\b)?[\s,;&]*", "", words) if parts else words.strip()
        locator = LOCATOR_WORD.match(before) if parts else None
        if locator:
            parts[-1] += f", {as_pages(locator[0])}"
            before = re.sub(r"^[\s,;&/]*(?:\band\b)?[\s,;&]*", "", before[locator.end() :])
        citations = [part_of(each) for each in marker.group.citations]
        citations[0] = " ".join(f"{before} {citations[0]}".split())
        parts += citations
    last = contents[-1].strip(" ,.:\n")
    if last and LOCATOR_WORD.fullmatch(last) and not re.fullmatch(YEAR, last):
        parts[-1] += f", {as_pages(last)}"
    return f"[{'; '.join(parts)}]"
