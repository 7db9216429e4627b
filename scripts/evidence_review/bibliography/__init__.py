"""A library for bibliographies: BibTeX, biblatex and CSL-JSON in, CSL references and other formats out.

Belongs here: everything about the formats of bibliographies. Does not: reviews, pages, citations in text
and styles. It depends only on diagnostics, locations and sources.

Other packages use `reader`, `formatter`, the modules of `writers`, and the values in `csl`. The other
sub-packages are internal.
"""
