"""Read a file from the web. Only `verify` and `archive` do this; a build uses no network."""

import urllib.error
import urllib.request
from http import HTTPStatus

from evidence_review import __version__
from evidence_review.errors import ReviewError

_SECONDS = 30
_LARGEST = 100_000_000
"""How many bytes an answer may have, so that a hostile server cannot fill the memory."""


def is_web_address(text: str) -> bool:
    """Tell whether something is an address that `fetch` reads."""
    return text.lower().startswith(("http://", "https://"))


def fetch(address: str) -> bytes | None:
    """Return what is at an address, or None if nothing is.

    Args:
        address: The address, which begins with http or https.

    Raises:
        ReviewError: The server cannot be reached, reports a problem or sends too much.
    """
    if not is_web_address(address):
        message = f"{address!r} does not begin with https://"
        raise ReviewError(message)
    headers = {"User-Agent": f"evidence-review/{__version__}"}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - the scheme is checked above
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - the same
            data: bytes = answer.read(_LARGEST + 1)
    except urllib.error.HTTPError as error:
        if error.code in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return None
        message = f"{address} cannot be read: the server answers {error.code} {error.reason}"
        raise ReviewError(message) from None
    except (OSError, ValueError) as error:
        message = f"{address} cannot be read: {getattr(error, 'reason', error)}"
        raise ReviewError(message) from None
    if len(data) > _LARGEST:
        message = f"{address} is larger than {_LARGEST:,} bytes"
        raise ReviewError(message)
    return data
