"""The tag of a language (https://www.rfc-editor.org/info/bcp47) from the name that biblatex has for it."""

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale

_OF_LATEX: Mapping[str, str] = {
    "acadian": "fr-CA",
    "american": "en-US",
    "australian": "en-AU",
    "austrian": "de-AT",
    "brazil": "pt-BR",
    "brazilian": "pt-BR",
    "british": "en-GB",
    "canadian": "en-CA",
    "canadien": "fr-CA",
    "farsi": "fa",
    "francais": "fr",
    "frenchb": "fr",
    "germanb": "de",
    "magyar": "hu",
    "mexican": "es-MX",
    "naustrian": "de-AT",
    "newzealand": "en-NZ",
    "ngerman": "de",
    "norsk": "nb",
    "nswissgerman": "de-CH",
    "nynorsk": "nn",
    "polutonikogreek": "el",
    "portuges": "pt",
    "slovene": "sl",
    "swissgerman": "de-CH",
    "uk english": "en-GB",
    "ukenglish": "en-GB",
    "us english": "en-US",
    "usenglish": "en-US",
}
"""The names of the packages babel and polyglossia, which `langid` takes, that are not those of English."""


def language_tag(name: str) -> str:
    """Return the tag of a language; what names none, and a tag itself, is returned as it is.

    Args:
        name: A name such as `ngerman`, `british` or `French`, as `langid` or `language` has it.
    """
    return _tags().get(name.strip().lower().removeprefix("lang"), name)


@lru_cache(maxsize=1)
def _tags() -> Mapping[str, str]:
    # "Ga" is a language of Ghana, and `ga` the tag of Irish.
    known = Locale("en").languages
    named = {
        words.lower(): tag.replace("_", "-") for tag, words in known.items() if words.lower() not in known
    }
    return {**named, **_OF_LATEX}
