"""What the words mean that contributors write, as `evidence-review explain delivery` prints it."""

import re
from collections.abc import Iterator
from inspect import cleandoc

from evidence_review.model import vocabularies
from evidence_review.vocabulary import Vocabulary


def explained_words(name: str) -> str:
    """Return the words of a field with their meanings; empty if there is no such field and no such word.

    Args:
        name: The name of a field, such as `delivery` or `claim_level`, or one of its words or labels.
    """
    sought = _normal(name)
    fields = [each for each in vocabularies_of_fields() if sought in _names(each)]
    containing = [each for each in vocabularies_of_fields() if any(sought in _forms(word) for word in each)]
    return "\n\n".join(map(_explained, fields or containing))


def vocabularies_of_fields() -> Iterator[type[Vocabulary]]:
    """Yield each vocabulary of a field that contributors write."""
    members = vars(vocabularies).values()
    yield from (
        each
        for each in members
        if isinstance(each, type) and issubclass(each, Vocabulary) and each is not Vocabulary
    )


def _names(vocabulary: type[Vocabulary]) -> frozenset[str]:
    hyphened = re.sub(r"(?<!^)(?=[A-Z])", "-", vocabulary.__name__)
    plural = {f"{_normal(hyphened)}s"}  # the field `responses` has a word for each organisation
    return frozenset({_normal(vocabulary.published_name), _normal(hyphened), *plural})


def _forms(word: Vocabulary) -> frozenset[str]:
    return frozenset({_normal(word), _normal(word.label)})


def _normal(name: str) -> str:
    return re.sub(r"[\s_-]+", "-", name.strip()).casefold()


def _explained(vocabulary: type[Vocabulary]) -> str:
    width = max(map(len, vocabulary))
    rows = [
        f"  {word:<{width}}  {word.meaning}"
        + ("" if word.label.casefold() == word else f" On the site: {word.label}.")
        for word in vocabulary
    ]
    question = cleandoc(vocabulary.__doc__ or "").partition("\n")[0]
    return "\n".join((f"{vocabulary.published_name}: {question}", "", *rows))
