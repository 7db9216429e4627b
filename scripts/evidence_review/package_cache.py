"""Results that depend on this package alone, kept in its `__pycache__` as Python keeps byte code.

They are there and nowhere else: whoever can write there can change the program itself, whereas a proposal
could fill any folder of a review.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

from evidence_review.file_replacement import replace_file

PACKAGE = Path(__file__).parent
METADATA = frozenset({".dist-info", ".egg-info"})
"""The endings of folders that describe an installed package."""


def cache_folder() -> Path:
    """Return the folder, which may not exist and may not be writable."""
    return Path(cache_from_source(__file__)).parent


@cache
def package_state(pattern: str = "*.py") -> str:
    """Return a text that changes with the files of this package, recognised by their sizes and times.

    Args:
        pattern: The names of the files; by default the modules.
    """
    files = (file for file in sorted(PACKAGE.rglob(pattern)) if "__pycache__" not in file.parts)
    states = ((file.as_posix(), file.stat()) for file in files)
    return repr([(path, state.st_size, state.st_mtime_ns) for path, state in states])


@cache
def installed_packages() -> tuple[str, ...]:
    """Return the names of the folders that describe the installed packages, which contain their versions.

    The names suffice, and reading the metadata of a hundred packages takes a tenth of a second:
    https://packaging.python.org/en/latest/specifications/recording-installed-packages/.
    """
    found: set[str] = set()
    for place in sys.path:
        with suppress(OSError):
            found |= {each.name for each in Path(place).iterdir() if each.suffix in METADATA}
    return tuple(sorted(found))


def kept(name: str, state: str, make: Callable[[], bytes]) -> bytes:
    """Return a result from the cache, or make it and keep it there.

    Args:
        name: The name of the result, which is that of its file.
        state: What it depends on besides this package, such as versions of libraries.
        make: Makes it.
    """
    file = cache_folder() / f"{name}.cache"
    head = sha256(f"{package_state()}\0{state}".encode()).hexdigest().encode()
    with suppress(OSError):
        found = file.read_bytes()
        if found.startswith(head):
            return found.removeprefix(head)
    made = make()
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(file, head + made)
    return made
