"""The byte code of compiled templates, kept between builds as Python keeps that of its modules."""

import pickle
import sys
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2 import Environment
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from evidence_review.package_cache import cache_folder, package_state


def cache_templates(templates: Environment, owner: str, version: str = "") -> None:
    """Let an environment keep the byte code of its templates.

    Args:
        templates: The environment, with all its options.
        owner: The name of what uses it; each has a file for each name of a template.
        version: The version of its owner, if that is not this package.
    """
    templates.bytecode_cache = _TemplateCache(cache_folder(), owner, _state(templates, version))


class _TemplateCache(FileSystemBytecodeCache):
    """A cache of byte code; where it cannot be read or written, templates are compiled again."""

    def __init__(self, folder: Path, owner: str, state: str) -> None:
        super().__init__(str(folder), f"{owner}-%s.cache")
        self._state = state

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return the code of a template. There is one file for each name, so that their number is limited."""
        return super().get_bucket(environment, name, None, repr((self._state, filename, source)))

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)


def _state(templates: Environment, version: str) -> str:
    """Return everything besides its source that the byte code of a template depends on.

    Filters are part of it, because Jinja calculates constant expressions when it compiles them.
    """
    options = {name: value for name, value in vars(templates).items() if isinstance(value, str | bool)}
    return repr(
        (jinja2.__version__, version, sorted(options.items()), sorted(templates.extensions), package_state())
    )
