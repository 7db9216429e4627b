"""Facts put into words, in the language of the site where a library knows it."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from evidence_review.model.date_words import date_words, listed
from evidence_review.model.organisation import Organisation
from evidence_review.model.recommendation import Place
from evidence_review.model.things import Thing, ThingKind


def life_words(body: Organisation, locale: str) -> str:
    """Return when a body lived, such as `June 2014 to 25 June 2021`."""
    begun = date_words(body.valid_from, locale) if body.valid_from else ""
    ended = date_words(body.valid_to, locale) if body.valid_to else ""
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


def place_words(place: Place, locator: str) -> str:
    """Return where in the report something stands, as a sentence."""
    said = listed([str(number) for number in place.lines])
    plural = "s" if len(place.lines) > 1 else ""
    also = f"; see also {listed([str(number) for number in place.also])}" if place.also else ""
    return f"In the report: {place.section}, {locator}{plural} {said}{also}."


def unstopped(text: str) -> str:
    """Return a sentence without its full stop, to stand inside another."""
    return text.rstrip(". ")


def opening(text: str) -> str:
    """Return words as they stand at the start of a sentence; the names in them keep their capitals."""
    return text[:1].upper() + text[1:]


NUMBERED = frozenset({ThingKind.FINDING, ThingKind.RECOMMENDATION, ThingKind.EVENT})
"""The sorts of things that readers cite by their ids."""


def name_words(label: str, thing: Thing) -> str:
    """Return what a link in running text shows of a thing: its title, and the id that readers cite."""
    return f"{label} ({thing.id})" if thing.kind in NUMBERED else label


SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
"""The numbers that running text writes as words."""


def number_words(number: int) -> str:
    """Return a number as running text has it: in words up to ten."""
    return SMALL[number] if 0 <= number < len(SMALL) else thousands(number)


def thousands(number: int) -> str:
    """Return a number in digits, its thousands parted by commas."""
    return f"{number:,}"


def host_words(url: str) -> str:
    """Return the name of the site that an address leads to, such as `example.org`."""
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url


def times_words(number: int) -> str:
    """Return how often a work is cited, as a sentence."""
    if number == 0:
        return "Not cited in running text."
    few = {1: "once", 2: "twice"}
    return f"Cited {few.get(number) or number_words(number) + ' times'}."
