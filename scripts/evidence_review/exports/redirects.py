"""Pages at former addresses, which redirect to the current ones.

They are complete HTML files instead of pages of an engine, so that search, navigation and the sitemap do not
include them.
"""

from collections.abc import Mapping

from markupsafe import Markup

from evidence_review.config.settings import Settings
from evidence_review.review.review import Review, label_of
from evidence_review.site.addresses import (
    address,
    feed_of,
    former_pages,
    page_of,
    public_address,
    relative_address,
)

PAGE = Markup("""\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{title} – {site}</title>
<meta http-equiv="refresh" content="0; url={href}">
<link rel="canonical" href="{canonical}">
</head>
<body>
<main>
<h1>This page has moved</h1>
<p>It is now at <a href="{href}">{title}</a>.</p>
</main>
</body>
</html>
""")
"""A page that redirects at once (https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh),
names the current address for search engines (https://www.rfc-editor.org/rfc/rfc6596), and contains a link."""


def moved_pages(review: Review, settings: Settings) -> Mapping[str, bytes]:
    """Return the page at each former address, by its path below the root of the site."""
    files: dict[str, bytes] = {}
    directory_urls = settings.use_directory_urls
    for path, entity in former_pages(review).items():
        page = page_of(review, entity)
        href = relative_address(page, path, directory_urls=directory_urls)
        html = PAGE.format(
            language=settings.locale,
            title=label_of(review, entity),
            site=settings.site_name,
            href=href,
            canonical=public_address(settings, page) or href,
        )
        files[address(path, directory_urls=False)] = html.encode()
    return files


def moved_feeds(review: Review, feeds: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return copies of feeds at their former addresses, since a feed cannot redirect its readers.

    Args:
        review: The review.
        feeds: Every feed, by its path below the root of the site.
    """
    return {
        feed_of(path): feeds[feed]
        for path, entity in former_pages(review).items()
        if (feed := feed_of(page_of(review, entity))) in feeds
    }
