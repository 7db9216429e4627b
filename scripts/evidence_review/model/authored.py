"""What authored things share: an unknown key is never passed over, and lines count from 1."""

from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

LineNumber = Annotated[int, Field(ge=1)]
"""A line of the report, counted from 1."""


class Authored:
    """A value that contributors write as a YAML mapping, key for key."""

    __slots__ = ()
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)
