"""The words for readers in the fields of a value, as the types of the fields declare them."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, cast, get_args, get_origin, get_type_hints

from evidence_review.model.passage import Passage
from evidence_review.text_form import TextForm


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainTextField:
    """One text in a value."""

    name: str
    """The name of the field that contains it."""
    path: tuple[str | int, ...]
    """The keys and indexes that lead to it."""
    text: str
    """The text."""


def plain_texts(value: object, path: tuple[str | int, ...] = ()) -> Iterator[PlainTextField]:
    """Yield every text of a value that is not empty, shown as written and no quotation, at any depth.

    Args:
        value: A value of the model.
        path: The keys and indexes that lead to it.
    """
    for name, is_plain in _fields(cast("Hashable", type(value))).items():
        yield from _in(getattr(value, name), name, (*path, name), is_plain=is_plain)


def _in(value: object, name: str, path: tuple[str | int, ...], *, is_plain: bool) -> Iterator[PlainTextField]:
    if isinstance(value, str):
        if is_plain and value:
            yield PlainTextField(name=name, path=path, text=value)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _in(item, name, (*path, index), is_plain=is_plain)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _in(item, name, (*path, key), is_plain=is_plain)
    elif is_dataclass(value) and not isinstance(value, (type, Passage)):
        yield from plain_texts(value, path)


@cache
def _fields(model: Hashable) -> Mapping[str, bool]:
    """Return the fields of a class that may contain texts, and whether these are shown as written."""
    if not (isinstance(model, type) and is_dataclass(model)):
        return {}
    hints = get_type_hints(model, include_extras=True)
    return {each.name: TextForm.PLAIN in set(_forms(hints[each.name])) for each in fields(model)}


def _forms(hint: Any) -> Iterator[TextForm]:  # noqa: ANN401 - any type hint
    """Yield the forms of text in a type hint, except those of the fields of other classes."""
    if get_origin(hint) is Annotated:
        yield from (each for each in hint.__metadata__ if isinstance(each, TextForm))
        yield from _forms(get_args(hint)[0])
    else:
        for each in get_args(hint):
            yield from _forms(each)
