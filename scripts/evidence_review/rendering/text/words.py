"""Facts put into words, in the language of the site where a library knows it."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from evidence_review.model.date_words import date_words, join_words
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.organisation import Organisation
from evidence_review.model.recommendation import SourceLines


def lifespan_words(organisation: Organisation, locale: str) -> str:
    """Return when a body lived, such as `June 2014 to 25 June 2021`."""
    begun = date_words(organisation.valid_from, locale) if organisation.valid_from else ""
    ended = date_words(organisation.valid_to, locale) if organisation.valid_to else ""
    if begun and ended:
        return f"{begun} to {ended}"
    if begun:
        return f"since {begun}"
    return f"until {ended}" if ended else "then and now"


def line_words(numbers: Sequence[int], locator: str) -> str:
    """Return places in the report in words, such as `lines 4 to 9`; two numbers are a range."""
    if not numbers:
        return ""
    if len(set(numbers)) == 1:
        return f"{locator} {numbers[0]}"
    return f"{locator}s {numbers[0]} to {numbers[-1]}"


def place_words(place: SourceLines, locator: str) -> str:
    """Return where in the report something stands, as a sentence."""
    numbers = join_words([str(number) for number in place.lines])
    plural = "s" if len(place.lines) > 1 else ""
    also = f"; see also {join_words([str(number) for number in place.also])}" if place.also else ""
    return f"In the report: {place.section}, {locator}{plural} {numbers}{also}."


def without_full_stop(text: str) -> str:
    """Return a sentence without its full stop, to stand inside another."""
    return text.rstrip(". ")


def sentence_case(text: str) -> str:
    """Return words as they stand at the start of a sentence; the names in them keep their capitals."""
    return text[:1].upper() + text[1:]


CITED_BY_ID = frozenset({EntityKind.FINDING, EntityKind.RECOMMENDATION, EntityKind.EVENT})
"""The sorts of things that readers cite by their ids."""


def name_words(label: str, entity: Entity) -> str:
    """Return what a link in running text shows of a thing: its title, and the id that readers cite."""
    return f"{label} ({entity.id})" if entity.kind in CITED_BY_ID else label


NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
"""The numbers that running text writes as words."""


def number_words(number: int) -> str:
    """Return a number as running text has it: in words up to ten."""
    return NUMBER_WORDS[number] if 0 <= number < len(NUMBER_WORDS) else thousands(number)


def thousands(number: int) -> str:
    """Return a number in digits, its thousands parted by commas."""
    return f"{number:,}"


def host_words(url: str) -> str:
    """Return the name of the site that an address leads to, such as `example.org`."""
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url


def citation_count_sentence(number: int) -> str:
    """Return how often a work is cited, as a sentence."""
    if number == 0:
        return "Not cited in running text."
    few = {1: "once", 2: "twice"}
    return f"Cited {few.get(number) or number_words(number) + ' times'}."
