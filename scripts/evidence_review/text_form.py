"""The form of a text that contributors write in a field: what readers see of it. A field's type declares it.

A field of type `str` without a form holds no words for readers, but an id, a key or an address.
"""

from enum import Enum, auto
from typing import Annotated


class TextForm(Enum):
    """Whether markup in a text is read."""

    PLAIN = auto()
    """Shown as written: a citation, a link or markup in it would be shown with its characters."""
    VERBATIM = auto()
    """Shown as written, because it quotes something that may contain such characters."""


PlainText = Annotated[str, TextForm.PLAIN]
"""Words for readers, without citations, links and markup."""
VerbatimText = Annotated[str, TextForm.VERBATIM]
"""Words for readers, quoted with all their characters."""
