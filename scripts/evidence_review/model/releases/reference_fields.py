"""The variables of a reference in words, so that two versions of it can be compared."""

from collections.abc import Callable, Mapping
from typing import Any


def work_details(item: Mapping[str, Any]) -> dict[str, str]:
    """Return the variables of a CSL-JSON item as words, such as `Container title` and its text.

    The form: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables.
    """
    return {_part(name): _shown(value) for name, value in item.items()}


def _part(name: str) -> str:
    """Return a CSL variable as words, such as `Container title`."""
    words = name.replace("-", " ")
    return words if words.isupper() else words.capitalize()


def _shown(value: object) -> str:
    """Return the value of a CSL variable as text: https://docs.citationstyles.org/en/stable/specification.html."""
    if isinstance(value, Mapping):
        return _SHAPES[next((key for key in _SHAPES if key in value), "")](value)
    if isinstance(value, list | tuple):
        return "; ".join(_shown(each) for each in value)
    return str(value)


def _date(value: Mapping[str, Any]) -> str:
    return "/".join("-".join(f"{int(part):02}" for part in parts) for parts in value["date-parts"])


def _name(value: Mapping[str, Any]) -> str:
    family = " ".join(str(value[key]) for key in ("non-dropping-particle", "family") if value.get(key))
    rest = (str(value[key]) for key in ("given", "dropping-particle", "suffix") if value.get(key))
    return ", ".join([family, *rest])


_SHAPES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "date-parts": _date,
    "family": _name,
    "literal": lambda value: str(value["literal"]),
    "raw": lambda value: str(value["raw"]),
    "": lambda value: " ".join(str(each) for each in value.values()),
}
"""How names and dates of CSL-JSON are written out, by the key that identifies the form."""
