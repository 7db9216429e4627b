"""Every check of the site is registered."""

import inspect
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

from evidence_review import site_checks
from evidence_review.site_checks import BUILT_SITE_CHECKS, SITE_CHECKS


def _written() -> Iterator[object]:
    for module in pkgutil.iter_modules(site_checks.__path__):
        members = inspect.getmembers(
            import_module(f"evidence_review.site_checks.{module.name}"), inspect.isfunction
        )
        yield from (function for name, function in members if re.fullmatch(r"[a-z]{3}\d{3}_\w+", name))


def test_every_check_is_registered() -> None:
    """No check is forgotten, and all are in the order of their codes."""
    assert set(_written()) == {*SITE_CHECKS, *BUILT_SITE_CHECKS}
    assert [each.__name__ for each in SITE_CHECKS] == sorted(each.__name__ for each in SITE_CHECKS)
