"""What all authored things share: an unknown key is never passed over."""

from typing import ClassVar

from pydantic import ConfigDict


class Authored:
    """A value that contributors write as a YAML mapping, key for key."""

    __slots__ = ()
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)
