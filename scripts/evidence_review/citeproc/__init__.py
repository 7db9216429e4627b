"""Citations and bibliography entries in a CSL style, formatted by pandoc's citeproc.

Belongs here: everything about styles, requests to pandoc and their stored results. Does not: pages, BibTeX
and the review. `formatting.format_site` is the entry point; `incremental` makes rebuilds cheap and can be
left out.
"""
