"""Wording of facts; dates are in the language of the site."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from evidence_review.model.date_words import date_words, join_words
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.organisation import Organisation
from evidence_review.model.recommendation import SourceLines


def lifespan_words(organisation: Organisation, locale: str) -> str:
    """Return the period in which an organisation existed, such as `June 2014 to 25 June 2021`."""
    start = date_words(organisation.valid_from, locale) if organisation.valid_from else ""
    end = date_words(organisation.valid_to, locale) if organisation.valid_to else ""
    if start and end:
        return f"{start} to {end}"
    if start:
        return f"since {start}"
    return f"until {end}" if end else "then and now"


def line_words(numbers: Sequence[int], locator: str) -> str:
    """Return line numbers of the report in words, such as `lines 4 to 9`; two numbers are a range."""
    if not numbers:
        return ""
    if len(set(numbers)) == 1:
        return f"{locator} {numbers[0]}"
    return f"{locator}s {numbers[0]} to {numbers[-1]}"


def place_words(place: SourceLines, report: str, locator: str) -> str:
    """Return the location of something in the report, called `report`, as a sentence."""
    numbers = join_words([str(number) for number in place.lines])
    plural = "s" if len(place.lines) > 1 else ""
    also = f"; see also {join_words([str(number) for number in place.also])}" if place.also else ""
    return f"In {report}: {place.section}, {locator}{plural} {numbers}{also}."


def without_full_stop(text: str) -> str:
    """Return a sentence without its full stop, for use inside another sentence."""
    return text.rstrip(". ")


def sentence_case(text: str) -> str:
    """Return words with a capital at the start; names in them keep their capitals."""
    return text[:1].upper() + text[1:]


CITED_BY_ID = frozenset({EntityKind.FINDING, EntityKind.RECOMMENDATION, EntityKind.EVENT})
"""The kinds of entity that readers cite by their ids."""


def name_words(label: str, entity: Entity) -> str:
    """Return the text of a link to an entity in running text: its title, and the id if readers cite it."""
    return f"{label} ({entity.id})" if entity.kind in CITED_BY_ID else label


NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
"""The numbers that are words in running text."""


def number_words(number: int) -> str:
    """Return a number for running text: in words up to ten, then in digits."""
    return NUMBER_WORDS[number] if 0 <= number < len(NUMBER_WORDS) else thousands(number)


def thousands(number: int) -> str:
    """Return a number in digits, with commas between the thousands."""
    return f"{number:,}"


def host_words(url: str) -> str:
    """Return the host of an address, such as `example.org`."""
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url


def citation_count_sentence(number: int) -> str:
    """Return the number of citations of a reference, as a sentence."""
    if number == 0:
        return "Not cited in running text."
    adverbs = {1: "once", 2: "twice"}
    return f"Cited {adverbs.get(number) or number_words(number) + ' times'}."
