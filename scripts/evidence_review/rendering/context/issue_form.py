"""The form for saying that a page is wrong, with what is known already filled in."""

from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from evidence_review.config.settings import Settings

ISSUE_FORM = "3-record.yml"
"""The form, in `.github/ISSUE_TEMPLATE/`."""


def report_address(settings: Settings, id_: str, title: str, place: str, known: str) -> str:
    """Return the address of a filled-in form on GitHub, or nothing where the sources are not kept there.

    The fields are filled by their ids, as GitHub has it:
    https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/creating-an-issue#creating-an-issue-from-a-url-query

    Args:
        settings: How the review is built.
        id_: The id of what the report is about.
        title: Its title.
        place: The address of its page below the root of the site.
        known: What the page says of it now, in a sentence.
    """
    if "github" not in _host(settings.repo_url):
        return ""
    fields: Mapping[str, str] = {
        "template": ISSUE_FORM,
        "title": f"{id_}: ",
        "record": f"{id_}: {title}",
        "page": settings.public_address(place) or place,
        "known": known,
    }
    return f"{settings.repo_url.rstrip('/')}/issues/new?{urlencode(fields)}"


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
