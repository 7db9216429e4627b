"""Ask the Internet Archive for copies: https://archive.org/help/wayback_api.php."""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from evidence_review.bibliography.csl.identifiers import parse_day
from evidence_review.errors import ReviewError
from evidence_review.sources.web import fetch

LOOK_UP = "https://archive.org/wayback/available"
SAVE = "https://web.archive.org/save/"
_COPIES = "https://web.archive.org/web/"
_TIMESTAMP = re.compile(r"(\d{4})(\d\d)(\d\d)\d{6}")
_SAFE = ":/?#[]@!$&'()*+,;=%~"
"""The characters that an address may contain unescaped: https://www.rfc-editor.org/rfc/rfc3986#section-2.2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCopy:
    """A copy in the Internet Archive."""

    url: str
    """Its address."""
    day: date
    """The day on which it was made."""


def find_copy(url: str, near: date, service: str = LOOK_UP) -> FoundCopy | None:
    """Return the copy of a page that was made nearest to a day, or None if there is none.

    Only the time of the copy is taken from the answer, so that it cannot lead readers elsewhere.

    Args:
        url: The address of the page.
        near: The day.
        service: The address of the service.

    Raises:
        ReviewError: The service cannot be reached, or its answer cannot be understood.
    """
    query = urlencode({"url": url, "timestamp": near.strftime("%Y%m%d")})
    closest = _closest(fetch(f"{service}?{query}") or b"{}", service)
    match = _TIMESTAMP.fullmatch(str(closest.get("timestamp")))
    day = parse_day("-".join(match.groups())) if match else None
    if not match or not day or closest.get("available") is not True or str(closest.get("status")) != "200":
        return None
    return FoundCopy(url=f"{_COPIES}{match[0]}/{url}", day=day)


def request_copy(url: str, service: str = SAVE) -> None:
    """Ask the archive to make a copy, which can be found some time later.

    Raises:
        ReviewError: The service cannot be reached, or refuses.
    """
    fetch(service + quote(url, safe=_SAFE))


def _closest(answer: bytes, service: str) -> dict[str, Any]:
    try:
        data = json.loads(answer)
    except (ValueError, RecursionError):
        message = f"{service} does not answer with JSON"
        raise ReviewError(message) from None
    found = data.get("archived_snapshots") if isinstance(data, dict) else None
    closest = found.get("closest") if isinstance(found, dict) else None
    return closest if isinstance(closest, dict) else {}
